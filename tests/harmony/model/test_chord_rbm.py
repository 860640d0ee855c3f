"""A model of a few filters is compared with the sum over all that its hidden units can be."""

import itertools
import math
import random
from collections import Counter

import pytest
import torch
from torch import Tensor

from composer_app.harmony.generation.gibbs import _BASS_CAUTION, GibbsSampler
from composer_app.harmony.generation.product_of_experts import (
    ChordSequence,
    Expert,
    ProductOfExperts,
    sample_index,
)
from composer_app.harmony.model.chord_rbm import CONTEXT_SLOTS, FILTER_SLOTS, REPEAT_LAGS, ChordRBM
from composer_app.harmony.model.encoding import (
    BLANK_SLOT,
    BLANK_UNIT,
    CHORDS,
    MODES,
    PLACE_COUNT,
    SLOT_SPANS,
    SlotColumn,
    shared_weight_ties,
)
from composer_app.harmony.model.softplus_sum import log_products, softplus_sum
from composer_app.job import Job

FILTERS = 2
GROUPS = (SlotColumn.CHORD, SlotColumn.BASS)


def a_model(filters: int, seed: int) -> ChordRBM:
    rng = torch.Generator().manual_seed(seed)
    model = ChordRBM(filters).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(0, 0.4, generator=rng)
    return model.requires_grad_(requires_grad=False)


@pytest.fixture
def model() -> ChordRBM:
    return a_model(FILTERS, 1)


def a_row(slots: int, seed: int = 1, chords: int = len(CHORDS)) -> Tensor:
    rng = random.Random(seed)
    bass = SLOT_SPANS[SlotColumn.BASS]
    return torch.tensor(
        [
            [rng.randrange(chords), rng.randrange(bass.start, bass.stop), rng.randrange(PLACE_COUNT)]
            for _ in range(slots)
        ]
    )


def a_whole(mode: int = 0, metre: int = 1) -> Tensor:
    return torch.tensor([mode, len(MODES) + metre])


def with_ends(row: Tensor) -> Tensor:
    ends = torch.tensor([BLANK_SLOT] * CONTEXT_SLOTS)
    return torch.cat((ends, row, ends))


def exact_free_energy(model: ChordRBM, row: Tensor, whole: Tensor) -> float:
    """-log sum over all hidden states of exp(-E), term by term as the module's docstring has it."""
    ties = shared_weight_ties().double()
    weights = torch.einsum("us,skf->ukf", ties, model.shared)
    visible, drives = 0.0, []
    for chord, bass, place in row.tolist():
        condition = model.place_bias[place] + model.whole_bias[whole].sum(0)
        for unit in (chord, bass):
            visible += float(model.visible_bias[unit] + condition @ ties[unit])
    for place, number in itertools.product(range(-CONTEXT_SLOTS, len(row)), range(FILTERS)):
        drive = float(model.hidden_bias[number] + model.whole_weight[whole, number].sum())
        for tap in range(FILTER_SLOTS):
            if 0 <= place + tap < len(row):
                drive += sum(float(weights[unit, tap, number]) for unit in row[place + tap, :2])
        drives.append(drive)
    hidden = sum(math.log(sum(math.exp(state * drive) for state in (0, 1))) for drive in drives)
    # A gate that compares different chords is idle: its two states count alike and are left out.
    for (index, lag), slot in itertools.product(enumerate(REPEAT_LAGS), range(len(row))):
        if slot >= lag and row[slot, 0] == row[slot - lag, 0]:
            drive = float(model.repeat_bias[index] + model.repeat_weight[index] @ ties[row[slot, 0]])
            hidden += math.log(1 + math.exp(drive)) - math.log(1 + math.exp(float(model.repeat_bias[index])))
    return -visible - hidden


def test_the_free_energy_is_the_sum_over_hidden_states(model: ChordRBM) -> None:
    row, whole = a_row(6, chords=3), a_whole()
    found = float(model.free_energy(with_ends(row)[None], whole[None])[0])
    assert found == pytest.approx(exact_free_energy(model, row, whole))


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("slot", [0, 3, 9])
def test_a_slots_conditional_is_the_softmax_of_minus_the_free_energies(
    model: ChordRBM, group: SlotColumn, slot: int
) -> None:
    row, whole = a_row(10, chords=4), a_whole()
    if group is SlotColumn.CHORD:
        row[slot, SlotColumn.BASS] = BLANK_UNIT  # it is drawn after its chord
    span = SLOT_SPANS[group]
    every = with_ends(row)[None].repeat(span.stop - span.start, 1, 1)
    every[:, CONTEXT_SLOTS + slot, group] = torch.arange(span.start, span.stop)
    exact = (-model.free_energy(every, whole.repeat(len(every), 1))).log_softmax(0)
    near = with_ends(row)[None, slot : slot + 2 * CONTEXT_SLOTS + 1]
    assert torch.allclose(model.logits(near, whole[None], group)[0].log_softmax(0), exact)
    expert = ProductOfExperts([(Expert(model), 1.0)])
    own = ChordSequence(row, whole, is_circular=False).neighbourhood(slot, group)
    assert torch.allclose(expert.logits(own, whole, group).log_softmax(0), exact)
    some = torch.tensor([5, 2, 7])
    assert torch.allclose(expert.logits(own, whole, group, some).log_softmax(0), exact[some].log_softmax(0))


def test_a_ring_has_no_first_slot(model: ChordRBM) -> None:
    row, whole, expert = a_row(9), a_whole(), ProductOfExperts([(Expert(model), 1.0)])
    ring, turned = (ChordSequence(each, whole, is_circular=True) for each in (row, row.roll(4, 0)))
    for slot in range(9):
        here = expert.logits(ring.neighbourhood(slot, SlotColumn.CHORD), whole, SlotColumn.CHORD)
        there = expert.logits(turned.neighbourhood((slot + 4) % 9, SlotColumn.CHORD), whole, SlotColumn.CHORD)
        assert torch.allclose(here, there)


def test_a_short_ring_does_not_see_itself() -> None:
    ring = ChordSequence(a_row(3), a_whole(), is_circular=True)
    near = ring.neighbourhood(1, SlotColumn.CHORD)
    turns = [CONTEXT_SLOTS, *(CONTEXT_SLOTS + away for away in (-6, -3, 3, 6))]
    assert (near[turns, SlotColumn.CHORD] == BLANK_UNIT).all()
    assert near[CONTEXT_SLOTS + 1, SlotColumn.CHORD] == ring.slots[2, SlotColumn.CHORD]
    assert near[CONTEXT_SLOTS + 2, SlotColumn.CHORD] == ring.slots[0, SlotColumn.CHORD]


def test_sampling_comes_to_the_exact_distribution_of_a_product(model: ChordRBM) -> None:
    other = a_model(FILTERS + 1, 4)
    blend = ProductOfExperts(((Expert(model), 0.75), (Expert(other), 0.25)))
    row, rng = ChordSequence(a_row(1), a_whole(), is_circular=False), random.Random(1)
    sampler = GibbsSampler(blend, row, [0], {}, 1.0, rng, Job())
    seen: Counter[int] = Counter()
    for _ in range(4_000):
        sampler.sweep([0])
        sampler.draw_basses([0])
        seen[int(row.slots[0, SlotColumn.BASS])] += 1
    bass = SLOT_SPANS[SlotColumn.BASS]
    chords, basses = torch.cartesian_prod(torch.arange(len(CHORDS)), torch.arange(bass.start, bass.stop)).T
    every = with_ends(row.slots)[None].repeat(len(chords), 1, 1)
    every[:, CONTEXT_SLOTS, SlotColumn.CHORD], every[:, CONTEXT_SLOTS, SlotColumn.BASS] = chords, basses
    hidden = every.clone()
    hidden[:, CONTEXT_SLOTS, SlotColumn.BASS] = BLANK_UNIT
    wholes = a_whole().repeat(len(chords), 1)

    def energy(rows: Tensor) -> Tensor:
        return 0.75 * model.free_energy(rows, wholes) + 0.25 * other.free_energy(rows, wholes)

    # The chord is drawn without its bass, and the bass given the chord.
    first = -energy(hidden)[:: len(range(bass.start, bass.stop))]
    allowed = torch.tensor([not (c[0] == 0 and _minor_third_only(c[1])) for c in CHORDS])
    first = first.masked_fill(~allowed, -math.inf).softmax(0)
    second = (-energy(every) / _BASS_CAUTION).reshape(len(CHORDS), -1).softmax(1)
    exact = (first[:, None] * second).sum(0)
    found = [seen[unit] / 4_000 for unit in range(bass.start, bass.stop)]
    assert found == pytest.approx(exact.tolist(), abs=0.04)


def _minor_third_only(quality: str) -> bool:
    """Whether a tonic of that quality denies a major mode."""
    from composer_app.harmony.generation.constraints import _denies_mode

    return _denies_mode(quality, major=True)


def test_what_is_not_free_stays_and_places_of_one_variable_have_one_chord() -> None:
    row, before = ChordSequence(a_row(6), a_whole(), is_circular=True), a_row(6)
    blend = ProductOfExperts(((Expert(a_model(4, 2)), 1.0),))
    sampler = GibbsSampler(blend, row, [0, 1, 2, 3, 1, 5], {}, 1.0, random.Random(2), Job())
    sampler.sweep([1], 3, other=True)
    kept = [0, 2, 3, 5]
    assert (row.slots[kept] == before[kept]).all()
    assert row.slots[1, :2].equal(row.slots[4, :2])
    assert (row.slots[[1, 4], 0] != before[[1, 4], 0]).any()


def test_the_blockwise_sum_and_its_slopes_are_those_of_the_plain_one() -> None:
    rng = torch.Generator().manual_seed(1)
    drive, weight = torch.randn(19, 8, generator=rng), torch.randn(7, 8, generator=rng)
    total = torch.nn.functional.softplus(drive[:, None] + weight).sum(2)
    assert torch.allclose(softplus_sum(drive, weight), total)
    pair = log_products(drive[:2].double().exp(), weight.double().exp()[:, None].expand(-1, 2, -1))
    assert torch.allclose(pair.T.float(), total[:2], atol=1e-5)
    inputs = (drive.double().requires_grad_(), weight.double().requires_grad_())
    assert torch.autograd.gradcheck(softplus_sum, inputs)


def test_draws_follow_their_odds() -> None:
    rng = random.Random(5)
    odds = torch.tensor([0.1, 0.6, 0.3], dtype=torch.float64)
    seen = Counter(sample_index(odds.log(), rng) for _ in range(5_000))
    assert [seen[index] / 5_000 for index in range(3)] == pytest.approx(odds.tolist(), abs=0.03)
