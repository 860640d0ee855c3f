"""Controls that stand still under a turning wheel: only the one with the focus may be turned."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSlider, QSpinBox

from composer_app.gui.playback.options import TEMPO_SPIN_RANGE_BPM


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


class TempoSpinBox(QSpinBox):
    """A tempo, or none; the first step away from none leads to the tempo that is heard."""

    def __init__(self) -> None:
        super().__init__()
        self._current_tempo = 96
        self.setRange(TEMPO_SPIN_RANGE_BPM[0] - 1, TEMPO_SPIN_RANGE_BPM[1])
        self.setSuffix(self.tr(" bpm"))
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    @property
    def tempo(self) -> float | None:
        """The tempo in beats a minute; None for that of the feeling."""
        return None if self.value() == self.minimum() else float(self.value())

    def show_tempo(self, tempo: float | None, current_tempo: float) -> None:
        """Show a tempo, or none, and know which one is heard, without telling of a change."""
        self._current_tempo = round(current_tempo)
        self.blockSignals(True)
        self.setValue(self.minimum() if tempo is None else round(tempo))
        self.blockSignals(False)

    def stepBy(self, steps: int) -> None:  # noqa: D102, N802
        if self.value() == self.minimum():
            self.blockSignals(True)
            self.setValue(self._current_tempo)
            self.blockSignals(False)
        super().stepBy(steps)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
