"""From feeling to chords: one machine for each emotion, blended and sampled."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import torch

from composer_app.harmony.generation.constraints import HarmonyRules
from composer_app.harmony.generation.gibbs import GibbsSampler
from composer_app.harmony.generation.piece import SWEEP_COUNT, PieceGenerator, major_share
from composer_app.harmony.generation.product_of_experts import (
    ChordSequence,
    ProductOfExperts,
    single_threaded,
)
from composer_app.harmony.generation.registry import BASE_MODEL, ModelRegistry
from composer_app.harmony.generation.request import EmotionWeights, GenerationRequest
from composer_app.harmony.model.encoding import chord_from_units, sequence_units, slot_units
from composer_app.job import Job
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.key import Mode
from composer_app.music.progression import Progression, TimedChord

_RARE_MODE_SHARE = 0.2  # share of a mode below which emotions hardly know it
_RARE_MODE_INTENSITY = 0.5
_MAX_LOCAL_CHORDS = 3  # chords up to which what stands around them decides alone


class Harmonist:
    """Finds chords."""

    def __init__(self, models: ModelRegistry) -> None:
        self._models = models

    def harmonize(self, generation_request: GenerationRequest, seed: int, job: Job) -> Progression:
        """Chords that were never there before."""
        with single_threaded():
            blend = self.product_of_experts(
                generation_request.emotion_weights, self._settings_for_mode(generation_request)
            )
            return PieceGenerator(
                self._models, blend, generation_request, random.Random(seed), job
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
        """The same row with other chords, but for those that are kept, by their number; all lengths stay.

        The more `temperature_factor`, the less it minds chords that are unlikely; 1 is what the taste has. The
        first sweep puts
        another chord into every place, so that a row that machines are sure of changes too.
        """
        rng = random.Random(seed)
        row = sequence_of(progression, circular=generation_request.constraints.ending is not Ending.CADENCE)
        free = [number for number in range(len(row)) if number not in locked]
        blend = self.product_of_experts(
            generation_request.emotion_weights, generation_request.generation_settings
        )
        grammar = HarmonyRules(
            progression.key.mode, _cadence_number(generation_request.constraints, len(row))
        )
        with single_threaded():
            drawing = GibbsSampler(
                blend,
                self._models.corpus_filter(),
                temperature_factor * generation_request.generation_settings.temperature,
                rng,
                job,
            )
            drawing.sweep(row, free, partial(grammar.forbidden_or_unchanged, row.slots.clone()))
            drawing.sweep(row, free, grammar.forbidden, SWEEP_COUNT)
            if len(free) > _MAX_LOCAL_CHORDS:
                drawing.repair(row, range(len(row)), free, grammar)
        return _with_chords(progression, row, free)

    def _settings_for_mode(self, generation_request: GenerationRequest) -> GenerationSettings:
        """A taste that follows emotions less far into a mode that they hardly know: a sad machine in major."""
        taste, mode = generation_request.generation_settings, generation_request.constraints.mode
        if mode is None or not generation_request.emotion_weights:
            return taste
        major = major_share(self._models, generation_request.emotion_weights)
        known = major if mode is Mode.MAJOR else 1 - major
        return replace(
            taste, intensity=taste.intensity * (_RARE_MODE_INTENSITY if known < _RARE_MODE_SHARE else 1)
        )

    def product_of_experts(
        self, weights: EmotionWeights, generation_settings: GenerationSettings
    ) -> ProductOfExperts:
        """The product of the emotions' machines; its distance from the base machine is the intensity."""
        experts = [
            (self._models.expert(name), generation_settings.intensity * weight) for name, weight in weights
        ]
        rest = 1 - sum(weight for _, weight in experts)
        if abs(rest) > 1e-9:
            experts.append((self._models.expert(BASE_MODEL), rest))
        return ProductOfExperts(experts)


def sequence_of(progression: Progression, *, circular: bool) -> ChordSequence:
    """A progression as machines see it."""
    key, bar = progression.key, progression.metre.beats
    slots = [slot_units(timed.chord, timed.beats / bar, key.tonic) for timed in progression.chords]
    return ChordSequence(
        torch.tensor(slots), torch.tensor(sequence_units(key.mode, progression.metre)), circular
    )


def _with_chords(progression: Progression, row: ChordSequence, numbers: Sequence[int]) -> Progression:
    """A progression with the chords of a row at some of its places."""
    chords = list(progression.chords)
    for number in numbers:
        chord, _, bass = row.slots[number].tolist()
        old = chords[number]
        chords[number] = TimedChord(
            chord_from_units(chord, bass, progression.key.tonic), old.start, old.beats
        )
    return Progression(progression.key, progression.metre, tuple(chords))


def _cadence_number(constraints: Constraints, length: int) -> int | None:
    """The number of the chord that a cadence ends on, if one is wished for."""
    return length - 1 if constraints.ending is Ending.CADENCE else None
