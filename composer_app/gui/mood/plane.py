"""The plane of valence and arousal, small, with the point that was understood."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.phrases import feeling
from composer_app.gui.theme import feeling_colour
from composer_app.request.emotion import Emotion, Mood

_ROOM = 18  # pixels kept free around the axes for their names


class Plane(QWidget):
    """Dark to bright from left to right, calm to lively from bottom to top."""

    def __init__(self, emotions: Iterable[Emotion] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._emotions = tuple(emotions)
        self._mood: Mood | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Where the feeling lies"))

    def show_mood(self, mood: Mood | None) -> None:
        """Show where a mood lies, or an empty plane."""
        self._mood = mood
        words = feeling(mood) if mood else ""
        self.setAccessibleDescription(words)
        self.setToolTip(
            self.tr("{words}: valence {valence:+.2f}, arousal {arousal:+.2f}, each from −1 to 1").format(
                words=words.capitalize(), valence=mood.valence, arousal=mood.arousal
            )
            if mood
            else ""
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(220, 104)

    def point(self, mood: Mood | Emotion) -> QPointF:
        """Where a mood or an emotion lies, in pixels."""
        area = self._area()
        return QPointF(
            area.center().x() + mood.valence * area.width() / 2,
            area.center().y() - mood.arousal * area.height() / 2,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().mid())
        for emotion in self._emotions:
            painter.drawEllipse(self.point(emotion), 2, 2)
        if self._mood:
            colour = feeling_colour(self._mood.valence, self._mood.arousal, self.palette())
            painter.setPen(QPen(self.palette().base().color(), 2))
            painter.setBrush(colour)
            painter.drawEllipse(self.point(self._mood), 7, 7)
        painter.end()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(46, _ROOM, -50, -_ROOM)

    def _draw_axes(self, painter: QPainter) -> None:
        area, middle = self._area(), self._area().center()
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 6, 6)
        painter.drawLine(QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y()))
        painter.drawLine(QPointF(middle.x(), area.top()), QPointF(middle.x(), area.bottom()))
        painter.setPen(self.palette().placeholderText().color())
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.85)
        painter.setFont(small)
        whole, centre = QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(0, 0, whole.width(), _ROOM - 2), centre, self.tr("lively"))
        painter.drawText(
            QRectF(0, whole.height() - _ROOM + 2, whole.width(), _ROOM - 2), centre, self.tr("calm")
        )
        painter.drawText(QRectF(0, 0, area.left() - 4, whole.height()), centre, self.tr("dark"))
        painter.drawText(
            QRectF(area.right() + 4, 0, whole.width() - area.right() - 4, whole.height()),
            centre,
            self.tr("bright"),
        )
