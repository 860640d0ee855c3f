"""From feeling to chords: one machine for each emotion, blended and sampled."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import torch

from composer_app.harmony.generation.constraints import HarmonyRules
from composer_app.harmony.generation.gibbs import GibbsSampler
from composer_app.harmony.generation.piece import SWEEPS, PieceGenerator, major_share
from composer_app.harmony.generation.product_of_experts import ChordSequence, ProductOfExperts, one_thread
from composer_app.harmony.generation.request import GenerationRequest, Weights
from composer_app.harmony.model.encoding import chord_of, slot_of, whole_of
from composer_app.harmony.model.registry import BASE, ModelRegistry
from composer_app.job import Job
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.key import Mode
from composer_app.music.progression import Progression, TimedChord

_HARDLY = 0.2  # share of a mode below which emotions hardly know it
_FAINT = 0.5
_GAP = 3  # chords up to which what stands around them decides alone


class Harmonist:
    """Finds chords."""

    def __init__(self, machines: ModelRegistry) -> None:
        self._machines = machines

    def harmonize(self, wish: GenerationRequest, seed: int, job: Job) -> Progression:
        """Chords that were never there before."""
        with one_thread():
            blend = self.blend(wish.weights, self._in_mode(wish))
            return PieceGenerator(self._machines, blend, wish, random.Random(seed), job).play()

    def redo(
        self,
        progression: Progression,
        kept: frozenset[int],
        wish: GenerationRequest,
        seed: int,
        job: Job,
        heat: float = 1.0,
    ) -> Progression:
        """The same row with other chords, but for those that are kept, by their number; all lengths stay.

        The more `heat`, the less it minds chords that are unlikely; 1 is what the taste has. The first sweep puts
        another chord into every place, so that a row that machines are sure of changes too.
        """
        rng = random.Random(seed)
        row = row_of(progression, ring=wish.constraints.ending is not Ending.CADENCE)
        free = [number for number in range(len(row)) if number not in kept]
        blend = self.blend(wish.weights, wish.taste)
        grammar = HarmonyRules(progression.key.mode, _closing(wish.constraints, len(row)))
        with one_thread():
            drawing = GibbsSampler(blend, self._machines.heard(), heat * wish.taste.temperature, rng, job)
            drawing.sweep(row, free, partial(grammar.changed, row.slots.clone()))
            drawing.sweep(row, free, grammar.forbidden, SWEEPS)
            if len(free) > _GAP:
                drawing.settle(row, range(len(row)), free, grammar)
        return _with_chords(progression, row, free)

    def _in_mode(self, wish: GenerationRequest) -> GenerationSettings:
        """A taste that follows emotions less far into a mode that they hardly know: a sad machine in major."""
        taste, mode = wish.taste, wish.constraints.mode
        if mode is None or not wish.weights:
            return taste
        major = major_share(self._machines, wish.weights)
        known = major if mode is Mode.MAJOR else 1 - major
        return replace(taste, intensity=taste.intensity * (_FAINT if known < _HARDLY else 1))

    def blend(self, weights: Weights, taste: GenerationSettings) -> ProductOfExperts:
        """The product of the emotions' machines; its distance from the base machine is the intensity."""
        experts = [(self._machines.expert(name), taste.intensity * weight) for name, weight in weights]
        rest = 1 - sum(weight for _, weight in experts)
        if abs(rest) > 1e-9:
            experts.append((self._machines.expert(BASE), rest))
        return ProductOfExperts(experts)


def row_of(progression: Progression, *, ring: bool) -> ChordSequence:
    """A progression as machines see it."""
    key, bar = progression.key, progression.metre.beats
    slots = [slot_of(timed.chord, timed.beats / bar, key.tonic) for timed in progression.chords]
    return ChordSequence(torch.tensor(slots), torch.tensor(whole_of(key.mode, progression.metre)), ring)


def _with_chords(progression: Progression, row: ChordSequence, numbers: Sequence[int]) -> Progression:
    """A progression with the chords of a row at some of its places."""
    chords = list(progression.chords)
    for number in numbers:
        chord, _, bass = row.slots[number].tolist()
        old = chords[number]
        chords[number] = TimedChord(chord_of(chord, bass, progression.key.tonic), old.start, old.beats)
    return Progression(progression.key, progression.metre, tuple(chords))


def _closing(constraints: Constraints, length: int) -> int | None:
    """The number of the chord that a cadence ends on, if one is wished for."""
    return length - 1 if constraints.ending is Ending.CADENCE else None
