from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from composer_app.gui.score.piano_keyboard import KeyLayout, PianoKeyboard, octaves_around
from composer_app.gui.widgets.theme import DARK, function_colour, make_palette
from composer_app.music.harmonic_function import Function

KEYS = KeyLayout(36, 83, 700.0, 50.0)


def test_a_piano_has_seven_white_and_five_black_keys_an_octave() -> None:
    assert len(KEYS.keys) == 48
    assert sum(key.is_black for key in KEYS.keys) == 20


def test_white_keys_lie_side_by_side_and_black_ones_over_their_seams() -> None:
    white = [key.rect for key in KEYS.keys if not key.is_black]
    assert white[0].left == 0
    assert all(a.right == pytest.approx(b.left) for a, b in pairwise(white))
    assert white[-1].right == pytest.approx(700)
    for key in KEYS.keys:
        if key.is_black:
            left, right = KEYS.by_pitch[key.pitch - 1].rect, KEYS.by_pitch[key.pitch + 1].rect
            assert left.left < key.rect.left < left.right == pytest.approx(right.left)
            assert right.left < key.rect.right < right.right


@given(st.lists(st.integers(21, 108), max_size=9))
def test_whole_octaves_lie_around_all_pitches(pitches: list[int]) -> None:
    low, high = octaves_around(tuple(pitches))
    assert low % 12 == 0
    assert high % 12 == 11
    assert high - low >= 47
    assert all(low <= pitch <= high for pitch in pitches)


@pytest.fixture
def keyboard(qtbot: QtBot) -> PianoKeyboard:
    keyboard = PianoKeyboard()
    keyboard.setPalette(make_palette(DARK))
    keyboard.resize(700, 52)
    qtbot.addWidget(keyboard)
    keyboard.show_range((48, 72))
    keyboard.show()
    return keyboard


def _colour_of(keyboard: PianoKeyboard, pitch: int) -> str:
    box = keyboard._keys.by_pitch[pitch].rect
    return (
        keyboard.grab()
        .toImage()
        .pixelColor(QPoint(round(box.left + 3), round(box.top + box.height - 4)))
        .name()
    )


def test_what_sounds_lights_up_in_the_colour_of_its_chord(keyboard: PianoKeyboard) -> None:
    before = _colour_of(keyboard, 60)
    keyboard.show_sounding({60: Function.DOMINANT})
    assert keyboard.sounding_pitches == {60}
    assert _colour_of(keyboard, 60) == function_colour(Function.DOMINANT, make_palette(DARK)).name()
    keyboard.show_sounding({})
    assert _colour_of(keyboard, 60) == before


def test_what_is_meant_is_marked_and_told(keyboard: PianoKeyboard) -> None:
    before = _colour_of(keyboard, 60)
    keyboard.show_preview({60: Function.TONIC, 64: Function.TONIC})
    assert keyboard.previewed_pitches == {60, 64}
    assert _colour_of(keyboard, 60) not in (before, QColor(DARK.accent).name())
    assert keyboard.accessibleDescription() == "C4 E4"
