"""The panel of the mood: the map, the detected emotions with their words, and the controls to correct them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from composer_app.gui.mood.bar import EmotionBar
from composer_app.gui.mood.emotion_map import EmotionMap
from composer_app.gui.text.format import describe_mood, evidence_words
from composer_app.gui.text.translation import translate_term
from composer_app.gui.widgets.theme import SPACING_PX, emotion_colour
from composer_app.gui.widgets.wheel_safe import WheelSafeComboBox
from composer_app.request.emotion.mood import Emotion, Mood
from composer_app.request.emotion.plane import mood_at
from composer_app.request.request import Request

_MAX_BARS = 4  # the fifth weight and later ones are negligible
_SWATCH_SIZE_PX = 10


class MoodPanel(QFrame):
    """The detected emotions, and the alternatives.

    Signals:
        emotion_chosen: The user chose another emotion, with its name.
        point_placed: The user moved the point on the map, with its valence and arousal.
    """

    emotion_chosen = Signal(str)
    point_placed = Signal(float, float)

    def __init__(self, emotions: dict[str, Emotion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._emotions = emotions
        self.headline = self._make_label(self.tr("What was understood"), "heading")
        self.mood_label = self._make_label(self.tr("Nothing yet. Say or write what you feel."), "small")
        self.emotion_map = EmotionMap(emotions.values())
        self.emotion_map.emotion_chosen.connect(self.emotion_chosen)
        self.emotion_map.point_placed.connect(self.point_placed)
        self.emotion_map.point_dragged.connect(self._preview_mood)
        self.question_label = self._make_label("", "small")
        self.choice_buttons = (self._make_choice_button(), self._make_choice_button())
        self.emotion_combo = self._make_emotion_combo()
        self._bar_widgets: list[EmotionBar] = []
        self._bar_layout = QVBoxLayout()
        self._bar_layout.setSpacing(4)
        self._lay_out()
        self.show_request(None)

    def show_request(self, request: Request | None) -> None:
        """Show the mood of a request."""
        mood = request.mood if request else None
        self._show_mood(mood)
        self.emotion_map.show_point((mood.valence, mood.arousal) if mood else None)
        self._show_question(mood.ambiguous_emotions if mood else ())

    def bars(self) -> tuple[EmotionBar, ...]:
        """Return the shown bars, strongest first."""
        return tuple(self._bar_widgets)

    def _preview_mood(self, valence: float, arousal: float) -> None:
        """Show the mood of the point while it is dragged."""
        self._show_mood(mood_at(valence, arousal))
        self._show_question(())

    def _show_mood(self, mood: Mood | None) -> None:
        self._show_bars(mood)
        self.mood_label.setText(self._describe_mood(mood))
        self.emotion_map.setAccessibleDescription(describe_mood(mood) if mood else "")
        strongest = mood.strongest_emotion if mood else None
        self.emotion_combo.setCurrentIndex(self.emotion_combo.findData(strongest or ""))

    def _describe_mood(self, mood: Mood | None) -> str:
        if mood is None:
            return self.tr("Nothing yet. Say or write what you feel.")
        if mood.weights:
            return describe_mood(mood).capitalize()
        return self.tr("No emotion detected; using a neutral mood. Choose one on the map, or name it.")

    def _show_question(self, choices: tuple[str, ...]) -> None:
        """Ask which of two emotions was meant, if the detection is unsure."""
        for button, name in zip(self.choice_buttons, choices, strict=False):
            button.setText(translate_term(name))
            button.setAccessibleName(translate_term(name))
            button.setProperty("emotion", name)
            button.setToolTip(self.tr("Compose it {emotion} instead").format(emotion=translate_term(name)))
        if choices:
            first, second = map(translate_term, choices)
            self.question_label.setText(
                self.tr("Not sure: {first} or {second}?").format(first=first, second=second)
            )
        for widget in (self.question_label, *self.choice_buttons):
            widget.setVisible(bool(choices))

    def _show_bars(self, mood: Mood | None) -> None:
        for bar in self._bar_widgets:
            self._bar_layout.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self._bar_widgets.clear()
        for name, weight in (mood.weights if mood else ())[:_MAX_BARS]:
            words = evidence_words(mood, name) if mood else ""
            self._bar_widgets.append(EmotionBar(self._emotions[name], weight, words))
            self._bar_layout.addWidget(self._bar_widgets[-1])

    def _make_choice_button(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("chip", True)
        button.setAccessibleName(self.tr("Other possible emotion"))
        button.setToolTip(self.tr("Compose it with this feeling"))
        button.clicked.connect(lambda: self.emotion_chosen.emit(button.property("emotion")))
        return button

    def _make_emotion_combo(self) -> WheelSafeComboBox:
        """Return a list of all emotions, an accessible alternative to the map."""
        combo = WheelSafeComboBox()
        combo.setAccessibleName(self.tr("Feeling"))
        combo.setToolTip(self.tr("Choose a feeling by its name, instead of on the map"))
        combo.addItem(self.tr("Choose a feeling…"), "")
        for emotion in self._emotions.values():
            colour = emotion_colour(emotion.valence, emotion.arousal, self.palette())
            combo.addItem(_make_swatch(colour), translate_term(emotion.name), emotion.name)
        combo.activated.connect(self._choose_by_name)
        return combo

    def _choose_by_name(self) -> None:
        if name := self.emotion_combo.currentData():
            self.emotion_chosen.emit(name)

    def _make_label(self, text: str, property_name: str) -> QLabel:
        label = QLabel(text)
        label.setProperty(property_name, True)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        column.setSpacing(SPACING_PX // 2)
        choice_row = QHBoxLayout()
        choice_row.setSpacing(SPACING_PX // 2)
        for button in self.choice_buttons:
            choice_row.addWidget(button)
        choice_row.addStretch(1)
        for widget in (self.headline, self.mood_label, self.emotion_map, self.question_label):
            column.addWidget(widget)
        column.addLayout(choice_row)
        column.addLayout(self._bar_layout)
        column.addWidget(self.emotion_combo)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(_make_scroll_area(inner))


def _make_swatch(colour: QColor) -> QIcon:
    pixmap = QPixmap(_SWATCH_SIZE_PX, _SWATCH_SIZE_PX)
    pixmap.fill(colour)
    return QIcon(pixmap)


def _make_scroll_area(inner: QWidget) -> QScrollArea:
    """Return a vertical scroll area around a widget."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return area
