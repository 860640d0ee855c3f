"""The notes of all parts over time, with bar lines and the place that sounds."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.score.timeline import MARGIN, Timeline, pitch_range
from composer_app.gui.theme import mixed
from composer_app.music.performance import Note, Performance
from composer_app.music.pitch import pitch_name

_LEGEND = 18  # pixels below the notes, for the names of the parts
_TURN = 95  # degrees of hue from one part to the next


class PianoRoll(QWidget):
    """Notes as bars: time to the right, pitch upward."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._performance: Performance | None = None
        self._beat: float | None = None
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Piano roll"))
        self.setToolTip(self.tr("The notes of every part: time to the right, pitch upward"))

    @property
    def beat(self) -> float | None:
        """Where the playhead stands."""
        return self._beat

    def show_performance(self, performance: Performance | None) -> None:
        """Show the notes of a take."""
        self._performance, self._beat = performance, None
        parts = performance.parts if performance else ()
        self.setAccessibleDescription(", ".join(f"{part.name}: {len(part.notes)}" for part in parts))
        self.update()

    def show_beat(self, beat: float | None) -> None:
        """Move the playhead, or take it away."""
        if beat != self._beat:
            self._beat = beat
            self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(480, 240)

    def colours(self) -> tuple[QColor, ...]:
        """One colour a part, in order."""
        first = self.palette().highlight().color()
        saturation = min(first.hslSaturationF(), 0.6)
        parts = self._performance.parts if self._performance else ()
        return tuple(
            QColor.fromHslF((first.hslHueF() + i * _TURN / 360) % 1.0, saturation, first.lightnessF())
            for i in range(len(parts))
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._performance:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        played = self._performance
        time = Timeline(played.beats, played.metre.beats, self.width() - 1)
        pitches = pitch_range(tuple(note.pitch for note in played.notes))
        self._draw_grid(painter, time, pitches)
        for part, colour in zip(played.parts, self.colours(), strict=True):
            for note in part.notes:
                self._draw_note(painter, time, pitches, note, colour)
        self._draw_playhead(painter, time)
        self._draw_legend(painter)
        painter.end()

    def _y(self, pitch: float, pitches: tuple[int, int]) -> float:
        """The top of a pitch's row."""
        low, high = pitches
        return (high - pitch) / (high - low + 1) * (self.height() - _LEGEND)

    def _draw_grid(self, painter: QPainter, time: Timeline, pitches: tuple[int, int]) -> None:
        bottom, palette = self.height() - _LEGEND, self.palette()
        faint = mixed(palette.base().color(), palette.mid().color(), 0.45)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.8)
        painter.setFont(font)
        for octave in (pitch for pitch in range(pitches[0], pitches[1] + 1) if pitch % 12 == 0):
            y = self._y(octave - 1, pitches)
            painter.setPen(QPen(faint, 1))
            painter.drawLine(QPointF(MARGIN, y), QPointF(self.width(), y))
            painter.setPen(palette.placeholderText().color())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.drawText(QRectF(0, y - 16, MARGIN - 8, 16), align, pitch_name(octave))
        for beats, pen in (
            (time.beat_lines, QPen(faint, 1)),
            (time.bar_lines, QPen(palette.mid().color(), 1)),
        ):
            painter.setPen(pen)
            for beat in beats:
                painter.drawLine(QPointF(time.x(beat), 0), QPointF(time.x(beat), bottom))

    def _draw_note(
        self, painter: QPainter, time: Timeline, pitches: tuple[int, int], note: Note, colour: QColor
    ) -> None:
        """A note is the stronger coloured the louder it is; one that sounds has a rim."""
        top, height = self._y(note.pitch, pitches), (self.height() - _LEGEND) / (pitches[1] - pitches[0] + 1)
        left = time.x(note.start)
        box = QRectF(left + 0.5, top + 0.5, max(3.0, time.x(note.end) - left - 1.5), max(2.5, height - 1))
        sounding = self._beat is not None and note.start <= self._beat < note.end
        share = 0.45 + 0.55 * note.velocity / 127
        painter.setBrush(mixed(self.palette().base().color(), colour, share))
        painter.setPen(QPen(self.palette().text().color(), 1.2) if sounding else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 2, 2)

    def _draw_playhead(self, painter: QPainter, time: Timeline) -> None:
        if self._beat is not None:
            x = time.x(self._beat)
            painter.setPen(QPen(self.palette().text().color(), 1.5))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height() - _LEGEND))

    def _draw_legend(self, painter: QPainter) -> None:
        assert self._performance
        x, y = float(MARGIN), self.height() - _LEGEND + 4.0
        metrics = painter.fontMetrics()
        for part, colour in zip(self._performance.parts, self.colours(), strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(x, y + 3, 8, 8), 2, 2)
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(QPointF(x + 13, y + 11), part.name)
            x += metrics.horizontalAdvance(part.name) + 30
