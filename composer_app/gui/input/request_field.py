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

from composer_app.gui.input.highlights import Highlight, marks
from composer_app.gui.text.format import cause
from composer_app.gui.widgets.theme import feeling_colour, legible, mixed

if TYPE_CHECKING:
    from composer_app.request.request import Request

LONGEST = 2000
"""Characters: a request is a sentence or a few."""
_LINES = 2
_LARGER = 1.2  # than the window's letters
_PEN = 0.22  # share of a feeling's colour in the ground of its word


class RequestField(QPlainTextEdit):
    """One paragraph without line breaks; Enter sends it.

    It keeps its undo, input methods, both directions of writing, and what a screen reader needs: marks are only paint.

    Signals:
        edited: A person changed the text.
        sent: A person pressed Enter.
    """

    edited = Signal()
    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: str | None = None
        self._known = ""
        self._tip = ""
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self._marker = _EvidenceHighlighter(self)
        self.textChanged.connect(self._heed_change)

    def text(self) -> str:
        """What stands there; a draft does not."""
        return self.toPlainText() if self._before is None else self._before

    def setText(self, text: str) -> None:  # noqa: N802 - as QLineEdit has it
        """Put a sentence there."""
        self._before = None
        self._write(text)
        self._show_draft_look()

    def show_draft(self, text: str) -> None:
        """Show words that are not the last ones, greyed; what stood there is kept."""
        if self._before is None:
            self._before = self.toPlainText()
        self._write(text)
        self._show_draft_look()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def drop_draft(self) -> None:
        """Put back what stood there before a draft, if one is shown."""
        if self._before is not None:
            self.setText(self._before)

    def show_request(self, request: Request | None) -> None:
        """Mark the words that counted for a request, as long as they stand there."""
        self._marker.request = request
        self._marker.rehighlight()

    def marks(self) -> tuple[Highlight, ...]:
        """What is marked; nothing in a draft."""
        return marks(self.toPlainText(), self._marker.request) if self._before is None else ()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        lines = _LINES * self.fontMetrics().lineSpacing()
        return QSize(300, lines + 2 * round(self.document().documentMargin()) + 14)

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(120, self.sizeHint().height())

    def setToolTip(self, text: str) -> None:  # noqa: D102, N802
        self._tip = text
        super().setToolTip(text)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: D102, N802
        if isinstance(event, QHelpEvent):
            super().setToolTip(self._said_at(event) or self._tip)
            QToolTip.showText(event.globalPos(), self.toolTip(), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.isReadOnly():
                self.sent.emit()
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
            self._fitting(event.commitString()), event.replacementStart(), event.replacementLength()
        )
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: D102, N802
        self.textCursor().insertText(self._fitting(" ".join(source.text().split())))

    def _write(self, text: str) -> None:
        """Replace everything; what was undone or done before is forgotten, as a line edit forgets it."""
        self._known = " ".join(text.split())[:LONGEST]
        self.setPlainText(self._known)

    def _show_draft_look(self) -> None:
        draft = self._before is not None
        self.setProperty("draft", draft)
        self.style().polish(self)
        self.setReadOnly(draft)
        self._marker.rehighlight()

    def _fitting(self, text: str) -> str:
        """As much of a text as there is room for."""
        room = LONGEST - len(self.toPlainText()) + len(self.textCursor().selectedText())
        return text[: max(0, room)]

    def _heed_change(self) -> None:
        """A person changed something, unless it is only paint, or what was put here."""
        text = self.toPlainText()
        if len(text) > LONGEST:
            self.textCursor().deletePreviousChar()  # and come here again
        elif text != self._known:
            self._known = text
            self.edited.emit()

    def _said_at(self, event: QHelpEvent) -> str:
        """What the word under the mouse said, if it counted."""
        at = self.cursorForPosition(event.pos()).position()
        under = (m for m in self.marks() if m.word and m.start <= at < m.start + m.length)
        return next((cause(mark.word) for mark in under if mark.word), "")


class _EvidenceHighlighter(QSyntaxHighlighter):
    """Paints the marks: a feeling's word as with a pen of its colour, a refused one struck out."""

    def __init__(self, field: RequestField) -> None:
        super().__init__(field.document())
        self._field = field
        self.request: Request | None = None

    def highlightBlock(self, _text: str) -> None:  # noqa: N802
        for mark in self._field.marks():
            self.setFormat(mark.start, mark.length, self._format(mark))

    def _format(self, mark: Highlight) -> QTextCharFormat:
        look = QTextCharFormat()
        if mark.word is None:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            look.setUnderlineColor(self._field.palette().placeholderText().color())
            return look
        from composer_app.request.emotion.mood import emotions

        emotion = emotions()[mark.word.emotion]
        palette = self._field.palette()
        colour = feeling_colour(emotion.valence, emotion.arousal, palette)
        ground = palette.window().color()
        if mark.word.negated:
            look.setFontStrikeOut(True)
        else:
            ground = mixed(ground, colour, _PEN)  # an underlined word would look like a link
            look.setBackground(ground)
        look.setForeground(legible(colour, ground, palette.text().color()))
        return look
