"""A number in a small popup: Enter takes it, Esc leaves everything as it was."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSpinBox, QWidget

from composer_app.gui.input.constraint_choices import NumberRange
from composer_app.gui.widgets.theme import SPACE


class NumberPopup(QFrame):
    """One number and its unit.

    Signals:
        taken: The number that a person chose.
    """

    taken = Signal(int)

    def __init__(self, numbers: NumberRange, now: int, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", True)
        self.box = QSpinBox()
        self.box.setRange(numbers.least, numbers.most)
        self.box.setSuffix(numbers.unit)
        self.box.setValue(now)
        self.box.setAccessibleName(name)
        self.box.setToolTip(self.tr("Type a number and press Enter"))
        self.box.setMinimumWidth(120)
        self.set = QPushButton(self.tr("Set"))
        self.set.setToolTip(self.tr("Compose it again with this number (Enter)"))
        self.set.clicked.connect(self._take)
        self.box.lineEdit().returnPressed.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.addWidget(self.box)
        row.addWidget(self.set)

    def open_at(self, place: QPoint) -> None:
        """Show it at a place on the screen."""
        self.move(place)
        self.show()
        self.box.setFocus()
        self.box.selectAll()

    def _take(self) -> None:
        self.box.interpretText()
        number = self.box.value()
        self.close()
        self.taken.emit(number)
