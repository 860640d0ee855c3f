"""Drawing chords into rows: sweep after sweep, and until they are chords that somebody may want."""

import math
import random
from collections.abc import Sequence

from torch import Tensor

from composer_app.harmony.generation.constraints import HarmonyRules
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.generation.product_of_experts import (
    ChordSequence,
    Mask,
    ProductOfExperts,
    chord_logits,
    draw,
    sweep,
)
from composer_app.harmony.generation.tonal_centre import stands_home, transpose_to_tonic
from composer_app.harmony.model.encoding import WINDOW, SlotGroup
from composer_app.job import Job

COLOURS = 3
"""How many different chords a row should have."""
_LOOKED_AT = 2  # slots that are tried for a change
_NEW_CHORDS = 48  # at most, in place of those that make a row a song's


class GibbsSampler:
    """Chords on their way into rows, in place."""

    def __init__(
        self, blend: ProductOfExperts, heard: NoveltyFilter, temperature: float, rng: random.Random, job: Job
    ) -> None:
        """Prepare.

        Args:
            blend: Says which chords are likely.
            heard: The rows that stand in a song.
            temperature: Below 1 safer, above 1 more adventurous.
            rng: What draws.
            job: Hears of each sweep, and can stop them.
        """
        self._blend, self._heard, self._temperature, self._rng, self._job = (
            blend,
            heard,
            temperature,
            rng,
            job,
        )

    def sweep(self, row: ChordSequence, free: Sequence[int], forbidden: Mask, times: int = 1) -> None:
        """Draw the chords of the free slots anew, so many times."""
        for _ in range(times):
            self._job.step("Finding the harmony")
            sweep(self._blend, row, free, forbidden, self._rng, self._temperature)

    def settle(self, row: ChordSequence, numbers: range, free: Sequence[int], grammar: HarmonyRules) -> None:
        """Have chords be at home in their key, stand on its tonic somewhere, and be no song's."""
        if len(free) == len(numbers) == len(row) and grammar.closing is None:
            row.slots[:, SlotGroup.CHORD] = transpose_to_tonic(
                row.slots[:, SlotGroup.CHORD], grammar.mode, grammar.nowhere
            )
        self._touch_home(row, numbers, free, grammar)
        self.make_new(row, free, grammar)

    def make_new(self, row: ChordSequence, free: Sequence[int], grammar: HarmonyRules) -> None:
        """Put another chord into every eight in a row that stand in a song as they are."""
        for _ in range(_NEW_CHORDS):
            at = self._heard.first_of(row.slots[:, SlotGroup.CHORD].tolist())
            inside = [slot for slot in free if at is not None and at <= slot < at + WINDOW]
            homes = [slot for slot in range(len(row)) if stands_home(row, slot)]
            inside = [slot for slot in inside if [slot] != homes] or inside  # the only tonic stays
            if not inside:
                return
            slot, logits = self._likeliest_change(row, inside, grammar)
            row.slots[slot, SlotGroup.CHORD] = draw(logits / self._temperature, self._rng)

    def _likeliest_change(
        self, row: ChordSequence, inside: Sequence[int], grammar: HarmonyRules
    ) -> tuple[int, Tensor]:
        """Of a few slots the one that another chord suits best, and the scores of all chords but its own."""
        found = []
        for slot in self._rng.sample(inside, min(_LOOKED_AT, len(inside))):
            scores = chord_logits(self._blend, row, slot, grammar.forbidden).log_softmax(0)
            scores[row.slots[slot, SlotGroup.CHORD]] = -math.inf
            found.append((float(scores.max()), slot, scores))
        _, slot, scores = max(found, key=lambda each: each[0])
        return slot, scores

    def _touch_home(
        self, row: ChordSequence, numbers: range, free: Sequence[int], grammar: HarmonyRules
    ) -> None:
        if len(numbers) < COLOURS or any(stands_home(row, slot) for slot in numbers):
            return
        for slot in self._rng.sample(free, len(free)):
            logits = chord_logits(self._blend, row, slot, grammar.away_from_home)
            if logits.isfinite().any():
                row.slots[slot, SlotGroup.CHORD] = draw(logits, self._rng)
                return
