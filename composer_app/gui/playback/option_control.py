"""One option on the screen: its name, what is heard or chosen, and a way back while it is fixed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from composer_app.composer import Composition
from composer_app.gui.playback.options import OptionSpec
from composer_app.gui.session.overrides import Overrides
from composer_app.gui.widgets.wheel_safe import TempoSpinBox, WheelSafeComboBox

TITLE, CONTROL = 18, 28
"""The heights of a title and of a control, in pixels."""


class OptionControl(QWidget):
    """An option: dimmed as the feeling has it, plain where a person fixed it.

    Signals:
        chosen: A person fixes it, or lets it go again, with what is to be put there.
    """

    chosen = Signal(object)

    def __init__(self, option: OptionSpec, width: int = 92) -> None:
        super().__init__()
        self.option = option
        self._values = [option.usual, *(value for _, value in option.choices if value != option.usual)]
        self.control = self._chooser() if option.choices else self._tempo()
        self.control.setFixedHeight(CONTROL)
        self.control.setMinimumWidth(width)
        self.control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.control.setAccessibleName(option.title.replace("&", ""))
        self.back = self._back()
        self._lay_out()

    def show_value(self, fixed: Overrides, take: Composition | None) -> None:
        """Show what is fixed, or else what a take has."""
        value, is_fixed = self.option.read(fixed), self.option.is_fixed(fixed)
        felt = self.option.heard(take) if take else self.tr("as felt")
        usual = self.tr("as felt") if is_fixed else felt
        if isinstance(self.control, TempoSpinBox):
            self.control.setSpecialValueText(usual)
            self.control.show_tempo(value, take.performance.tempo if take else 96.0)  # type: ignore[arg-type]
        else:
            self._show_choice(self.control, value, usual, felt)
        self._show_fixed(is_fixed, felt)

    def _show_choice(self, chooser: WheelSafeComboBox, value: object, usual: str, text: str) -> None:
        chooser.setMaxCount(len(self._values))
        chooser.setItemText(0, usual)
        if value in self._values:
            chooser.setCurrentIndex(self._values.index(value))
        else:  # half of it was asked for by the sentence, or it is none that the list has
            chooser.setMaxCount(len(self._values) + 1)
            chooser.addItem(text)
            chooser.setCurrentIndex(chooser.count() - 1)

    def _show_fixed(self, is_fixed: bool, felt: str) -> None:
        self.back.setVisible(is_fixed)
        state = self.tr("fixed by you") if is_fixed else self.tr("{value}, as felt").format(value=felt)
        self.control.setToolTip(f"{self.option.tip}\n({state})")
        self.control.setAccessibleDescription(state)
        if self.control.property("felt") != (not is_fixed):
            self.control.setProperty("felt", not is_fixed)
            for each in (self.control, *self.control.findChildren(QWidget)):
                each.style().unpolish(each)
                each.style().polish(each)

    def _chooser(self) -> WheelSafeComboBox:
        chooser = WheelSafeComboBox()
        chooser.addItem("")
        for text, value in self.option.choices:
            if value != self.option.usual:
                chooser.addItem(text)
        chooser.activated.connect(self._choose)
        return chooser

    def _tempo(self) -> TempoSpinBox:
        box = TempoSpinBox()
        box.valueChanged.connect(lambda: self.chosen.emit(box.tempo))
        return box

    def _back(self) -> QToolButton:
        back = QToolButton()
        name = self.option.title.replace("&", "")
        back.setText("↺")
        back.setProperty("back", True)
        back.setToolTip(self.tr("{name}: back to what the feeling has").format(name=name))
        back.setAccessibleName(back.toolTip())
        back.setFixedHeight(TITLE)
        back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        back.clicked.connect(self._let_go)
        policy = back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        back.setSizePolicy(policy)
        return back

    def _choose(self, index: int) -> None:
        if index < len(self._values):  # what stands below is what there is already
            self.chosen.emit(self._values[index])

    def _let_go(self) -> None:
        self.control.setFocus()  # the button goes away under the finger
        self.chosen.emit(self.option.usual)

    def _lay_out(self) -> None:
        label = QLabel(self.option.title)
        label.setProperty("small", True)
        label.setBuddy(self.control)
        label.setFixedHeight(TITLE)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        head.addWidget(label, 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.control)
