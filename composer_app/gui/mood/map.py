"""The map of feelings: valence and arousal, the sixteen emotions as places, and the point that is played."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from composer_app.gui.mood.names import feeling_name
from composer_app.gui.mood.places import Box, Point, feeling_at, label_boxes, nearest, place
from composer_app.gui.theme import feeling_colour, legible, mixed
from composer_app.request.emotion import Emotion

_EDGE = 10.0  # pixels between the border and the outermost feelings
_REACH = 9.0  # pixels around a place that belong to it
_STEP, _FINE = 0.05, 0.01  # what an arrow key moves the point by, and with Shift
_GRAIN = 40  # pixels of the coloured ground, which is stretched
_TINT = 0.30  # of a feeling's colour at the edge of the ground; none in the middle
_LEADER = 12.0  # pixels from a name to its place from which on a line joins them
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


class FeelingMap(QWidget):
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
        self._emotions = {emotion.name: emotion for emotion in emotions}
        self._point: Point | None = None
        self._moving: Point | None = None
        self._pressed: Point | None = None
        self._laid: tuple[object, dict[str, Box]] = (None, {})
        self._ground: tuple[object, QImage] = (None, QImage())
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
        area = self._area()
        return {name: place((e.valence, e.arousal), area) for name, e in self._emotions.items()}

    def labels(self) -> dict[str, Box]:
        """Where each emotion's name stands, in pixels."""
        key = (self.width(), self.height(), self.font().toString())
        if self._laid[0] != key:
            metrics = QFontMetricsF(self._small())
            sizes = {
                n: (metrics.horizontalAdvance(feeling_name(n)), metrics.height()) for n in self._emotions
            }
            taken = [box for _, box in self._axes()]
            self._laid = (key, label_boxes(self.places(), sizes, self._whole(), taken))
        return self._laid[1]

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
            self._move(feeling_at(at, self._area()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not self._moving and (name := self._emotion_at(pressed)):
            self.chosen.emit(name)
        else:
            self._move(feeling_at(_pixels(event), self._area()))
            self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        key = Qt.Key(event.key())
        if way := _ARROWS.get(key):
            step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            valence, arousal = self.point or (0.0, 0.0)
            self._move((_inside(valence + step * way[0]), _inside(arousal + step * way[1])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.point:
            name = nearest(place(self.point, self._area()), self.places(), float("inf"))
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
            tip = self.tr("Compose it {emotion} instead").format(emotion=feeling_name(name))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        painter.setFont(self._small())
        self._draw_axes(painter)
        self._draw_places(painter)
        if self.point:
            self._draw_point(painter, self.point)
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
        named = (name for name, box in self.labels().items() if box.has(at))
        return nearest(at, self.places(), _REACH) or next(named, None)

    def _whole(self) -> Box:
        return Box(3, 3, self.width() - 6, self.height() - 6)

    def _area(self) -> Box:
        return Box(_EDGE, _EDGE, self.width() - 2 * _EDGE, self.height() - 2 * _EDGE)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _axes(self) -> tuple[tuple[str, Box], ...]:
        """The names of the four sides, and where they stand."""
        metrics, width, height = QFontMetricsF(self._small()), self.width(), self.height()
        high = metrics.height()
        lively, calm, dark, bright = self.tr("lively"), self.tr("calm"), self.tr("dark"), self.tr("bright")
        wide = {name: metrics.horizontalAdvance(name) for name in (lively, calm, dark, bright)}
        return (
            (lively, Box((width - wide[lively]) / 2, 4, wide[lively], high)),
            (calm, Box((width - wide[calm]) / 2, height - high - 4, wide[calm], high)),
            (dark, Box(6, (height - high) / 2, wide[dark], high)),
            (bright, Box(width - wide[bright] - 6, (height - high) / 2, wide[bright], high)),
        )

    def _draw_ground(self, painter: QPainter) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.save()
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._colours())
        painter.restore()
        focused = self.hasFocus()
        edge = self.palette().highlight().color() if focused else self.palette().mid().color()
        painter.setPen(QPen(edge, 2 if focused else 1))
        painter.drawPath(path)
        middle = QRectF(self.rect()).center()
        painter.setPen(QPen(self.palette().mid().color(), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(8, middle.y()), QPointF(self.width() - 8, middle.y()))
        painter.drawLine(QPointF(middle.x(), 8), QPointF(middle.x(), self.height() - 8))

    def _colours(self) -> QImage:
        """The ground: each feeling's colour, the fainter the nearer to the middle."""
        palette = self.palette()
        key = palette.cacheKey()
        if self._ground[0] != key:
            self._ground = (key, _ground(palette))
        return self._ground[1]

    def _draw_axes(self, painter: QPainter) -> None:
        for name, box in self._axes():
            muted, ink = self.palette().placeholderText().color(), self.palette().text().color()
            painter.setPen(legible(muted, self._ground_at(box), ink))
            painter.drawText(_rect(box), Qt.AlignmentFlag.AlignCenter, name)

    def _draw_places(self, painter: QPainter) -> None:
        labels = self.labels()
        for name, (x, y) in self.places().items():
            emotion, box = self._emotions[name], labels[name]
            colour = feeling_colour(emotion.valence, emotion.arousal, self.palette())
            edge = QPointF(min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
            if _far((edge.x(), edge.y()), (x, y)) > _LEADER:
                painter.setPen(QPen(mixed(colour, self.palette().base().color(), 0.5), 1))
                painter.drawLine(QPointF(x, y), edge)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x, y), 3, 3)
            painter.setPen(legible(colour, self._ground_at(box), self.palette().text().color()))
            painter.drawText(_rect(box), Qt.AlignmentFlag.AlignCenter, feeling_name(name))

    def _ground_at(self, box: Box) -> QColor:
        """The colour below a name."""
        feeling = feeling_at((box.left + box.width / 2, box.top + box.height / 2), self._area())
        return _tinted(feeling, self.palette())

    def _draw_point(self, painter: QPainter, point: Point) -> None:
        at = QPointF(*place(point, self._area()))
        painter.setPen(QPen(self.palette().text().color(), 2))
        painter.setBrush(feeling_colour(*point, self.palette()))
        painter.drawEllipse(at, 8, 8)


def _ground(palette: QPalette) -> QImage:
    image = QImage(_GRAIN, _GRAIN, QImage.Format.Format_RGB32)
    area = Box(0, 0, _GRAIN - 1, _GRAIN - 1)
    for x in range(_GRAIN):
        for y in range(_GRAIN):
            image.setPixelColor(x, y, _tinted(feeling_at((x, y), area), palette))
    return image


def _tinted(feeling: Point, palette: QPalette) -> QColor:
    tint = _TINT * min(1.0, _far(feeling, (0, 0)))
    return mixed(palette.base().color(), feeling_colour(*feeling, palette), tint)


def _pixels(event: QMouseEvent | QHelpEvent) -> Point:
    at = event.position() if isinstance(event, QMouseEvent) else event.pos()
    return at.x(), at.y()


def _far(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _inside(value: float) -> float:
    return round(min(max(value, -1.0), 1.0), 4)


def _rect(box: Box) -> QRectF:
    return QRectF(box.left - 2, box.top - 1, box.width + 4, box.height + 2)
