"""Paints the piano roll: bars, octaves, notes and legend, without the playhead."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen

from composer_app.gui.score.chord_label import make_label
from composer_app.gui.score.chord_layout import MARGIN_PX, Timeline, pitch_range
from composer_app.gui.score.note_index import IndexedNote, NoteIndex
from composer_app.gui.widgets.theme import function_colour, mix_colours
from composer_app.music.harmonic_function import Function
from composer_app.music.pitch import pitch_name

_LEGEND_HEIGHT_PX = 18  # below the notes, if there are several parts
_BLACK_PITCH_CLASSES = frozenset({1, 3, 6, 8, 10})
_MAX_NOTE_RADIUS_PX = 3.5
_LEGEND_INSET_PX = 4
_EVEN_BAR_ALPHA, _BLACK_ROW_ALPHA, _BEAT_LINE_ALPHA = 0.24, 0.18, 0.35  # of the line colour
_PART_FILL_SHARES = (
    1.0,
    0.55,
    0.0,
)  # fill of the notes, by part; the last applies to further parts


@dataclass(frozen=True)
class RollGeometry:
    """The layout of a take in a widget, in pixels."""

    functions: tuple[Function | None, ...]
    note_index: NoteIndex
    timeline: Timeline
    pitch_bounds: tuple[int, int]
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge of the notes."""
        return self.height - (_LEGEND_HEIGHT_PX if len(self.note_index.performance.parts) > 1 else 0)

    @property
    def row_height(self) -> float:
        """The height of one semitone."""
        return self.bottom / (self.pitch_bounds[1] - self.pitch_bounds[0] + 1)

    def pitch_y(self, pitch: int) -> float:
        """Return the y coordinate of a pitch, the top of its row."""
        return (self.pitch_bounds[1] - pitch) * self.row_height

    def note_rect(self, indexed_note: IndexedNote) -> QRectF:
        """Return the rectangle of a note."""
        note, left = indexed_note.note, self.timeline.x(indexed_note.note.start)
        width = max(3.0, self.timeline.x(note.end) - left - 1.5)
        return QRectF(left + 0.5, self.pitch_y(note.pitch) + 0.5, width, max(2.5, self.row_height - 1))


def make_roll_geometry(note_index: NoteIndex, width: float, height: float) -> RollGeometry:
    """Return the layout of a take in a widget of this size."""
    progression, performance = note_index.progression, note_index.performance
    functions = tuple(make_label(progression, number).function for number in range(len(progression.chords)))
    pitches = pitch_range(tuple(indexed_note.note.pitch for indexed_note in note_index.notes))
    timeline = Timeline(performance.beats, performance.metre.beats, width - 1)
    return RollGeometry(functions, note_index, timeline, pitches, height)


def note_colour(indexed_note: IndexedNote, geometry: RollGeometry, palette: QPalette) -> QColor:
    """Return the colour of a note: its chord's function, more saturated for a higher velocity."""
    colour = function_colour(geometry.functions[indexed_note.chord_number], palette)
    return mix_colours(palette.base().color(), colour, 0.55 + 0.45 * indexed_note.note.velocity / 127)


class PianoRollPainter:
    """Paints the notes of a take and their background."""

    def __init__(self, geometry: RollGeometry, palette: QPalette, font: QFont) -> None:
        self._geometry, self._palette = geometry, palette
        self._font = QFont(font)
        self._font.setPointSizeF(font.pointSizeF() * 0.8)
        self._background, self._line = palette.base().color(), palette.mid().color()

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the exposed rectangle, and a small margin."""
        self._draw_background(painter, exposed)
        self._draw_lines(painter, exposed)
        if exposed.left() < MARGIN_PX:
            self._draw_octaves(painter)
        first, last = (self._geometry.timeline.beat(x) for x in (exposed.left() - 4, exposed.right() + 4))
        for indexed_note in self._geometry.note_index.notes_between(first, last):
            self.draw_note(painter, indexed_note)
        self._draw_legend(painter, exposed)

    def draw_note(self, painter: QPainter, indexed_note: IndexedNote, *, is_sounding: bool = False) -> None:
        """Draw a note; its fill shows the part, and an outline that it sounds."""
        colour, rect = (
            note_colour(indexed_note, self._geometry, self._palette),
            self._geometry.note_rect(indexed_note),
        )
        share = _PART_FILL_SHARES[min(indexed_note.part_number, len(_PART_FILL_SHARES) - 1)]
        radius = min(_MAX_NOTE_RADIUS_PX, rect.height() / 2)
        painter.setPen(QPen(colour, 1.2) if share < 1 else Qt.PenStyle.NoPen)
        painter.setBrush(mix_colours(self._background, colour, max(share, 0.12)))
        if is_sounding:
            painter.setPen(QPen(self._palette.text().color(), 1.4))
            painter.setBrush(mix_colours(colour, self._palette.text().color(), 0.25))
        painter.drawRoundedRect(rect, radius, radius)

    def _draw_background(self, painter: QPainter, exposed: QRectF) -> None:
        """Shade every other bar, and the rows of the black keys."""
        geometry = self._geometry
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._line_colour(_EVEN_BAR_ALPHA))
        for bar in geometry.timeline.bar_lines[1:-1:2]:
            left, right = geometry.timeline.x(bar), geometry.timeline.x(bar + geometry.timeline.beats_per_bar)
            if right > exposed.left() and left < exposed.right():
                painter.drawRect(QRectF(left, 0, right - left, geometry.bottom))
        painter.setBrush(self._line_colour(_BLACK_ROW_ALPHA))
        for pitch in range(geometry.pitch_bounds[0], geometry.pitch_bounds[1] + 1):
            if pitch % 12 in _BLACK_PITCH_CLASSES:
                painter.drawRect(
                    QRectF(
                        MARGIN_PX,
                        geometry.pitch_y(pitch),
                        geometry.timeline.width - MARGIN_PX,
                        geometry.row_height,
                    )
                )

    def _line_colour(self, alpha: float) -> QColor:
        colour = QColor(self._line)
        colour.setAlphaF(alpha)
        return colour

    def _draw_lines(self, painter: QPainter, exposed: QRectF) -> None:
        geometry = self._geometry
        line_groups = (
            (geometry.timeline.beat_lines, self._line_colour(_BEAT_LINE_ALPHA)),
            (geometry.timeline.bar_lines, self._line),
        )
        for beats, colour in line_groups:
            painter.setPen(QPen(colour, 1))
            xs = (round(geometry.timeline.x(beat)) + 0.5 for beat in beats)
            painter.drawLines(
                [QLineF(x, 0, x, geometry.bottom) for x in xs if exposed.left() - 2 < x < exposed.right() + 2]
            )

    def _draw_octaves(self, painter: QPainter) -> None:
        """Label each C left of the first bar."""
        painter.setFont(self._font)
        painter.setPen(self._palette.placeholderText().color())
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for pitch in range(self._geometry.pitch_bounds[0], self._geometry.pitch_bounds[1] + 1):
            if pitch % 12 == 0:
                centre_y = max(8.0, self._geometry.pitch_y(pitch) + self._geometry.row_height / 2)
                painter.drawText(QRectF(0, centre_y - 8, MARGIN_PX - 8, 16), align, pitch_name(pitch))

    def _draw_legend(self, painter: QPainter, exposed: QRectF) -> None:
        """Draw the legend of the parts, if there are several; once in each tile, so that it is always visible."""
        parts = self._geometry.note_index.performance.parts
        if len(parts) < 2:
            return
        painter.setFont(self._font)
        y, colour = self._geometry.bottom + 5.0, self._palette.placeholderText().color()
        x = max(float(MARGIN_PX), exposed.left() + _LEGEND_INSET_PX)
        for part, share in zip(parts, _PART_FILL_SHARES, strict=False):
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(mix_colours(self._background, colour, max(share, 0.12)))
            painter.drawRoundedRect(QRectF(x, y, 14, 8), 3, 3)
            painter.setPen(colour)
            painter.drawText(QRectF(x + 20, y - 4, 200, 16), Qt.AlignmentFlag.AlignVCenter, part.name)
            x += painter.fontMetrics().horizontalAdvance(part.name) + 44
