"""The control of one option: its title, its value, and a button to reset it to Auto."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from composer_app.composition import Composition
from composer_app.gui.playback.options import OptionSpec
from composer_app.gui.playback.tempo_spin_box import TempoSpinBox
from composer_app.gui.session.overrides import Overrides
from composer_app.gui.widgets.wheel_safe import WheelSafeComboBox

TITLE_HEIGHT_PX, CONTROL_HEIGHT_PX = 18, 28
"""The heights of the title and of the control below it."""


class OptionControl(QWidget):
    """The control of an option: dimmed while it is Auto, plain if the user set it.

    Signals:
        value_chosen: The user chose a value, with the value; the option's default means Auto.
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
        """Show the override, or else the value that the take has."""
        value, is_overridden = self.spec.value_in(overrides), self.spec.is_overridden(overrides)
        auto_value = self.spec.describe_take(take) if take else self.tr("Auto")
        auto_text = self.tr("Auto") if is_overridden else auto_value
        if isinstance(self.control, TempoSpinBox):
            self.control.setSpecialValueText(auto_text)
            self.control.show_tempo(value, take.performance.tempo if take else 96.0)  # type: ignore[arg-type]
        else:
            self._show_choice(self.control, value, auto_text, auto_value)
        self._show_overridden(is_overridden, auto_value)

    def _show_choice(self, combo: WheelSafeComboBox, value: object, auto_text: str, text: str) -> None:
        combo.setMaxCount(len(self._values))
        combo.setItemText(0, auto_text)
        if value in self._values:
            combo.setCurrentIndex(self._values.index(value))
        else:  # set by the sentence, and not in the list; or only the tonic or mode was set
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
            for widget in (self.control, *self.control.findChildren(QWidget)):
                widget.style().unpolish(widget)
                widget.style().polish(widget)

    def _make_combo(self) -> WheelSafeComboBox:
        combo = WheelSafeComboBox()
        combo.addItem("")
        for text, value in self.spec.choices:
            if value != self.spec.default:
                combo.addItem(text)
        combo.activated.connect(self._choose)
        return combo

    def _make_tempo_box(self) -> TempoSpinBox:
        box = TempoSpinBox()
        box.valueChanged.connect(lambda: self.value_chosen.emit(box.tempo))
        return box

    def _make_reset_button(self) -> QToolButton:
        button = QToolButton()
        name = self.spec.title.replace("&", "")
        button.setText("↺")
        button.setProperty("reset", True)
        button.setToolTip(self.tr("Reset {name} to Auto").format(name=name))
        button.setAccessibleName(button.toolTip())
        button.setFixedHeight(TITLE_HEIGHT_PX)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._reset)
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        return button

    def _choose(self, index: int) -> None:
        if index < len(self._values):  # a value not in the list is already set
            self.value_chosen.emit(self._values[index])

    def _reset(self) -> None:
        self.control.setFocus()  # the reset button is about to be hidden
        self.value_chosen.emit(self.spec.default)

    def _lay_out(self) -> None:
        label = QLabel(self.spec.title)
        label.setProperty("small", True)
        label.setBuddy(self.control)
        label.setFixedHeight(TITLE_HEIGHT_PX)
        title_row = QHBoxLayout()
        title_row.setContentsMargins(0, 0, 0, 0)
        title_row.setSpacing(2)
        title_row.addWidget(label, 1)
        title_row.addWidget(self.reset_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(title_row)
        column.addWidget(self.control)
