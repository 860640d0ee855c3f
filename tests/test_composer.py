"""The composer itself, with the shipped machines: chords that are kept, and what is played of them."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import mido
import pytest

from composer_app.composer import Composer
from composer_app.composition import Composition
from composer_app.export import export
from composer_app.job import Job
from composer_app.library.take_codec import CODEC
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.editing import (
    Change,
    ChangeLength,
    Delete,
    Duplicate,
    Invert,
    Move,
    ShiftOctave,
    Substitute,
)
from composer_app.music.generation_settings import Form, GenerationSettings
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Transcript

COMPOSER = Composer()


@pytest.fixture(scope="module")
def take() -> Composition:
    request = COMPOSER.read(Transcript("hope and wonder", "en", "hope and wonder"), Job())
    return COMPOSER.compose(request, Constraints(), 5, Job())


def test_a_redone_take_keeps_what_was_kept_and_how_it_lies(take: Composition) -> None:
    first, again = take, frozenset({0, 2})
    for seed in (11, 12):
        redone = COMPOSER.regenerate_chords(first, again, seed, Job())
        assert redone.progression != first.progression
        for number in again:
            assert redone.progression.chords[number] == first.progression.chords[number]
            assert redone.voicings[number] == first.voicings[number]
        assert redone.performance.tempo == first.performance.tempo
        assert [number for number, _ in redone.locked] == [0, 2]
        first = redone


def test_a_single_chord_that_is_redone_is_another_one(take: Composition) -> None:
    kept = frozenset(range(len(take.progression.chords))) - {1}
    for seed in range(12):
        redone = COMPOSER.regenerate_chords(take, kept, seed, Job()).progression.chords
        assert [n for n, chord in enumerate(redone) if chord != take.progression.chords[n]] == [1]


def test_the_same_redo_gives_the_same_notes(take: Composition) -> None:
    one, other = (COMPOSER.regenerate_chords(take, frozenset({1}), 9, Job()) for _ in range(2))
    assert one == other


def test_swapping_a_chord_leaves_all_others_as_they_lie(take: Composition) -> None:
    chord = next(each.chord for each in COMPOSER.advise(take).alternatives[3])
    swapped = COMPOSER.edit(take, [Substitute(3, chord)], Job())
    assert swapped.progression.chords[3].chord == chord
    assert dict(swapped.locked)[3] == chord
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
        take.request,
        Constraints(tonic=0),
        3,
        Job(),
        generation_settings=GenerationSettings(form=Form.VARIED),
        locked=kept,
    )
    assert made.progression.chords[1].chord == Chord(9, "min7")
    assert (made.locked, made.generation_settings.form) == (kept, Form.VARIED)


@pytest.mark.parametrize("tonic", range(12))
def test_chords_that_are_kept_stay_what_they_are_in_every_key(take: Composition, tonic: int) -> None:
    kept = ((0, Chord(9, "min7")), (3, Chord(7, "7", 11)))
    said = COMPOSER.compose(_with(take, tonic=tonic), Constraints(), 3, Job(), locked=kept)
    wished = COMPOSER.compose(take.request, Constraints(tonic=tonic), 3, Job(), locked=kept)
    free = COMPOSER.compose(take.request, Constraints(), tonic, Job(), locked=kept)
    for made in (said, wished, free):
        assert [(number, made.progression.chords[number].chord) for number, _ in kept] == list(kept)
    assert said.progression.key.tonic == wished.progression.key.tonic == tonic


def test_in_another_key_others_are_found_around_the_chords_that_are_kept(take: Composition) -> None:
    key = take.progression.key
    asked = replace(take, request=_with(take, tonic=(key.tonic + 5) % 12))
    redone = COMPOSER.regenerate_chords(asked, frozenset({0, 2}), 9, Job())
    assert redone.progression.key == replace(key, tonic=(key.tonic + 5) % 12)
    for number in (0, 2):
        assert redone.progression.chords[number] == take.progression.chords[number]
        assert redone.voicings[number] == take.voicings[number]
    assert any(timed.chord.root == redone.progression.key.tonic for timed in redone.progression.chords)


def _with(take: Composition, **constraints: object) -> Request:
    return replace(take.request, constraints=replace(take.request.constraints, **constraints))  # type: ignore[arg-type]


def test_a_take_that_is_played_as_before_is_the_same_take(take: Composition) -> None:
    assert COMPOSER.rearrange(take, take.request, take.performance_settings, Job()) == take


def test_another_tempo_pattern_or_instrument_changes_no_chord_and_no_voicing(take: Composition) -> None:
    faster = COMPOSER.rearrange(
        take, _with(take, tempo=150.0, pattern="waltz"), PerformanceSettings(bass_instrument="bass"), Job()
    )
    assert (faster.progression, faster.voicings) == (take.progression, take.voicings)
    assert faster.performance.tempo == 150
    assert [part.name for part in faster.performance.parts] == ["Chords", "Bass"]
    assert COMPOSER.rearrange(faster, take.request, take.performance_settings, Job()) == take


def test_another_key_moves_the_chords_and_the_way_home_leads_home(take: Composition) -> None:
    tonic = (take.progression.key.tonic + 5) % 12
    moved = COMPOSER.rearrange(take, _with(take, tonic=tonic), take.performance_settings, Job())
    before, after = take.progression, moved.progression
    assert [t.chord.roman(after.key) for t in after.chords] == [
        t.chord.roman(before.key) for t in before.chords
    ]
    assert (after.key.tonic, moved.generated_tonic) == (tonic, before.key.tonic)
    assert COMPOSER.rearrange(moved, take.request, take.performance_settings, Job()) == take


def test_a_wish_for_a_key_finds_the_same_chords_in_it(take: Composition) -> None:
    wished = COMPOSER.compose(take.request, Constraints(tonic=1), take.seed, Job())
    assert COMPOSER.rearrange(take, wished.request, take.performance_settings, Job()) == wished


def test_a_chord_that_was_fixed_keeps_its_voicing_in_another_style_and_moves_with_the_key(
    take: Composition,
) -> None:
    swapped = COMPOSER.edit(take, [Substitute(2, Chord(take.progression.key.tonic, "maj7"))], Job())
    tonic = (take.progression.key.tonic + 2) % 12
    moved = COMPOSER.rearrange(
        swapped, _with(take, tonic=tonic), PerformanceSettings(voicing_style="close"), Job()
    )
    assert dict(moved.locked)[2] == Chord(tonic, "maj7")
    assert moved.voicings[2] == swapped.voicings[2].transpose(2)
    assert moved.voicings != tuple(voicing.transpose(2) for voicing in swapped.voicings)


_CHANGES = (
    Invert(1, 1),
    ShiftOctave(2, 1),
    ChangeLength(0, 1),
    ChangeLength(3, -1),
    Duplicate(1),
    Delete(0),
    Move(3, 0),
)


@pytest.mark.parametrize("change", _CHANGES, ids=str)
def test_a_change_in_one_place_leaves_all_other_chords_as_they_lie(take: Composition, change: Change) -> None:
    edited = COMPOSER.edit(take, [change], Job())
    assert edited.performance.bars == edited.progression.bars
    assert len(edited.voicings) == len(edited.progression.chords)
    own = {edited.voicings[change.number]} if isinstance(change, Invert | ShiftOctave) else set()
    assert set(edited.voicings) - set(take.voicings) == own
    assert (edited.request, edited.seed, edited.performance.tempo) == (
        take.request,
        take.seed,
        take.performance.tempo,
    )


def test_what_was_edited_outlives_a_redo_of_the_rest(take: Composition) -> None:
    edited = COMPOSER.edit(take, [Invert(1, 1)], Job())
    edited = COMPOSER.edit(edited, [ShiftOctave(1, 1)], Job())
    edited = COMPOSER.edit(edited, [ChangeLength(1, 1)], Job())
    redone = COMPOSER.regenerate_chords(edited, frozenset(number for number, _ in edited.locked), 21, Job())
    assert redone.progression.chords[1] == edited.progression.chords[1]
    assert redone.progression.chords[1].chord.bass == take.progression.chords[1].chord.pitch_classes[1]
    assert redone.progression.chords[1].beats == take.progression.chords[1].beats + 1
    assert redone.voicings[1] == edited.voicings[1]
    assert [t.beats for t in redone.progression.chords] == [t.beats for t in edited.progression.chords]
    assert redone.progression.chords[0] != edited.progression.chords[0]


def test_a_take_of_an_older_version_that_tells_no_voicings_can_be_edited(take: Composition) -> None:
    older = replace(take, voicings=())
    assert COMPOSER.edit(older, [ShiftOctave(0, 1)], Job()) == COMPOSER.edit(take, [ShiftOctave(0, 1)], Job())


@pytest.fixture(scope="module")
def edited(take: Composition) -> Composition:
    """With an inversion, another octave and another length."""
    made = take
    for change in (Invert(1, 1), ShiftOctave(0, 1), ChangeLength(1, 1)):
        made = COMPOSER.edit(made, [change], Job())
    return made


def test_an_edited_take_is_remembered_and_written_as_it_is(edited: Composition, tmp_path: Path) -> None:
    assert CODEC.decode(Composition, json.loads(json.dumps(CODEC.encode(edited)))) == edited
    export(edited, _no_sound, tmp_path / "take.mid", "mid")
    written = sorted((each.note, each.start) for each in _notes(tmp_path / "take.mid"))
    assert written == sorted((n.pitch, round(n.start * 480)) for n in edited.performance.notes)


class _Struck(NamedTuple):
    note: int
    start: int


def _notes(file: Path) -> Iterator[_Struck]:
    """What a MIDI file strikes, and at which tick."""
    for track in mido.MidiFile(file).tracks:
        now = 0
        for message in track:
            now += message.time
            if message.type == "note_on" and message.velocity:
                yield _Struck(message.note, now)


def test_an_inversion_is_written_into_a_score_and_a_chart(edited: Composition, tmp_path: Path) -> None:
    chord = edited.progression.chords[1].chord
    export(edited, _no_sound, tmp_path / "chords.txt", "chart")
    assert chord.symbol(edited.progression.key) in (tmp_path / "chords.txt").read_text(encoding="utf-8")
    export(edited, _no_sound, tmp_path / "score.musicxml", "musicxml")
    harmonies = list(ET.parse(tmp_path / "score.musicxml").getroot().iter("harmony"))  # noqa: S314 - our own
    assert [each.find("bass") is not None for each in harmonies] == [
        timed.chord.bass is not None for timed in edited.progression.chords
    ]


def _no_sound() -> Audio:
    raise AssertionError("no sound was asked for")
