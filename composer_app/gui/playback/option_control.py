"""One option on the screen: its name, what is heard or chosen, and a way back while it is fixed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from composer_app.composition import Composition
from composer_app.gui.playback.options import OptionSpec
from composer_app.gui.playback.tempo_spin_box import TempoSpinBox
from composer_app.gui.session.overrides import Overrides
from composer_app.gui.widgets.wheel_safe import WheelSafeComboBox

TITLE_HEIGHT_PX, CONTROL_HEIGHT_PX = 18, 28
"""The heights of a title and of a control, in pixels."""


class OptionControl(QWidget):
    """An option: dimmed as the feeling has it, plain where a person fixed it.

    Signals:
        value_chosen: A person fixes it, or lets it go again, with what is to be put there.
    """

    value_chosen = Signal(object)

    def __init__(self, spec: OptionSpec, width: int = 92) -> None:
        super().__init__()
        self.spec = spec
        self._values = [spec.default, *(value for _, value in spec.choices if value != spec.default)]
        self.control = self._make_combo() if spec.choices else self._make_tempo_box()
        self.control.setFixedHeight(CONTROL_HEIGHT_PX)
        self.control.setMinimumWidth(width)
        self.control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.control.setAccessibleName(spec.title.replace("&", ""))
        self.reset_button = self._make_reset_button()
        self._lay_out()

    def show_value(self, overrides: Overrides, take: Composition | None) -> None:
        """Show what is fixed, or else what a take has."""
        value, is_fixed = self.spec.value_in(overrides), self.spec.is_overridden(overrides)
        felt = self.spec.describe_take(take) if take else self.tr("Auto")
        usual = self.tr("Auto") if is_fixed else felt
        if isinstance(self.control, TempoSpinBox):
            self.control.setSpecialValueText(usual)
            self.control.show_tempo(value, take.performance.tempo if take else 96.0)  # type: ignore[arg-type]
        else:
            self._show_choice(self.control, value, usual, felt)
        self._show_overridden(is_fixed, felt)

    def _show_choice(self, combo: WheelSafeComboBox, value: object, auto_text: str, text: str) -> None:
        combo.setMaxCount(len(self._values))
        combo.setItemText(0, auto_text)
        if value in self._values:
            combo.setCurrentIndex(self._values.index(value))
        else:  # half of it was asked for by the sentence, or it is none that the list has
            combo.setMaxCount(len(self._values) + 1)
            combo.addItem(text)
            combo.setCurrentIndex(combo.count() - 1)

    def _show_overridden(self, is_overridden: bool, auto_value: str) -> None:
        self.reset_button.setVisible(is_overridden)
        state = (
            self.tr("Set manually") if is_overridden else self.tr("Auto ({value})").format(value=auto_value)
        )
        self.control.setToolTip(f"{self.spec.tip}\n({state})")
        self.control.setAccessibleDescription(state)
        if self.control.property("auto") != (not is_overridden):
            self.control.setProperty("auto", not is_overridden)
            for each in (self.control, *self.control.findChildren(QWidget)):
                each.style().unpolish(each)
                each.style().polish(each)

    def _make_combo(self) -> WheelSafeComboBox:
        chooser = WheelSafeComboBox()
        chooser.addItem("")
        for text, value in self.spec.choices:
            if value != self.spec.default:
                chooser.addItem(text)
        chooser.activated.connect(self._choose)
        return chooser

    def _make_tempo_box(self) -> TempoSpinBox:
        box = TempoSpinBox()
        box.valueChanged.connect(lambda: self.value_chosen.emit(box.tempo))
        return box

    def _make_reset_button(self) -> QToolButton:
        back = QToolButton()
        name = self.spec.title.replace("&", "")
        back.setText("↺")
        back.setProperty("back", True)
        back.setToolTip(self.tr("Reset {name} to Auto").format(name=name))
        back.setAccessibleName(back.toolTip())
        back.setFixedHeight(TITLE_HEIGHT_PX)
        back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        back.clicked.connect(self._reset)
        policy = back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        back.setSizePolicy(policy)
        return back

    def _choose(self, index: int) -> None:
        if index < len(self._values):  # what stands below is what there is already
            self.value_chosen.emit(self._values[index])

    def _reset(self) -> None:
        self.control.setFocus()  # the button goes away under the finger
        self.value_chosen.emit(self.spec.default)

    def _lay_out(self) -> None:
        label = QLabel(self.spec.title)
        label.setProperty("small", True)
        label.setBuddy(self.control)
        label.setFixedHeight(TITLE_HEIGHT_PX)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        head.addWidget(label, 1)
        head.addWidget(self.reset_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.control)
