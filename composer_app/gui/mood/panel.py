"""What was understood: where on the map, which feelings, how strongly, from which words; and ways to mend it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from composer_app.gui.mood.bar import EmotionBar
from composer_app.gui.mood.emotion_map import EmotionMap
from composer_app.gui.text.format import feeling, words_for
from composer_app.gui.text.translation import term
from composer_app.gui.widgets.theme import SPACE, feeling_colour
from composer_app.gui.widgets.wheel_safe import WheelSafeComboBox
from composer_app.request.emotion.mood import Emotion, Mood
from composer_app.request.emotion.plane import mood_at
from composer_app.request.request import Request

_SHOWN = 4  # weights below the fourth are dust
_SWATCH = 10  # pixels


class MoodPanel(QFrame):
    """The feelings understood, and the others that could be meant.

    Signals:
        chosen: A person meant another emotion, with its name.
        placed: A person moved the point on the map, with its valence and arousal.
    """

    chosen = Signal(str)
    placed = Signal(float, float)

    def __init__(self, emotions: dict[str, Emotion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._emotions = emotions
        self.headline = self._label(self.tr("What was understood"), "heading")
        self.verdict = self._label(self.tr("Nothing yet. Say or write what you feel."), "small")
        self.map = EmotionMap(emotions.values())
        self.map.chosen.connect(self.chosen)
        self.map.placed.connect(self.placed)
        self.map.moved.connect(self._preview)
        self.question = self._label("", "small")
        self.choices = (self._choice(), self._choice())
        self.feelings = self._feeling_list()
        self._shown: list[EmotionBar] = []
        self._bars = QVBoxLayout()
        self._bars.setSpacing(4)
        self._lay_out()
        self.show_request(None)

    def show_request(self, request: Request | None) -> None:
        """Show what was understood of a request."""
        mood = request.mood if request else None
        self._show_mood(mood)
        self.map.show_point((mood.valence, mood.arousal) if mood else None)
        self._ask(mood.choices if mood else ())

    def bars(self) -> tuple[EmotionBar, ...]:
        """The bars that are shown, strongest first."""
        return tuple(self._shown)

    def _preview(self, valence: float, arousal: float) -> None:
        """The point is being moved: show what it would mean."""
        self._show_mood(mood_at(valence, arousal))
        self._ask(())

    def _show_mood(self, mood: Mood | None) -> None:
        self._show_bars(mood)
        self.verdict.setText(self._verdict(mood))
        self.map.setAccessibleDescription(feeling(mood) if mood else "")
        strongest = mood.strongest if mood else None
        self.feelings.setCurrentIndex(self.feelings.findData(strongest or ""))

    def _verdict(self, mood: Mood | None) -> str:
        if mood is None:
            return self.tr("Nothing yet. Say or write what you feel.")
        if mood.weights:
            return feeling(mood).capitalize()
        return self.tr(
            "No feeling was heard in this, so it plays a middle mood. Choose one on the map, or say it."
        )

    def _ask(self, choices: tuple[str, ...]) -> None:
        """Where it is unsure, ask which of two feelings was meant."""
        for button, name in zip(self.choices, choices, strict=False):
            button.setText(term(name))
            button.setAccessibleName(term(name))
            button.setProperty("emotion", name)
            button.setToolTip(self.tr("Compose it {emotion} instead").format(emotion=term(name)))
        if choices:
            first, second = map(term, choices)
            self.question.setText(
                self.tr("Not sure: {first} or {second}?").format(first=first, second=second)
            )
        for widget in (self.question, *self.choices):
            widget.setVisible(bool(choices))

    def _show_bars(self, mood: Mood | None) -> None:
        for bar in self._shown:
            self._bars.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self._shown.clear()
        for name, weight in (mood.weights if mood else ())[:_SHOWN]:
            words = words_for(mood, name) if mood else ""
            self._shown.append(EmotionBar(self._emotions[name], weight, words))
            self._bars.addWidget(self._shown[-1])

    def _choice(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("chip", True)
        button.setAccessibleName(self.tr("A feeling it may have been"))
        button.setToolTip(self.tr("Compose it with this feeling"))
        button.clicked.connect(lambda: self.chosen.emit(button.property("emotion")))
        return button

    def _feeling_list(self) -> WheelSafeComboBox:
        """All feelings by name: the map for those who do not see it."""
        combo = WheelSafeComboBox()
        combo.setAccessibleName(self.tr("Feeling"))
        combo.setToolTip(self.tr("Choose a feeling by its name, instead of on the map"))
        combo.addItem(self.tr("Choose a feeling…"), "")
        for emotion in self._emotions.values():
            colour = feeling_colour(emotion.valence, emotion.arousal, self.palette())
            combo.addItem(_swatch(colour), term(emotion.name), emotion.name)
        combo.activated.connect(self._choose_by_name)
        return combo

    def _choose_by_name(self) -> None:
        if name := self.feelings.currentData():
            self.chosen.emit(name)

    def _label(self, text: str, look: str) -> QLabel:
        label = QLabel(text)
        label.setProperty(look, True)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        two = QHBoxLayout()
        two.setSpacing(SPACE // 2)
        for button in self.choices:
            two.addWidget(button)
        two.addStretch(1)
        for widget in (self.headline, self.verdict, self.map, self.question):
            column.addWidget(widget)
        column.addLayout(two)
        column.addLayout(self._bars)
        column.addWidget(self.feelings)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(_scrolling(inner))


def _swatch(colour: QColor) -> QIcon:
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(colour)
    return QIcon(pixmap)


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
