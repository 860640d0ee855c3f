"""The sentence: a field of two lines in which the words that counted are marked."""

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
"""Characters: a request is a sentence or a few."""
_VISIBLE_LINES = 2
_FONT_SCALE = 1.2  # than the window's letters
_HIGHLIGHT_TINT = 0.22  # share of a feeling's colour in the ground of its word


class RequestField(QPlainTextEdit):
    """One paragraph without line breaks; Enter sends it.

    It keeps its undo, input methods, both directions of writing, and what a screen reader needs: marks are only paint.

    Signals:
        edited: A person changed the text.
        submitted: A person pressed Enter.
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
        """What stands there; a draft does not."""
        return self.toPlainText() if self._committed_text is None else self._committed_text

    def setText(self, text: str) -> None:  # noqa: N802 - as QLineEdit has it
        """Put a sentence there."""
        self._committed_text = None
        self._replace_text(text)
        self._update_partial_style()

    def show_partial_transcript(self, text: str) -> None:
        """Show words that are not the last ones, greyed; what stood there is kept."""
        if self._committed_text is None:
            self._committed_text = self.toPlainText()
        self._replace_text(text)
        self._update_partial_style()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def restore_committed_text(self) -> None:
        """Put back what stood there before a draft, if one is shown."""
        if self._committed_text is not None:
            self.setText(self._committed_text)

    def show_request(self, request: Request | None) -> None:
        """Mark the words that counted for a request, as long as they stand there."""
        self._highlighter.show_request(request)

    def highlights(self) -> tuple[Highlight, ...]:
        """What is marked; nothing in a draft."""
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
        """Replace everything; what was undone or done before is forgotten, as a line edit forgets it."""
        self._last_text = " ".join(text.split())[:MAX_REQUEST_CHARS]
        self.setPlainText(self._last_text)

    def _update_partial_style(self) -> None:
        draft = self._committed_text is not None
        self.setProperty("draft", draft)
        self.style().polish(self)
        self.setReadOnly(draft)
        self._highlighter.rehighlight()

    def _clip_to_limit(self, text: str) -> str:
        """As much of a text as there is room for."""
        room = MAX_REQUEST_CHARS - len(self.toPlainText()) + len(self.textCursor().selectedText())
        return text[: max(0, room)]

    def _on_text_changed(self) -> None:
        """A person changed something, unless it is only paint, or what was put here."""
        text = self.toPlainText()
        if len(text) > MAX_REQUEST_CHARS:
            self.textCursor().deletePreviousChar()  # and come here again
        elif text != self._last_text:
            self._last_text = text
            self.edited.emit()

    def _evidence_at(self, event: QHelpEvent) -> str:
        """What the word under the mouse said, if it counted."""
        at = self.cursorForPosition(event.pos()).position()
        under = (m for m in self.highlights() if m.contribution and m.start <= at < m.start + m.length)
        return next((describe_contribution(mark.contribution) for mark in under if mark.contribution), "")


class _EvidenceHighlighter(QSyntaxHighlighter):
    """Paints the marks: a feeling's word as with a pen of its colour, a refused one struck out."""

    def __init__(self, field: RequestField) -> None:
        super().__init__(field.document())
        self._field = field
        self.request: Request | None = None

    def show_request(self, request: Request | None) -> None:
        """Highlight the words that counted for a request; None for no highlights."""
        self.request = request
        self.rehighlight()

    def highlightBlock(self, _text: str) -> None:  # noqa: N802
        for mark in self._field.highlights():
            self.setFormat(mark.start, mark.length, self._make_format(mark))

    def _make_format(self, highlight: Highlight) -> QTextCharFormat:
        look = QTextCharFormat()
        if highlight.contribution is None:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            look.setUnderlineColor(self._field.palette().placeholderText().color())
            return look
        from composer_app.request.emotion.mood import emotions

        emotion = emotions()[highlight.contribution.emotion]
        palette = self._field.palette()
        colour = emotion_colour(emotion.valence, emotion.arousal, palette)
        ground = palette.window().color()
        if highlight.contribution.negated:
            look.setFontStrikeOut(True)
        else:
            ground = mix_colours(ground, colour, _HIGHLIGHT_TINT)  # an underlined word would look like a link
            look.setBackground(ground)
        look.setForeground(ensure_legible(colour, ground, palette.text().color()))
        return look
