"""The whole path of the program: from speech to a request, to chords, to notes, to sound."""

from __future__ import annotations  # the types below are imported only when a part is first needed

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
from composer_app.music.cues import cues_and_constraints
from composer_app.music.editing import Change, apply_changes
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.performance import Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import in_requested_key, rename_to_requested_key
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

_DEFAULT_PERFORMANCE_SETTINGS, _DEFAULT_GENERATION_SETTINGS = PerformanceSettings(), GenerationSettings()


class Composer:
    """The parts of the program, each loaded with its libraries when first needed."""

    def __init__(self, whisper_weights: Path | None = None, models_folder: Path | None = None) -> None:
        """Note where the models are; nothing is loaded yet.

        Args:
            whisper_weights: A file with Whisper's weights; None to look for one.
            models_folder: The folder of the user's own models, which override the shipped ones; None for the default.
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
    def _models(self) -> ModelRegistry:
        from composer_app.harmony.generation.registry import ModelRegistry

        return ModelRegistry(resource_path("machines"), self._models_folder)

    @cached_property
    def _harmonist(self) -> Harmonist:
        from composer_app.harmony.generation.harmonist import Harmonist

        return Harmonist(self._models)

    @cached_property
    def _synth(self) -> Synth:
        from composer_app.sound.synth import Synth

        return Synth(resource_path("sound/bank.sf3"))

    def warm_up(self) -> Iterator[None]:
        """Load the parts ahead of the first request, one before each value; nothing is downloaded."""
        self._request_reader.warm_up()
        yield
        _ = self._harmonist
        yield
        _ = self._synth
        yield
        self._transcriber.load(Job())
        yield

    def warnings(self, request: Request) -> tuple[str, ...]:
        """Return a sentence for each damaged model of the user that a shipped one replaces in this request's take."""
        if "_models" not in vars(self):  # no model was needed yet
            return ()
        from composer_app.harmony.generation.registry import BASE_MODEL, damage

        names = (*(name for name, _ in request.mood.weights), BASE_MODEL)
        damaged = self._models.damaged
        return tuple(str(damage(name, damaged[name])) for name in names if name in damaged)

    def transcribe(self, recording: Recording, language: str, job: Job) -> Transcript:
        """Transcribe speech; `language` is Whisper's code for it, or empty to detect it."""
        job.step("Transcribing")
        return self._transcriber.transcribe(recording, language, job)

    def transcribe_partial(self, recording: Recording, language: str, job: Job) -> Transcript | None:
        """Transcribe an unfinished recording; None if there are no words yet, or the model is not loaded."""
        return self._transcriber.transcribe_partial(recording, language, job)

    def read(self, transcript: Transcript, job: Job) -> Request:
        """Read the mood and the constraints of a sentence."""
        job.step("Analysing mood")
        return self._request_reader.read(transcript.text, transcript.language, transcript.english)

    def interpret(self, transcript: Transcript, state: DialogueState, job: Job) -> DialogueTurn:
        """Interpret a sentence about the shown take: a new request, a change of the take, or a command."""
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
        """Generate chords for a request and arrange them.

        Args:
            request: What the sentence asked for.
            constraint_overrides: The user's own choices, which override the constraints of the request.
            seed: The seed of all random choices.
            job: Receives the progress.
            performance_settings: How the chords are played.
            generation_settings: How the chords are sampled.
            locked: Chords that stay as they are, in whatever key, with their numbers from 0.

        Raises:
            EditError: A locked chord has a number that the piece does not reach.
        """
        from composer_app.music.arrangement import arrange, choose_voicings

        requested_tonic = request.constraints.tonic
        request = replace(request, constraints=request.constraints.overridden_by(constraint_overrides))
        # The chords do not depend on the key that is chosen: they are generated in the requested one and transposed.
        # Locked chords cannot be transposed.
        tonic = request.constraints.tonic if locked else requested_tonic
        job.step("Generating chords")
        mood = request.mood
        cues, constraints = cues_and_constraints(
            mood.valence, mood.arousal, request.constraints, performance_settings.intensity, seed
        )
        generation_request = _generation_request(
            request, replace(constraints, tonic=tonic), generation_settings, locked
        )
        generated = self._harmonist.harmonize(generation_request, seed, job)
        progression, generated_tonic = in_requested_key(generated, request.constraints, generated.key.tonic)
        job.step("Arranging")
        voicings = choose_voicings(progression, cues, request.constraints, performance_settings)
        performance = arrange(
            progression, cues, seed, mood.weights, request.constraints, performance_settings
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
            generated_tonic=generated_tonic,
        )

    def render(self, performance: Performance, job: Job) -> Audio:
        """Render a performance as audio, in memory."""
        job.step("Rendering audio")
        return self._synth.render(performance)

    def rearrange(
        self, composition: Composition, request: Request, performance_settings: PerformanceSettings, job: Job
    ) -> Composition:
        """Play the same chords with another request and other settings: faster, on strings, in another key.

        The mode, the metre and the length that the request asks for are ignored. Locked chords keep their voicings,
        transposed with the key.
        """
        old, old_tonic = composition, composition.progression.key.tonic
        progression, generated_tonic = in_requested_key(
            old.progression,
            request.constraints,
            old_tonic if old.generated_tonic is None else old.generated_tonic,
        )
        semitones = (progression.key.tonic - old_tonic + 6) % 12 - 6
        changed = replace(
            old,
            request=request,
            progression=progression,
            performance_settings=performance_settings,
            locked=tuple((number, chord.transpose(semitones)) for number, chord in old.locked),
            voicings=tuple(voicing.transpose(semitones) for voicing in old.voicings),
            generated_tonic=generated_tonic,
        )
        keeps_voicings = (
            not semitones
            and old.voicing_style == changed.voicing_style
            and old.performance_settings.intensity == performance_settings.intensity
        )
        kept = range(len(old.voicings)) if keeps_voicings else (number for number, _ in old.locked)
        return self._revoice_and_arrange(changed, frozenset(kept), job, keeps_tempo=False)

    def regenerate_chords(
        self, composition: Composition, locked: frozenset[int], seed: int, job: Job
    ) -> Composition:
        """Generate other chords in the same rhythm; those with a number, from 0, in `locked` stay.

        If the request asks for another key, the new chords are generated in it; the locked ones are not transposed.
        """
        from composer_app.harmony.generation.regeneration import regenerate_until_changed

        request = composition.request
        progression = rename_to_requested_key(composition.progression, request.constraints)
        same_key = progression.key == composition.progression.key
        chords = tuple((number, progression.chords[number].chord) for number in sorted(locked))
        job.step("Generating chords")
        generation_request = _generation_request(
            request, request.constraints, composition.generation_settings, chords
        )
        regenerated = replace(
            composition,
            progression=regenerate_until_changed(
                self._harmonist, progression, locked, generation_request, seed, job
            ),
            seed=seed,
            locked=chords,
            performance_seed=composition.effective_performance_seed,
            generated_tonic=composition.generated_tonic if same_key else None,
        )
        return self._revoice_and_arrange(regenerated, locked, job)

    def edit(self, composition: Composition, changes: Sequence[Change], job: Job) -> Composition:
        """Apply changes to chords, one after the other; all other chords keep their voicings.

        Raises:
            EditError: A change is impossible.
        """
        # Takes of early versions have no voicings.
        voiced = (
            composition if composition.voicings else self._revoice_and_arrange(composition, frozenset(), job)
        )
        edited = voiced.with_draft(apply_changes(voiced.draft, *changes))
        return self._revoice_and_arrange(edited, frozenset(range(len(edited.voicings))), job)

    def advise(self, composition: Composition) -> ChordAdvice:
        """Explain each chord of a take and suggest alternatives to it."""
        from composer_app.harmony.generation.advice import explain, suggest

        request, progression = composition.request, composition.progression
        generation_request = _generation_request(
            request, request.constraints, composition.generation_settings, composition.locked
        )
        alternatives = (
            suggest(self._harmonist, progression, number, generation_request)
            for number in range(len(progression.chords))
        )
        return ChordAdvice(explain(self._harmonist, progression, generation_request), tuple(alternatives))

    def _revoice_and_arrange(
        self, composition: Composition, kept: frozenset[int], job: Job, *, keeps_tempo: bool = True
    ) -> Composition:
        """Voice the chords, except those in `kept`, and arrange all of them.

        Args:
            composition: The take.
            kept: The numbers, from 0, of the chords that keep their voicings.
            job: Receives the progress.
            keeps_tempo: Whether the tempo stays if the request names none; else it follows the mood.
        """
        from composer_app.music.arrangement import arrange, choose_voicings

        job.step("Arranging")
        mood, constraints = composition.request.mood, composition.request.constraints
        progression, settings = composition.progression, composition.performance_settings
        seed = composition.effective_performance_seed
        cues, _ = cues_and_constraints(mood.valence, mood.arousal, constraints, settings.intensity, seed)
        if keeps_tempo:
            cues = replace(cues, tempo=constraints.tempo or composition.performance.tempo)
        fixed = [each if number in kept else None for number, each in enumerate(composition.voicings)]
        voicings = choose_voicings(progression, cues, constraints, settings, fixed)
        performance = arrange(progression, cues, seed, mood.weights, constraints, settings, voicings)
        return replace(composition, performance=performance, voicings=voicings)


def _generation_request(
    request: Request,
    constraints: Constraints,
    generation_settings: GenerationSettings,
    locked: tuple[tuple[int, Chord], ...],
) -> GenerationRequest:
    from composer_app.harmony.generation.request import GenerationRequest

    return GenerationRequest(request.mood.weights, constraints, generation_settings, dict(locked))
