"""Sentences that shape single chords."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.errors import RequestError
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.chord_symbol import read_symbol
from composer_app.music.constraints import Constraints
from composer_app.music.editing import (
    Change,
    ChangeLength,
    Delete,
    Duplicate,
    Invert,
    ShiftOctave,
    Substitute,
)
from composer_app.music.metre import WALTZ
from composer_app.request.dialogue.chord_commands import interpret_chord_command
from composer_app.request.dialogue.chord_edits import read_chord_edits
from composer_app.request.dialogue.chord_names import read_spoken_chord, read_spoken_quality
from composer_app.request.dialogue.turn import DialogueState
from composer_app.request.emotion.mood import Mood
from composer_app.request.request import Request

_CHORDS = ("D", "A", "Bm7", "G", "Asus4", "G/B")
_STATE = DialogueState(Request("hope", "en", "hope", Mood((), 0.0, 0.0)), chord_symbols=_CHORDS)


def _to(number: int, symbol: str) -> tuple[Change, ...]:
    return (Substitute(number, read_symbol(symbol)),)


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("change the last chord to A minor", _to(5, "Am")),
        ("Please change the last chord to a minor.", _to(5, "Am")),
        ("make the last chord a minor chord", _to(5, "Gm")),
        ("make the fourth chord minor", _to(3, "Gm")),
        ("make the third chord a major seven", _to(2, "Bmaj7")),
        ("turn the second cord into a dominant seventh, please", _to(1, "A7")),
        ("replace the Bm7 with E minor", _to(2, "Em")),
        ("swap the bm7 for an em", _to(2, "Em")),
        ("change the second chord to G sharp half-diminished", _to(1, "G#m7b5")),
        ("change chord two to Abm7", _to(1, "Abm7")),
        ("change chord two to A♭-7", _to(1, "Abm7")),
        ("replace the Bm7 with C△7", _to(2, "Cmaj7")),
        ("replace the Bmin7 with Em7(b5)", _to(2, "Em7b5")),
        ("replace the B-7 by F#°7", _to(2, "F#dim7")),
        ("replace the Hm7 with H7", _to(2, "B7")),
        ("change the last chord to H minor", _to(5, "Bm")),
        ("change the last chord to C9", _to(5, "C9")),
        ("change the last chord to C ninth", _to(5, "C9")),
        ("replace the Bm7 with B minor ninth", _to(2, "Bm9")),
        ("replace the Bm7 with E seven sharp nine", _to(2, "E7#9")),
        ("change the last chord to C7(#9)", _to(5, "C7#9")),
        ("make the last chord a G thirteenth", _to(5, "G13")),
        ("make the last chord a D add nine", _to(5, "Dadd9")),
        ("change the last chord to C6/9/E", _to(5, "C6/9/E")),
        ("change the last chord to a thirteenth", _to(5, "G13")),
        ("make the first chord D6/9", _to(0, "D6/9")),
        ("delete the G/B and the Asus", (Delete(5), Delete(4))),
        ("set the first chord to D over F sharp", _to(0, "D/F#")),
        ("put a G instead of the A", _to(1, "G")),
        ("I want an E minor in place of the second chord", _to(1, "Em")),
        ("change the last chord to a seventh", _to(5, "G7")),
        ("make the D major seventh", _to(0, "Dmaj7")),
        ("make the B minor seventh a B minor", _to(2, "Bm")),
        ("Let's change the 2nd chord to F", _to(1, "F")),
        ("delete the G over B", (Delete(5),)),
        ("delete chords 2 and 2", (Delete(1),)),
        ("delete the first and the last two chords", (Delete(5), Delete(4), Delete(0))),
        ("delete the last chord", (Delete(5),)),
        ("remove the last two chords", (Delete(5), Delete(4))),
        ("take the second chord out", (Delete(1),)),
        ("double the second chord", (Duplicate(1),)),
        ("play the Bm7 twice", (Duplicate(2),)),
        ("play the Bm7 an octave lower", (ShiftOctave(2, -1),)),
        ("lower the second chord by two octaves", (ShiftOctave(1, -2),)),
        ("move the last chord up an octave", (ShiftOctave(5, 1),)),
        ("play the second chord higher", (ShiftOctave(1, 1),)),
        ("invert the third chord", (Invert(2, 1),)),
        ("invert the last chord", (Invert(5, 2),)),
        ("put the first chord in root position", (Invert(0, 0),)),
        ("play the first chord in second inversion", (Invert(0, 2),)),
        ("make the last chord longer", (ChangeLength(5, 1.0),)),
        ("make the last chord half a beat shorter", (ChangeLength(5, -0.5),)),
        ("hold the last chord two bars longer", (ChangeLength(5, 8.0),)),
        ("shorten the second chord", (ChangeLength(1, -1.0),)),
    ],
)
def test_single_chords_are_shaped(said: str, changes: tuple[Change, ...]) -> None:
    assert read_chord_edits(said, _STATE) == changes


def test_every_chord_of_a_name_is_changed() -> None:
    state = DialogueState(_STATE.request, chord_symbols=("Em", "G", "Em"))
    assert read_chord_edits("change the Em to C", state) == (
        Substitute(2, Chord(0, "maj")),
        Substitute(0, Chord(0, "maj")),
    )


@pytest.mark.parametrize("said", ["C minor ninth", "Cm9", "C minor 9"])
def test_a_ninth_is_named_in_full(said: str) -> None:
    state = DialogueState(_STATE.request, chord_symbols=("Cm", "Cm9"))
    assert read_chord_edits(f"delete the {said}", state) == (Delete(1),)


def test_a_bar_is_a_bar_of_what_sounds() -> None:
    state = DialogueState(_STATE.request, Constraints(metre=WALTZ), chord_symbols=_CHORDS)
    assert read_chord_edits("make the last chord a bar longer", state) == (ChangeLength(5, 3.0),)


@pytest.mark.parametrize(
    "said",
    [
        "change the last chord", "change the last chord to something else", "make the last chord sadder",
        "make it minor", "make all the chords minor", "change to G major", "change the key to A minor", "delete it",
        "double the tempo", "remove the piano", "make the chorus longer", "play the last one twice", "drop the drums",
        "change the second chord to the four chord", "change the third chord to the fifth chord",
        "change chords 1 to 5",
        "change the last chord to a chord", "play the last chord an octave", "make the first two chords longer",
        "change the last chord to the dominant", "a song about the last chord we played", "",
    ],
)  # fmt: skip
def test_what_names_no_certain_chord_or_change_is_left_to_others(said: str) -> None:
    assert read_chord_edits(said, _STATE) == ()


@pytest.mark.parametrize("said", ["make the ninth chord minor", "delete the C chord", "invert chord 7"])
def test_chords_that_are_not_there_are_said(said: str) -> None:
    with pytest.raises(RequestError, match=r"There is no C in this take|has only 6 chords"):
        read_chord_edits(said, _STATE)


@given(st.integers(0, 11), st.sampled_from(list(QUALITIES)))
def test_symbols_are_spoken_chords_too(root: int, quality: str) -> None:
    name = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")[root]
    symbol = name + QUALITIES[quality].suffix
    assert (
        read_spoken_chord(symbol, expect_name=True)
        == read_spoken_chord(symbol, expect_name=False)
        == Chord(root, quality)
    )


@pytest.mark.parametrize(
    ("said", "quality"),
    [
        ("minor", "min"),
        ("a suspended chord", "sus4"),
        ("sus two", "sus2"),
        ("diminished seventh", "dim7"),
        ("sad", None),
    ],
)
def test_qualities_are_called_by_several_names(said: str, quality: str | None) -> None:
    assert read_spoken_quality(said) == quality


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("change the last chord to C7alt", "C7alt is taken as C7b9, the nearest chord there is."),
        ("replace the Bm7 with Em6/9", "Em6/9 is taken as Em6, the nearest chord there is."),
        ("replace the Bm7 with Em(maj7)", ""),
        ("change the last chord to C△7", ""),
        ("delete the last chord", ""),
    ],
)
def test_that_the_nearest_chord_was_taken_is_said(said: str, note: str) -> None:
    turn = interpret_chord_command(said, _STATE)
    assert turn
    assert turn.note == note


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    try:
        changes = read_chord_edits(text, _STATE)
    except RequestError:
        return
    assert all(0 <= change.number < len(_CHORDS) for change in changes)
