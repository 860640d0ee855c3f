from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from composer_app.errors import EditError
from composer_app.music.chord import Chord
from composer_app.music.editing import (
    Change,
    ChangeLength,
    Delete,
    Draft,
    DraftChord,
    Duplicate,
    Invert,
    Move,
    ShiftOctave,
    apply_changes,
    inversion_of,
)
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, Metre
from composer_app.music.voicing import semitones_moved
from composer_app.music.voicing_styles import voice_chords

_CHORDS = (Chord(0, "maj7"), Chord(9, "min"), Chord(5, "maj"), Chord(7, "7"), Chord(2, "hdim7", 11))


def draft(*beats: float, metre: Metre = COMMON, style: str = "piano") -> Draft:
    """Chords of these lengths, voiced."""
    chords = [_CHORDS[number % len(_CHORDS)] for number in range(len(beats))]
    voicings = voice_chords(chords, 63, 43, style)
    placed = map(DraftChord, chords, beats, voicings)
    return Draft(Key(0, Mode.MAJOR), metre, tuple(placed), style)


def lengths(of: Draft) -> list[float]:
    return [placed.beats for placed in of.chords]


def chords(of: Draft) -> list[Chord]:
    return [placed.chord for placed in of.chords]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (ChangeLength(0, 1), [5, 3, 2, 2]),  # takes from the next
        (ChangeLength(0, 4), [8, 1, 1, 2]),  # and from the one after, where the next has no more
        (ChangeLength(0, 6), [10, 1, 1, 4]),  # and from a bar of its own, where none has any
        (ChangeLength(3, 1), [4, 4, 2, 6]),  # after the last chord there is only another bar
        (ChangeLength(2, -1), [4, 4, 1, 3]),
        (ChangeLength(2, -9), [4, 4, 1, 3]),
        (ChangeLength(3, -1), [4, 4, 3, 1]),
    ],
)
def test_what_one_chord_gains_another_loses(change: ChangeLength, after: list[float]) -> None:
    assert lengths(apply_changes(draft(4, 4, 2, 2), change)) == after


def test_the_last_chord_gains_and_loses_whole_bars() -> None:
    longer = apply_changes(draft(4, 4), ChangeLength(1, 1))
    assert lengths(longer) == [4, 8]
    assert lengths(apply_changes(longer, ChangeLength(1, -1))) == [4, 4]


def test_in_six_eight_the_pulse_is_the_least() -> None:
    assert lengths(apply_changes(draft(3, 3, metre=SIX_EIGHT), ChangeLength(0, -9))) == [1.5, 4.5]
    assert lengths(apply_changes(draft(3, 3, metre=SIX_EIGHT), ChangeLength(0, 1.5))) == [4.5, 1.5]


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ([4, 4], Duplicate(0), [4, 4, 4]),
        ([8, 4], Duplicate(0), [8, 8, 4]),
        ([2, 2], Duplicate(1), [2, 1, 1]),
        ([3, 1], Duplicate(0), [2, 1, 1]),
        ([4, 4], Delete(0), [4]),
        ([2, 2, 4], Delete(0), [4, 4]),
        ([2, 2, 4], Delete(1), [4, 4]),
    ],
)
def test_bars_come_and_go_whole(before: list[float], change: Change, after: list[float]) -> None:
    assert lengths(apply_changes(draft(*before), change)) == after


def test_a_chord_takes_all_that_is_its_own_along() -> None:
    before = apply_changes(draft(4, 2, 2), ShiftOctave(2, 1))
    after = apply_changes(before, Move(2, 0))
    assert after.chords == (before.chords[2], before.chords[0], before.chords[1])
    assert after.locked == ((0, before.chords[2].chord),)
    assert apply_changes(after, Move(0, 2)) == before


def test_a_copy_is_like_the_chord() -> None:
    before = draft(4, 4)
    one, two, _ = apply_changes(before, Duplicate(0)).chords
    assert one == two == before.chords[0]


@pytest.mark.parametrize("style", ["piano", "close", "drop-2", "rootless", "two hands", "quartet", "guitar"])
def test_an_inversion_moves_the_bass_and_hardly_the_rest(style: str) -> None:
    before = draft(4, 4, style=style)
    for inversion in (1, 2, 3, 0):
        after = apply_changes(before, Invert(0, inversion))
        placed, old = after.chords[0], before.chords[0]
        assert inversion_of(placed.chord) == inversion
        assert placed.voicing
        assert old.voicing
        assert placed.voicing.bass % 12 == placed.chord.bass_pitch_class
        assert {p % 12 for p in placed.voicing.pitches} <= set(placed.chord.pitch_classes)
        assert semitones_moved(old.voicing, placed.voicing) <= 6 * len(old.voicing.upper)
        assert after.locked == ((0, placed.chord),)
        assert after.chords[1] == before.chords[1]


def test_an_inversion_stays_in_the_octave_that_was_chosen() -> None:
    low = apply_changes(draft(4), ShiftOctave(0, -1))
    for inversion in (1, 2):
        placed = apply_changes(low, Invert(0, inversion)).chords[0]
        assert placed.voicing
        assert low.chords[0].voicing
        assert semitones_moved(low.chords[0].voicing, placed.voicing) <= 9


def test_a_foreign_bass_is_no_inversion_and_gives_way_to_one() -> None:
    foreign = replace(draft(4).chords[0], chord=Chord(0, "maj", 2))
    assert inversion_of(foreign.chord) is None
    assert apply_changes(replace(draft(4), chords=(foreign,)), Invert(0, 0)).chords[0].chord == Chord(
        0, "maj"
    )


def test_an_octave_is_twelve_semitones_in_every_voice() -> None:
    before = draft(4, 4)
    up = apply_changes(before, ShiftOctave(1, 1))
    assert [b.pitches for b in up.voicings if b][1] == tuple(
        pitch + 12
        for pitch in before.chords[1].voicing.pitches  # type: ignore[union-attr]
    )
    assert apply_changes(up, ShiftOctave(1, -1)).voicings == before.voicings


@pytest.mark.parametrize(
    ("before", "change", "sentence"),
    [
        (draft(4), Delete(0), "The only chord cannot be deleted."),
        (draft(1, 3), Duplicate(0), "This chord is too short to be halved. Make it longer first."),
        (draft(1, 3), ChangeLength(0, -1), "This chord is as short as it can be."),
        (draft(4), ChangeLength(0, -1), "This chord is as short as it can be."),
        (draft(4, 4), Invert(1, 3), "Am has 3 tones, so it has no further inversion."),
        (draft(4), ShiftOctave(0, 9), "This chord lies as high as it can be played."),
        (draft(4), ShiftOctave(0, -9), "This chord lies as low as it can be played."),
        (draft(256), Duplicate(0), "A piece can have 64 bars at most. Delete or shorten a chord first."),
        (
            draft(256),
            ChangeLength(0, 1),
            "A piece can have 64 bars at most. Delete or shorten a chord first.",
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence(before: Draft, change: Change, sentence: str) -> None:
    with pytest.raises(EditError, match=sentence):
        apply_changes(before, change)


_METRES = st.sampled_from([COMMON, Metre(3, 4), SIX_EIGHT, Metre(5, 4), Metre(2, 2), Metre(3, 8)])


@st.composite
def _rows(make: st.DrawFn) -> Draft:
    """Any row of chords on the pulse that fills whole bars."""
    metre = make(_METRES)
    pulses = make(st.lists(st.integers(1, 12), min_size=1, max_size=9))
    bar = round(metre.beats / metre.pulse)
    pulses[-1] += -sum(pulses) % bar
    return draft(*(count * metre.pulse for count in pulses), metre=metre)


@given(_rows(), st.data())
def test_whatever_is_done_the_row_stays_whole(row: Draft, data: st.DataObject) -> None:
    """A progression refuses gaps and broken bars; voices and locks follow their chords."""
    for _ in range(4):
        number = data.draw(st.integers(0, len(row.chords) - 1))
        pulses = data.draw(st.integers(-9, 9).filter(bool))
        changes: list[Change] = [
            Invert(number, abs(pulses) % 3),
            ShiftOctave(number, 1 if pulses > 0 else -1),
            ChangeLength(number, pulses * row.metre.pulse),
            Duplicate(number),
            Delete(number),
            Move(number, abs(pulses) % len(row.chords)),
        ]
        change = data.draw(st.sampled_from(changes))
        try:
            after = apply_changes(row, change)
        except EditError:
            assume(False)
        assert after.progression.bars >= 1
        assert min(lengths(after)) >= row.metre.pulse - 1e-9
        for placed in after.chords:
            assert placed.voicing
            assert placed.voicing.bass % 12 == placed.chord.bass_pitch_class
        if not isinstance(change, Invert | ShiftOctave | Delete):
            assert set(after.voicings) == set(row.voicings)
        row = after
