"""A composition: everything generated for one request."""

from __future__ import annotations  # read where takes are only shown, without the parts that generate them

from collections.abc import Collection
from dataclasses import dataclass, replace

from composer_app import __version__
from composer_app.music.chord import Chord
from composer_app.music.editing import Draft, DraftChord
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.performance import Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression
from composer_app.music.voicing import Voicing
from composer_app.request.request import Request

_DEFAULT_PERFORMANCE_SETTINGS, _DEFAULT_GENERATION_SETTINGS = PerformanceSettings(), GenerationSettings()


@dataclass(frozen=True, slots=True)
class Composition:
    """Everything generated for one request. Equal inputs and seeds give equal notes on every platform.

    Attributes:
        request: What was understood, with what the person fixed.
        progression: The chords.
        performance: The notes.
        seed: What all draws began with.
        performance_settings: How they are played.
        generation_settings: How the chords were looked for.
        locked: The chords that the person fixed, with their numbers from 0.
        voicings: How each chord lies.
        performance_seed: What the playing began with, where it is not `seed`: a redone take is played like the
            one before.
        generated_tonic: The tonic that the chords were found with, where they were moved to another.
    """

    request: Request
    progression: Progression
    performance: Performance
    seed: int
    performance_settings: PerformanceSettings = _DEFAULT_PERFORMANCE_SETTINGS
    generation_settings: GenerationSettings = _DEFAULT_GENERATION_SETTINGS
    locked: tuple[tuple[int, Chord], ...] = ()
    voicings: tuple[Voicing, ...] = ()
    performance_seed: int | None = None
    generated_tonic: int | None = None

    @property
    def effective_performance_seed(self) -> int:
        """The seed that the playing began with."""
        return self.seed if self.performance_seed is None else self.performance_seed

    @property
    def title(self) -> str:
        """What it is, in a line: "Hopeful – D major – 84 bpm – 8 bars"."""
        mood = (self.request.mood.strongest_emotion or "neutral").capitalize()
        tempo, bars = self.performance.tempo, self.performance.bars
        return f"{mood} – {self.progression.key} – {tempo:g} bpm – {bars} bar{'s' * (bars != 1)}"

    @property
    def provenance(self) -> str:
        """Where it came from, in a line: what a file needs to be made again."""
        return f"Composer {__version__}, seed {self.seed}: {self.request.text}"

    @property
    def draft(self) -> Draft:
        """Its chords, to be changed."""
        numbers = {number for number, _ in self.locked}
        lie = self.voicings or (None,) * len(self.progression.chords)
        chords = tuple(
            DraftChord(timed.chord, timed.beats, voicing, number in numbers)
            for number, (timed, voicing) in enumerate(zip(self.progression.chords, lie, strict=True))
        )
        style = self.performance_settings.voicing_style_for(self.request.constraints.instrument)
        return Draft(self.progression.key, self.progression.metre, chords, style)

    def with_draft(self, draft: Draft) -> Composition:
        """The same with its chords changed; its notes are still those from before."""
        lie = tuple(voicing for voicing in draft.voicings if voicing)
        voicings = lie if len(lie) == len(draft.chords) else ()
        return replace(self, progression=draft.progression, locked=draft.locked, voicings=voicings)

    def with_locks(self, numbers: Collection[int]) -> Composition:
        """The same with these chords fixed, by their number from 0, and no others."""
        chords = self.progression.chords
        return replace(self, locked=tuple((number, chords[number].chord) for number in sorted(numbers)))
