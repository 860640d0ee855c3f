"""A level meter: the input level of the microphone as a bar on a decibel scale."""

from math import log10

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_FLOOR_DBFS = -60.0  # at the left end of the scale


def amplitude_to_scale(amplitude: float) -> float:
    """Return the position of an amplitude (0 to 1) on the scale, 0 to 1."""
    return 0.0 if amplitude <= 0 else min(max(1 - 20 * log10(amplitude) / _FLOOR_DBFS, 0.0), 1.0)


class LevelMeter(QWidget):
    """Shows a level, and falls slowly, so that short peaks remain visible."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale_position = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Microphone level"))
        self.setToolTip(self.tr("How loud the microphone hears you"))

    @property
    def scale_position(self) -> float:
        """The shown position on the scale, 0 to 1."""
        return self._scale_position

    def show_level(self, amplitude: float) -> None:
        """Show an amplitude from 0 to 1."""
        self._scale_position = max(amplitude_to_scale(amplitude), self._scale_position - 0.06)
        self.update()

    def clear(self) -> None:
        """Show silence at once."""
        self._scale_position = 0.0
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(120, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        painter.setBrush(self.palette().alternateBase())
        painter.drawRoundedRect(area, 4, 4)
        area.setWidth(area.width() * self._scale_position)
        painter.setBrush(self.palette().highlight())
        painter.drawRoundedRect(area, 4, 4)
        painter.end()
