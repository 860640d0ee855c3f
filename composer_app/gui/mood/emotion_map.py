"""The map of feelings: valence and arousal, the sixteen emotions as places, and the point that is played."""

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
from composer_app.gui.mood.label_layout import Point, Rect, feeling_at, nearest, place
from composer_app.gui.text.translation import term
from composer_app.request.emotion.mood import Emotion

_REACH = 9.0  # pixels around a place that belong to it
_STEP, _FINE = 0.05, 0.01  # what an arrow key moves the point by, and with Shift
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


class EmotionMap(QWidget):
    """Dark to bright from left to right, calm to lively from bottom to top.

    The point is dragged, or moved by the arrow keys; Esc puts it back.

    Signals:
        moved: The point is being moved, with its valence and arousal.
        placed: It was let go, with its valence and arousal.
        chosen: An emotion's place was clicked, or Enter pressed near it, with its name.
    """

    moved = Signal(float, float)
    placed = Signal(float, float)
    chosen = Signal(str)

    def __init__(self, emotions: Iterable[Emotion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = EmotionMapPainter(self, {emotion.name: emotion for emotion in emotions})
        self._point: Point | None = None
        self._moving: Point | None = None
        self._pressed: Point | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Map of feelings"))
        self.setToolTip(
            self.tr("Drag the point, or move it with the arrow keys; click a feeling to choose it")
        )

    def show_point(self, point: Point | None) -> None:
        """Show where a mood lies, valence and arousal from -1 to 1; None for an empty map."""
        self._point, self._moving, self._pressed = point, None, None
        self.update()

    @property
    def point(self) -> Point | None:
        """Where the point is shown, valence and arousal."""
        return self._moving or self._point

    def places(self) -> dict[str, Point]:
        """Where each emotion lies, in pixels."""
        return self._look.places()

    def labels(self) -> dict[str, Rect]:
        """Where each emotion's name stands, in pixels."""
        return self._look.labels()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(260, 272)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = _pixels(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        at = _pixels(event)
        if self._pressed is None:
            hand = Qt.CursorShape.PointingHandCursor if self._emotion_at(at) else Qt.CursorShape.CrossCursor
            self.setCursor(hand)
        elif self._moving or _far(at, self._pressed) >= QApplication.startDragDistance() / 2:
            self._move(feeling_at(at, self._look.area))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not self._moving and (name := self._emotion_at(pressed)):
            self.chosen.emit(name)
        else:
            self._move(feeling_at(_pixels(event), self._look.area))
            self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        key = Qt.Key(event.key())
        if way := _ARROWS.get(key):
            step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            valence, arousal = self.point or (0.0, 0.0)
            self._move((_inside(valence + step * way[0]), _inside(arousal + step * way[1])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.point:
            name = nearest(place(self.point, self._look.area), self._look.places(), float("inf"))
            self.chosen.emit(name)
        elif key == Qt.Key.Key_Escape and self._moving:
            self.show_point(self._point)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if Qt.Key(event.key()) in _ARROWS and self._moving and not event.isAutoRepeat():
            self._let_go()
        else:
            super().keyReleaseEvent(event)

    def event(self, event: QHelpEvent) -> bool:  # type: ignore[override]  # noqa: D102
        if isinstance(event, QHelpEvent) and (name := self._emotion_at(_pixels(event))):
            tip = self.tr("Compose it {emotion} instead").format(emotion=term(name))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        self._look.draw(painter, self.point)
        painter.end()

    def _move(self, feeling: Point) -> None:
        self._moving = feeling
        self.update()
        self.moved.emit(*feeling)

    def _let_go(self) -> None:
        if self._moving:
            self._point, self._moving = self._moving, None
            self.placed.emit(*self._point)

    def _emotion_at(self, at: Point) -> str | None:
        named = (name for name, box in self._look.labels().items() if box.has(at))
        return nearest(at, self._look.places(), _REACH) or next(named, None)


def _pixels(event: QMouseEvent | QHelpEvent) -> Point:
    at = event.position() if isinstance(event, QMouseEvent) else event.pos()
    return at.x(), at.y()


def _far(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _inside(value: float) -> float:
    return round(min(max(value, -1.0), 1.0), 4)
