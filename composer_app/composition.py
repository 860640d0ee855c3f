"""A composition: everything generated for one request."""

from __future__ import annotations  # the window shows takes without importing the parts that generate them

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
        request: The mood and the constraints, including the user's overrides.
        progression: The chords.
        performance: The notes.
        seed: The seed of the chords, and of the performance unless `performance_seed` is set.
        performance_settings: How the chords are played.
        generation_settings: How the chords were sampled.
        locked: The chords that the user locked, with their numbers from 0.
        voicings: The voicing of each chord; empty in takes of early versions.
        performance_seed: The seed of the performance, if it differs: a take keeps it when chords are regenerated.
        generated_tonic: The tonic that the chords were generated in, if they were transposed to another.
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
        """The seed of the performance."""
        return self.seed if self.performance_seed is None else self.performance_seed

    @property
    def title(self) -> str:
        """The title: "Hopeful – D major – 84 bpm – 8 bars"."""
        mood = (self.request.mood.strongest_emotion or "neutral").capitalize()
        tempo, bars = self.performance.tempo, self.performance.bars
        return f"{mood} – {self.progression.key} – {tempo:g} bpm – {bars} bar{'s' * (bars != 1)}"

    @property
    def provenance(self) -> str:
        """The program's version, the seed and the sentence, for the metadata of files."""
        return f"Composer {__version__}, seed {self.seed}: {self.request.text}"

    @property
    def draft(self) -> Draft:
        """The chords in the form that `apply_changes` edits."""
        locked = {number for number, _ in self.locked}
        voicings = self.voicings or (None,) * len(self.progression.chords)
        chords = tuple(
            DraftChord(timed.chord, timed.beats, voicing, number in locked)
            for number, (timed, voicing) in enumerate(zip(self.progression.chords, voicings, strict=True))
        )
        return Draft(self.progression.key, self.progression.metre, chords, self.voicing_style)

    @property
    def voicing_style(self) -> str:
        """The name of the style that the chords are voiced in."""
        return self.performance_settings.voicing_style_for(self.request.constraints.instrument)

    def with_draft(self, draft: Draft) -> Composition:
        """Return the composition with the chords of a draft; the performance is not updated."""
        known = tuple(voicing for voicing in draft.voicings if voicing)
        voicings = known if len(known) == len(draft.chords) else ()
        return replace(self, progression=draft.progression, locked=draft.locked, voicings=voicings)

    def with_locks(self, numbers: Collection[int]) -> Composition:
        """Return the composition with only these chords locked, by their numbers from 0."""
        chords = self.progression.chords
        return replace(self, locked=tuple((number, chords[number].chord) for number in sorted(numbers)))
