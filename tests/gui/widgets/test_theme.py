import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from composer_app.gui.score.card_painter import TINT_SHARE
from composer_app.gui.widgets.theme import (
    DARK,
    LIGHT,
    Theme,
    emotion_colour,
    emotion_hue,
    ensure_legible,
    function_colour,
    is_dark,
    make_palette,
    mix_colours,
)
from composer_app.music.harmonic_function import Function
from composer_app.request.emotion.mood import Emotion, emotions


def _luminance(colour: QColor) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = (
        c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _contrast(first: QColor, second: QColor) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text", "window"),
        ("text", "panel"),
        ("text", "raised"),
        ("muted", "window"),
        ("muted", "panel"),
        ("muted", "raised"),
        ("accent", "panel"),
        ("on_accent", "accent"),
        ("on_alarm", "alarm"),
    ],
)
def test_every_text_can_be_read_on_its_ground(theme: Theme, text: str, ground: str) -> None:
    assert _contrast(QColor(getattr(theme, text)), QColor(getattr(theme, ground))) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_the_colour_of_every_feeling_stands_out(theme: Theme) -> None:
    made = make_palette(theme)
    for emotion in emotions().values():
        colour = emotion_colour(emotion.valence, emotion.arousal, made)
        assert _contrast(colour, QColor(theme.panel)) >= 3, emotion.name


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("function", [*Function, None])
def test_what_a_chord_does_can_be_read_on_its_card_and_under_the_playhead(
    theme: Theme, function: Function | None
) -> None:
    colour = function_colour(function, make_palette(theme))
    card = mix_colours(QColor(theme.panel), colour, TINT_SHARE)
    assert _contrast(colour, card) >= 4.5
    assert _contrast(QColor(theme.text), card) >= 4.5
    assert _contrast(QColor(theme.muted), card) >= 4.5
    assert _contrast(QColor(theme.on_accent), colour) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_each_function_has_a_hue_of_its_own(theme: Theme) -> None:
    hues = sorted(function_colour(function, make_palette(theme)).hslHue() for function in Function)
    gaps = [(after - before) % 360 for before, after in zip(hues, [*hues[1:], hues[0]], strict=True)]
    assert min(gaps) >= 35


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_every_point_of_the_plane_has_a_hue(valence: float, arousal: float) -> None:
    assert 0 <= emotion_hue(valence, arousal) < 360


def test_joy_is_gold_anger_red_sadness_blue_and_peace_green() -> None:
    at = {name: emotion_hue(e.valence, e.arousal) for name, e in emotions().items()}
    assert 35 <= at["joyful"] <= 65
    assert at["angry"] <= 10 or at["angry"] >= 350
    assert 190 <= at["sad"] <= 260
    assert 120 <= at["peaceful"] <= 180


def test_a_theme_knows_whether_it_is_dark() -> None:
    assert is_dark(make_palette(DARK))
    assert not is_dark(make_palette(LIGHT))


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("emotion", emotions().values(), ids=lambda emotion: emotion.name)
def test_every_feeling_can_be_read_in_its_colour(theme: Theme, emotion: Emotion) -> None:
    dressed = make_palette(theme)
    ink = dressed.text().color()
    for ground in (dressed.window().color(), dressed.base().color()):
        colour = ensure_legible(emotion_colour(emotion.valence, emotion.arousal, dressed), ground, ink)
        assert _contrast(colour, ground) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    blue, white = QColor("#0000c0"), QColor("#ffffff")
    assert ensure_legible(blue, white, QColor("#000000")) == blue
    assert ensure_legible(QColor("#ffffee"), white, QColor("#000000")) != QColor("#ffffee")
