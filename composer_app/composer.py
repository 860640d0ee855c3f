"""The program in one screen: from what was said to a composition, and from that to sound."""

from __future__ import annotations  # what only the engine needs is not read where compositions are but shown

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from composer_app.composition import Composition
from composer_app.job import Job
from composer_app.music.chord import Chord
from composer_app.music.chord_advice import ChordAdvice
from composer_app.music.constraints import Constraints
from composer_app.music.cues import ExpressiveCues, bars_for_duration, cues_at
from composer_app.music.editing import Change, apply_changes
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.key import Key
from composer_app.music.performance import Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression
from composer_app.paths import Folders, resource_path
from composer_app.request.dialogue.turn import DialogueState, DialogueTurn
from composer_app.request.request import Request

if TYPE_CHECKING:
    from composer_app.harmony.generation.harmonist import Harmonist
    from composer_app.harmony.generation.registry import ModelRegistry
    from composer_app.harmony.generation.request import GenerationRequest
    from composer_app.request.reader import RequestReader
    from composer_app.sound.synth import Audio, Synth
    from composer_app.speech.recording import Recording, Transcript
    from composer_app.speech.transcriber import Transcriber

_MAX_RETRIES = 12  # how often others are looked for where what was found is what was there
_TEMPERATURE_STEP = 0.25  # how much less each of these minds what is unlikely
_DEFAULT_PERFORMANCE_SETTINGS, _DEFAULT_GENERATION_SETTINGS = PerformanceSettings(), GenerationSettings()


class Composer:
    """Turns what was said into music. Each part, and the library below it, is loaded when first needed."""

    def __init__(self, whisper_weights: Path | None = None, models_folder: Path | None = None) -> None:
        """Prepare.

        Args:
            whisper_weights: A file with Whisper's weights, if one is named.
            models_folder: Where the user's own machines are, which go before those that ship; None for the usual place.
        """
        self._whisper_weights = whisper_weights
        self._models_folder = models_folder or Folders.for_user().user_models

    @cached_property
    def _transcriber(self) -> Transcriber:
        from composer_app.speech.transcriber import Transcriber

        return Transcriber(self._whisper_weights)

    @cached_property
    def _request_reader(self) -> RequestReader:
        from composer_app.request.reader import RequestReader

        return RequestReader()

    @cached_property
    def _machines(self) -> ModelRegistry:
        from composer_app.harmony.generation.registry import ModelRegistry

        return ModelRegistry(resource_path("machines"), self._models_folder)

    @cached_property
    def _harmonist(self) -> Harmonist:
        from composer_app.harmony.generation.harmonist import Harmonist

        return Harmonist(self._machines)

    @cached_property
    def _synth(self) -> Synth:
        from composer_app.sound.synth import Synth

        return Synth(resource_path("sound/bank.sf3"))

    def warm_up(self) -> Iterator[None]:
        """Load the parts ahead of the first request, one before each value; nothing is downloaded."""
        self._request_reader.warm_up()
        yield
        for part in ("_harmonist", "_synth"):
            getattr(self, part)
            yield
        self._transcriber.load(Job())
        yield

    def warnings(self, request: Request) -> tuple[str, ...]:
        """What is to be said of what stands in for something of the person's own in a take of this request."""
        if "_machines" not in vars(self):  # none was asked for
            return ()
        from composer_app.harmony.generation.registry import BASE_MODEL, damage

        names = (*(name for name, _ in request.mood.weights), BASE_MODEL)
        damaged = self._machines.damaged
        return tuple(str(damage(name, damaged[name])) for name in names if name in damaged)

    def transcribe(self, recording: Recording, language: str, job: Job) -> Transcript:
        """Turn speech into words; `language` is Whisper's name for it, or empty to find it out."""
        job.step("Transcribing")
        return self._transcriber.transcribe(recording, language, job)

    def transcribe_partial(self, recording: Recording, language: str, job: Job) -> Transcript | None:
        """The words of somebody who still speaks; None where there are none yet, or the model is not loaded."""
        return self._transcriber.transcribe_partial(recording, language, job)

    def read(self, transcript: Transcript, job: Job) -> Request:
        """Understand what a sentence asks for."""
        job.step("Analysing mood")
        return self._request_reader.read(transcript.text, transcript.language, transcript.english)

    def interpret(self, transcript: Transcript, state: DialogueState, job: Job) -> DialogueTurn:
        """Understand what a sentence does to what is there: ask for something else, change it, or give an order."""
        from composer_app.request.dialogue.interpreter import interpret

        job.step("Analysing mood")
        return interpret(
            self._request_reader, transcript.text, state, transcript.language, transcript.english
        )

    def compose(
        self,
        request: Request,
        constraint_overrides: Constraints,
        seed: int,
        job: Job,
        performance_settings: PerformanceSettings = _DEFAULT_PERFORMANCE_SETTINGS,
        generation_settings: GenerationSettings = _DEFAULT_GENERATION_SETTINGS,
        locked: tuple[tuple[int, Chord], ...] = (),
    ) -> Composition:
        """Find chords for a request and arrange them; `constraint_overrides` go before what the sentence asked for.

        Chords that are kept stand as they are, in whatever key.

        Raises:
            EditError: One of them is to stand where the piece has no more chords.
        """
        from composer_app.music.arrangement import arrange, choose_voicings

        said = request.constraints.tonic
        request = replace(request, constraints=request.constraints.overridden_by(constraint_overrides))
        # The same chords are found whatever key is wished for, and then moved to it; chords that are kept cannot be.
        tonic = request.constraints.tonic if locked else said
        job.step("Generating chords")
        felt, fitted = self._cues_and_constraints(request, performance_settings, seed)
        wish = _generation_request(request, replace(fitted, tonic=tonic), generation_settings, locked)
        found = self._harmonist.harmonize(wish, seed, job)
        progression, home = _transpose_to_tonic(found, request.constraints, found.key.tonic)
        job.step("Arranging")
        voicings = choose_voicings(progression, felt, request.constraints, performance_settings)
        performance = arrange(
            progression, felt, seed, request.mood.weights, request.constraints, performance_settings
        )
        return Composition(
            request,
            progression,
            performance,
            seed,
            performance_settings,
            generation_settings,
            locked,
            voicings,
            generated_tonic=home,
        )

    def rearrange(
        self, composition: Composition, request: Request, performance_settings: PerformanceSettings, job: Job
    ) -> Composition:
        """The same chords, played as another request and manner have it: faster, on strings, in another key.

        Of the request's constraints, those of mode, metre and length are not heeded. A chord that the person fixed
        keeps its voicing, and moves with the key.
        """
        old, found = composition, composition.progression.key.tonic
        progression, home = _transpose_to_tonic(
            old.progression,
            request.constraints,
            found if old.generated_tonic is None else old.generated_tonic,
        )
        steps = (progression.key.tonic - found + 6) % 12 - 6
        felt, _ = self._cues_and_constraints(request, performance_settings, old.effective_performance_seed)
        changed = replace(
            old,
            request=request,
            progression=progression,
            performance=old.performance.at_tempo(felt.tempo),
            performance_settings=performance_settings,
            locked=tuple((number, chord.transpose(steps)) for number, chord in old.locked),
            voicings=tuple(voicing.transpose(steps) for voicing in old.voicings),
            generated_tonic=home,
        )
        alike = (
            not steps
            and _voicing_style(old) == _voicing_style(changed)
            and old.performance_settings.intensity == performance_settings.intensity
        )
        lie = range(len(old.voicings)) if alike else (number for number, _ in old.locked)
        return self._revoice_and_arrange(changed, frozenset(lie), job)

    def regenerate_chords(
        self, composition: Composition, locked: frozenset[int], seed: int, job: Job
    ) -> Composition:
        """The same take with other chords in the same rhythm, but for those that are kept, by their number from 0.

        Where the request asks for another key, the others are found in it, and those that are kept stay what they are.
        """
        request = composition.request
        progression = _called(composition.progression, request.constraints)
        home = composition.generated_tonic if progression.key == composition.progression.key else None
        chords = tuple((number, progression.chords[number].chord) for number in sorted(locked))
        job.step("Generating chords")
        wish = _generation_request(request, request.constraints, composition.generation_settings, chords)
        draws = random.Random(seed)
        found = self._harmonist.regenerate(progression, locked, wish, seed, job)
        for attempt in range(_MAX_RETRIES if len(locked) < len(progression.chords) else 0):
            if found != progression:
                break
            heat = 1 + _TEMPERATURE_STEP * attempt
            found = self._harmonist.regenerate(progression, locked, wish, draws.getrandbits(31), job, heat)
        playing = composition.effective_performance_seed
        redone = replace(
            composition,
            progression=found,
            seed=seed,
            locked=chords,
            performance_seed=playing,
            generated_tonic=home,
        )
        return self._revoice_and_arrange(redone, locked, job)

    def edit(self, composition: Composition, changes: Sequence[Change], job: Job) -> Composition:
        """The same take changed in a place or more, one after the other; all other chords lie as before.

        Raises:
            EditError: It cannot be done.
        """
        # A take from before voicings were written down is voiced again first.
        lying = (
            composition if composition.voicings else self._revoice_and_arrange(composition, frozenset(), job)
        )
        edited = lying.with_draft(apply_changes(lying.draft, *changes))
        return self._revoice_and_arrange(edited, frozenset(range(len(edited.voicings))), job)

    def _revoice_and_arrange(
        self, composition: Composition, keep_voicings: frozenset[int], job: Job
    ) -> Composition:
        """The notes for a composition whose chords changed, but for those that are kept: they lie as before."""
        from composer_app.music.arrangement import arrange, choose_voicings

        job.step("Arranging")
        request, manner, seed = (
            composition.request,
            composition.performance_settings,
            composition.effective_performance_seed,
        )
        felt, _ = self._cues_and_constraints(request, manner, seed)
        felt = replace(felt, tempo=request.constraints.tempo or composition.performance.tempo)
        lie = [each if number in keep_voicings else None for number, each in enumerate(composition.voicings)]
        progression, asked = composition.progression, request.constraints
        voicings = choose_voicings(progression, felt, asked, manner, lie)
        notes = arrange(progression, felt, seed, request.mood.weights, asked, manner, voicings)
        return replace(composition, performance=notes, voicings=voicings)

    def advise(self, composition: Composition) -> ChordAdvice:
        """Why each chord fits the feeling, and what else could stand in its place."""
        from composer_app.harmony.generation.advice import explain, suggest

        request = composition.request
        wish = _generation_request(
            request, request.constraints, composition.generation_settings, composition.locked
        )
        progression = composition.progression
        offered = (
            suggest(self._harmonist, progression, number, wish) for number in range(len(progression.chords))
        )
        return ChordAdvice(explain(self._harmonist, progression, wish), tuple(offered))

    def _cues_and_constraints(
        self, request: Request, performance_settings: PerformanceSettings, seed: int
    ) -> tuple[ExpressiveCues, Constraints]:
        """How a request is played, and what it asks for with metre and bars decided."""
        from composer_app.music.pattern import default_metre

        mood, asked = request.mood, request.constraints
        metre = asked.metre or default_metre(asked.pattern)
        felt = cues_at(
            mood.valence,
            mood.arousal,
            metre,
            asked.tempo,
            intensity=performance_settings.intensity,
            seed=seed,
        )
        bars = asked.bars or bars_for_duration(asked.seconds, felt.tempo, metre)
        return felt, replace(asked, metre=metre, bars=bars)

    def render(self, performance: Performance, job: Job) -> Audio:
        """Play a performance on the built-in instruments, into memory."""
        job.step("Rendering audio")
        return self._synth.render(performance)


def _generation_request(
    request: Request,
    constraints: Constraints,
    generation_settings: GenerationSettings,
    locked: tuple[tuple[int, Chord], ...],
) -> GenerationRequest:
    """What the harmonist is asked for."""
    from composer_app.harmony.generation.request import GenerationRequest

    return GenerationRequest(request.mood.weights, constraints, generation_settings, dict(locked))


def _transpose_to_tonic(
    progression: Progression, asked: Constraints, generated_tonic: int
) -> tuple[Progression, int | None]:
    """Chords around the tonic that is asked for, else where they are at home; and their home, if they are away.

    The tonic is spelled as it was asked for.
    """
    moved = progression.transpose_to_tonic(generated_tonic if asked.tonic is None else asked.tonic)
    moved = replace(moved, key=replace(moved.key, spelling=asked.spelling or ""))
    return moved, None if moved.key.tonic == generated_tonic else generated_tonic


def _called(progression: Progression, asked: Constraints) -> Progression:
    """The same chords in the key that is asked for: none of them moves."""
    key = progression.key
    tonic = key.tonic if asked.tonic is None else asked.tonic
    return replace(progression, key=Key(tonic, asked.mode or key.mode))


def _voicing_style(composition: Composition) -> str:
    """How the chords of a take are voiced."""
    return composition.performance_settings.voicing_style_for(composition.request.constraints.instrument)
