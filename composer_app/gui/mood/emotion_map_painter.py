"""How the map of feelings looks: its coloured ground, the names of its sides, the places and the point."""

from collections.abc import Mapping
from math import hypot

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QWidget

from composer_app.gui.mood.label_layout import Point, Rect, feeling_at, label_boxes, place
from composer_app.gui.text.translation import term
from composer_app.gui.widgets.theme import feeling_colour, legible, mixed
from composer_app.request.emotion.mood import Emotion

translate = QCoreApplication.translate

_EDGE = 10.0  # pixels between the border and the outermost feelings
_GRAIN = 24  # pixels of the coloured ground, which is stretched
_TINT = 0.30  # of a feeling's colour at the edge of the ground; none in the middle
_LEADER = 12.0  # pixels from a name to its place from which on a line joins them


class EmotionMapPainter:
    """Paints a map in the size, the letters and the palette of a widget."""

    def __init__(self, widget: QWidget, emotions: Mapping[str, Emotion]) -> None:
        self._widget, self._emotions = widget, emotions
        self._laid: tuple[object, dict[str, Rect]] = (None, {})
        self._ground: tuple[object, QImage] = (None, QImage())

    def draw(self, painter: QPainter, point: Point | None) -> None:
        """Paint everything; the point is valence and arousal."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        painter.setFont(self._small())
        self._draw_axes(painter)
        self._draw_places(painter)
        if point:
            self._draw_point(painter, point)

    @property
    def area(self) -> Rect:
        """Where feelings lie, in pixels."""
        return Rect(_EDGE, _EDGE, self._widget.width() - 2 * _EDGE, self._widget.height() - 2 * _EDGE)

    def places(self) -> dict[str, Point]:
        """Where each emotion lies, in pixels."""
        area = self.area
        return {name: place((e.valence, e.arousal), area) for name, e in self._emotions.items()}

    def labels(self) -> dict[str, Rect]:
        """Where each emotion's name stands, in pixels."""
        key = (self._widget.width(), self._widget.height(), self._widget.font().toString())
        if self._laid[0] != key:
            metrics = QFontMetricsF(self._small())
            sizes = {n: (metrics.horizontalAdvance(term(n)), metrics.height()) for n in self._emotions}
            taken = [box for _, box in self._axes()]
            self._laid = (key, label_boxes(self.places(), sizes, self._whole(), taken))
        return self._laid[1]

    @property
    def _palette(self) -> QPalette:
        return self._widget.palette()

    def _whole(self) -> Rect:
        return Rect(3, 3, self._widget.width() - 6, self._widget.height() - 6)

    def _small(self) -> QFont:
        font = QFont(self._widget.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _axes(self) -> tuple[tuple[str, Rect], ...]:
        """The names of the four sides, and where they stand."""
        metrics, width, height = QFontMetricsF(self._small()), self._widget.width(), self._widget.height()
        high = metrics.height()
        lively, calm, dark, bright = (
            translate("Map", "lively"),
            translate("Map", "calm"),
            translate("Map", "dark"),
            translate("Map", "bright"),
        )
        wide = {name: metrics.horizontalAdvance(name) for name in (lively, calm, dark, bright)}
        return (
            (lively, Rect((width - wide[lively]) / 2, 4, wide[lively], high)),
            (calm, Rect((width - wide[calm]) / 2, height - high - 4, wide[calm], high)),
            (dark, Rect(6, (height - high) / 2, wide[dark], high)),
            (bright, Rect(width - wide[bright] - 6, (height - high) / 2, wide[bright], high)),
        )

    def _draw_ground(self, painter: QPainter) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(self._widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.save()
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self._widget.rect()), self._colours())
        painter.restore()
        focused = self._widget.hasFocus()
        edge = self._palette.highlight().color() if focused else self._palette.mid().color()
        painter.setPen(QPen(edge, 2 if focused else 1))
        painter.drawPath(path)
        middle = QRectF(self._widget.rect()).center()
        painter.setPen(QPen(self._palette.mid().color(), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(8, middle.y()), QPointF(self._widget.width() - 8, middle.y()))
        painter.drawLine(QPointF(middle.x(), 8), QPointF(middle.x(), self._widget.height() - 8))

    def _colours(self) -> QImage:
        """The ground: each feeling's colour, the fainter the nearer to the middle."""
        palette = self._palette
        key = palette.cacheKey()
        if self._ground[0] != key:
            self._ground = (key, _ground(palette))
        return self._ground[1]

    def _draw_axes(self, painter: QPainter) -> None:
        for name, box in self._axes():
            muted, ink = self._palette.placeholderText().color(), self._palette.text().color()
            painter.setPen(legible(muted, self._ground_at(box), ink))
            painter.drawText(_rect(box), Qt.AlignmentFlag.AlignCenter, name)

    def _draw_places(self, painter: QPainter) -> None:
        labels = self.labels()
        for name, (x, y) in self.places().items():
            emotion, box = self._emotions[name], labels[name]
            colour = feeling_colour(emotion.valence, emotion.arousal, self._palette)
            edge = QPointF(min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
            if hypot(edge.x() - x, edge.y() - y) > _LEADER:
                painter.setPen(QPen(mixed(colour, self._palette.base().color(), 0.5), 1))
                painter.drawLine(QPointF(x, y), edge)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x, y), 3, 3)
            painter.setPen(legible(colour, self._ground_at(box), self._palette.text().color()))
            painter.drawText(_rect(box), Qt.AlignmentFlag.AlignCenter, term(name))

    def _ground_at(self, box: Rect) -> QColor:
        """The colour below a name."""
        feeling = feeling_at((box.left + box.width / 2, box.top + box.height / 2), self.area)
        return _tinted(feeling, self._palette)

    def _draw_point(self, painter: QPainter, point: Point) -> None:
        at = QPointF(*place(point, self.area))
        painter.setPen(QPen(self._palette.text().color(), 2))
        painter.setBrush(feeling_colour(*point, self._palette))
        painter.drawEllipse(at, 8, 8)


def _ground(palette: QPalette) -> QImage:
    image = QImage(_GRAIN, _GRAIN, QImage.Format.Format_RGB32)
    area = Rect(0, 0, _GRAIN - 1, _GRAIN - 1)
    for x in range(_GRAIN):
        for y in range(_GRAIN):
            image.setPixelColor(x, y, _tinted(feeling_at((x, y), area), palette))
    return image


def _tinted(feeling: Point, palette: QPalette) -> QColor:
    tint = _TINT * min(1.0, hypot(*feeling))
    return mixed(palette.base().color(), feeling_colour(*feeling, palette), tint)


def _rect(box: Rect) -> QRectF:
    return QRectF(box.left - 2, box.top - 1, box.width + 4, box.height + 2)
