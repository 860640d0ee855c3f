"""The notes of all parts over time, with the place that sounds."""

from PySide6.QtCore import QEvent, QLineF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.score.note_index import IndexedNote, NoteIndex
from composer_app.gui.score.piano_roll_painter import PianoRollPainter, RollGeometry, paper
from composer_app.gui.widgets.tile_cache import TileCache

_LOOKS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)


class PianoRoll(QWidget):
    """Notes as bars: time to the right, pitch upward. Only what moves is painted anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: NoteIndex | None = None
        self._picture: tuple[RollGeometry, PianoRollPainter] | None = None
        self._tiles = TileCache(self._draw)
        self._beat: float | None = None
        self._sounds: frozenset[IndexedNote] = frozenset()
        self.setMinimumHeight(110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Piano roll"))
        self.setToolTip(self.tr("The notes of every part, in the colours of their chords"))

    @property
    def beat(self) -> float | None:
        """Where the playhead stands."""
        return self._beat

    @property
    def paper(self) -> RollGeometry | None:
        """Where everything lies."""
        return self._picture[0] if self._picture else None

    @property
    def tiles_drawn(self) -> int:
        """How often a part of the picture was drawn."""
        return self._tiles.drawn

    def show_notes(self, sounding: NoteIndex) -> None:
        """Show the notes of a take."""
        self._shown, self._beat = sounding, None
        parts = sounding.performance.parts
        self.setAccessibleDescription(", ".join(f"{part.name}: {len(part.notes)}" for part in parts))
        self._lay_out()

    def show_beat(self, beat: float | None) -> None:
        """Move the playhead, or take it away."""
        if beat == self._beat or not self._picture:
            return
        on = self._picture[0]
        sounds = on.sounding.at(beat)
        dirty = QRegion()
        for place in (self._beat, beat):
            if place is not None:
                dirty += QRect(int(on.time.x(place)) - 3, 0, 7, self.height())
        for painted in sounds ^ self._sounds:
            dirty += on.box(painted).toAlignedRect().adjusted(-2, -2, 2, 2)
        self._beat, self._sounds = beat, sounds
        self.update(dirty)

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(480, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._picture:
            return
        on, picture = self._picture
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._tiles.paint(painter, event.rect(), self.height(), self.devicePixelRatioF())
        exposed = QRectF(event.rect())
        for painted in self._sounds:
            if on.box(painted).adjusted(-2, -2, 2, 2).intersects(exposed):
                picture.draw_note(painter, painted, sounds=True)
        if self._beat is not None:
            x = on.time.x(self._beat)
            painter.setPen(QPen(self.palette().text().color(), 1.5))
            painter.drawLine(QLineF(x, 0, x, on.bottom))
        painter.end()

    def _draw(self, painter: QPainter, within: QRectF) -> None:
        assert self._picture
        self._picture[1].draw(painter, within)

    def _lay_out(self) -> None:
        """Begin a new picture."""
        self._tiles.forget()
        self._sounds = frozenset()
        self._picture = None
        if self._shown:
            on = paper(self._shown, self.width(), self.height())
            self._picture = on, PianoRollPainter(on, self.palette(), self.font())
        self.update()
