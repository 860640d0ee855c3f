"""How the piano roll looks: bars, octaves and notes, without what moves."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen

from composer_app.gui.score.chord_label import face
from composer_app.gui.score.chord_layout import MARGIN, Timeline, pitch_range
from composer_app.gui.score.note_index import IndexedNote, NoteIndex
from composer_app.gui.widgets.theme import function_colour, mixed
from composer_app.music.harmonic_function import Function
from composer_app.music.pitch import pitch_name

_LEGEND = 18  # pixels below the notes, for the names of the parts, where there are several
_BLACK = frozenset({1, 3, 6, 8, 10})
_RADIUS = 3.5
_INSET = 4
_EVEN_BAR, _BLACK_ROW, _BEAT = 0.24, 0.18, 0.35  # how much of the lines' colour
_SHARES = (1.0, 0.55, 0.0)  # how full the notes of a part are, from the first; the last holds for the rest


@dataclass(frozen=True)
class RollGeometry:
    """A take laid out over a widget of this size, in pixels."""

    functions: tuple[Function | None, ...]
    sounding: NoteIndex
    time: Timeline
    pitches: tuple[int, int]
    height: float

    @property
    def bottom(self) -> float:
        """Where the notes end."""
        return self.height - (_LEGEND if len(self.sounding.performance.parts) > 1 else 0)

    @property
    def row(self) -> float:
        """The height of a pitch."""
        return self.bottom / (self.pitches[1] - self.pitches[0] + 1)

    def y(self, pitch: int) -> float:
        """The top of a pitch's row."""
        return (self.pitches[1] - pitch) * self.row

    def box(self, painted: IndexedNote) -> QRectF:
        """Where a note lies."""
        note, left = painted.note, self.time.x(painted.note.start)
        width = max(3.0, self.time.x(note.end) - left - 1.5)
        return QRectF(left + 0.5, self.y(note.pitch) + 0.5, width, max(2.5, self.row - 1))


def paper(sounding: NoteIndex, width: float, height: float) -> RollGeometry:
    """Lay a take out."""
    chords, played = sounding.chords, sounding.performance
    functions = tuple(face(chords, number).function for number in range(len(chords.chords)))
    pitches = pitch_range(tuple(painted.note.pitch for painted in sounding.notes))
    time = Timeline(played.beats, played.metre.beats, width - 1)
    return RollGeometry(functions, sounding, time, pitches, height)


def ink(painted: IndexedNote, on: RollGeometry, palette: QPalette) -> QColor:
    """The colour of a note: what its chord does, the stronger the louder it is."""
    colour = function_colour(on.functions[painted.chord], palette)
    return mixed(palette.base().color(), colour, 0.55 + 0.45 * painted.note.velocity / 127)


class PianoRollPainter:
    """Paints a take."""

    def __init__(self, on: RollGeometry, palette: QPalette, font: QFont) -> None:
        self._on, self._palette = on, palette
        self._font = QFont(font)
        self._font.setPointSizeF(font.pointSizeF() * 0.8)
        self._ground, self._line = palette.base().color(), palette.mid().color()

    def draw(self, painter: QPainter, within: QRectF) -> None:
        """Paint what lies within a rectangle, and a little more."""
        self._draw_ground(painter, within)
        self._draw_lines(painter, within)
        if within.left() < MARGIN:
            self._draw_octaves(painter)
        first, last = (self._on.time.beat(x) for x in (within.left() - 4, within.right() + 4))
        for painted in self._on.sounding.between(first, last):
            self.draw_note(painter, painted)
        self._draw_legend(painter, within)

    def draw_note(self, painter: QPainter, painted: IndexedNote, *, sounds: bool = False) -> None:
        """A part is told by how full its notes are; what sounds has a rim."""
        colour, box = ink(painted, self._on, self._palette), self._on.box(painted)
        share = _SHARES[min(painted.part, len(_SHARES) - 1)]
        radius = min(_RADIUS, box.height() / 2)
        painter.setPen(QPen(colour, 1.2) if share < 1 else Qt.PenStyle.NoPen)
        painter.setBrush(mixed(self._ground, colour, max(share, 0.12)))
        if sounds:
            painter.setPen(QPen(self._palette.text().color(), 1.4))
            painter.setBrush(mixed(colour, self._palette.text().color(), 0.25))
        painter.drawRoundedRect(box, radius, radius)

    def _draw_ground(self, painter: QPainter, within: QRectF) -> None:
        """Every other bar a little darker, and the rows of black keys."""
        on = self._on
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._soft(_EVEN_BAR))
        for bar in on.time.bar_lines[1:-1:2]:
            left, right = on.time.x(bar), on.time.x(bar + on.time.bar)
            if right > within.left() and left < within.right():
                painter.drawRect(QRectF(left, 0, right - left, on.bottom))
        painter.setBrush(self._soft(_BLACK_ROW))
        for pitch in range(on.pitches[0], on.pitches[1] + 1):
            if pitch % 12 in _BLACK:
                painter.drawRect(QRectF(MARGIN, on.y(pitch), on.time.width - MARGIN, on.row))

    def _soft(self, share: float) -> QColor:
        colour = QColor(self._line)
        colour.setAlphaF(share)
        return colour

    def _draw_lines(self, painter: QPainter, within: QRectF) -> None:
        on = self._on
        rows = ((on.time.beat_lines, self._soft(_BEAT)), (on.time.bar_lines, self._line))
        for beats, colour in rows:
            painter.setPen(QPen(colour, 1))
            places = (round(on.time.x(beat)) + 0.5 for beat in beats)
            painter.drawLines(
                [QLineF(x, 0, x, on.bottom) for x in places if within.left() - 2 < x < within.right() + 2]
            )

    def _draw_octaves(self, painter: QPainter) -> None:
        """Name the Cs left of the first bar."""
        painter.setFont(self._font)
        painter.setPen(self._palette.placeholderText().color())
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for pitch in range(self._on.pitches[0], self._on.pitches[1] + 1):
            if pitch % 12 == 0:
                middle = max(8.0, self._on.y(pitch) + self._on.row / 2)
                painter.drawText(QRectF(0, middle - 8, MARGIN - 8, 16), align, pitch_name(pitch))

    def _draw_legend(self, painter: QPainter, within: QRectF) -> None:
        """The parts, each with a note of its own, where there are several; in each stretch, so that it is in sight."""
        parts = self._on.sounding.performance.parts
        if len(parts) < 2:
            return
        painter.setFont(self._font)
        y, ink = self._on.bottom + 5.0, self._palette.placeholderText().color()
        x = max(float(MARGIN), within.left() + _INSET)
        for part, share in zip(parts, _SHARES, strict=False):
            painter.setPen(QPen(ink, 1.2))
            painter.setBrush(mixed(self._ground, ink, max(share, 0.12)))
            painter.drawRoundedRect(QRectF(x, y, 14, 8), 3, 3)
            painter.setPen(ink)
            painter.drawText(QRectF(x + 20, y - 4, 200, 16), Qt.AlignmentFlag.AlignVCenter, part.name)
            x += painter.fontMetrics().horizontalAdvance(part.name) + 44
