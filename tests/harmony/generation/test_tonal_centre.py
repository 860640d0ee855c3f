"""Where chords are at home."""

import random

import pytest
import torch
from torch import Tensor

from composer_app.harmony.generation.constraints import HarmonyRules
from composer_app.harmony.generation.gibbs import GibbsSampler
from composer_app.harmony.generation.harmonist import Harmonist, sequence_of
from composer_app.harmony.generation.product_of_experts import ChordSequence
from composer_app.harmony.generation.registry import ModelRegistry
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.harmony.generation.tonal_centre import transpose_to_tonic
from composer_app.harmony.model.encoding import CHORDS, SLOT_SPANS, SlotGroup, chord_unit, sequence_units
from composer_app.job import Job
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.key import Mode
from composer_app.music.metre import COMMON
from composer_app.paths import resource_path


def _row(*chords: str) -> Tensor:
    """Chords as "7 min" above the tonic; major where nothing is said."""
    split = (chord.split() for chord in chords)
    return torch.tensor([chord_unit(int(interval), (*quality, "maj")[0]) for interval, *quality in split])


_STRAYED_AND_CLOSED = _row("1", "6", "1", "8", "1", "6", "7", "0").tolist()


def _home(row: Tensor, mode: Mode = Mode.MAJOR) -> Tensor:
    return transpose_to_tonic(row, mode, HarmonyRules(mode, None).forbidden_everywhere)


def test_chords_that_settled_a_semitone_higher_come_down() -> None:
    assert _home(_row("1", "6", "1", "8", "1", "6", "10 min", "1")).equal(
        _row("0", "5", "0", "7", "0", "5", "9 min", "0")
    )


@pytest.mark.parametrize(
    "row",
    [
        ("0", "5", "7", "0"),
        ("0", "10", "5", "0"),  # mixolydian
        ("0", "8", "10", "0"),  # borrowed from minor
        ("0", "10", "0", "10", "5", "0", "10", "0", "7", "0", "10"),
        ("5", "7", "9 min", "5", "7", "9 min"),  # without a tonic, and yet in its key
    ],
)
def test_what_is_borrowed_or_modal_stays(row: tuple[str, ...]) -> None:
    assert _home(_row(*row)).equal(_row(*row))


def test_nothing_moves_onto_a_chord_that_may_not_stand_there() -> None:
    strayed = _row("1", "6", "1", "8", "1", "6", "1 min", "1")  # at home, the tonic would deny its mode
    assert _home(strayed).equal(strayed)


@pytest.mark.parametrize(("closing", "first", "last"), [(None, 0, 11), (7, 1, 0)])
def test_a_row_that_closes_is_left_where_it_closes(closing: int | None, first: int, last: int) -> None:
    machines = ModelRegistry(resource_path("machines"))
    blend = Harmonist(machines).product_of_experts((("solemn", 1.0),), GenerationSettings())
    slots = torch.tensor(
        [
            (unit, SLOT_SPANS[SlotGroup.LENGTH].start, SLOT_SPANS[SlotGroup.BASS].start)
            for unit in _STRAYED_AND_CLOSED
        ]
    )
    row = ChordSequence(slots, torch.tensor(sequence_units(Mode.MAJOR, COMMON)), is_circular=False)
    drawing = GibbsSampler(blend, machines.corpus_filter(), 1.0, random.Random(1), Job())
    drawing.repair(row, range(8), range(8), HarmonyRules(Mode.MAJOR, closing))
    roots = [CHORDS[unit][0] for unit in row.slots[:, SlotGroup.CHORD].tolist()]
    assert (roots[0], roots[-1]) == (first, last)


def test_what_machines_write_is_at_home() -> None:
    harmonist = Harmonist(ModelRegistry(resource_path("machines")))
    for name in ("solemn", "mysterious", "wonder"):
        for seed in range(20):
            piece = harmonist.harmonize(GenerationRequest(((name, 1.0),)), seed, Job())
            units = sequence_of(piece, circular=True).slots[:, SlotGroup.CHORD]
            assert _home(units, piece.key.mode).equal(units)
