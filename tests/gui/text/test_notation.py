import pytest

from composer_app.gui.text.notation import (
    format_accidentals,
    format_chord_sheet,
    format_chord_symbol,
    format_roman_numeral,
)
from composer_app.music.key import Key, Mode
from composer_app.music.metre import WALTZ
from testing import factories


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("Bb", "B♭"),
        ("Bbm7b5", "B♭m7♭5"),
        ("F#m", "F♯m"),
        ("bVI", "♭VI"),
        ("bvii", "♭vii"),
        ("#ivø7", "♯ivø7"),
        ("Eb major", "E♭ major"),
        ("B minor", "B minor"),
        ("Bdim", "Bdim"),
    ],
)
def test_flats_and_sharps_are_written_as_signs(plain: str, written: str) -> None:
    assert format_accidentals(plain) == written


def test_chords_are_named_in_their_key() -> None:
    chords = factories.progression(Key(10, Mode.MAJOR))
    assert [format_chord_symbol(timed, chords) for timed in chords.chords] == [
        "B♭",
        "F",
        "Gm7",
        "E♭",
        "Fsus4",
    ]
    assert [format_roman_numeral(timed, chords) for timed in chords.chords] == [
        "I",
        "V",
        "vi7",
        "IV",
        "Vsus4",
    ]


def test_the_chord_sheet_has_a_field_for_every_bar() -> None:
    assert format_chord_sheet(factories.progression()) == "| D | A | Bm7 | G  Asus4 |"
    assert format_chord_sheet(factories.progression(metre=WALTZ, bars=5)).count("|") == 6


def test_a_bar_without_a_change_repeats_the_one_before() -> None:
    from composer_app.music.progression import Progression, TimedChord

    chords = factories.progression()
    long = TimedChord(chords.chords[0].chord, 0.0, 8.0)
    assert format_chord_sheet(Progression(chords.key, chords.metre, (long,))) == "| D | % |"
