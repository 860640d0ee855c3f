import pytest

from composer_app.music.chord import Chord
from composer_app.music.harmonic_function import Function, function_of_chord
from composer_app.music.key import Key, Mode

C, A_MINOR = Key(0, Mode.MAJOR), Key(9, Mode.MINOR)


@pytest.mark.parametrize(
    ("chord", "key", "function", "name"),
    [
        (Chord(0, "maj7"), C, Function.TONIC, "tonic of the key"),
        (Chord(9, "min"), C, Function.TONIC, "tonic of the key"),
        (Chord(2, "min7"), C, Function.SUBDOMINANT, "subdominant of the key"),
        (Chord(7, "7"), C, Function.DOMINANT, "dominant of the key"),
        (Chord(11, "hdim7"), C, Function.DOMINANT, "dominant of the key"),
        (Chord(2, "7"), C, Function.SECONDARY, "leads to V"),
        (Chord(4, "maj"), C, Function.SECONDARY, "leads to VI"),
        (Chord(1, "dim7"), C, Function.SECONDARY, "leads to II"),
        (Chord(5, "min"), C, Function.BORROWED, "borrowed from minor"),
        (Chord(8, "maj"), C, Function.BORROWED, "borrowed from minor"),
        (Chord(10, "maj"), C, Function.BORROWED, "borrowed from minor"),
        (Chord(1, "maj"), C, Function.BORROWED, "the Neapolitan"),
        (Chord(3, "min"), C, Function.BORROWED, "a chromatic mediant"),
        (Chord(0, "7"), C, Function.TONIC, "with a blue seventh"),
        (Chord(4, "7"), A_MINOR, Function.DOMINANT, "dominant of the key"),
        (Chord(2, "maj"), A_MINOR, Function.SUBDOMINANT, "subdominant of the key"),
        (Chord(9, "maj"), A_MINOR, Function.TONIC, "with a Picardy third"),
        (Chord(6, "min"), A_MINOR, Function.BORROWED, "borrowed from major"),
        (Chord(10, "maj"), A_MINOR, Function.BORROWED, "the Neapolitan"),
    ],
)
def test_chords_do_what_textbooks_say(chord: Chord, key: Key, function: Function, name: str) -> None:
    found = function_of_chord(chord, key)
    assert found
    assert (found.function, found.description) == (function, name)


@pytest.mark.parametrize("chord", [Chord(6, "min"), Chord(11, "min7"), Chord(6, "maj7")])
def test_a_chord_that_no_textbook_names_has_no_role(chord: Chord) -> None:
    assert function_of_chord(chord, C) is None
