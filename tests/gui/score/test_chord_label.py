from dataclasses import replace

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from composer_app.gui.score.card_painter import min_card_width
from composer_app.gui.score.chord_label import describe, make_label
from composer_app.gui.score.chord_layout import MIN_CARD_WIDTH_PX
from composer_app.music.chord import Chord
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON
from composer_app.music.progression import Progression, TimedChord


def one(chord: Chord, beats: float = 4.0) -> Progression:
    key = Key(2, Mode.MAJOR)
    rest = (TimedChord(chord, beats, 4.0 - beats),) if beats < 4 else ()
    return Progression(key, COMMON, (TimedChord(chord, 0.0, beats), *rest))


@pytest.mark.parametrize(
    ("chord", "symbol", "numeral", "letter"),
    [
        (Chord(2, "maj"), "D", "I", "T"),
        (Chord(7, "maj"), "G", "IV", "S"),
        (Chord(9, "7"), "A7", "V7", "D"),
        (Chord(4, "7"), "E7", "II7", "d"),
        (Chord(10, "maj7"), "B♭maj7", "♭VImaj7", "B"),
        (Chord(8, "maj7"), "G♯maj7", "♯IVmaj7", ""),
    ],
)
def test_a_face_says_what_a_chord_is_and_what_it_does(
    chord: Chord, symbol: str, numeral: str, letter: str
) -> None:
    shown = make_label(one(chord), 0)
    assert (shown.symbol, shown.numeral, shown.function_letter) == (symbol, numeral, letter)


@pytest.mark.parametrize(
    ("chord", "beats", "words"),
    [
        (Chord(11, "min7"), 4.0, "Bm7: B D F♯ A, 4 beats"),
        (Chord(2, "maj"), 1.0, "D: D F♯ A, 1 beat"),
        (Chord(2, "maj", 6), 4.0, "D/F♯: D F♯ A, F♯ in the bass (first inversion), 4 beats"),
        (Chord(2, "maj", 9), 4.0, "D/A: D F♯ A, A in the bass (second inversion), 4 beats"),
        (Chord(9, "7", 7), 4.0, "A7/G: A C♯ E G, G in the bass (third inversion), 4 beats"),
        (Chord(2, "maj", 4), 4.0, "D/E: D F♯ A, over E, which is none of its tones, 4 beats"),
    ],
)
def test_a_chord_is_told_with_what_is_in_its_bass(chord: Chord, beats: float, words: str) -> None:
    assert describe(one(chord, beats=beats), 0) == words


def test_a_long_symbol_breaks_at_its_slash_or_after_its_root() -> None:
    assert make_label(one(Chord(6, "hdim7", 4)), 0).symbol_lines == ("F♯m7♭5", "/E")
    assert make_label(one(Chord(6, "hdim7")), 0).symbol_lines == ("F♯", "m7♭5")
    assert make_label(one(Chord(2, "maj")), 0).symbol_lines == ("D",)


def test_a_long_numeral_has_a_short_form() -> None:
    assert make_label(one(Chord(0, "sus4")), 0).numeral == "♭VIIsus4"
    assert make_label(one(Chord(0, "sus4")), 0).degree == "♭VII"


def test_a_card_needs_room_for_its_names(qtbot: QtBot) -> None:
    assert qtbot
    long, short = make_label(one(Chord(6, "hdim7", 4)), 0), make_label(one(Chord(2, "maj")), 0)
    font = QFont()
    assert min_card_width(short, font) == MIN_CARD_WIDTH_PX + 4
    assert min_card_width(long, font) > MIN_CARD_WIDTH_PX + 4
    assert min_card_width(replace(long, symbol="not a symbol"), font) > min_card_width(
        long, font
    )  # nowhere to break
