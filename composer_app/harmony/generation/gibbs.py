"""Gibbs sampling of chords into a sequence, in which some places have the same chord."""

import random
from collections.abc import Mapping, Sequence
from itertools import pairwise

import torch
from torch import Tensor

from composer_app.harmony.generation.constraints import ANYTHING, Slot, allowed_chords
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.generation.product_of_experts import ChordSequence, ProductOfExperts, sample_index
from composer_app.harmony.model.encoding import (
    BASSES,
    BLANK_UNIT,
    CHORDS,
    MODES,
    SLOT_SPANS,
    WINDOW_SLOTS,
    SequenceGroup,
    SlotColumn,
)
from composer_app.job import Job

_BASS_START = SLOT_SPANS[SlotColumn.BASS].start
_BASS_CAUTION = 0.7  # times the temperature: a strange bass is heard as a mistake sooner than a strange chord
_SHARPENING = 1.5  # at most, by the number of places that a chord stands in
_MAX_REPLACED_CHORDS = 24
_COMMON_LOOP_CHORDS = 4
"""A row of so few different chords is a loop that belongs to nobody."""


class GibbsSampler:
    """Chords on their way into the places of a sequence."""

    def __init__(
        self,
        product: ProductOfExperts,
        sequence: ChordSequence,
        variables: Sequence[int],
        slots: Mapping[int, Slot],
        temperature: float,
        rng: random.Random,
        job: Job,
    ) -> None:
        """Prepare.

        Args:
            product: Says which chords are likely.
            sequence: What is sampled, in place; places may still be blank.
            variables: Of each place its variable; places with the same one have the same chord and bass.
            slots: What each variable asks of its chord.
            temperature: Below 1 safer, above 1 more adventurous.
            rng: What draws.
            job: Hears of each sweep, and can stop them.
        """
        self._product, self._sequence, self._slots = product, sequence, slots
        self._temperature, self._rng, self._job = temperature, rng, job
        self._mode = MODES[int(sequence.sequence_units[SequenceGroup.MODE])]
        self._places: dict[int, list[int]] = {}
        for place, variable in enumerate(variables):
            self._places.setdefault(variable, []).append(place)
        self._neighbours: dict[int, set[int]] = {variable: set() for variable in self._places}
        for a, b in pairwise(variables):
            self._neighbours[a].add(b)
            self._neighbours[b].add(a)

    def sweep(
        self, free: Sequence[int], times: int = 1, *, other: bool = False, cooling: float = 1.0
    ) -> None:
        """Draw the chords of some variables anew, over their roots.

        Args:
            free: The variables.
            times: How many sweeps.
            other: Whether each must become another chord than it is.
            cooling: A factor of the temperature; below 1 the sequence settles (simulated annealing).
        """
        for _ in range(times):
            self._job.step("Generating chords")
            for variable in free:
                self._draw_chord(variable, other=other, cooling=cooling)

    def ensure_roots(self, free: Sequence[int], count: int) -> None:
        """Draw chords on other roots until there are so many different ones, or no variable is left to change."""
        wanted = min(count, len(self._places))
        for variable in self._rng.sample(free, len(free)):
            roots = [_root(self._chord_of(each)) for each in self._places]
            if len(set(roots)) >= wanted:
                return
            if roots.count(_root(self._chord_of(variable))) > 1:
                self._draw_chord(variable, other=True, barred_roots=frozenset(roots))

    def ensure_tonic(self, free: Sequence[int]) -> None:
        """Draw a chord on the tonic into one of some variables if no chord stands on it."""
        if free and not any(_root(self._chord_of(variable)) == 0 for variable in self._places):
            self._draw_chord(self._rng.choice(free), other=True, barred_roots=frozenset(range(1, 12)))

    def ensure_difference(self, first: Sequence[int], second: Sequence[int], free: Sequence[int]) -> None:
        """Draw the chords of some places anew if they are those of other places.

        Args:
            first: The places that stay.
            second: The places that must differ from them.
            free: The variables that may change.
        """
        chords = self._sequence.slots[:, SlotColumn.CHORD]
        if chords[list(first)].equal(chords[list(second)]):
            inside = [variable for variable in free if set(self._places[variable]) <= set(second)]
            self.sweep(inside, other=True)

    def draw_basses(self, free: Sequence[int]) -> None:
        """Draw the basses of some variables, once: an inversion next to inversions makes more of them likely."""
        self._job.step("Generating chords")
        for variable in free:
            self._draw_bass(variable)

    def avoid_corpus_copies(self, free: Sequence[int], corpus: NoveltyFilter) -> None:
        """Put other chords where eight in a row stand in a song, unless they are a common loop."""
        for _ in range(_MAX_REPLACED_CHORDS):
            chords = self._sequence.slots[:, SlotColumn.CHORD].tolist()
            at = corpus.first_match(chords, _COMMON_LOOP_CHORDS + 1)
            inside = [
                variable
                for variable in free
                if at is not None and any(at <= place < at + WINDOW_SLOTS for place in self._places[variable])
            ]
            if not inside:
                return
            self._draw_chord(self._rng.choice(inside), other=True)

    def _draw_chord(
        self,
        variable: int,
        *,
        other: bool,
        barred_roots: frozenset[int] = frozenset(),
        cooling: float = 1.0,
    ) -> None:
        places = self._places[variable]
        before = int(self._sequence.slots[places[0], SlotColumn.CHORD])
        allowed = allowed_chords(self._mode, self._slots.get(variable, ANYTHING))
        taken = {self._chord_of(neighbour) for neighbour in self._neighbours[variable] - {variable}}
        if other:
            taken.add(before)
        if barred_roots:
            taken |= {unit for unit in allowed.tolist() if _root(unit) in barred_roots}
        allowed = _without(allowed, taken)
        logits = self._tied_logits(places, SlotColumn.CHORD, allowed)
        chord = int(allowed[sample_index(logits / (cooling * self._temperature), self._rng)])
        self._sequence.slots[places, SlotColumn.CHORD] = chord
        self._sequence.slots[places, SlotColumn.BASS] = _BASS_START

    def _chord_of(self, variable: int) -> int:
        return int(self._sequence.slots[self._places[variable][0], SlotColumn.CHORD])

    def _draw_bass(self, variable: int) -> None:
        places = self._places[variable]
        chord = int(self._sequence.slots[places[0], SlotColumn.CHORD])
        # The same chord as a neighbour's must have another bass, or it is no change.
        taken = {
            int(self._sequence.slots[place, SlotColumn.BASS]) - _BASS_START
            for neighbour in self._neighbours[variable] - {variable}
            for place in self._places[neighbour][:1]
            if int(self._sequence.slots[place, SlotColumn.CHORD]) == chord
        }
        allowed = torch.tensor([bass for bass in BASSES if bass not in taken])
        logits = self._tied_logits(places, SlotColumn.BASS, allowed)
        bass = int(allowed[sample_index(logits / (_BASS_CAUTION * self._temperature), self._rng)])
        self._sequence.slots[places, SlotColumn.BASS] = _BASS_START + bass

    def _tied_logits(self, places: Sequence[int], group: SlotColumn, allowed: Tensor) -> Tensor:
        """Log p(the unit of all places | the rest): their mean, sharper for several that agree, shape (allowed,)."""
        hidden = frozenset(places)
        found = [
            self._product.logits(
                self._sequence.neighbourhood(place, group, hidden),
                self._sequence.sequence_units,
                group,
                allowed,
            ).log_softmax(0)
            for place in places
        ]
        return torch.stack(found).mean(0) * min(len(places), _SHARPENING)


def _root(unit: int) -> int:
    """The interval of a chord's unit above the tonic."""
    return CHORDS[unit][0]


def _without(units: Tensor, taken: set[int]) -> Tensor:
    """Units without some, unless none would be left."""
    kept = torch.tensor([unit for unit in units.tolist() if unit not in taken], dtype=torch.long)
    return kept if len(kept) else units


def blank_slots(places: Sequence[int]) -> Tensor:
    """Slots without chords at some places, shape (slots, columns)."""
    return torch.tensor([(BLANK_UNIT, BLANK_UNIT, place) for place in places])
