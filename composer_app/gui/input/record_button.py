"""The button to speak: a disc, and around it what the microphone heard in the last seconds."""

import time
from collections import deque
from collections.abc import Callable
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from composer_app.gui.widgets.level_meter import amplitude_to_scale
from composer_app.gui.widgets.theme import mix_colours

HOLD_THRESHOLD_S = 0.35
"""From how many seconds on a press counts as held."""
AUTO_STOP_GRACE_S = 0.8
"""For how many seconds after a recording has ended by itself a press was meant to end it."""


class PushToTalk:
    """Decides what pressing and letting go of the button means."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._pressed_at: float | None = None
        self._auto_stopped_at = -AUTO_STOP_GRACE_S

    def press(self, *, recording: bool) -> bool:
        """The button went down; whether a recording begins."""
        begins = not recording and self._now() - self._auto_stopped_at >= AUTO_STOP_GRACE_S
        self._pressed_at = self._now() if begins else None
        return begins

    def on_auto_stopped(self) -> None:
        """The recording has ended by itself."""
        self._auto_stopped_at = self._now()

    def release(self) -> bool:
        """The button went up; whether the recording ends: after a hold, or at the second tap."""
        return self._pressed_at is None or self._now() - self._pressed_at >= HOLD_THRESHOLD_S


SPOKE_COUNT = 60
"""How many levels go round the disc: two and a half seconds of them."""
_BUTTON_SIZE_PX = 92  # pixels across
_DISC_RADIUS, _SPOKE_INNER_RADIUS, _SPOKE_OUTER_RADIUS = (
    0.60,
    0.69,
    0.98,
)  # of half the size: the disc's edge, where spokes begin, and end


class LevelHistory:
    """The last levels on a scale of decibels, 0 to 1, the newest first."""

    def __init__(self) -> None:
        self._scale_positions = deque([0.0] * SPOKE_COUNT, SPOKE_COUNT)

    @property
    def scale_positions(self) -> tuple[float, ...]:
        """As many as there are spokes."""
        return tuple(self._scale_positions)

    def add(self, amplitude: float) -> None:
        """Take an amplitude from 0 to 1; what is loud dies away slowly enough to be seen."""
        self._scale_positions.appendleft(max(amplitude_to_scale(amplitude), self._scale_positions[0] - 0.15))

    def clear(self) -> None:
        """Fall silent."""
        self._scale_positions.extend([0.0] * SPOKE_COUNT)


class RecordButton(QAbstractButton):
    """A microphone to press; while it listens, a square to stop it and the ring of levels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level_history, self._listening = LevelHistory(), False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def scale_positions(self) -> tuple[float, ...]:
        """What the ring shows, the newest first, each 0 to 1."""
        return self._level_history.scale_positions

    def show_listening(self, listening: bool) -> None:
        """Show whether the microphone listens."""
        self._listening = listening
        self._level_history.clear()
        self.update()

    def show_level(self, amplitude: float) -> None:
        """Add an amplitude from 0 to 1 to the ring."""
        self._level_history.add(amplitude)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(_BUTTON_SIZE_PX, _BUTTON_SIZE_PX)

    def hitButton(self, place: QPointF) -> bool:  # type: ignore[override]  # noqa: D102, N802 - a QPoint does, too
        offset = QPointF(place) - QRectF(self.rect()).center()
        return offset.x() ** 2 + offset.y() ** 2 <= (self._radius_px * _SPOKE_OUTER_RADIUS) ** 2

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(self.rect()).center())
        painter.scale(self._radius_px, self._radius_px)
        colour = self._base_colour()
        self._draw_ring(painter, colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(0, 0), _DISC_RADIUS, _DISC_RADIUS)
        self._draw_stop_icon(painter) if self._listening else self._draw_microphone_icon(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().text().color(), 0.045))
            painter.drawEllipse(QPointF(0, 0), _DISC_RADIUS + 0.055, _DISC_RADIUS + 0.055)
        painter.end()

    @property
    def _radius_px(self) -> float:
        return min(self.width(), self.height()) / 2

    def _base_colour(self) -> QColor:
        palette = self.palette()
        if not self.isEnabled():
            return palette.mid().color()
        role = QPalette.ColorRole.BrightText if self._listening else QPalette.ColorRole.Highlight
        colour = palette.color(role)
        if self.isDown():
            return mix_colours(colour, palette.window().color(), 0.25)
        return mix_colours(colour, palette.text().color(), 0.12) if self.underMouse() else colour

    def _draw_ring(self, painter: QPainter, colour: QColor) -> None:
        """Spokes from the top to the right, paler as they grow old; at rest, one thin circle."""
        quiet = self.palette().mid().color()
        if not self._listening:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(quiet, 0.03))
            painter.drawEllipse(QPointF(0, 0), _SPOKE_INNER_RADIUS + 0.06, _SPOKE_INNER_RADIUS + 0.06)
            return
        for number, share in enumerate(self._level_history.scale_positions):
            angle = 2 * pi * number / SPOKE_COUNT - pi / 2
            way = QPointF(cos(angle), sin(angle))
            age = number / SPOKE_COUNT
            painter.setPen(_round_pen(mix_colours(colour, quiet, age), 0.045))
            painter.drawLine(
                way * _SPOKE_INNER_RADIUS,
                way
                * (_SPOKE_INNER_RADIUS + 0.02 + (_SPOKE_OUTER_RADIUS - _SPOKE_INNER_RADIUS - 0.05) * share),
            )

    def _draw_stop_icon(self, painter: QPainter) -> None:
        painter.setBrush(self.palette().window())
        painter.drawRoundedRect(QRectF(-0.19, -0.19, 0.38, 0.38), 0.05, 0.05)

    def _draw_microphone_icon(self, painter: QPainter) -> None:
        ink = self.palette().highlightedText().color()
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(-0.11, -0.33, 0.22, 0.40), 0.11, 0.11)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_round_pen(ink, 0.055))
        painter.drawArc(QRectF(-0.2, -0.24, 0.4, 0.4), 180 * 16, 180 * 16)
        painter.drawLine(QPointF(0, 0.16), QPointF(0, 0.29))
        painter.drawLine(QPointF(-0.11, 0.30), QPointF(0.11, 0.30))


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
