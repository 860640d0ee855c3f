"""The panel for the request: the record button, the text field and the constraint chips."""

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
from composer_app.gui.text.format import example_requests, format_duration
from composer_app.gui.widgets.flow_layout import FlowLayout
from composer_app.gui.widgets.theme import SPACING_PX

if TYPE_CHECKING:
    from composer_app.request.request import Request


class InputPanel(QFrame):
    """The input panel, for a spoken or typed request.

    Signals:
        recording_requested: The user started a recording with the button.
        recording_end_requested: The user ended the recording with the button.
        text_changed: The text of the field changed, with the text.
        text_submitted: The user submitted a request, with its text.
        restore_requested: The user wants to restore the discarded recording.
        microphone_settings_requested: The user clicked the button for the microphone settings.
    """

    recording_requested = Signal()
    recording_end_requested = Signal()
    text_changed = Signal(str)
    text_submitted = Signal(str)
    restore_requested = Signal()
    microphone_settings_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._push_to_talk = PushToTalk()
        self._is_recording = False
        self.record_button = self._make_record_button()
        self.caption = QLabel(self.tr("Speak"))
        self.microphone_button = self._make_microphone_button()
        self.translation_label = self._make_translation_label()
        self.request_field = self._make_request_field()
        self.compose_button = QPushButton(self.tr("&Compose"))
        self.compose_button.setToolTip(self.tr("Compose from this text (Enter)"))
        self.compose_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.compose_button.clicked.connect(self._submit)
        self.constraint_chips = ConstraintChips()
        self.example_links = self._make_example_links()
        self.restore_button = self._make_restore_button()
        self.footer = QHBoxLayout()
        self._lay_out()

    @property
    def text(self) -> str:
        """The text of the field, without surrounding spaces."""
        return self.request_field.text().strip()

    def show_text(self, text: str, translation: str = "") -> None:
        """Show a text in the field, and its translation below, if there is one."""
        self.request_field.setText(text)
        self.translation_label.setText(translation)
        self.translation_label.setVisible(bool(translation))

    def restore_text(self, text: str) -> None:
        """Show a text, and keep its translation if the field shows it already."""
        if text != self.text:
            self.show_text(text)

    def show_request(self, request: Request | None) -> None:
        """Highlight the evidence words of a request, and show its constraints."""
        self.request_field.show_request(request)
        self.constraint_chips.show_request(request)

    def show_recording(self, recording: bool) -> None:
        """Show whether the microphone records."""
        self._is_recording = recording
        self.record_button.show_recording(recording)
        self.record_button.setText(self.tr("Stop and send") if recording else self.tr("Speak"))
        self.record_button.setAccessibleName(self.record_button.text())
        self.caption.setText(format_duration(0) if recording else self.tr("Speak"))
        self.request_field.setPlaceholderText(self._placeholder(recording=recording))
        if recording:
            self.request_field.show_partial_transcript("")
        self.compose_button.setEnabled(not recording)
        self.microphone_button.setEnabled(not recording)

    def on_auto_stopped(self) -> None:
        """Ignore a click meant to end the recording that was just stopped automatically."""
        self._push_to_talk.on_auto_stopped()

    def show_level(self, level: float, seconds: float) -> None:
        """Show the input level and the length of the recording."""
        self.record_button.show_level(level)
        self.caption.setText(format_duration(seconds))

    def show_restore_button(self, visible: bool) -> None:
        """Show or hide the button to restore the discarded recording."""
        self.restore_button.setVisible(visible)

    def hide_examples(self) -> None:
        """Hide the example requests, once the user made a request."""
        self.example_links.hide()

    def _make_record_button(self) -> RecordButton:
        button = RecordButton()
        button.setText(self.tr("Speak"))
        key = QKeySequence(Qt.Key.Key_F9).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(
            self.tr(
                "Click, say what you feel, and click again; or hold it while you speak. Key to hold: {key}"
            ).format(key=key)
        )
        button.setAccessibleName(self.tr("Speak"))
        button.pressed.connect(self._on_pressed)
        button.released.connect(self._on_released)
        return button

    def _make_microphone_button(self) -> QToolButton:
        button = QToolButton()
        button.setArrowType(Qt.ArrowType.DownArrow)
        button.setProperty("quiet", True)
        button.setAccessibleName(self.tr("Microphone settings"))
        button.setToolTip(self.tr("Microphone, input channel and language, and whether you are heard"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.microphone_settings_requested)
        return button

    def _make_restore_button(self) -> QPushButton:
        button = QPushButton(self.tr("↶  Restore recording"))
        button.setProperty("chip", True)
        button.setToolTip(self.tr("Restore the discarded recording and compose from it"))
        button.clicked.connect(self.restore_requested)
        button.hide()
        return button

    def _make_translation_label(self) -> QLabel:
        label = QLabel()
        label.setProperty("small", True)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.hide()
        return label

    def _make_request_field(self) -> RequestField:
        field = RequestField()
        field.setPlaceholderText(self._placeholder(recording=False))
        field.setAccessibleName(self.tr("What you feel"))
        field.setToolTip(
            self.tr("The transcript or your text. Edit it and press Enter to compose again (Ctrl+L)")
        )
        field.submitted.connect(self._submit)
        field.edited.connect(self.translation_label.hide)
        field.textChanged.connect(lambda: self.text_changed.emit(self.text))
        return field

    def _placeholder(self, *, recording: bool) -> str:
        if recording:
            return self.tr("Say what you feel…")
        return self.tr("… or write what you feel, and press Enter")

    def _make_example_links(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box)
        for sentence in example_requests():
            link = QPushButton(f"“{sentence}”")
            link.setProperty("link", True)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setToolTip(self.tr("Compose this example"))
            link.clicked.connect(lambda _=False, text=sentence: self._use_example(text))
            flow.addWidget(link)
        return box

    def _lay_out(self) -> None:
        caption_row = QHBoxLayout()
        caption_row.setSpacing(2)
        caption_row.addStretch(1)
        caption_row.addWidget(self.caption)
        caption_row.addWidget(self.microphone_button)
        caption_row.addStretch(1)
        button_column = QVBoxLayout()
        button_column.setSpacing(2)
        button_column.addWidget(self.record_button, 0, Qt.AlignmentFlag.AlignHCenter)
        button_column.addLayout(caption_row)
        field_row = QHBoxLayout()
        field_row.setSpacing(SPACING_PX // 2)
        field_row.addWidget(self.request_field, 1)
        self.compose_button.setFixedHeight(self.request_field.sizeHint().height())
        field_row.addWidget(self.compose_button)
        bottom_row = QHBoxLayout()
        bottom_row.setSpacing(SPACING_PX)
        bottom_row.addWidget(self.restore_button)
        bottom_row.addLayout(self.footer, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        grid.setHorizontalSpacing(SPACING_PX + SPACING_PX // 2)
        grid.setVerticalSpacing(SPACING_PX // 2)
        grid.addLayout(button_column, 0, 0, 6, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(field_row, 0, 1)
        grid.addWidget(self.translation_label, 1, 1)
        grid.addWidget(self.constraint_chips, 2, 1)
        grid.addWidget(self.example_links, 3, 1)
        grid.setRowStretch(4, 1)
        grid.addLayout(bottom_row, 5, 1)
        grid.setColumnStretch(1, 1)

    def _on_pressed(self) -> None:
        if self._push_to_talk.press(recording=self._is_recording):
            self.recording_requested.emit()

    def _on_released(self) -> None:
        if self._is_recording and self._push_to_talk.release():
            self.recording_end_requested.emit()

    def _submit(self) -> None:
        self.text_submitted.emit(self.text)

    def _use_example(self, text: str) -> None:
        self.show_text(text)
        self._submit()
