"""The record button, with a ring that shows the input level of the last seconds."""

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
"""A longer press records only while the button is held."""
AUTO_STOP_GRACE_S = 0.8
"""A press this soon after an automatic stop was meant to end the recording, and starts no other."""


class PushToTalk:
    """Interprets presses of the record button: tap to start and stop, or hold to talk."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._pressed_at: float | None = None
        self._auto_stopped_at = -AUTO_STOP_GRACE_S

    def press(self, *, recording: bool) -> bool:
        """Handle a press, and return whether a recording begins."""
        begins = not recording and self._now() - self._auto_stopped_at >= AUTO_STOP_GRACE_S
        self._pressed_at = self._now() if begins else None
        return begins

    def on_auto_stopped(self) -> None:
        """Record the time of an automatic stop."""
        self._auto_stopped_at = self._now()

    def release(self) -> bool:
        """Handle a release, and return whether the recording ends: after a hold, or at the second tap."""
        return self._pressed_at is None or self._now() - self._pressed_at >= HOLD_THRESHOLD_S


SPOKE_COUNT = 60
"""The number of levels in the ring, some two and a half seconds."""
_BUTTON_SIZE_PX = 92
_DISC_RADIUS, _SPOKE_INNER_RADIUS, _SPOKE_OUTER_RADIUS = (
    0.60,
    0.69,
    0.98,
)  # relative to half the size of the button


class LevelHistory:
    """The last levels on the decibel scale of `amplitude_to_scale`, newest first."""

    def __init__(self) -> None:
        self._scale_positions = deque([0.0] * SPOKE_COUNT, SPOKE_COUNT)

    @property
    def scale_positions(self) -> tuple[float, ...]:
        """The levels, 0 to 1, newest first; always `SPOKE_COUNT` of them."""
        return tuple(self._scale_positions)

    def add(self, amplitude: float) -> None:
        """Add an amplitude from 0 to 1; the level falls slowly, so that short peaks remain visible."""
        self._scale_positions.appendleft(max(amplitude_to_scale(amplitude), self._scale_positions[0] - 0.15))

    def clear(self) -> None:
        """Set all levels to silence."""
        self._scale_positions.extend([0.0] * SPOKE_COUNT)


class RecordButton(QAbstractButton):
    """A round button with a microphone; while recording, with a stop square and the ring of levels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level_history, self._is_recording = LevelHistory(), False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def scale_positions(self) -> tuple[float, ...]:
        """The levels of the ring, 0 to 1, newest first."""
        return self._level_history.scale_positions

    def show_recording(self, recording: bool) -> None:
        """Show whether the microphone records."""
        self._is_recording = recording
        self._level_history.clear()
        self.update()

    def show_level(self, amplitude: float) -> None:
        """Add an amplitude from 0 to 1 to the ring."""
        self._level_history.add(amplitude)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(_BUTTON_SIZE_PX, _BUTTON_SIZE_PX)

    def hitButton(self, position: QPointF) -> bool:  # type: ignore[override]  # noqa: D102, N802 - accepts QPoint too
        offset = QPointF(position) - QRectF(self.rect()).center()
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
        self._draw_stop_icon(painter) if self._is_recording else self._draw_microphone_icon(painter)
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
        role = QPalette.ColorRole.BrightText if self._is_recording else QPalette.ColorRole.Highlight
        colour = palette.color(role)
        if self.isDown():
            return mix_colours(colour, palette.window().color(), 0.25)
        return mix_colours(colour, palette.text().color(), 0.12) if self.underMouse() else colour

    def _draw_ring(self, painter: QPainter, colour: QColor) -> None:
        """Draw the levels as spokes, clockwise and fading with age; if not recording, a thin circle."""
        idle_colour = self.palette().mid().color()
        if not self._is_recording:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(idle_colour, 0.03))
            painter.drawEllipse(QPointF(0, 0), _SPOKE_INNER_RADIUS + 0.06, _SPOKE_INNER_RADIUS + 0.06)
            return
        for number, level in enumerate(self._level_history.scale_positions):
            angle = 2 * pi * number / SPOKE_COUNT - pi / 2
            direction = QPointF(cos(angle), sin(angle))
            age = number / SPOKE_COUNT
            painter.setPen(_round_pen(mix_colours(colour, idle_colour, age), 0.045))
            painter.drawLine(
                direction * _SPOKE_INNER_RADIUS,
                direction
                * (_SPOKE_INNER_RADIUS + 0.02 + (_SPOKE_OUTER_RADIUS - _SPOKE_INNER_RADIUS - 0.05) * level),
            )

    def _draw_stop_icon(self, painter: QPainter) -> None:
        painter.setBrush(self.palette().window())
        painter.drawRoundedRect(QRectF(-0.19, -0.19, 0.38, 0.38), 0.05, 0.05)

    def _draw_microphone_icon(self, painter: QPainter) -> None:
        icon_colour = self.palette().highlightedText().color()
        painter.setBrush(icon_colour)
        painter.drawRoundedRect(QRectF(-0.11, -0.33, 0.22, 0.40), 0.11, 0.11)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_round_pen(icon_colour, 0.055))
        painter.drawArc(QRectF(-0.2, -0.24, 0.4, 0.4), 180 * 16, 180 * 16)
        painter.drawLine(QPointF(0, 0.16), QPointF(0, 0.29))
        painter.drawLine(QPointF(-0.11, 0.30), QPointF(0.11, 0.30))


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
