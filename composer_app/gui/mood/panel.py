"""What was understood: which feelings, how strongly, from which words; and a way to choose another."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from composer_app.gui.flow import FlowLayout
from composer_app.gui.mood.plane import Plane
from composer_app.gui.phrases import asked_for, feeling, nearest, percent, words_for
from composer_app.gui.theme import SPACE, feeling_colour
from composer_app.request.emotion import Emotion, Mood, WordShare
from composer_app.request.request import Request

_SHOWN = 5  # weights below the fifth are dust


class EmotionBar(QWidget):
    """One emotion: its name, how much of it there is, and the words that spoke for it."""

    def __init__(self, emotion: Emotion, weight: float, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._emotion, self._weight, self._words = emotion, weight, words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{emotion.name} {percent(weight)}")
        self.setAccessibleDescription(words)
        self.setToolTip(
            f"{emotion.name} {percent(weight)}"
            + (self.tr(", from {words}").format(words=words) if words else "")
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
        painter.setBrush(feeling_colour(self._emotion.valence, self._emotion.arousal, self.palette()))
        painter.drawRoundedRect(bar, 3, 3)
        painter.end()

    def _draw_texts(self, painter: QPainter, line: QRectF) -> None:
        align = Qt.AlignmentFlag
        painter.setPen(self.palette().text().color())
        painter.drawText(line, align.AlignLeft | align.AlignVCenter, self._emotion.name)
        share = percent(self._weight)
        painter.drawText(line, align.AlignRight | align.AlignVCenter, share)
        metrics = self.fontMetrics()
        start = metrics.horizontalAdvance(self._emotion.name) + 10
        room = line.adjusted(start, 0, -metrics.horizontalAdvance(share) - 10, 0)
        painter.setPen(self.palette().placeholderText().color())
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, align.AlignLeft | align.AlignVCenter, words)


def rich_words(words: Iterable[WordShare]) -> str:
    """The words that decided, as rich text; those that the sentence turned round are struck out."""
    parts = []
    for word in words:
        said = word.word.replace("&", "&amp;").replace("<", "&lt;")
        said = f"not <s>{said}</s>" if word.negated else f"<b>{said}</b>"
        parts.append(f"{said}&nbsp;{percent(word.share)}")
    return " &nbsp; ".join(parts)


class MoodPanel(QFrame):
    """The feelings understood, and the others that could be meant.

    Signals:
        chosen: A person meant another emotion, with its name.
    """

    chosen = Signal(str)

    def __init__(self, emotions: dict[str, Emotion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._emotions = emotions
        self.headline = self._label(self.tr("What was understood"), "heading")
        self.verdict = self._label(self.tr("Nothing yet. Say or write what you feel."), "small")
        self._shown: list[EmotionBar] = []
        self._bars = QVBoxLayout()
        self._bars.setSpacing(4)
        self.words = self._label("", "small")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setToolTip(self.tr("The words that decided, and how much each did"))
        self.plane = Plane(emotions.values())
        self.asked = self._label("", "small")
        self.choices_title = self._label("", "heading")
        self.choices = {name: self._choice(emotion) for name, emotion in emotions.items()}
        self._choice_box = QWidget()
        self._flow = FlowLayout(self._choice_box)
        self._lay_out()
        self._offer(list(emotions))

    def show_request(self, request: Request | None) -> None:
        """Show what was understood of a request."""
        mood = request.mood if request else None
        self._show_bars(mood)
        self.plane.show_mood(mood)
        self.words.setText(rich_words(mood.words) if mood else "")
        self.words.setVisible(bool(mood and mood.words))
        asked = asked_for(request.constraints) if request else ""
        self.asked.setText(self.tr("Asked for: {wishes}").format(wishes=asked) if asked else "")
        self.asked.setVisible(bool(asked))
        self._show_verdict(mood)

    def bars(self) -> tuple[EmotionBar, ...]:
        """The bars that are shown, strongest first."""
        return tuple(self._shown)

    def _show_verdict(self, mood: Mood | None) -> None:
        if mood is None:
            self.verdict.setText(self.tr("Nothing yet. Say or write what you feel."))
            self._offer(list(self._emotions))
        elif mood.weights:
            self.verdict.setText(feeling(mood).capitalize())
            self.choices_title.setText(self._question(mood))
            self._offer(list(self._emotions), mood.strongest or "")
        else:
            self.verdict.setText(self.tr("No feeling was heard in this, so it plays a middle mood."))
            self.choices_title.setText(self.tr("Did you mean"))
            self._offer([emotion.name for emotion in nearest(mood, self._emotions, 6)])

    def _question(self, mood: Mood) -> str:
        """What stands above the other feelings: which two it may have been, where it is unsure."""
        if not mood.choices:
            return self.tr("Something else? Try")
        first, second = mood.choices
        return self.tr("Not sure: {first} or {second}?").format(first=first, second=second)

    def _show_bars(self, mood: Mood | None) -> None:
        for bar in self._shown:
            self._bars.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self._shown.clear()
        for name, weight in (mood.weights if mood else ())[:_SHOWN]:
            self._shown.append(
                EmotionBar(self._emotions[name], weight, words_for(mood, name) if mood else "")
            )
            self._bars.addWidget(self._shown[-1])

    def _offer(self, names: list[str], taken: str = "") -> None:
        """Show the buttons of some emotions; the one that is played is marked."""
        for name, button in self.choices.items():
            button.setVisible(name in names)
            button.setChecked(name == taken)
            button.setText(f"✓ {name}" if name == taken else name)
        self._choice_box.updateGeometry()

    def _choice(self, emotion: Emotion) -> QPushButton:
        button = QPushButton(emotion.name)
        button.setProperty("chip", True)
        button.setCheckable(True)
        button.setToolTip(self.tr("Compose it {emotion} instead").format(emotion=emotion.name))
        button.clicked.connect(lambda _=False, name=emotion.name: self.chosen.emit(name))
        return button

    def _label(self, text: str, look: str) -> QLabel:
        label = QLabel(text)
        label.setProperty(look, True)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        for button in self.choices.values():
            self._flow.addWidget(button)
        self.choices_title.setText(self.tr("Or choose a feeling"))
        self.words.hide()
        self.asked.hide()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.headline)
        column.addWidget(self.verdict)
        column.addLayout(self._bars)
        below: tuple[QWidget, ...] = (
            self.words,
            self.asked,
            self.plane,
            self.choices_title,
            self._choice_box,
        )
        for widget in below:
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(_scrolling(inner))


def _scrolling(inner: QWidget) -> QScrollArea:
    """A widget that scrolls up and down where it does not fit."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return area
