"""Paints chord cards, bar numbers and the drop marker."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen

from composer_app.gui.score.chord_label import ChordLabel
from composer_app.gui.score.chord_layout import (
    CARD_HEIGHT_PX,
    MIN_CARD_WIDTH_PX,
    RULER_HEIGHT_PX,
    ChordLayout,
    lock_rect,
    menu_button_rect,
)
from composer_app.gui.score.drag import MoveDrag
from composer_app.gui.widgets.geometry import Rect
from composer_app.gui.widgets.theme import function_colour, mix_colours


def draw_bar_numbers(painter: QPainter, layout: ChordLayout, palette: QPalette, font: QFont) -> None:
    """Draw the bar numbers above the cards."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    painter.setFont(small)
    painter.setPen(palette.placeholderText().color())
    for number, beat in enumerate(layout.timeline.bar_lines[:-1], 1):
        rect = QRectF(layout.timeline.x(beat) + 3, 0, 40, RULER_HEIGHT_PX - 2)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, str(number))


def draw_drop_marker(painter: QPainter, layout: ChordLayout, drag: MoveDrag, palette: QPalette) -> None:
    """Draw a line where a dragged card would be dropped."""
    rects, number = layout.card_rects, drag.press.hit.card_number
    next_card = drag.target_number if drag.target_number <= number else drag.target_number + 1
    x = rects[next_card].left - 2 if next_card < len(rects) else rects[-1].right + 1
    painter.setPen(QPen(palette.highlight().color(), 3))
    painter.drawLine(QLineF(x, RULER_HEIGHT_PX, x, RULER_HEIGHT_PX + CARD_HEIGHT_PX))


TINT_SHARE = 0.13
"""The share of the function's colour in the background of a card."""
_CORNER_RADIUS_PX, _STRIPE_WIDTH_PX = 7.0, 3.0
_LARGE_SYMBOL_SCALE, _SMALL_SYMBOL_SCALE, _NUMERAL_SCALE, _LETTER_SCALE = 1.45, 0.85, 0.95, 0.8  # of the font
_MIN_NUMERAL_SCALE = 0.7  # of the font; if it would be smaller, only the degree is shown
_MIN_FONT_SCALE = 0.4  # of the font; a card being resized may be too narrow for any text
_LEFT_PADDING_PX, _RIGHT_PADDING_PX = (
    9.0,
    4.0,
)  # between the text and the stripe, and the right edge
_SYMBOL_TOP_AND_HEIGHT_PX, _NUMERAL_TOP_AND_HEIGHT_PX = (
    (20.0, 32.0),
    (53.0, 18.0),
)  # relative to the top of the card
_MIN_WIDTH_FOR_OPEN_LOCK_PX = 74  # narrower cards show an open lock only when hovered or focused


@dataclass(frozen=True, slots=True)
class CardState:
    """The state of a card."""

    playing: bool = False
    locked: bool = False
    hovered: bool = False
    focused: bool = False
    dragged: bool = False


def min_card_width(label: ChordLabel, font: QFont) -> float:
    """Return the smallest width of a card, in pixels, that shows its whole label."""
    symbol = max(
        _text_width(_scale_font(font, _SMALL_SYMBOL_SCALE, bold=True), line) for line in label.symbol_lines
    )
    numeral = _text_width(_scale_font(font, _LETTER_SCALE), label.numeral)
    return max(MIN_CARD_WIDTH_PX, max(symbol, numeral) + _LEFT_PADDING_PX + _RIGHT_PADDING_PX) + 4


class CardPainter:
    """Paints chord cards."""

    def __init__(self, painter: QPainter, palette: QPalette, font: QFont) -> None:
        self._painter, self._palette, self._font = painter, palette, font
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, label: ChordLabel, state: CardState, width: float) -> None:
        """Paint a card at the painter's origin."""
        colour = function_colour(label.function, self._palette)
        text = self._palette.highlightedText().color() if state.playing else self._palette.text().color()
        muted = text if state.playing else self._palette.placeholderText().color()
        self._draw_background(QRectF(0.5, 0.5, width - 1, CARD_HEIGHT_PX - 1), colour, state)
        self._set_pen(text if state.playing else colour, 1)
        letter_rect = QRectF(_LEFT_PADDING_PX, 4, width, 15)
        self._draw_text(
            letter_rect, label.function_letter, _LETTER_SCALE, Qt.AlignmentFlag.AlignLeft, bold=True
        )
        self._set_pen(text, 1)
        self._draw_symbol(label, width)
        self._set_pen(muted, 1)
        self._draw_numeral(label, width, state)
        if state.locked or state.hovered or state.focused or width >= _MIN_WIDTH_FOR_OPEN_LOCK_PX:
            self._draw_lock(lock_rect(width), text if state.locked else muted, closed=state.locked)
        if state.hovered or state.focused:
            self._draw_menu_button(menu_button_rect(width), muted)

    def _draw_background(self, rect: QRectF, colour: QColor, state: CardState) -> None:
        base, line = self._palette.base().color(), self._palette.mid().color()
        share = 1.0 if state.playing else TINT_SHARE
        self._painter.setBrush(mix_colours(base, colour, share))
        border_colour = mix_colours(line, colour, 0.75 if state.hovered or state.dragged else 0.35)
        self._set_pen(
            self._palette.text().color() if state.focused else border_colour, 1.6 if state.focused else 1.0
        )
        self._painter.drawRoundedRect(rect, _CORNER_RADIUS_PX, _CORNER_RADIUS_PX)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._palette.highlightedText() if state.playing else colour)
        self._painter.drawRoundedRect(
            QRectF(4, 8, _STRIPE_WIDTH_PX, CARD_HEIGHT_PX - 16), _STRIPE_WIDTH_PX / 2, _STRIPE_WIDTH_PX / 2
        )

    def _draw_symbol(self, label: ChordLabel, width: float) -> None:
        """Draw the symbol as large as possible; in two lines if one would be too small to read."""
        width_left, (top, height) = width - _LEFT_PADDING_PX - _RIGHT_PADDING_PX, _SYMBOL_TOP_AND_HEIGHT_PX
        natural = _text_width(_scale_font(self._font, 1.0, bold=True), label.symbol)
        lines = (label.symbol,) if natural * _SMALL_SYMBOL_SCALE <= width_left else label.symbol_lines
        longest = max(_text_width(_scale_font(self._font, 1.0, bold=True), line) for line in lines)
        scale = min(_LARGE_SYMBOL_SCALE if len(lines) == 1 else _SMALL_SYMBOL_SCALE, width_left / longest)
        for number, line in enumerate(lines):
            rect = QRectF(
                _LEFT_PADDING_PX, top + number * height / len(lines), width_left, height / len(lines)
            )
            self._draw_centred(rect, line, scale, bold=True)

    def _draw_numeral(self, label: ChordLabel, width: float, state: CardState) -> None:
        """Draw the numeral, left of the menu button if it would overlap; only the degree on a narrow card."""
        numeral, font = label.numeral, _scale_font(self._font, 1.0)
        natural, width_left = _text_width(font, numeral), width - _LEFT_PADDING_PX - _RIGHT_PADDING_PX
        if natural * _MIN_NUMERAL_SCALE > width_left:
            numeral = label.degree
            natural = _text_width(font, numeral)
        if (state.hovered or state.focused) and natural * _NUMERAL_SCALE > 2 * menu_button_rect(
            width
        ).left - width:
            width_left = menu_button_rect(width).left - _LEFT_PADDING_PX
        self._draw_centred(
            QRectF(
                _LEFT_PADDING_PX, _NUMERAL_TOP_AND_HEIGHT_PX[0], width_left, _NUMERAL_TOP_AND_HEIGHT_PX[1]
            ),
            numeral,
            min(_NUMERAL_SCALE, width_left / natural),
        )

    def _draw_centred(self, rect: QRectF, text: str, scale: float, *, bold: bool = False) -> None:
        rect = rect.adjusted(-2, 0, 2, 0)  # rounding must not clip the text
        self._draw_text(rect, text, scale, Qt.AlignmentFlag.AlignHCenter, bold=bold)

    def _draw_text(
        self, rect: QRectF, text: str, scale: float, align: Qt.AlignmentFlag, *, bold: bool
    ) -> None:
        self._painter.setFont(_scale_font(self._font, scale, bold=bold))
        self._painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_lock(self, rect: Rect, colour: QColor, *, closed: bool) -> None:
        """Draw a padlock, closed or open."""
        body = QRectF(rect.left + 3.5, rect.top + 7, 9, 7)
        shackle = QRectF(body.x() + 1.5, rect.top + (2.5 if closed else 0.5), 6, 9)
        self._set_pen(colour, 1.4)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawArc(shackle, 0, (180 if closed else 200) * 16)
        if closed:
            self._painter.setBrush(colour)
        self._painter.drawRoundedRect(body, 1.5, 1.5)

    def _draw_menu_button(self, rect: Rect, colour: QColor) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        for dot in range(3):
            self._painter.drawEllipse(QPointF(rect.left + 3.5 + dot * 4.5, rect.top + 9.5), 1.3, 1.3)

    def _set_pen(self, colour: QColor, width: float) -> None:
        self._painter.setPen(QPen(colour, width))


def _scale_font(font: QFont, scale: float, *, bold: bool = False) -> QFont:
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * max(scale, _MIN_FONT_SCALE))
    scaled.setBold(bold)
    return scaled


def _text_width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
