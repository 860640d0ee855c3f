"""The piano roll: the notes of all parts over time, with a playhead."""

from PySide6.QtCore import QEvent, QLineF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.score.note_index import IndexedNote, NoteIndex
from composer_app.gui.score.piano_roll_painter import PianoRollPainter, RollGeometry, make_roll_geometry
from composer_app.gui.widgets.tile_cache import TileCache

_STYLE_EVENTS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)


class PianoRoll(QWidget):
    """Notes as bars: time to the right, pitch upward. During playback, only changed regions are repainted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note_index: NoteIndex | None = None
        self._geometry_and_painter: tuple[RollGeometry, PianoRollPainter] | None = None
        self._tile_cache = TileCache(self._draw_tile)
        self._beat: float | None = None
        self._sounding_notes: frozenset[IndexedNote] = frozenset()
        self.setMinimumHeight(110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Piano roll"))
        self.setToolTip(self.tr("The notes of every part, in the colours of their chords"))

    @property
    def beat(self) -> float | None:
        """The position of the playhead in beats; None if it is hidden."""
        return self._beat

    @property
    def roll_geometry(self) -> RollGeometry | None:
        """The layout of the shown take; None if there is none."""
        return self._geometry_and_painter[0] if self._geometry_and_painter else None

    @property
    def tiles_drawn(self) -> int:
        """The number of tiles drawn so far."""
        return self._tile_cache.draw_count

    def show_notes(self, note_index: NoteIndex) -> None:
        """Show the notes of a take."""
        self._note_index, self._beat = note_index, None
        parts = note_index.performance.parts
        self.setAccessibleDescription(", ".join(f"{part.name}: {len(part.notes)}" for part in parts))
        self._lay_out()

    def show_beat(self, beat: float | None) -> None:
        """Move the playhead; None hides it."""
        if beat == self._beat or not self._geometry_and_painter:
            return
        geometry = self._geometry_and_painter[0]
        sounding = geometry.note_index.notes_at(beat)
        dirty = QRegion()
        for playhead_beat in (self._beat, beat):
            if playhead_beat is not None:
                dirty += QRect(int(geometry.timeline.x(playhead_beat)) - 3, 0, 7, self.height())
        for indexed_note in sounding ^ self._sounding_notes:
            dirty += geometry.note_rect(indexed_note).toAlignedRect().adjusted(-2, -2, 2, 2)
        self._beat, self._sounding_notes = beat, sounding
        self.update(dirty)

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(480, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().changeEvent(event)
        if event.type() in _STYLE_EVENTS:
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._geometry_and_painter:
            return
        geometry, roll_painter = self._geometry_and_painter
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._tile_cache.paint(painter, event.rect(), self.height(), self.devicePixelRatioF())
        exposed = QRectF(event.rect())
        for indexed_note in self._sounding_notes:
            if geometry.note_rect(indexed_note).adjusted(-2, -2, 2, 2).intersects(exposed):
                roll_painter.draw_note(painter, indexed_note, is_sounding=True)
        if self._beat is not None:
            x = geometry.timeline.x(self._beat)
            painter.setPen(QPen(self.palette().text().color(), 1.5))
            painter.drawLine(QLineF(x, 0, x, geometry.bottom))
        painter.end()

    def _draw_tile(self, painter: QPainter, rect: QRectF) -> None:
        assert self._geometry_and_painter
        self._geometry_and_painter[1].draw(painter, rect)

    def _lay_out(self) -> None:
        """Lay out the notes again, and repaint everything."""
        self._tile_cache.clear()
        self._sounding_notes = frozenset()
        self._geometry_and_painter = None
        if self._note_index:
            geometry = make_roll_geometry(self._note_index, self.width(), self.height())
            self._geometry_and_painter = geometry, PianoRollPainter(geometry, self.palette(), self.font())
        self.update()
