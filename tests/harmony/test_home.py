"""Where chords are at home."""

import pytest
import torch
from torch import Tensor

from composer_app.harmony.encoding import Group, chord_unit
from composer_app.harmony.grammar import Grammar
from composer_app.harmony.harmonist import Harmonist, row_of
from composer_app.harmony.home import brought_home
from composer_app.harmony.machines import Machines
from composer_app.harmony.wish import Wish
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.key import Mode
from composer_app.paths import resource
from composer_app.work import Job


def _row(*chords: str) -> Tensor:
    """Chords as "7 min" above the tonic; major where nothing is said."""
    split = (chord.split() for chord in chords)
    return torch.tensor([chord_unit(int(interval), (*quality, "maj")[0]) for interval, *quality in split])


def _home(row: Tensor, mode: Mode = Mode.MAJOR) -> Tensor:
    return brought_home(row, mode, Grammar(mode, None).nowhere)


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


def test_a_cadence_still_ends_at_home_when_all_is_redone() -> None:
    harmonist = Harmonist(Machines(resource("machines")))
    wish = Wish((("solemn", 1.0),), Constraints(ending=Ending.CADENCE))
    for seed in (79, 80):
        redone = harmonist.redo(harmonist.harmonize(wish, seed, Job()), frozenset(), wish, seed, Job())
        assert redone.chords[-1].chord.root == redone.key.tonic


def test_what_machines_write_is_at_home() -> None:
    harmonist = Harmonist(Machines(resource("machines")))
    for name in ("solemn", "mysterious", "wonder"):
        for seed in range(20):
            piece = harmonist.harmonize(Wish(((name, 1.0),)), seed, Job())
            units = row_of(piece, ring=True).slots[:, Group.CHORD]
            assert _home(units, piece.key.mode).equal(units)
