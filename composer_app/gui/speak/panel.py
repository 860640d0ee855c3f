"""Where a person says or types what they feel: one button, one text field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from composer_app.gui.flow import FlowLayout
from composer_app.gui.phrases import EXAMPLES, clock
from composer_app.gui.speak.meter import Meter
from composer_app.gui.speak.talk import TalkButton
from composer_app.gui.theme import SPACE


class SpeakPanel(QFrame):
    """The request, spoken or typed.

    Signals:
        talk_began: The button asks for a recording.
        talk_ended: The button says that all was said.
        typed: A sentence to compose, with the text.
    """

    talk_began = Signal()
    talk_ended = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._talk = TalkButton()
        self._recording = False
        self.button = self._speak_button()
        self.meter = Meter()
        self.reading = self._reading_line()
        self.field = self._text_field()
        self.compose = QPushButton(self.tr("&Compose"))
        self.compose.setToolTip(self.tr("Find chords for this sentence (Enter)"))
        self.compose.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.compose.clicked.connect(self._send)
        self.examples = self._example_links()
        self.foot = QHBoxLayout()
        self._lay_out()

    @property
    def text(self) -> str:
        """The sentence in the field."""
        return self.field.text().strip()

    def show_text(self, text: str, reading: str = "") -> None:
        """Put a sentence in the field, and its English reading below it, if there is one."""
        self.field.setText(text)
        self.field.setCursorPosition(0)
        self.reading.setText(reading)
        self.reading.setVisible(bool(reading))

    def show_recording(self, recording: bool) -> None:
        """Show whether the microphone listens."""
        self._recording = recording
        self.button.setText(self.tr("■  Stop and send") if recording else self.tr("●  Speak"))
        self.button.setProperty("recording", recording)
        self.button.style().polish(self.button)
        self.field.setReadOnly(recording)
        self.compose.setEnabled(not recording)
        self.meter.clear()

    def show_level(self, level: float, seconds: float) -> None:
        """Show how loud, and for how long so far, the microphone hears."""
        self.meter.show_level(level)
        self.button.setText(self.tr("■  Stop and send  {time}").format(time=clock(seconds)))

    def hide_examples(self) -> None:
        """Take the examples away, once a person knows what to say."""
        self.examples.hide()

    def _speak_button(self) -> QPushButton:
        button = QPushButton(self.tr("●  Speak"))
        button.setProperty("main", True)
        button.setMinimumSize(190, 44)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        key = QKeySequence(Qt.Key.Key_F9).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(
            self.tr(
                "Click, say what you feel, and click again; or hold it while you speak. Key to hold: {key}"
            ).format(key=key)
        )
        button.setAccessibleName(self.tr("Speak"))
        button.pressed.connect(self._pressed)
        button.released.connect(self._released)
        return button

    def _reading_line(self) -> QLabel:
        line = QLabel()
        line.setProperty("small", True)
        line.setWordWrap(True)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.hide()
        return line

    def _text_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setMinimumHeight(44)
        field.setMaxLength(2000)
        field.setClearButtonEnabled(True)
        field.setPlaceholderText(self.tr("… or write what you feel, and press Enter"))
        field.setAccessibleName(self.tr("What you feel"))
        field.setToolTip(
            self.tr("What was heard, or what you write. Change it and press Enter to compose again (Ctrl+L)")
        )
        font = field.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        field.setFont(font)
        field.returnPressed.connect(self._send)
        field.textEdited.connect(self.reading.hide)
        return field

    def _example_links(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box)
        for sentence in EXAMPLES:
            link = QPushButton(f"“{sentence}”")
            link.setProperty("link", True)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setToolTip(self.tr("Compose this example"))
            link.clicked.connect(lambda _=False, text=sentence: self._take_example(text))
            flow.addWidget(link)
        return box

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE // 2)
        left.addWidget(self.button)
        left.addWidget(self.meter)
        line = QHBoxLayout()
        line.setSpacing(SPACE // 2)
        line.addWidget(self.field, 1)
        self.compose.setMinimumHeight(44)
        line.addWidget(self.compose)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        grid.setHorizontalSpacing(SPACE)
        grid.addLayout(left, 0, 0, 4, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(line, 0, 1)
        grid.addWidget(self.reading, 1, 1)
        grid.addWidget(self.examples, 2, 1)
        grid.addLayout(self.foot, 3, 1)
        grid.setColumnStretch(1, 1)

    def _pressed(self) -> None:
        if self._talk.press(recording=self._recording):
            self.talk_began.emit()

    def _released(self) -> None:
        if self._recording and self._talk.release():
            self.talk_ended.emit()

    def _send(self) -> None:
        self.typed.emit(self.text)

    def _take_example(self, text: str) -> None:
        self.show_text(text)
        self._send()
