"""A bar for one emotion of the mood."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.text.format import format_percent
from composer_app.gui.text.translation import translate_term
from composer_app.gui.widgets.theme import emotion_colour
from composer_app.request.emotion.mood import Emotion


class EmotionBar(QWidget):
    """The name, the weight and the evidence words of an emotion."""

    def __init__(
        self, emotion: Emotion, weight: float, evidence_words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._emotion, self._weight, self._evidence_words = emotion, weight, evidence_words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{translate_term(emotion.name)} {format_percent(weight)}")
        self.setAccessibleDescription(evidence_words)
        self.setToolTip(
            f"{translate_term(emotion.name)} {format_percent(weight)}"
            + (self.tr(", from {words}").format(words=evidence_words) if evidence_words else "")
        )

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(160, self.fontMetrics().height() + 14)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(0, 0, self.width(), self.fontMetrics().height() + 2)
        self._draw_texts(painter, line)
        bar = QRectF(0, line.bottom() + 2, self.width(), 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().alternateBase())
        painter.drawRoundedRect(bar, 3, 3)
        bar.setWidth(max(6.0, bar.width() * self._weight))
        painter.setBrush(emotion_colour(self._emotion.valence, self._emotion.arousal, self.palette()))
        painter.drawRoundedRect(bar, 3, 3)
        painter.end()

    def _draw_texts(self, painter: QPainter, line: QRectF) -> None:
        align = Qt.AlignmentFlag
        painter.setPen(self.palette().text().color())
        painter.drawText(line, align.AlignLeft | align.AlignVCenter, translate_term(self._emotion.name))
        share = format_percent(self._weight)
        painter.drawText(line, align.AlignRight | align.AlignVCenter, share)
        metrics = self.fontMetrics()
        start = metrics.horizontalAdvance(translate_term(self._emotion.name)) + 10
        words_rect = line.adjusted(start, 0, -metrics.horizontalAdvance(share) - 10, 0)
        painter.setPen(self.palette().placeholderText().color())
        words = metrics.elidedText(self._evidence_words, Qt.TextElideMode.ElideRight, int(words_rect.width()))
        painter.drawText(words_rect, align.AlignLeft | align.AlignVCenter, words)
