"""The chords by name, as wide as they are long, with the one that sounds lit."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from composer_app.gui.notation import numeral, pretty, symbol
from composer_app.gui.theme import mixed
from composer_app.gui.timeline import Timeline
from composer_app.music.progression import Progression, TimedChord

_HEIGHT = 76  # pixels


class ChordStrip(QWidget):
    """Chord symbols with their roman numerals below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progression: Progression | None = None
        self._current: int | None = None
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

    def show_progression(self, progression: Progression | None) -> None:
        """Show the chords of a take."""
        self._progression, self._current = progression, None
        self.setAccessibleDescription(" ".join(name for name, _ in self.labels))
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
            chord = self._progression.chords[self._progression.at(self._timeline().beat(event.pos().x()))]
            QToolTip.showText(event.globalPos(), self.describe(chord), self)
            return True
        return super().event(event)

    def describe(self, timed: TimedChord) -> str:
        """A chord in words: its name, its notes, its length."""
        assert self._progression
        key = self._progression.key
        notes = " ".join(pretty(key.name_of(pitch)) for pitch in timed.chord.pitch_classes)
        beats = self.tr("{n} beats").format(n=f"{timed.beats:g}") if timed.beats != 1 else self.tr("1 beat")
        return f"{symbol(timed, self._progression)}: {notes}, {beats}"

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._progression:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (timed, texts) in enumerate(zip(self._progression.chords, self.labels, strict=True)):
            self._draw_chord(painter, timed, texts, lit=index == self._current)
        self._draw_bars(painter)
        painter.end()

    def _timeline(self) -> Timeline:
        assert self._progression
        return Timeline(self._progression.beats, self._progression.metre.beats, self.width() - 1)

    def _draw_chord(self, painter: QPainter, timed: TimedChord, texts: tuple[str, str], *, lit: bool) -> None:
        time = self._timeline()
        box = QRectF(time.x(timed.start) + 2, 16, time.x(timed.end) - time.x(timed.start) - 4, _HEIGHT - 20)
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
