"""The text field of the request, with its evidence words highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QToolTip, QWidget

from composer_app.gui.input.highlights import Highlight, find_highlights
from composer_app.gui.text.format import describe_contribution
from composer_app.gui.widgets.theme import emotion_colour, ensure_legible, mix_colours

if TYPE_CHECKING:
    from composer_app.request.request import Request

MAX_REQUEST_CHARS = 2000
"""A request is a few sentences at most."""
_VISIBLE_LINES = 2
_FONT_SCALE = 1.2  # relative to the window's font
_HIGHLIGHT_TINT = 0.22  # share of the emotion's colour in the background of a word


class RequestField(QPlainTextEdit):
    """A field for one paragraph without line breaks; Enter submits it.

    Highlights change only the character formats, so undo, input methods, right-to-left text and screen readers work.

    Signals:
        edited: The user changed the text.
        submitted: The user pressed Enter.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._committed_text: str | None = None
        self._last_text = ""
        self._default_tooltip = ""
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _FONT_SCALE)
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self._highlighter = _EvidenceHighlighter(self)
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """Return the text, without a partial transcript."""
        return self.toPlainText() if self._committed_text is None else self._committed_text

    def setText(self, text: str) -> None:  # noqa: N802 - named as in QLineEdit
        """Replace the text."""
        self._committed_text = None
        self._replace_text(text)
        self._update_partial_style()

    def show_partial_transcript(self, text: str) -> None:
        """Show a partial transcript in grey; the committed text can be restored."""
        if self._committed_text is None:
            self._committed_text = self.toPlainText()
        self._replace_text(text)
        self._update_partial_style()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def restore_committed_text(self) -> None:
        """Show the committed text again, if a partial transcript is shown."""
        if self._committed_text is not None:
            self.setText(self._committed_text)

    def show_request(self, request: Request | None) -> None:
        """Highlight the evidence words of a request that are in the text."""
        self._highlighter.show_request(request)

    def highlights(self) -> tuple[Highlight, ...]:
        """Return the highlights; none in a partial transcript."""
        return (
            find_highlights(self.toPlainText(), self._highlighter.request)
            if self._committed_text is None
            else ()
        )

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        lines = _VISIBLE_LINES * self.fontMetrics().lineSpacing()
        return QSize(300, lines + 2 * round(self.document().documentMargin()) + 14)

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(120, self.sizeHint().height())

    def setToolTip(self, text: str) -> None:  # noqa: D102, N802
        self._default_tooltip = text
        super().setToolTip(text)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: D102, N802
        if isinstance(event, QHelpEvent):
            super().setToolTip(self._evidence_at(event) or self._default_tooltip)
            QToolTip.showText(event.globalPos(), self.toolTip(), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.isReadOnly():
                self.submitted.emit()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F9):
            event.ignore()  # for the window
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_F9:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: D102, N802
        event.setCommitString(
            self._clip_to_limit(event.commitString()), event.replacementStart(), event.replacementLength()
        )
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: D102, N802
        self.textCursor().insertText(self._clip_to_limit(" ".join(source.text().split())))

    def _replace_text(self, text: str) -> None:
        """Replace the text and clear the undo history, as QLineEdit does."""
        self._last_text = " ".join(text.split())[:MAX_REQUEST_CHARS]
        self.setPlainText(self._last_text)

    def _update_partial_style(self) -> None:
        is_partial = self._committed_text is not None
        self.setProperty("partial", is_partial)
        self.style().polish(self)
        self.setReadOnly(is_partial)
        self._highlighter.rehighlight()

    def _clip_to_limit(self, text: str) -> str:
        """Cut a text to the remaining number of characters."""
        remaining = MAX_REQUEST_CHARS - len(self.toPlainText()) + len(self.textCursor().selectedText())
        return text[: max(0, remaining)]

    def _on_text_changed(self) -> None:
        """Emit `edited` if the user changed the text; highlights and `setText` also emit `textChanged`."""
        text = self.toPlainText()
        if len(text) > MAX_REQUEST_CHARS:
            self.textCursor().deletePreviousChar()  # which emits `textChanged` again
        elif text != self._last_text:
            self._last_text = text
            self.edited.emit()

    def _evidence_at(self, event: QHelpEvent) -> str:
        """Return the contribution of the word under the mouse pointer; empty if it has none."""
        position = self.cursorForPosition(event.pos()).position()
        hovered = (
            highlight
            for highlight in self.highlights()
            if highlight.contribution and highlight.start <= position < highlight.start + highlight.length
        )
        return next(
            (
                describe_contribution(highlight.contribution)
                for highlight in hovered
                if highlight.contribution
            ),
            "",
        )


class _EvidenceHighlighter(QSyntaxHighlighter):
    """Formats the evidence words: tinted with the emotion's colour, or struck out if negated."""

    def __init__(self, field: RequestField) -> None:
        super().__init__(field.document())
        self._field = field
        self.request: Request | None = None

    def show_request(self, request: Request | None) -> None:
        """Highlight the evidence words of a request; None for no highlights."""
        self.request = request
        self.rehighlight()

    def highlightBlock(self, _text: str) -> None:  # noqa: N802
        for highlight in self._field.highlights():
            self.setFormat(highlight.start, highlight.length, self._make_format(highlight))

    def _make_format(self, highlight: Highlight) -> QTextCharFormat:
        char_format = QTextCharFormat()
        if highlight.contribution is None:
            char_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            char_format.setUnderlineColor(self._field.palette().placeholderText().color())
            return char_format
        from composer_app.request.emotion.mood import emotions

        emotion = emotions()[highlight.contribution.emotion]
        palette = self._field.palette()
        colour = emotion_colour(emotion.valence, emotion.arousal, palette)
        background = palette.window().color()
        if highlight.contribution.negated:
            char_format.setFontStrikeOut(True)
        else:
            background = mix_colours(
                background, colour, _HIGHLIGHT_TINT
            )  # an underlined word would look like a link
            char_format.setBackground(background)
        char_format.setForeground(ensure_legible(colour, background, palette.text().color()))
        return char_format
