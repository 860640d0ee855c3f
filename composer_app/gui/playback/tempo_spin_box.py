"""The spin box of the tempo, which can also be set to Auto."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox

from composer_app.gui.playback.options import TEMPO_SPIN_RANGE_BPM


class TempoSpinBox(QSpinBox):
    """A spin box whose minimum means Auto; the first step from there starts at the current tempo."""

    def __init__(self) -> None:
        super().__init__()
        self._current_tempo = 96
        self.setRange(TEMPO_SPIN_RANGE_BPM[0] - 1, TEMPO_SPIN_RANGE_BPM[1])
        self.setSuffix(self.tr(" bpm"))
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    @property
    def tempo(self) -> float | None:
        """The tempo in beats per minute; None for Auto."""
        return None if self.value() == self.minimum() else float(self.value())

    def show_tempo(self, tempo: float | None, current_tempo: float) -> None:
        """Show a tempo, or Auto for None, without emitting a signal; steps from Auto start at `current_tempo`."""
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
