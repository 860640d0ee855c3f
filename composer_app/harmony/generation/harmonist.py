"""From feeling to chords: one machine for each emotion, blended and sampled."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import torch

from composer_app.harmony.generation.constraints import Slot
from composer_app.harmony.generation.gibbs import GibbsSampler
from composer_app.harmony.generation.phrase_blend import PhraseBlend
from composer_app.harmony.generation.piece import PieceGenerator
from composer_app.harmony.generation.product_of_experts import (
    ChordSequence,
    ProductOfExperts,
    single_threaded,
)
from composer_app.harmony.generation.registry import BASE_MODEL, ModelRegistry
from composer_app.harmony.generation.request import EmotionWeights, GenerationRequest
from composer_app.harmony.model.encoding import (
    MODES,
    SlotColumn,
    chord_from_units,
    place_at,
    sequence_units,
    slot_units,
)
from composer_app.harmony.model.phrase_encoding import MODE_SPAN
from composer_app.job import Job
from composer_app.music.constraints import Ending
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.progression import Progression, TimedChord

_RARE_MODE_SHARE = 0.2  # share of a mode below which emotions hardly know it
_RARE_MODE_INTENSITY = 0.5
_TINY_WEIGHT = 1e-9
_MAX_LOCAL_VARIABLES = 3  # chords up to which what stands around them decides alone
_SETTLING_SWEEPS = 2  # more would lead back to what was there
_SMALLEST_MODE_SHARE = 0.01
_MODE_SHARPNESS = 2  # a model does not do well in a mode that it seldom saw
_PHRASE_SHARE = 0.7  # of the intensity: phrases differ less from feeling to feeling than chords do


class Harmonist:
    """Finds chords."""

    def __init__(self, models: ModelRegistry) -> None:
        self._models = models

    def harmonize(self, generation_request: GenerationRequest, seed: int, job: Job) -> Progression:
        """Chords that were never there before."""
        settings = self._settings_for_mode(generation_request)
        with single_threaded():
            return PieceGenerator(
                self._phrase_blend(generation_request.emotion_weights, settings),
                self.product_of_experts(generation_request.emotion_weights, settings),
                self._models.corpus_filter(),
                generation_request,
                random.Random(seed),
                job,
            ).generate()

    def regenerate(
        self,
        progression: Progression,
        locked: frozenset[int],
        generation_request: GenerationRequest,
        seed: int,
        job: Job,
        temperature_factor: float = 1.0,
    ) -> Progression:
        """The same places with other chords, but for those that are locked, by their number.

        Bars that were alike stay alike. The more `temperature_factor`, the less it minds chords that are unlikely; 1 is
        what the settings have. The first sweep puts another chord into every place, so that a progression that the
        models are sure of changes too.
        """
        sequence = sequence_of(
            progression, circular=generation_request.constraints.ending is not Ending.CADENCE
        )
        variables = _variables(progression, locked)
        fixed = {variables[number] for number in locked}
        free = [variable for variable in dict.fromkeys(variables) if variable not in fixed]
        slots = {}
        if generation_request.constraints.ending is Ending.CADENCE:
            slots = {variables[-2:][0]: Slot(leads_to_close=True), variables[-1]: Slot(is_close=True)}
        settings = generation_request.generation_settings
        original = sequence.slots[:, SlotColumn.CHORD].clone()
        with single_threaded():
            sampler = GibbsSampler(
                self.product_of_experts(generation_request.emotion_weights, settings),
                sequence,
                variables,
                slots,
                temperature_factor * settings.temperature,
                random.Random(seed),
                job,
            )
            sampler.sweep(free, other=True)
            sampler.sweep(free, _SETTLING_SWEEPS)
            if free and sequence.slots[:, SlotColumn.CHORD].equal(original):
                sampler.sweep(free, other=True)
            sampler.avoid_corpus_copies(free, self._models.corpus_filter())
            if len(free) > _MAX_LOCAL_VARIABLES:
                sampler.ensure_tonic(free)
            sampler.draw_basses(free)
        changed = [number for number, variable in enumerate(variables) if variable not in fixed]
        return _with_chords(progression, sequence, changed)

    def _settings_for_mode(self, generation_request: GenerationRequest) -> GenerationSettings:
        """Settings that follow emotions less far into a mode that they hardly know: a sad model in major."""
        settings, mode = generation_request.generation_settings, generation_request.constraints.mode
        if mode is None or not generation_request.emotion_weights:
            return settings
        unit = MODE_SPAN.start + MODES.index(str(mode))
        known = sum(
            weight * self._models.load(name).phrase_chains[:, unit].mean().item()
            for name, weight in generation_request.emotion_weights
        )
        factor = _RARE_MODE_INTENSITY if known < _RARE_MODE_SHARE else 1.0
        return replace(settings, intensity=settings.intensity * factor)

    def _phrase_blend(self, weights: EmotionWeights, generation_settings: GenerationSettings) -> PhraseBlend:
        """The phrase models of emotions, added up; their distance from the base model is the intensity."""
        parts = []
        settings = replace(generation_settings, intensity=_PHRASE_SHARE * generation_settings.intensity)
        for name, weight in self._weights_with_base(weights, settings):
            saved = self._models.load(name)
            parts.append((saved.phrases, weight, saved.phrase_chains))
        return PhraseBlend(parts, self._mode_odds(weights))

    def _mode_odds(self, weights: EmotionWeights) -> tuple[float, ...]:
        """How likely each mode is, by the product of the emotions' own shares."""
        total = torch.zeros(len(MODES), dtype=torch.float64)
        for name, weight in weights or ((BASE_MODEL, 1.0),):
            shares = self._models.load(name).phrase_chains[:, MODE_SPAN].mean(0)
            total += weight * (shares + _SMALLEST_MODE_SHARE).log()
        return tuple((_MODE_SHARPNESS * total).softmax(0).tolist())

    @staticmethod
    def _weights_with_base(
        weights: EmotionWeights, generation_settings: GenerationSettings
    ) -> list[tuple[str, float]]:
        """Weights that sum to 1, the rest being the base model's."""
        found = [(name, generation_settings.intensity * weight) for name, weight in weights]
        rest = 1 - sum(weight for _, weight in found)
        return [*found, (BASE_MODEL, rest)] if abs(rest) > _TINY_WEIGHT else found

    def product_of_experts(
        self, weights: EmotionWeights, generation_settings: GenerationSettings
    ) -> ProductOfExperts:
        """The product of the emotions' models; its distance from the base model is the intensity."""
        return ProductOfExperts(
            [
                (self._models.expert(name), weight)
                for name, weight in self._weights_with_base(weights, generation_settings)
            ]
        )


def sequence_of(progression: Progression, *, circular: bool) -> ChordSequence:
    """A progression as the models see it."""
    key, metre = progression.key, progression.metre
    slots = [slot_units(timed.chord, key.tonic, place_at(timed.start, metre)) for timed in progression.chords]
    units = torch.tensor(sequence_units(str(key.mode), metre))
    return ChordSequence(torch.tensor(slots), units, circular)


def _variables(progression: Progression, locked: frozenset[int]) -> list[int]:
    """Of each chord the number of the first that it stays equal to: the same chord in the same place of a like bar."""
    bar = progression.metre.beats
    first: dict[object, int] = {}
    found = []
    bars = [
        (number, list(chords))
        for number, chords in groupby(
            enumerate(progression.chords), key=lambda item: int(item[1].start / bar + 1e-6)
        )
    ]
    for bar_number, chords in bars:
        content = tuple((round(c.start - bar_number * bar, 3), c.chord, c.beats) for _, c in chords)
        for place, (number, _) in enumerate(chords):
            is_locked = number in locked
            found.append(number if is_locked else first.setdefault((content, place), number))
    return found


def _with_chords(progression: Progression, sequence: ChordSequence, numbers: Sequence[int]) -> Progression:
    """A progression with the chords of a sequence at some of its places."""
    chords = list(progression.chords)
    for number in numbers:
        chord, bass, _ = sequence.slots[number].tolist()
        old = chords[number]
        found = chord_from_units(chord, bass, progression.key.tonic)
        chords[number] = TimedChord(found, old.start, old.beats)
    return Progression(progression.key, progression.metre, tuple(chords))
