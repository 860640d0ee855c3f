"""A machine of a few units is compared with the sum over all that it can be."""

import itertools
import math
import random
from collections import Counter
from pathlib import Path

import pytest
import torch
from torch import Tensor

from composer_app.errors import ModelError
from composer_app.harmony.blockwise import softplus_sum
from composer_app.harmony.rbm import GroupRBM, load, save
from composer_app.harmony.sampling import Blend, draw

SIZES = (3, 2, 4)
HIDDEN = 3


@pytest.fixture
def machine() -> GroupRBM:
    rng = torch.Generator().manual_seed(1)
    machine = GroupRBM(SIZES, HIDDEN).double()
    with torch.no_grad():
        for parameter in machine.parameters():
            parameter.normal_(0, 0.8, generator=rng)
    return machine.requires_grad_(requires_grad=False)


EVERYTHING = torch.tensor(list(itertools.product(*(range(size) for size in SIZES))))


def energy(machine: GroupRBM, x: Tensor, h: Tensor) -> float:
    """E(x, h) as the module's docstring has it, term by term."""
    total = -float(machine.hidden_bias @ h)
    for unit in machine.units(x[None])[0]:
        total -= float(machine.visible_bias[unit] + machine.weight[unit] @ h)
    return total


def exact(machine: GroupRBM) -> Tensor:
    """P(x) for every x, by summing over all hidden states."""
    states = [torch.tensor(h, dtype=torch.float64) for h in itertools.product((0, 1), repeat=HIDDEN)]
    weights = torch.tensor(
        [sum(math.exp(-energy(machine, x, h)) for h in states) for x in EVERYTHING], dtype=torch.float64
    )
    return weights / weights.sum()


def test_the_free_energy_is_the_sum_over_hidden_states(machine: GroupRBM) -> None:
    assert torch.allclose((-machine.free_energy(EVERYTHING)).softmax(0), exact(machine), atol=1e-12)


@pytest.mark.parametrize("group", range(len(SIZES)))
def test_the_surprise_is_the_exact_conditional(machine: GroupRBM, group: int) -> None:
    probability = exact(machine)
    others = [i for i in range(len(SIZES)) if i != group]
    for x, p in zip(EVERYTHING, probability, strict=True):
        alike = (EVERYTHING[:, others] == x[others]).all(1)
        expected = -torch.log(p / probability[alike].sum())
        assert float(machine.surprise(x[None], group)) == pytest.approx(float(expected))


def test_the_blockwise_sum_and_its_slopes_are_those_of_the_plain_one() -> None:
    rng = torch.Generator().manual_seed(1)
    drive, weight = torch.randn(19, 5, generator=rng), torch.randn(7, 5, generator=rng)
    total = torch.nn.functional.softplus(drive[:, None] + weight).sum(2)
    assert torch.allclose(softplus_sum(drive, weight), total)
    inputs = (drive.double().requires_grad_(), weight.double().requires_grad_())
    assert torch.autograd.gradcheck(softplus_sum, inputs)


def test_gibbs_sampling_reaches_the_exact_distribution(machine: GroupRBM) -> None:
    rng, blend = random.Random(3), Blend(((machine, 1.0),))
    x, seen = torch.zeros(len(SIZES), dtype=torch.long), Counter[tuple[int, ...]]()
    rounds = 6_000
    for _ in range(rounds):
        for group in range(len(SIZES)):
            x[group] = draw(blend.logits(x, group), rng)
        seen[tuple(x.tolist())] += 1
    sampled = torch.tensor([seen[tuple(x.tolist())] / rounds for x in EVERYTHING], dtype=torch.float64)
    assert 0.5 * (sampled - exact(machine)).abs().sum() < 0.05  # total variation


def test_a_blend_is_the_product_of_its_machines(machine: GroupRBM) -> None:
    other = GroupRBM(SIZES, 2).double().requires_grad_(requires_grad=False)
    other.visible_bias.copy_(torch.arange(9.0))
    product = exact(machine) ** 0.25 * (-other.free_energy(EVERYTHING)).softmax(0) ** 0.75
    x = EVERYTHING[5]
    alike = (EVERYTHING[:, 1:] == x[1:]).all(1)
    expected = product[alike] / product[alike].sum()
    assert torch.allclose(Blend(((machine, 0.25), (other, 0.75))).logits(x, 0).softmax(0), expected)


def test_a_machine_reads_back_with_its_card(machine: GroupRBM, tmp_path: Path) -> None:
    save(machine, tmp_path / "joy.safetensors", {"name": "joy"})
    again, card = load(tmp_path / "joy.safetensors", SIZES)
    assert card == {"name": "joy"}
    assert torch.allclose(again.free_energy(EVERYTHING), machine.free_energy(EVERYTHING), atol=0.01)
    assert again.weight.dtype == torch.float64


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "other sizes"])
def test_a_damaged_machine_is_a_sentence(machine: GroupRBM, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "joy.safetensors"
    if damage != "missing":
        save(machine, path, {})
    if damage in {"empty", "cut"}:
        path.write_bytes(path.read_bytes()[: 0 if damage == "empty" else 90])
    with pytest.raises(ModelError, match=r"joy.safetensors is missing or damaged. Install Composer again"):
        load(path, (5, 5) if damage == "other sizes" else SIZES)
