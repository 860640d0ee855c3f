"""The colours of the dark and the light theme, and the palette and style sheet made from them.

Widgets that paint themselves use their palette, so that only this module names colours.
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
"""The distance between panels; related widgets are half as far apart."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a theme."""

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

# What a palette cannot express: rounded corners, padding and a visible focus ring.
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
QPlainTextEdit[partial="true"] { color: $muted; font-style: italic; }
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
    background: $window; border: 1px solid $line; border-radius: 6px; padding: 4px 8px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox[auto="true"], QAbstractSpinBox[auto="true"], QAbstractSpinBox[auto="true"] QLineEdit { color: $muted; }
QComboBox QAbstractItemView { color: $text; }
QToolButton[reset="true"] { background: transparent; border: 1px solid transparent; padding: 0 2px; color: $accent; }
QToolButton[reset="true"]:hover, QToolButton[reset="true"]:focus { border-color: $accent; }
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
# for joy, red for anger, violet and blue for sadness, green for peace. Interpolated linearly between the rows.
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


_MIN_TEXT_CONTRAST = 4.5  # WCAG 2, level AA


def emotion_hue(valence: float, arousal: float) -> int:
    """Return the hue, 0 to 359, of a point in the plane of valence and arousal."""
    angle = degrees(atan2(arousal, valence))
    for (low, start), (high, end) in pairwise(_HUES_BY_ANGLE_DEG):
        if angle <= high:
            return round(start + (angle - low) / (high - low) * (end - start)) % 360
    return _HUES_BY_ANGLE_DEG[-1][1] % 360


def is_dark(palette: QPalette) -> bool:
    """Return whether a palette has light text on a dark background."""
    return palette.window().color().lightness() < palette.windowText().color().lightness()


def emotion_colour(valence: float, arousal: float, palette: QPalette) -> QColor:
    """Return the colour of an emotion, readable on the background of a palette."""
    saturation, lightness = (0.50, 0.68) if is_dark(palette) else (0.65, 0.34)
    return QColor.fromHslF(emotion_hue(valence, arousal) / 360, saturation, lightness)


# The hue of each harmonic function, relative to the accent: the tonic is the accent, dominants are opposite.
_FUNCTION_HUE_OFFSETS_DEG = {
    "tonic": 0,
    "subdominant": -72,
    "dominant": 155,
    "secondary": 191,
    "borrowed": 75,
}


def function_colour(function: Function | None, palette: QPalette) -> QColor:
    """Return the colour of a harmonic function, readable on a palette's backgrounds; None is muted."""
    if function is None:
        return palette.placeholderText().color()
    saturation, lightness = (0.62, 0.74) if is_dark(palette) else (0.62, 0.25)
    hue = palette.highlight().color().hslHueF() + _FUNCTION_HUE_OFFSETS_DEG[function] / 360
    return QColor.fromHslF(hue % 1.0, saturation, lightness)


def mix_colours(first: QColor, second: QColor, share: float) -> QColor:
    """Mix two colours; `share` (0 to 1) is the share of the second."""
    first_share = 1 - share
    return QColor(
        round(first.red() * first_share + second.red() * share),
        round(first.green() * first_share + second.green() * share),
        round(first.blue() * first_share + second.blue() * share),
    )


def contrast_ratio(first: QColor, second: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ensure_legible(colour: QColor, background: QColor, text_colour: QColor) -> QColor:
    """Mix a colour with the text colour as far as needed to be legible on a background (WCAG 2, AA)."""
    steps = (mix_colours(colour, text_colour, share / 20) for share in range(21))
    return next(
        (step for step in steps if contrast_ratio(step, background) >= _MIN_TEXT_CONTRAST), text_colour
    )


def make_palette(theme: Theme) -> QPalette:
    """Return a palette with the colours of a theme."""
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
    palette = QPalette()
    for key, colour in table.items():
        palette.setColor(key, QColor(colour))
    disabled_text = mix_colours(QColor(theme.text), QColor(theme.window), 0.6)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, disabled_text)
    return palette


def make_style_sheet(theme: Theme) -> str:
    """Return the style sheet with the colours of a theme."""
    return _STYLE_SHEET.substitute(asdict(theme))


def apply_theme(app: QApplication) -> None:
    """Apply the dark or light theme, as the system prefers, and follow its changes."""
    app.setStyle("Fusion")

    def apply_colour_scheme() -> None:
        is_light = app.styleHints().colorScheme() == Qt.ColorScheme.Light
        theme = LIGHT if is_light else DARK
        app.setPalette(make_palette(theme))
        app.setStyleSheet(make_style_sheet(theme))

    apply_colour_scheme()
    app.styleHints().colorSchemeChanged.connect(apply_colour_scheme)
