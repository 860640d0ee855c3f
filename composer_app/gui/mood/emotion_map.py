"""The emotion map: the plane of valence and arousal with sixteen emotions and the current mood as a point."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from composer_app.gui.mood.emotion_map_painter import EmotionMapPainter
from composer_app.gui.mood.label_layout import Point, from_pixels, nearest_name, to_pixels
from composer_app.gui.text.translation import translate_term
from composer_app.gui.widgets.geometry import Rect
from composer_app.request.emotion.mood import Emotion

_HIT_RADIUS_PX = 9.0  # around the dot of an emotion
_KEY_STEP, _FINE_KEY_STEP = 0.05, 0.01  # for an arrow key, and with Shift
_ARROW_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


class EmotionMap(QWidget):
    """A map from dark (left) to bright (right), and from calm (bottom) to lively (top).

    The user drags the point, or moves it with the arrow keys; Esc resets it.

    Signals:
        point_dragged: The point is being dragged, with its valence and arousal.
        point_placed: The point was released, with its valence and arousal.
        emotion_chosen: The user clicked an emotion, or pressed Enter near it, with its name.
    """

    point_dragged = Signal(float, float)
    point_placed = Signal(float, float)
    emotion_chosen = Signal(str)

    def __init__(self, emotions: Iterable[Emotion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = EmotionMapPainter(self, {emotion.name: emotion for emotion in emotions})
        self._point: Point | None = None
        self._dragged_point: Point | None = None
        self._press_position: Point | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Map of feelings"))
        self.setToolTip(
            self.tr("Drag the point, or move it with the arrow keys; click a feeling to choose it")
        )

    def show_point(self, point: Point | None) -> None:
        """Show a mood as a point, valence and arousal from -1 to 1; None for no point."""
        self._point, self._dragged_point, self._press_position = point, None, None
        self.update()

    @property
    def point(self) -> Point | None:
        """The valence and arousal of the shown point."""
        return self._dragged_point or self._point

    def emotion_positions(self) -> dict[str, Point]:
        """Return the position of each emotion, in pixels."""
        return self._painter.emotion_positions()

    def label_rects(self) -> dict[str, Rect]:
        """Return the rectangle of each emotion's label, in pixels."""
        return self._painter.label_rects()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(260, 272)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._press_position = _event_position(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        position = _event_position(event)
        if self._press_position is None:
            shape = (
                Qt.CursorShape.PointingHandCursor
                if self._emotion_at(position)
                else Qt.CursorShape.CrossCursor
            )
            self.setCursor(shape)
        elif (
            self._dragged_point
            or _distance(position, self._press_position) >= QApplication.startDragDistance() / 2
        ):
            self._drag_to(from_pixels(position, self._painter.area))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        pressed, self._press_position = self._press_position, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not self._dragged_point and (name := self._emotion_at(pressed)):
            self.emotion_chosen.emit(name)
        else:
            self._drag_to(from_pixels(_event_position(event), self._painter.area))
            self._finish_drag()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        key = Qt.Key(event.key())
        if direction := _ARROW_DIRECTIONS.get(key):
            step = _FINE_KEY_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _KEY_STEP
            valence, arousal = self.point or (0.0, 0.0)
            self._drag_to((_clamp(valence + step * direction[0]), _clamp(arousal + step * direction[1])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.point:
            name = nearest_name(
                to_pixels(self.point, self._painter.area), self._painter.emotion_positions(), float("inf")
            )
            self.emotion_chosen.emit(name)
        elif key == Qt.Key.Key_Escape and self._dragged_point:
            self.show_point(self._point)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if Qt.Key(event.key()) in _ARROW_DIRECTIONS and self._dragged_point and not event.isAutoRepeat():
            self._finish_drag()
        else:
            super().keyReleaseEvent(event)

    def event(self, event: QHelpEvent) -> bool:  # type: ignore[override]  # noqa: D102
        if isinstance(event, QHelpEvent) and (name := self._emotion_at(_event_position(event))):
            tip = self.tr("Compose it {emotion} instead").format(emotion=translate_term(name))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        self._painter.draw(painter, self.point)
        painter.end()

    def _drag_to(self, point: Point) -> None:
        self._dragged_point = point
        self.update()
        self.point_dragged.emit(*point)

    def _finish_drag(self) -> None:
        if self._dragged_point:
            self._point, self._dragged_point = self._dragged_point, None
            self.point_placed.emit(*self._point)

    def _emotion_at(self, position: Point) -> str | None:
        labelled = (
            name for name, rect in self._painter.label_rects().items() if rect.contains_point(*position)
        )
        return nearest_name(position, self._painter.emotion_positions(), _HIT_RADIUS_PX) or next(
            labelled, None
        )


def _event_position(event: QMouseEvent | QHelpEvent) -> Point:
    position = event.position() if isinstance(event, QMouseEvent) else event.pos()
    return position.x(), position.y()


def _distance(first: Point, second: Point) -> float:
    return float(((first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2) ** 0.5)


def _clamp(value: float) -> float:
    return round(min(max(value, -1.0), 1.0), 4)
