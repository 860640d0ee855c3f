"""A small popup to enter a number: Enter accepts it, Esc cancels."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSpinBox, QWidget

from composer_app.gui.input.constraint_choices import NumberRange
from composer_app.gui.widgets.theme import SPACING_PX


class NumberPopup(QFrame):
    """A spin box for a number with its unit, and a button to set it.

    Signals:
        number_chosen: The user accepted a number, with the number.
    """

    number_chosen = Signal(int)

    def __init__(self, numbers: NumberRange, current: int, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", True)
        self.spin_box = QSpinBox()
        self.spin_box.setRange(numbers.minimum, numbers.maximum)
        self.spin_box.setSuffix(numbers.unit)
        self.spin_box.setValue(current)
        self.spin_box.setAccessibleName(name)
        self.spin_box.setToolTip(self.tr("Type a number and press Enter"))
        self.spin_box.setMinimumWidth(120)
        self.set_button = QPushButton(self.tr("Set"))
        self.set_button.setToolTip(self.tr("Compose it again with this number (Enter)"))
        self.set_button.clicked.connect(self._choose)
        self.spin_box.lineEdit().returnPressed.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        row.addWidget(self.spin_box)
        row.addWidget(self.set_button)

    def open_at(self, position: QPoint) -> None:
        """Open the popup at a position on the screen."""
        self.move(position)
        self.show()
        self.spin_box.setFocus()
        self.spin_box.selectAll()

    def _choose(self) -> None:
        self.spin_box.interpretText()
        number = self.spin_box.value()
        self.close()
        self.number_chosen.emit(number)
