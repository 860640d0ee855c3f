"""Controls that stand still under a turning wheel: only the one with the focus may be turned."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSlider


class WheelSafeComboBox(QComboBox):
    """A list to choose from."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class WheelSafeSlider(QSlider):
    """How loud it is, 0 to 100."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, 100)
        self.setValue(100)
        self.setPageStep(10)
        self.setSingleStep(5)
        self.setAccessibleName(self.tr("Volume"))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
