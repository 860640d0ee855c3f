"""Drawing chords into rows: sweep after sweep, and until they are chords that somebody may want."""

import math
import random
from collections.abc import Sequence

from torch import Tensor

from composer_app.harmony.generation.constraints import HarmonyRules
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.generation.product_of_experts import (
    ChordSequence,
    ForbiddenMask,
    ProductOfExperts,
    chord_logits,
    gibbs_sweep,
    sample_index,
)
from composer_app.harmony.generation.tonal_centre import is_on_tonic, transpose_to_tonic
from composer_app.harmony.model.encoding import WINDOW_SLOTS, SlotGroup
from composer_app.job import Job

MIN_DISTINCT_CHORDS = 3
"""How many different chords a row should have."""
_CANDIDATE_SLOTS = 2  # slots that are tried for a change
_MAX_REPLACED_CHORDS = 48  # at most, in place of those that make a row a song's


class GibbsSampler:
    """Chords on their way into rows, in place."""

    def __init__(
        self,
        product: ProductOfExperts,
        corpus_filter: NoveltyFilter,
        temperature: float,
        rng: random.Random,
        job: Job,
    ) -> None:
        """Prepare.

        Args:
            product: Says which chords are likely.
            corpus_filter: The rows that stand in a song.
            temperature: Below 1 safer, above 1 more adventurous.
            rng: What draws.
            job: Hears of each sweep, and can stop them.
        """
        self._product, self._corpus_filter, self._temperature, self._rng, self._job = (
            product,
            corpus_filter,
            temperature,
            rng,
            job,
        )

    def sweep(
        self, sequence: ChordSequence, free: Sequence[int], forbidden: ForbiddenMask, times: int = 1
    ) -> None:
        """Draw the chords of the free slots anew, so many times."""
        for _ in range(times):
            self._job.step("Generating chords")
            gibbs_sweep(self._product, sequence, free, forbidden, self._rng, self._temperature)

    def repair(
        self, sequence: ChordSequence, numbers: range, free: Sequence[int], rules: HarmonyRules
    ) -> None:
        """Have chords be at home in their key, stand on its tonic somewhere, and be no song's."""
        if len(free) == len(numbers) == len(sequence) and rules.cadence_slot is None:
            sequence.slots[:, SlotGroup.CHORD] = transpose_to_tonic(
                sequence.slots[:, SlotGroup.CHORD], rules.mode, rules.forbidden_everywhere
            )
        self._ensure_tonic(sequence, numbers, free, rules)
        self.avoid_corpus_copies(sequence, free, rules)

    def avoid_corpus_copies(self, sequence: ChordSequence, free: Sequence[int], rules: HarmonyRules) -> None:
        """Put another chord into every eight in a row that stand in a song as they are."""
        for _ in range(_MAX_REPLACED_CHORDS):
            at = self._corpus_filter.first_match(sequence.slots[:, SlotGroup.CHORD].tolist())
            inside = [slot for slot in free if at is not None and at <= slot < at + WINDOW_SLOTS]
            homes = [slot for slot in range(len(sequence)) if is_on_tonic(sequence, slot)]
            inside = [slot for slot in inside if [slot] != homes] or inside  # the only tonic stays
            if not inside:
                return
            slot, logits = self._best_replacement(sequence, inside, rules)
            sequence.slots[slot, SlotGroup.CHORD] = sample_index(logits / self._temperature, self._rng)

    def _best_replacement(
        self, sequence: ChordSequence, inside: Sequence[int], rules: HarmonyRules
    ) -> tuple[int, Tensor]:
        """Of a few slots the one that another chord suits best, and the scores of all chords but its own."""
        found = []
        for slot in self._rng.sample(inside, min(_CANDIDATE_SLOTS, len(inside))):
            scores = chord_logits(self._product, sequence, slot, rules.forbidden).log_softmax(0)
            scores[sequence.slots[slot, SlotGroup.CHORD]] = -math.inf
            found.append((float(scores.max()), slot, scores))
        _, slot, scores = max(found, key=lambda each: each[0])
        return slot, scores

    def _ensure_tonic(
        self, sequence: ChordSequence, numbers: range, free: Sequence[int], rules: HarmonyRules
    ) -> None:
        if len(numbers) < MIN_DISTINCT_CHORDS or any(is_on_tonic(sequence, slot) for slot in numbers):
            return
        for slot in self._rng.sample(free, len(free)):
            logits = chord_logits(self._product, sequence, slot, rules.forbidden_or_non_tonic)
            if logits.isfinite().any():
                sequence.slots[slot, SlotGroup.CHORD] = sample_index(logits, self._rng)
                return
