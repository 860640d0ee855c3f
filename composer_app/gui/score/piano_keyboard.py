"""A piano keyboard that shows the notes playing, or the notes of the hovered chord."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.widgets.geometry import Rect
from composer_app.gui.widgets.theme import function_colour, is_dark, mix_colours
from composer_app.music.harmonic_function import Function
from composer_app.music.pitch import pitch_name

# The centre of each black key, by pitch class, in widths of a white key from the left of the octave.
_BLACK_KEY_CENTRES = {1: 0.95, 3: 2.05, 6: 3.92, 8: 5.0, 10: 6.08}
_WHITE_KEY_STEPS = (0, 2, 4, 5, 7, 9, 11)
_BLACK_KEY_WIDTH_SHARE, _BLACK_KEY_HEIGHT_SHARE = 0.6, 0.62  # of a white key


@dataclass(frozen=True, slots=True)
class PianoKey:
    """A key with its rectangle."""

    pitch: int
    is_black: bool
    rect: Rect


@dataclass(frozen=True)
class KeyLayout:
    """The layout of whole octaves, from a C to a B, in a width and a height."""

    low: int
    high: int
    width: float
    height: float

    @cached_property
    def keys(self) -> tuple[PianoKey, ...]:
        """The white keys, then the black keys, which are drawn over them."""
        octaves = (self.high + 1 - self.low) // 12
        white_width = self.width / (7 * octaves)
        black_width, black_height = (
            white_width * _BLACK_KEY_WIDTH_SHARE,
            self.height * _BLACK_KEY_HEIGHT_SHARE,
        )
        keys = []
        for octave in range(octaves):
            first, left = self.low + 12 * octave, 7 * octave * white_width
            keys += [
                PianoKey(first + step, False, Rect(left + n * white_width, 0, white_width, self.height))
                for n, step in enumerate(_WHITE_KEY_STEPS)
            ]
            keys += [
                PianoKey(
                    first + step,
                    True,
                    Rect(left + centre * white_width - black_width / 2, 0, black_width, black_height),
                )
                for step, centre in _BLACK_KEY_CENTRES.items()
            ]
        return tuple(sorted(keys, key=lambda key: (key.is_black, key.pitch)))

    @cached_property
    def by_pitch(self) -> dict[int, PianoKey]:
        """Each key by its pitch."""
        return {key.pitch: key for key in self.keys}


def octaves_around(pitches: tuple[int, ...]) -> tuple[int, int]:
    """Return the C below and the B above all pitches, at least four octaves apart."""
    low, high = (min(pitches) // 12, max(pitches) // 12) if pitches else (3, 6)
    while high - low < 3:
        low, high = (low - 1, high) if (high - low) % 2 and low > 0 else (low, high + 1)
    return low * 12, high * 12 + 11


_KEYBOARD_HEIGHT_PX = 52
_DOT_SIZE_PX = 7.0
_PREVIEW_TINT = 0.5

PitchFunctions = Mapping[int, Function | None]
"""Pitches with the harmonic function of their chord."""


class PianoKeyboard(QWidget):
    """A keyboard; keys playing have the colour of their chord and a dot, keys previewed are tinted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._range = octaves_around(())
        self._keys = KeyLayout(*self._range, 1, 1)
        self._sounding: dict[int, Function | None] = {}
        self._previewed: dict[int, Function | None] = {}
        self.setFixedHeight(_KEYBOARD_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Keyboard"))
        self.setToolTip(self.tr("The notes that are playing, or those of the chord under the pointer"))

    @property
    def sounding_pitches(self) -> frozenset[int]:
        """The pitches shown as playing."""
        return frozenset(self._sounding)

    @property
    def previewed_pitches(self) -> frozenset[int]:
        """The pitches shown as a preview."""
        return frozenset(self._previewed)

    def show_range(self, pitches: tuple[int, ...]) -> None:
        """Show the octaves that contain these pitches."""
        self._range = octaves_around(pitches)
        self._sounding, self._previewed = {}, {}
        self._lay_out()

    def show_sounding(self, functions: PitchFunctions) -> None:
        """Show the pitches that are playing."""
        before, self._sounding = self._sounding, dict(functions)
        self._update_changed_keys(before, self._sounding)

    def show_preview(self, functions: PitchFunctions) -> None:
        """Show the pitches of a chord as a preview."""
        before, self._previewed = self._previewed, dict(functions)
        self._update_changed_keys(before, self._previewed)
        self.setAccessibleDescription(" ".join(pitch_name(pitch) for pitch in sorted(self._previewed)))

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(480, _KEYBOARD_HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        exposed = QRectF(event.rect())
        for key in self._keys.keys:
            if QRectF(*key.rect).intersects(exposed):
                self._draw_key(painter, key)
        painter.end()

    def _lay_out(self) -> None:
        self._keys = KeyLayout(*self._range, self.width() - 1, self.height() - 1)
        self.update()

    def _update_changed_keys(self, before: PitchFunctions, now: PitchFunctions) -> None:
        """Repaint the keys whose state changed."""
        for pitch in before.keys() | now.keys():
            same = pitch in before and pitch in now and before[pitch] == now[pitch]
            if not same and (key := self._keys.by_pitch.get(pitch)):
                self.update(_update_rect(key))

    def _draw_key(self, painter: QPainter, key: PianoKey) -> None:
        rect = QRectF(*key.rect).adjusted(0.5, -4, -0.5, 0)
        background, pitch = self._key_colour(key), key.pitch
        painter.setPen(
            QPen(self._base_colours()[1] if is_dark(self.palette()) else self.palette().mid().color(), 1)
        )
        painter.setBrush(background)
        painter.drawRoundedRect(rect, 3, 3)
        if pitch in self._sounding or pitch in self._previewed:
            self._draw_dot(painter, key, background)
        elif pitch % 12 == 0:
            self._draw_name(painter, rect, pitch)

    def _key_colour(self, key: PianoKey) -> QColor:
        """Return the colour of a key: its chord's if it plays, tinted if it is previewed."""
        base_colour = self._base_colours()[key.is_black]
        if key.pitch in self._sounding:
            return function_colour(self._sounding[key.pitch], self.palette())
        if key.pitch in self._previewed:
            return mix_colours(
                base_colour, function_colour(self._previewed[key.pitch], self.palette()), _PREVIEW_TINT
            )
        return base_colour

    def _draw_dot(self, painter: QPainter, key: PianoKey, key_colour: QColor) -> None:
        """Draw a dot on the key, light or dark for the best contrast, so that it is not shown by colour alone."""
        dot_colours = (self.palette().text().color(), self.palette().base().color())
        size = min(_DOT_SIZE_PX, key.rect.width - 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            max(dot_colours, key=lambda colour: abs(colour.lightness() - key_colour.lightness()))
        )
        centre, bottom = key.rect.left + key.rect.width / 2, key.rect.top + key.rect.height - 6
        painter.drawEllipse(QRectF(centre - size / 2, bottom - size, size, size))

    def _draw_name(self, painter: QPainter, rect: QRectF, pitch: int) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.7)
        painter.setFont(font)
        painter.setPen(self._base_colours()[1])
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(rect.adjusted(-4, 0, 4, -4), align, pitch_name(pitch))

    def _base_colours(self) -> tuple[QColor, QColor]:
        """Return the colours of white and black keys in the current palette."""
        base, text = self.palette().base().color(), self.palette().text().color()
        white_mix, black_mix = (0.52, 0.0) if is_dark(self.palette()) else (0.0, 0.72)
        return mix_colours(base, text, white_mix), mix_colours(base, text, black_mix)


def _update_rect(key: PianoKey) -> QRect:
    return QRectF(*key.rect).toAlignedRect().adjusted(-1, -1, 1, 1)
