"""A machine of a few filters is compared with the sum over all that its hidden units can be."""

import itertools
import math
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from composer_app.errors import ModelError
from composer_app.harmony.blockwise import log_products, softplus_sum
from composer_app.harmony.encoding import BLANK, CHORDS, SPANS, WHOLES, Group, Whole, without_lengths
from composer_app.harmony.rbm import RBM, REACH, WIDTH, Saved, load, save
from composer_app.harmony.sampling import Blend, Expert, Row, draw, sweep, sweep_aside

FILTERS = 2


@pytest.fixture
def machine() -> RBM:
    rng = torch.Generator().manual_seed(1)
    machine = RBM(FILTERS).double()
    with torch.no_grad():
        for parameter in machine.parameters():
            parameter.normal_(0, 0.6, generator=rng)
    return machine.requires_grad_(requires_grad=False)


def a_row(slots: int, seed: int = 1) -> Tensor:
    rng = random.Random(seed)
    return torch.tensor([[rng.randrange(span.start, span.stop) for span in SPANS] for _ in range(slots)])


def a_whole(mode: int = 0, metre: int = 1) -> Tensor:
    return torch.tensor([mode, WHOLES[Whole.METRE].start + metre])


def with_ends(row: Tensor) -> Tensor:
    return torch.nn.functional.pad(row, (0, 0, REACH, REACH), value=BLANK)


def exact_free_energy(machine: RBM, row: Tensor, whole: Tensor) -> float:
    """-log sum over all hidden states of exp(-E), term by term as the module's docstring has it."""
    weights = machine.weight + torch.einsum("us,skf->ukf", machine._ties, machine.shared)
    visible = sum(float(machine.visible_bias[unit]) for unit in row.flatten())
    visible += sum(float(machine.whole_bias[unit]) for unit in whole)
    drives = []
    for place, number in itertools.product(range(-REACH, len(row)), range(FILTERS)):
        drive = float(machine.hidden_bias[number])
        drive += sum(float(machine.whole_weight[unit, number]) for unit in whole)
        for tap in range(WIDTH):
            if 0 <= place + tap < len(row):
                drive += sum(float(weights[unit, tap, number]) for unit in row[place + tap])
        drives.append(drive)
    states = itertools.product((0, 1), repeat=len(drives))
    total = sum(math.exp(sum(h * d for h, d in zip(state, drives, strict=True))) for state in states)
    return -visible - math.log(total)


def test_the_free_energy_is_the_sum_over_hidden_states(machine: RBM) -> None:
    row, whole = a_row(2), a_whole()
    found = float(machine.free_energy(with_ends(row)[None], whole[None])[0])
    assert found == pytest.approx(exact_free_energy(machine, row, whole))


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("slot", [0, 3, 9])
def test_a_slots_conditional_is_the_softmax_of_minus_the_free_energies(
    machine: RBM, group: Group, slot: int
) -> None:
    row, whole = a_row(10), a_whole()
    row = without_lengths(row) if group is Group.CHORD else row  # chords are asked for without them
    span = SPANS[group]
    every = with_ends(row)[None].repeat(span.stop - span.start, 1, 1)
    every[:, REACH + slot, group] = torch.arange(span.start, span.stop)
    exact = (-machine.free_energy(every, whole.repeat(len(every), 1))).log_softmax(0)
    near = with_ends(row)[None, slot : slot + 2 * REACH + 1]
    assert torch.allclose(machine.logits(near, whole[None], group)[0].log_softmax(0), exact)
    expert = Blend([(Expert(machine), 1.0)])
    own = Row(row, whole, ring=False).near(slot, group)
    assert torch.allclose(expert.logits(own, whole, group).log_softmax(0), exact)


@pytest.mark.parametrize("group", Whole)
def test_a_whole_rows_conditional_is_too(machine: RBM, group: Whole) -> None:
    row, whole = with_ends(a_row(4))[None], a_whole()[None]
    span = WHOLES[group]
    wholes = whole.repeat(span.stop - span.start, 1)
    wholes[:, group] = torch.arange(span.start, span.stop)
    exact = (-machine.free_energy(row.repeat(len(wholes), 1, 1), wholes)).log_softmax(0)
    assert torch.allclose(machine.whole_logits(row, whole, group)[0].log_softmax(0), exact)


def test_a_ring_has_no_first_slot(machine: RBM) -> None:
    row, whole, expert = a_row(9), a_whole(), Blend([(Expert(machine), 1.0)])
    turned = Row(row.roll(4, 0), whole, ring=True)
    for slot in range(9):
        there = expert.logits(turned.near((slot + 4) % 9, 0), whole, 0)
        assert torch.allclose(expert.logits(Row(row, whole, ring=True).near(slot, 0), whole, 0), there)


def test_a_short_ring_does_not_see_itself() -> None:
    ring = Row(a_row(3), a_whole(), ring=True)
    near = ring.near(1, Group.CHORD)
    assert near[REACH, Group.CHORD] == BLANK
    assert (near[[REACH - 3, REACH + 3, REACH - 6, REACH + 6]] == BLANK).all()
    assert near[REACH + 1, Group.CHORD] == ring.slots[2, Group.CHORD]
    assert near[REACH + 2, Group.CHORD] == ring.slots[0, Group.CHORD]
    assert (near[:, Group.LENGTH] == BLANK).all()


def test_block_sampling_comes_to_the_exact_distribution(machine: RBM) -> None:
    rng = torch.Generator().manual_seed(3)
    rows, wholes = with_ends(a_row(1))[None].repeat(4_000, 1, 1), a_whole()[None].repeat(4_000, 1)
    for _ in range(30):
        rows, wholes = machine.resample(rows, wholes, rng)
    assert (rows[:, :REACH] == BLANK).all()
    assert (rows[:, -REACH:] == BLANK).all()
    every = torch.cartesian_prod(*(torch.arange(span.start, span.stop) for span in SPANS))
    modes = torch.cartesian_prod(*(torch.arange(span.start, span.stop) for span in WHOLES))
    energies = torch.stack(
        [machine.free_energy(with_ends_of(every), whole.repeat(len(every), 1)) for whole in modes]
    )
    exact = (-energies.flatten()).softmax(0).reshape(energies.shape)
    lengths = torch.bincount(rows[:, REACH, Group.LENGTH] - SPANS[Group.LENGTH].start, minlength=6) / 4_000
    expected = [float(exact[:, every[:, 1] == unit].sum()) for unit in range(*SPANS[1].indices(BLANK))]
    assert torch.allclose(lengths.double(), torch.tensor(expected).double(), atol=0.04)
    minor = float((wholes[:, Whole.MODE] == 1).double().mean())
    assert minor == pytest.approx(float(exact[modes[:, 0] == 1].sum()), abs=0.04)


def with_ends_of(slots: Tensor) -> Tensor:
    """Rows of one slot each."""
    return torch.nn.functional.pad(slots[:, None], (0, 0, REACH, REACH), value=BLANK)


def test_slot_sampling_comes_to_the_exact_distribution_of_a_product(machine: RBM) -> None:
    other = RBM(FILTERS + 1).double().requires_grad_(requires_grad=False)
    with torch.no_grad():
        other.visible_bias.normal_(0, 1, generator=torch.Generator().manual_seed(4))
    blend = Blend(((Expert(machine), 0.75), (Expert(other), 0.25)))
    row, rng = Row(a_row(1), a_whole(), ring=False), random.Random(1)
    mask = torch.ones(len(CHORDS), dtype=torch.bool)
    mask[[3, 40, 77]] = False
    seen: Counter[int] = Counter()
    for _ in range(3_000):
        sweep(blend, row, [0], lambda *_: mask, rng, 1.0)
        seen[int(row.slots[0, 0])] += 1
    every = row.slots.repeat(3, 1)
    every[:, 0] = torch.tensor([3, 40, 77])
    wholes = a_whole().repeat(3, 1)
    energies = [each.free_energy(with_ends_of(every), wholes) for each in (machine, other)]
    exact = (-(0.75 * energies[0] + 0.25 * energies[1])).softmax(0)
    assert [seen[unit] / 3_000 for unit in (3, 40, 77)] == pytest.approx(exact.tolist(), abs=0.04)


def test_what_is_not_free_stays() -> None:
    row, before = Row(a_row(6), a_whole(), ring=True), a_row(6)
    blend = Blend(((Expert(RBM(4).double()), 1.0),))
    mask = torch.zeros(len(CHORDS), dtype=torch.bool)
    sweep(blend, row, [1, 4], lambda *_: mask, random.Random(2), 1.0)
    kept = [0, 2, 3, 5]
    assert (row.slots[kept] == before[kept]).all()
    assert (row.slots[[1, 4], 0] != before[[1, 4], 0]).any()
    assert len(sweep_aside(blend, row, 0, Group.LENGTH, random.Random(1))) == 6


def test_an_expert_knows_whether_it_learned_inversions(machine: RBM) -> None:
    assert Expert(machine).inverts
    with torch.no_grad():
        machine.visible_bias[SPANS[Group.BASS]] = torch.tensor([0.0, -12, -12, -12], dtype=torch.float64)
    assert not Expert(machine).inverts


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
    seen = Counter(draw(odds.log(), rng) for _ in range(5_000))
    assert [seen[index] / 5_000 for index in range(3)] == pytest.approx(odds.tolist(), abs=0.03)


def test_a_machine_is_kept_with_its_card_and_its_chains(machine: RBM, tmp_path: Path) -> None:
    rows, wholes = torch.stack([a_row(8, seed) for seed in range(3)]), a_whole().repeat(3, 1)
    card = {"name": "test", "filters": machine.hidden_bias.numel(), "top1": 1, "nats": 1, "windows": 1}
    save(Saved(machine, card, rows, wholes), tmp_path / "a.safetensors")
    found = load(tmp_path / "a.safetensors")
    assert found.card == card
    assert (found.rows == rows).all()
    assert (found.wholes == wholes).all()
    assert torch.allclose(found.machine.weights(), machine.weights(), atol=5e-3)
    save(replace(found), tmp_path / "b.safetensors")
    assert (tmp_path / "a.safetensors").read_bytes() == (tmp_path / "b.safetensors").read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a machine", b"\x08\0\0\0\0\0\0\0{}      "])
def test_a_damaged_machine_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sad.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"sad.safetensors is missing or damaged. Install Composer again"):
        load(path)
