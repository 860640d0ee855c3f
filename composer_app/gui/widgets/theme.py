"""The look: one table of colours for dark and one for light, the palette and the style sheet made of them.

Widgets that paint themselves ask their palette, so that nothing but this module names a colour.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import pairwise
from math import atan2, degrees
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from composer_app.music.harmonic_function import Function

SPACING_PX = 12
"""The distance between panels, in pixels; half of it between things that belong together."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one look."""

    window: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    alarm: str
    on_alarm: str


DARK = Theme(
    window="#14161b", panel="#1b1e25", raised="#272b35", line="#363c48", text="#e7e9ee", muted="#a0a8b7",
    accent="#93a8ff", on_accent="#10131c", alarm="#ff8580", on_alarm="#1d0c0b",
)  # fmt: skip
LIGHT = Theme(
    window="#f2f2ef", panel="#ffffff", raised="#e9eaea", line="#c9ccd1", text="#1d2128", muted="#59616d",
    accent="#3b53c4", on_accent="#ffffff", alarm="#b3262e", on_alarm="#ffffff",
)  # fmt: skip

# What a palette cannot say: round corners, room inside, and a focus ring that can be seen.
_STYLE_SHEET = Template("""\
QFrame[panel="true"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QLabel[title="true"] { font-size: 15pt; font-weight: 600; }
QLabel[heading="true"] { color: $muted; font-weight: 600; }
QLabel[small="true"] { color: $muted; }
QPushButton, QToolButton {
    background: $raised; border: 1px solid $line; border-radius: 6px; padding: 5px 11px;
}
QPushButton:hover, QToolButton:hover { border-color: $muted; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus, QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus,
QListView[takes="true"]:focus, QPlainTextEdit:focus {
    border: 1px solid $accent;
}
QPushButton:checked { border-color: $accent; color: $accent; }
QToolButton[slim="true"] { padding: 5px; min-width: 20px; }
QToolButton:checked { border-color: $accent; color: $accent; }
QToolButton::menu-indicator { image: none; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    color: $muted; background: $window;
}
QPushButton[main="true"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[main="true"]:focus { border: 2px solid $text; padding: 4px 10px; }
QPushButton[main="true"]:disabled {
    background: $raised; color: $muted; border-color: $line;
}
QPushButton[recording="true"] {
    background: $alarm; color: $on_alarm; border-color: $alarm;
}
QPushButton[link="true"] {
    background: transparent; border: 1px solid transparent; color: $accent; text-align: left;
    padding: 2px 4px;
}
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border-color: $accent; }
QPushButton[chip="true"] { padding: 3px 9px; border-radius: 11px; }
QFrame[chip="true"] { background: $raised; border: 1px solid $line; border-radius: 10px; }
QFrame[chip="true"] > QPushButton {
    background: transparent; border: 1px solid transparent; border-radius: 10px; padding: 2px 6px;
}
QFrame[chip="true"] > QPushButton:hover { background: $line; }
QFrame[chip="true"] > QPushButton:focus { border-color: $accent; }
QFrame[chip="true"] > QPushButton[cross="true"] { color: $muted; padding: 2px 5px; }
QToolButton[quiet="true"] { background: transparent; border: 1px solid transparent; padding: 2px; }
QToolButton[quiet="true"]:hover, QToolButton[quiet="true"]:focus { border-color: $accent; }
QPlainTextEdit[draft="true"] { color: $muted; font-style: italic; }
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
    background: $window; border: 1px solid $line; border-radius: 6px; padding: 4px 8px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox[felt="true"], QAbstractSpinBox[felt="true"], QAbstractSpinBox[felt="true"] QLineEdit { color: $muted; }
QComboBox QAbstractItemView { color: $text; }
QToolButton[back="true"] { background: transparent; border: 1px solid transparent; padding: 0 2px; color: $accent; }
QToolButton[back="true"]:hover, QToolButton[back="true"]:focus { border-color: $accent; }
QCheckBox { spacing: 7px; }
QCheckBox::indicator {
    width: 14px; height: 14px; border: 1px solid $muted; border-radius: 4px; background: $window;
}
QCheckBox::indicator:checked { background: $accent; border: 4px solid $raised; width: 8px; height: 8px; }
QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:disabled { border-color: $line; }
QCheckBox:focus { color: $accent; }
QCheckBox:disabled { color: $muted; }
QAbstractSpinBox QLineEdit { border: none; padding: 0 8px; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow {
    width: 0; height: 0; border-left: 4px solid $panel; border-right: 4px solid $panel;
    border-top: 5px solid $muted;
}
QListView[takes="true"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; outline: none;
}
QProgressBar {
    background: $raised; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $text; width: 12px; margin: -4px 0; border-radius: 6px; }
QSlider::handle:horizontal:focus { background: $accent; border: 1px solid $text; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: $muted; }
QScrollArea { border: none; background: transparent; }
QScrollBar:horizontal { height: 10px; background: transparent; }
QScrollBar:vertical { width: 10px; background: transparent; }
QScrollBar::handle {
    background: $line; border-radius: 4px; min-width: 24px; min-height: 24px; margin: 1px;
}
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QFrame[notice="true"] {
    background: $raised; border: 1px solid $alarm; border-left: 4px solid $alarm;
    border-radius: 6px;
}
QFrame[callout="true"] { background: $raised; border: 2px solid $accent; border-radius: 10px; }
QFrame[drop="true"] { border: 1px dashed $muted; border-radius: 8px; }
QFrame[drop="true"][ready="true"] { border: 2px solid $accent; background: $raised; }
QToolTip {
    background: $raised; color: $text; border: 1px solid $line; padding: 4px;
}
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
""")

# From the angle of an emotion in the plane of valence and arousal (0 pleasant, 90 activated) to a hue: gold
# for joy, red for anger, violet and blue for sadness, green for peace. Between the rows it runs straight.
_HUES_BY_ANGLE_DEG = (
    (-180, 290),
    (-135, 225),
    (-90, 195),
    (-45, 150),
    (0, 75),
    (45, 42),
    (90, 20),
    (135, 0),
    (180, -70),
)


_MIN_TEXT_CONTRAST = 4.5  # the contrast that letters need


def emotion_hue(valence: float, arousal: float) -> int:
    """The hue, 0 to 359, that a point of the plane is painted in."""
    angle = degrees(atan2(arousal, valence))
    for (low, start), (high, end) in pairwise(_HUES_BY_ANGLE_DEG):
        if angle <= high:
            return round(start + (angle - low) / (high - low) * (end - start)) % 360
    return _HUES_BY_ANGLE_DEG[-1][1] % 360


def is_dark(palette: QPalette) -> bool:
    """Whether a palette has light text on a dark ground."""
    return palette.window().color().lightness() < palette.windowText().color().lightness()


def emotion_colour(valence: float, arousal: float, palette: QPalette) -> QColor:
    """The colour of a feeling, readable on a palette's ground."""
    saturation, lightness = (0.50, 0.68) if is_dark(palette) else (0.65, 0.34)
    return QColor.fromHslF(emotion_hue(valence, arousal) / 360, saturation, lightness)


# What a chord does, as degrees of hue from the accent: home is the accent itself, dominants are its opposite.
_FUNCTION_HUE_OFFSETS_DEG = {
    "tonic": 0,
    "subdominant": -72,
    "dominant": 155,
    "secondary": 191,
    "borrowed": 75,
}


def function_colour(function: Function | None, palette: QPalette) -> QColor:
    """The colour of what a chord does, readable on a palette's grounds; muted where no name is known for it."""
    if function is None:
        return palette.placeholderText().color()
    saturation, lightness = (0.62, 0.74) if is_dark(palette) else (0.62, 0.25)
    turned = palette.highlight().color().hslHueF() + _FUNCTION_HUE_OFFSETS_DEG[function] / 360
    return QColor.fromHslF(turned % 1.0, saturation, lightness)


def mix_colours(first: QColor, second: QColor, share: float) -> QColor:
    """A colour between two, with `share` (0 to 1) of the second."""
    keep = 1 - share
    return QColor(
        round(first.red() * keep + second.red() * share),
        round(first.green() * keep + second.green() * share),
        round(first.blue() * keep + second.blue() * share),
    )


def contrast_ratio(one: QColor, other: QColor) -> float:
    """How far two colours are apart, 1 to 21, as WCAG 2 measures it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ensure_legible(colour: QColor, ground: QColor, ink: QColor) -> QColor:
    """A colour for letters on a ground: itself, or with as much of the ink in it as reading needs (WCAG 2, AA)."""
    steps = (mix_colours(colour, ink, share / 20) for share in range(21))
    return next((step for step in steps if contrast_ratio(step, ground) >= _MIN_TEXT_CONTRAST), ink)


def make_palette(theme: Theme) -> QPalette:
    """Qt's palette in the colours of a theme."""
    role = QPalette.ColorRole
    table = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.panel,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.BrightText: theme.alarm,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Mid: theme.line,
        role.Midlight: theme.line,
        role.Light: theme.raised,
        role.Dark: theme.line,
        role.Shadow: theme.window,
    }
    made = QPalette()
    for key, colour in table.items():
        made.setColor(key, QColor(colour))
    faded = mix_colours(QColor(theme.text), QColor(theme.window), 0.6)
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, faded)
    return made


def make_style_sheet(theme: Theme) -> str:
    """The style sheet in the colours of a theme."""
    return _STYLE_SHEET.substitute(asdict(theme))


def apply_theme(app: QApplication) -> None:
    """Dress the program as the system likes it, dark or light, and follow when the system changes."""
    app.setStyle("Fusion")

    def dress() -> None:
        light = app.styleHints().colorScheme() == Qt.ColorScheme.Light
        theme = LIGHT if light else DARK
        app.setPalette(make_palette(theme))
        app.setStyleSheet(make_style_sheet(theme))

    dress()
    app.styleHints().colorSchemeChanged.connect(dress)
