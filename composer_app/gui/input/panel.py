"""Where a person says or types what they feel: one button, one sentence, and what it asks for beside the feeling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from composer_app.gui.input.constraint_chips import ConstraintChips
from composer_app.gui.input.record_button import PushToTalk, RecordButton
from composer_app.gui.input.request_field import RequestField
from composer_app.gui.text.format import clock, examples
from composer_app.gui.widgets.flow_layout import FlowLayout
from composer_app.gui.widgets.theme import SPACE

if TYPE_CHECKING:
    from composer_app.request.request import Request


class InputPanel(QFrame):
    """The request, spoken or typed.

    Signals:
        talk_began: The button asks for a recording.
        talk_ended: The button says that all was said.
        typed: A sentence to compose, with the text.
        restored: What was said and not sent is wanted after all.
        hearing_wanted: A person wants to choose what listens.
    """

    talk_began = Signal()
    talk_ended = Signal()
    typed = Signal(str)
    restored = Signal()
    hearing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._talk = PushToTalk()
        self._recording = False
        self.button = self._speak_button()
        self.caption = QLabel(self.tr("Speak"))
        self.hearing = self._hearing_button()
        self.reading = self._reading_line()
        self.field = self._text_field()
        self.compose = QPushButton(self.tr("&Compose"))
        self.compose.setToolTip(self.tr("Find chords for this sentence (Enter)"))
        self.compose.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.compose.clicked.connect(self._send)
        self.chips = ConstraintChips()
        self.examples = self._example_links()
        self.restore = self._restore_link()
        self.foot = QHBoxLayout()
        self._lay_out()

    @property
    def text(self) -> str:
        """The sentence in the field."""
        return self.field.text().strip()

    def show_text(self, text: str, reading: str = "") -> None:
        """Put a sentence in the field, and its English reading below it, if there is one."""
        self.field.setText(text)
        self.reading.setText(reading)
        self.reading.setVisible(bool(reading))

    def show_request(self, request: Request | None) -> None:
        """Mark the words that counted, and show what was asked for beside the feeling."""
        self.field.show_request(request)
        self.chips.show_request(request)

    def show_recording(self, recording: bool) -> None:
        """Show whether the microphone listens."""
        self._recording = recording
        self.button.show_listening(recording)
        self.button.setText(self.tr("Stop and send") if recording else self.tr("Speak"))
        self.button.setAccessibleName(self.button.text())
        self.caption.setText(clock(0) if recording else self.tr("Speak"))
        self.field.setPlaceholderText(self._placeholder(listening=recording))
        if recording:
            self.field.show_draft("")
        self.compose.setEnabled(not recording)
        self.hearing.setEnabled(not recording)

    def end_by_itself(self) -> None:
        """Whoever is about to click to end the recording is not to begin another one."""
        self._talk.end()

    def show_level(self, level: float, seconds: float) -> None:
        """Show how loud, and for how long so far, the microphone hears."""
        self.button.show_level(level)
        self.caption.setText(clock(seconds))

    def show_restorable(self, restorable: bool) -> None:
        """Offer to bring back what was said and not sent, or offer it no more."""
        self.restore.setVisible(restorable)

    def hide_examples(self) -> None:
        """Take the examples away, once a person knows what to say."""
        self.examples.hide()

    def _speak_button(self) -> RecordButton:
        button = RecordButton()
        button.setText(self.tr("Speak"))
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

    def _hearing_button(self) -> QToolButton:
        button = QToolButton()
        button.setArrowType(Qt.ArrowType.DownArrow)
        button.setProperty("quiet", True)
        button.setAccessibleName(self.tr("What listens"))
        button.setToolTip(self.tr("Microphone, input channel and language, and whether you are heard"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.hearing_wanted)
        return button

    def _restore_link(self) -> QPushButton:
        link = QPushButton(self.tr("↶  Restore what you said"))
        link.setProperty("chip", True)
        link.setToolTip(self.tr("Bring back what you said, and compose it"))
        link.clicked.connect(self.restored)
        link.hide()
        return link

    def _reading_line(self) -> QLabel:
        line = QLabel()
        line.setProperty("small", True)
        line.setWordWrap(True)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.hide()
        return line

    def _text_field(self) -> RequestField:
        field = RequestField()
        field.setPlaceholderText(self._placeholder(listening=False))
        field.setAccessibleName(self.tr("What you feel"))
        field.setToolTip(
            self.tr("What was heard, or what you write. Change it and press Enter to compose again (Ctrl+L)")
        )
        field.sent.connect(self._send)
        field.edited.connect(self.reading.hide)
        return field

    def _placeholder(self, *, listening: bool) -> str:
        if listening:
            return self.tr("Say what you feel…")
        return self.tr("… or write what you feel, and press Enter")

    def _example_links(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box)
        for sentence in examples():
            link = QPushButton(f"“{sentence}”")
            link.setProperty("link", True)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setToolTip(self.tr("Compose this example"))
            link.clicked.connect(lambda _=False, text=sentence: self._take_example(text))
            flow.addWidget(link)
        return box

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(2)
        below.addStretch(1)
        below.addWidget(self.caption)
        below.addWidget(self.hearing)
        below.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addLayout(below)
        line = QHBoxLayout()
        line.setSpacing(SPACE // 2)
        line.addWidget(self.field, 1)
        self.compose.setFixedHeight(self.field.sizeHint().height())
        line.addWidget(self.compose)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self.restore)
        foot.addLayout(self.foot, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        grid.setHorizontalSpacing(SPACE + SPACE // 2)
        grid.setVerticalSpacing(SPACE // 2)
        grid.addLayout(left, 0, 0, 6, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(line, 0, 1)
        grid.addWidget(self.reading, 1, 1)
        grid.addWidget(self.chips, 2, 1)
        grid.addWidget(self.examples, 3, 1)
        grid.setRowStretch(4, 1)
        grid.addLayout(foot, 5, 1)
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
