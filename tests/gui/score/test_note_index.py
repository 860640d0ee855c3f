from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from composer_app.gui.score.note_index import NoteIndex, voicing_pitches
from composer_app.music.voicing import Voicing
from testing import factories

TAKE = factories.composition()
SOUNDING = NoteIndex(TAKE.performance, TAKE.progression)


@given(st.floats(0, 16))
def test_what_sounds_is_what_a_look_at_every_note_finds(beat: float) -> None:
    slow = {note for note in TAKE.performance.notes if note.start <= beat < note.end}
    assert {each.note for each in SOUNDING.notes_at(beat)} == slow


def test_in_silence_nothing_sounds() -> None:
    assert SOUNDING.notes_at(None) == frozenset()


def test_notes_know_their_part_and_their_chord() -> None:
    low = min(SOUNDING.notes_at(5.0), key=lambda each: each.note.pitch)
    assert (low.part_number, low.chord_number) == (1, 1)


def test_between_two_beats_everything_is_found_once() -> None:
    assert len(SOUNDING.notes_between(0.0, 16.0)) == len(TAKE.performance.notes)
    assert {each.chord_number for each in SOUNDING.notes_between(4.5, 7.0)} == {1}


def test_a_chord_lies_as_it_is_voiced_or_as_a_block() -> None:
    assert voicing_pitches(TAKE, 1) == (45, 57, 61, 64)  # A, of a take that tells no voicings
    voiced = replace(TAKE, voicings=(Voicing(38, (57, 62, 66)),) * 5)
    assert voicing_pitches(voiced, 1) == (38, 57, 62, 66)
