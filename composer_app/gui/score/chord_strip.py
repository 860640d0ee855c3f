"""The chords by name, as wide as they are long, with the one that sounds lit."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from composer_app.gui.phrases import why
from composer_app.gui.score.notation import numeral, pretty, symbol
from composer_app.gui.score.timeline import Timeline
from composer_app.gui.theme import mixed
from composer_app.music.advice import Advice
from composer_app.music.progression import Progression, TimedChord

_HEIGHT = 76  # pixels


class ChordStrip(QWidget):
    """Chord symbols with their roman numerals below; those that are kept carry a lock.

    Signals:
        asked: More is wanted of a chord: its number, and where on the screen.
        kept_changed: A person keeps other chords than before: the numbers before, and now.
    """

    asked = Signal(int, QPoint)
    kept_changed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progression: Progression | None = None
        self._current: int | None = None
        self._advice: Advice | None = None
        self._cursor = 0
        self.kept: frozenset[int] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Chords"))

    @property
    def current(self) -> int | None:
        """The index of the chord that is lit."""
        return self._current

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """The symbols and numerals that are shown."""
        if not (shown := self._progression):
            return ()
        return tuple((symbol(timed, shown), numeral(timed, shown)) for timed in shown.chords)

    def show_progression(self, progression: Progression | None, kept: Iterable[int] = ()) -> None:
        """Show the chords of a take, and which of them are kept."""
        self._progression, self._current, self._advice, self._cursor = progression, None, None, 0
        self._keep(frozenset(kept))

    def show_advice(self, advice: Advice) -> None:
        """Have more to say of each chord."""
        self._advice = advice

    def toggle(self, number: int) -> None:
        """Keep a chord while others are found, or keep it no longer."""
        before = self.kept
        self._keep(self.kept ^ {number})
        self.kept_changed.emit(before, self.kept)

    def show_kept(self, kept: Iterable[int]) -> None:
        """Show which chords are kept."""
        self._keep(frozenset(kept))

    def _keep(self, kept: frozenset[int]) -> None:
        self.kept = kept
        names = (
            f"{name} ({self.tr('kept')})" if n in kept else name for n, (name, _) in enumerate(self.labels)
        )
        self.setAccessibleDescription(" ".join(names))
        self.update()

    def show_beat(self, beat: float | None) -> None:
        """Light the chord that sounds at a beat, or none."""
        current = None if beat is None or not self._progression else self._progression.at(beat)
        if current != self._current:
            self._current = current
            self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(480, _HEIGHT)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._progression:
            QToolTip.showText(event.globalPos(), self.describe(self._number_at(event.pos())), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if self._progression and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = self._number_at(event.position().toPoint())
            self.toggle(self._cursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._cursor = self._number_at(event.pos())
        self.asked.emit(self._cursor, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self._progression and event.key() in steps:
            last = len(self._progression.chords) - 1
            self._cursor = max(0, min(last, self._cursor + steps[Qt.Key(event.key())]))
            self.update()
        elif self._progression and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle(self._cursor)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusOutEvent(event)
        self.update()

    def _number_at(self, place: QPoint) -> int:
        """The number of the chord at a place within this widget."""
        assert self._progression
        return self._progression.at(self._timeline().beat(place.x()))

    def describe(self, number: int) -> str:
        """A chord in words: its name, its notes, its length, and why it is there."""
        assert self._progression
        timed = self._progression.chords[number]
        key = self._progression.key
        notes = " ".join(pretty(key.name_of(pitch)) for pitch in timed.chord.pitch_classes)
        beats = self.tr("{n} beats").format(n=f"{timed.beats:g}") if timed.beats != 1 else self.tr("1 beat")
        said = f"{symbol(timed, self._progression)}: {notes}, {beats}"
        return f"{said}\n{why(self._advice.reasons[number])}" if self._advice else said

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (timed, texts) in enumerate(zip(self._progression.chords, self.labels, strict=True)):
            self._draw_chord(painter, timed, texts, lit=index == self._current)
            self._draw_marks(painter, self._box(timed), index)
        self._draw_bars(painter)
        painter.end()

    def _timeline(self) -> Timeline:
        assert self._progression
        return Timeline(self._progression.beats, self._progression.metre.beats, self.width() - 1)

    def _box(self, timed: TimedChord) -> QRectF:
        time = self._timeline()
        return QRectF(time.x(timed.start) + 2, 16, time.x(timed.end) - time.x(timed.start) - 4, _HEIGHT - 20)

    def _draw_marks(self, painter: QPainter, box: QRectF, number: int) -> None:
        """A lock on a chord that is kept, and a frame around the one that keys are meant for."""
        colours = self.palette()
        ink = colours.highlight().color()
        if number in self.kept:
            body = QRectF(box.right() - 11, box.top() - 9, 9, 7)  # above, where it hides no name
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(QRectF(body.left() + 1.5, body.top() - 5, 6, 9), 0, 180 * 16)
            painter.setBrush(ink)
            painter.drawRoundedRect(body, 1.5, 1.5)
        if self.hasFocus() and number == self._cursor:
            painter.setPen(QPen(colours.text().color(), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 4, 4)

    def _draw_chord(self, painter: QPainter, timed: TimedChord, texts: tuple[str, str], *, lit: bool) -> None:
        box = self._box(timed)
        colours = self.palette()
        ground = (
            colours.highlight().color()
            if lit
            else mixed(colours.base().color(), colours.button().color(), 0.9)
        )
        painter.setPen(QPen(colours.highlight().color() if lit else colours.mid().color(), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        text = colours.highlightedText().color() if lit else colours.text().color()
        upper = QRectF(box.left(), box.top() + 5, box.width(), box.height() * 0.5)
        lower = QRectF(box.left(), upper.bottom(), box.width(), box.height() * 0.36)
        painter.setPen(text)
        self._draw_fitting(painter, upper, texts[0], 1.35, bold=True)
        painter.setPen(text if lit else colours.placeholderText().color())
        self._draw_fitting(painter, lower, texts[1], 0.95, bold=False)

    def _draw_fitting(self, painter: QPainter, room: QRectF, text: str, scale: float, *, bold: bool) -> None:
        """Draw a text as large as wished, or as its room allows."""
        font = QFont(self.font())
        font.setBold(bold)
        font.setPointSizeF(font.pointSizeF() * scale)
        width = QFontMetricsF(font).horizontalAdvance(text)
        if width > room.width() - 4:
            font.setPointSizeF(max(6.0, font.pointSizeF() * (room.width() - 4) / width))
        painter.setFont(font)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_bars(self, painter: QPainter) -> None:
        """Number the bars above the chords."""
        time = self._timeline()
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.8)
        painter.setFont(font)
        painter.setPen(self.palette().placeholderText().color())
        for number, beat in enumerate(time.bar_lines[:-1], 1):
            painter.drawText(QRectF(time.x(beat) + 3, 0, 40, 14), Qt.AlignmentFlag.AlignLeft, str(number))
