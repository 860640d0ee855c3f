"""Controls that stand still under a turning wheel: only the one with the focus may be turned."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox

from composer_app.gui.play.wishes import AS_ASKED, FASTEST, SLOWEST


class Chooser(QComboBox):
    """A list to choose from."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TempoBox(QSpinBox):
    """A tempo, or none; the first step away from none leads to the tempo that is heard."""

    def __init__(self) -> None:
        super().__init__()
        self._heard = 96
        self.setSpecialValueText(AS_ASKED)
        self.setRange(SLOWEST - 1, FASTEST)
        self.setSuffix(self.tr(" bpm"))
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    def show_heard(self, tempo: float) -> None:
        """Tell it which tempo is heard."""
        self._heard = round(tempo)

    def stepBy(self, steps: int) -> None:  # noqa: D102, N802
        if self.value() == self.minimum():
            self.setValue(self._heard)
        super().stepBy(steps)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
