"""Paints the emotion map: background, axis labels, emotions and the point."""

from collections.abc import Mapping
from math import hypot

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QWidget

from composer_app.gui.mood.label_layout import Point, from_pixels, lay_out_labels, to_pixels
from composer_app.gui.text.translation import translate_term
from composer_app.gui.widgets.geometry import Rect
from composer_app.gui.widgets.theme import emotion_colour, ensure_legible, mix_colours
from composer_app.request.emotion.mood import Emotion

translate = QCoreApplication.translate

_MARGIN_PX = 10.0  # between the border and the outermost emotions
_BACKGROUND_SIZE_PX = 24  # of the background image, which is scaled up
_MAX_TINT = 0.30  # share of an emotion's colour at the edge of the background; 0 in the middle
_MIN_LEADER_LENGTH_PX = 12.0  # a label at least this far from its dot is joined to it by a line


class EmotionMapPainter:
    """Paints the map with the size, font and palette of a widget."""

    def __init__(self, widget: QWidget, emotions: Mapping[str, Emotion]) -> None:
        self._widget, self._emotions = widget, emotions
        self._label_cache: tuple[object, dict[str, Rect]] = (None, {})
        self._background_cache: tuple[object, QImage] = (None, QImage())

    def draw(self, painter: QPainter, point: Point | None) -> None:
        """Paint the map; `point` is valence and arousal."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_background(painter)
        painter.setFont(self._small_font())
        self._draw_axes(painter)
        self._draw_emotions(painter)
        if point:
            self._draw_point(painter, point)

    @property
    def area(self) -> Rect:
        """The rectangle of the plane, in pixels."""
        return Rect(
            _MARGIN_PX,
            _MARGIN_PX,
            self._widget.width() - 2 * _MARGIN_PX,
            self._widget.height() - 2 * _MARGIN_PX,
        )

    def emotion_positions(self) -> dict[str, Point]:
        """Return the position of each emotion, in pixels."""
        area = self.area
        return {
            name: to_pixels((emotion.valence, emotion.arousal), area)
            for name, emotion in self._emotions.items()
        }

    def label_rects(self) -> dict[str, Rect]:
        """Return the rectangle of each emotion's label, in pixels."""
        key = (self._widget.width(), self._widget.height(), self._widget.font().toString())
        if self._label_cache[0] != key:
            metrics = QFontMetricsF(self._small_font())
            sizes = {
                name: (metrics.horizontalAdvance(translate_term(name)), metrics.height())
                for name in self._emotions
            }
            obstacles = [rect for _, rect in self._axis_labels()]
            self._label_cache = (
                key,
                lay_out_labels(self.emotion_positions(), sizes, self._bounds(), obstacles),
            )
        return self._label_cache[1]

    @property
    def _palette(self) -> QPalette:
        return self._widget.palette()

    def _bounds(self) -> Rect:
        return Rect(3, 3, self._widget.width() - 6, self._widget.height() - 6)

    def _small_font(self) -> QFont:
        font = QFont(self._widget.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _axis_labels(self) -> tuple[tuple[str, Rect], ...]:
        """Return the labels of the four sides with their rectangles."""
        metrics, width, height = (
            QFontMetricsF(self._small_font()),
            self._widget.width(),
            self._widget.height(),
        )
        line_height = metrics.height()
        lively, calm, dark, bright = (
            translate("Map", "lively"),
            translate("Map", "calm"),
            translate("Map", "dark"),
            translate("Map", "bright"),
        )
        widths = {name: metrics.horizontalAdvance(name) for name in (lively, calm, dark, bright)}
        return (
            (lively, Rect((width - widths[lively]) / 2, 4, widths[lively], line_height)),
            (calm, Rect((width - widths[calm]) / 2, height - line_height - 4, widths[calm], line_height)),
            (dark, Rect(6, (height - line_height) / 2, widths[dark], line_height)),
            (
                bright,
                Rect(width - widths[bright] - 6, (height - line_height) / 2, widths[bright], line_height),
            ),
        )

    def _draw_background(self, painter: QPainter) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(self._widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.save()
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self._widget.rect()), self._background_image())
        painter.restore()
        focused = self._widget.hasFocus()
        edge = self._palette.highlight().color() if focused else self._palette.mid().color()
        painter.setPen(QPen(edge, 2 if focused else 1))
        painter.drawPath(path)
        middle = QRectF(self._widget.rect()).center()
        painter.setPen(QPen(self._palette.mid().color(), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(8, middle.y()), QPointF(self._widget.width() - 8, middle.y()))
        painter.drawLine(QPointF(middle.x(), 8), QPointF(middle.x(), self._widget.height() - 8))

    def _background_image(self) -> QImage:
        """Return the background: the colours of the emotions, fading towards the middle."""
        palette = self._palette
        key = palette.cacheKey()
        if self._background_cache[0] != key:
            self._background_cache = (key, _paint_background(palette))
        return self._background_cache[1]

    def _draw_axes(self, painter: QPainter) -> None:
        for name, rect in self._axis_labels():
            muted, text_colour = self._palette.placeholderText().color(), self._palette.text().color()
            painter.setPen(ensure_legible(muted, self._background_colour_at(rect), text_colour))
            painter.drawText(_padded_rect(rect), Qt.AlignmentFlag.AlignCenter, name)

    def _draw_emotions(self, painter: QPainter) -> None:
        labels = self.label_rects()
        for name, (x, y) in self.emotion_positions().items():
            emotion, rect = self._emotions[name], labels[name]
            colour = emotion_colour(emotion.valence, emotion.arousal, self._palette)
            edge = QPointF(min(max(x, rect.left), rect.right), min(max(y, rect.top), rect.bottom))
            if hypot(edge.x() - x, edge.y() - y) > _MIN_LEADER_LENGTH_PX:
                painter.setPen(QPen(mix_colours(colour, self._palette.base().color(), 0.5), 1))
                painter.drawLine(QPointF(x, y), edge)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x, y), 3, 3)
            painter.setPen(
                ensure_legible(colour, self._background_colour_at(rect), self._palette.text().color())
            )
            painter.drawText(_padded_rect(rect), Qt.AlignmentFlag.AlignCenter, translate_term(name))

    def _background_colour_at(self, rect: Rect) -> QColor:
        """Return the background colour at a label."""
        point = from_pixels((rect.left + rect.width / 2, rect.top + rect.height / 2), self.area)
        return _background_colour(point, self._palette)

    def _draw_point(self, painter: QPainter, point: Point) -> None:
        centre = QPointF(*to_pixels(point, self.area))
        painter.setPen(QPen(self._palette.text().color(), 2))
        painter.setBrush(emotion_colour(*point, self._palette))
        painter.drawEllipse(centre, 8, 8)


def _paint_background(palette: QPalette) -> QImage:
    image = QImage(_BACKGROUND_SIZE_PX, _BACKGROUND_SIZE_PX, QImage.Format.Format_RGB32)
    area = Rect(0, 0, _BACKGROUND_SIZE_PX - 1, _BACKGROUND_SIZE_PX - 1)
    for x in range(_BACKGROUND_SIZE_PX):
        for y in range(_BACKGROUND_SIZE_PX):
            image.setPixelColor(x, y, _background_colour(from_pixels((x, y), area), palette))
    return image


def _background_colour(point: Point, palette: QPalette) -> QColor:
    tint = _MAX_TINT * min(1.0, hypot(*point))
    return mix_colours(palette.base().color(), emotion_colour(*point, palette), tint)


def _padded_rect(rect: Rect) -> QRectF:
    return QRectF(rect.left - 2, rect.top - 1, rect.width + 4, rect.height + 2)
