"""The composer itself, with the shipped machines: chords that are kept, and what is played of them."""

from dataclasses import replace

import pytest

from composer_app.composer import Composer, Composition
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.manner import Manner
from composer_app.music.taste import Form, Taste
from composer_app.request.request import Request
from composer_app.speech.recording import Transcript
from composer_app.work import Job

COMPOSER = Composer()


@pytest.fixture(scope="module")
def take() -> Composition:
    request = COMPOSER.read(Transcript("hope and wonder", "en", "hope and wonder"), Job())
    return COMPOSER.compose(request, Constraints(), 5, Job())


def test_a_redone_take_keeps_what_was_kept_and_how_it_lies(take: Composition) -> None:
    first, again = take, frozenset({0, 2})
    for seed in (11, 12):
        redone = COMPOSER.redo(first, again, seed, Job())
        assert redone.progression != first.progression
        for number in again:
            assert redone.progression.chords[number] == first.progression.chords[number]
            assert redone.voicings[number] == first.voicings[number]
        assert redone.performance.tempo == first.performance.tempo
        assert [number for number, _ in redone.kept] == [0, 2]
        first = redone


def test_the_same_redo_gives_the_same_notes(take: Composition) -> None:
    one, other = (COMPOSER.redo(take, frozenset({1}), 9, Job()) for _ in range(2))
    assert one == other


def test_swapping_a_chord_leaves_all_others_as_they_lie(take: Composition) -> None:
    chord = next(each.chord for each in COMPOSER.advise(take).alternatives[3])
    swapped = COMPOSER.swap(take, 3, chord, Job())
    assert swapped.progression.chords[3].chord == chord
    assert dict(swapped.kept)[3] == chord
    assert [v for n, v in enumerate(swapped.voicings) if n != 3] == [
        v for n, v in enumerate(take.voicings) if n != 3
    ]


def test_advice_is_about_every_chord(take: Composition) -> None:
    advice = COMPOSER.advise(take)
    assert len(advice.reasons) == len(advice.alternatives) == len(take.progression.chords)
    for timed, offered in zip(take.progression.chords, advice.alternatives, strict=True):
        assert timed.chord not in [each.chord for each in offered]


def test_kept_chords_and_a_form_are_heeded_by_a_new_take(take: Composition) -> None:
    kept = ((1, Chord(9, "min7")),)
    made = COMPOSER.compose(
        take.request, Constraints(tonic=0), 3, Job(), taste=Taste(form=Form.VARIED), kept=kept
    )
    assert made.progression.chords[1].chord == Chord(9, "min7")
    assert (made.kept, made.taste.form) == (kept, Form.VARIED)


def _with(take: Composition, **constraints: object) -> Request:
    return replace(take.request, constraints=replace(take.request.constraints, **constraints))  # type: ignore[arg-type]


def test_a_take_that_is_played_as_before_is_the_same_take(take: Composition) -> None:
    assert COMPOSER.perform(take, take.request, take.manner, Job()) == take


def test_another_tempo_pattern_or_instrument_changes_no_chord_and_no_voicing(take: Composition) -> None:
    faster = COMPOSER.perform(take, _with(take, tempo=150.0, pattern="waltz"), Manner(bass="bass"), Job())
    assert (faster.progression, faster.voicings) == (take.progression, take.voicings)
    assert faster.performance.tempo == 150
    assert [part.name for part in faster.performance.parts] == ["Chords", "Bass"]
    assert COMPOSER.perform(faster, take.request, take.manner, Job()) == take


def test_another_key_moves_the_chords_and_the_way_home_leads_home(take: Composition) -> None:
    tonic = (take.progression.key.tonic + 5) % 12
    moved = COMPOSER.perform(take, _with(take, tonic=tonic), take.manner, Job())
    before, after = take.progression, moved.progression
    assert [t.chord.roman(after.key) for t in after.chords] == [
        t.chord.roman(before.key) for t in before.chords
    ]
    assert (after.key.tonic, moved.home) == (tonic, before.key.tonic)
    assert COMPOSER.perform(moved, take.request, take.manner, Job()) == take


def test_a_wish_for_a_key_finds_the_same_chords_in_it(take: Composition) -> None:
    wished = COMPOSER.compose(take.request, Constraints(tonic=1), take.seed, Job())
    assert COMPOSER.perform(take, wished.request, take.manner, Job()) == wished


def test_a_chord_that_was_fixed_keeps_its_voicing_in_another_style_and_moves_with_the_key(
    take: Composition,
) -> None:
    swapped = COMPOSER.swap(take, 2, Chord(take.progression.key.tonic, "maj7"), Job())
    tonic = (take.progression.key.tonic + 2) % 12
    moved = COMPOSER.perform(swapped, _with(take, tonic=tonic), Manner(voicing="close"), Job())
    assert dict(moved.kept)[2] == Chord(tonic, "maj7")
    assert moved.voicings[2] == swapped.voicings[2].transposed(2)
    assert moved.voicings != tuple(voicing.transposed(2) for voicing in swapped.voicings)
