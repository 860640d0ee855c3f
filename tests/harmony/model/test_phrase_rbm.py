"""Phrases as units, and a small phrase model against the sum over all that it can be."""

import itertools
import math

import pytest
import torch

from composer_app.harmony.model.phrase_encoding import (
    HALF_BARS,
    MODE_SPAN,
    ONSET_SPAN,
    PHRASE_UNITS,
    RETURN_SPAN,
    RETURNS,
    SPLIT_SPAN,
    Onset,
    PhraseGrid,
    TimedUnit,
    encode_phrase,
)
from composer_app.harmony.model.phrase_rbm import PhraseRBM
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre


def _bars(*bars: str) -> list[TimedUnit]:
    """Chords in 4/4, each named by its interval above the tonic; those of a bar share it."""
    cells = [
        (4.0 * n + 4 * i / len(b.split()), int(c))
        for n, b in enumerate(bars)
        for i, c in enumerate(b.split())
    ]
    kept = [cell for n, cell in enumerate(cells) if not n or cells[n - 1][1] != cell[1]]
    ends = [start for start, _ in kept[1:]] + [4.0 * len(bars)]
    return [
        (start, end - start, (interval, interval)) for (start, interval), end in zip(kept, ends, strict=True)
    ]


LOOP = _bars("0", "9", "5", "7", "0", "9", "5 7", "0 0 0 7")


def test_a_phrase_says_where_chords_begin_what_they_do_and_what_returns() -> None:
    units = encode_phrase(LOOP, COMMON, "major")
    onsets = [Onset(o) for o in units[ONSET_SPAN].reshape(HALF_BARS, -1).argmax(1).tolist()]
    hold = Onset.HOLD
    assert onsets[:8] == [Onset.TONIC, hold, Onset.OTHER, hold, Onset.PREDOMINANT, hold, Onset.DOMINANT, hold]
    assert onsets[12:] == [Onset.PREDOMINANT, Onset.DOMINANT, Onset.TONIC, hold]
    assert units[SPLIT_SPAN].nonzero().flatten().tolist() == [15]
    alike = {pair for pair, on in zip(RETURNS, units[RETURN_SPAN].tolist(), strict=True) if on}
    assert alike == {(4, 4), (4, 5)}
    assert units[MODE_SPAN].tolist() == [1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("metre", "half", "splits"),
    [
        (COMMON, 2, (1, 3)), (WALTZ, 2, (1, None)), (SIX_EIGHT, 1.5, (None, None)), (Metre(5, 4), 3, (2, 4)),
        (Metre(12, 8), 3, (1.5, 4.5)), (Metre(2, 4), 1, (None, None)),
    ],
)  # fmt: skip
def test_every_metre_has_two_halves(metre: Metre, half: float, splits: tuple[float | None, ...]) -> None:
    grid = PhraseGrid.of(metre)
    assert grid.half == half
    assert (grid.split(0), grid.split(1)) == splits
    assert grid.end(2 * 8 - 1) == 8 * metre.beats


def _model(hidden: int) -> PhraseRBM:
    rng = torch.Generator().manual_seed(1)
    model = PhraseRBM(hidden).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(0, 0.4, generator=rng)
    return model.requires_grad_(requires_grad=False)


def test_the_free_energy_is_the_sum_over_hidden_states() -> None:
    model = _model(3)
    units = encode_phrase(LOOP, COMMON, "minor").double()
    exact = -math.log(
        sum(
            math.exp(
                float(
                    model.visible_bias @ units
                    + model.hidden_bias @ torch.tensor(state).double()
                    + units @ model.weight @ torch.tensor(state).double()
                )
            )
            for state in itertools.product((0, 1), repeat=3)
        )
    )
    assert float(model.free_energy(units[None])[0]) == pytest.approx(exact)


def test_block_sampling_comes_to_the_exact_distribution() -> None:
    model = _model(2)
    # All but the mode is bound to one value, so that the exact distribution is a sum of six.
    units = encode_phrase(LOOP, COMMON, "major").double()
    with torch.no_grad():
        model.visible_bias[: MODE_SPAN.start] += 200 * (units[: MODE_SPAN.start] - 0.5)
    every = units.repeat(6, 1)
    every[:, MODE_SPAN] = torch.eye(6, dtype=torch.float64)
    exact = (-model.free_energy(every)).softmax(0)
    rng = torch.Generator().manual_seed(2)
    found = units.repeat(4_000, 1)
    for _ in range(20):
        found = model.gibbs_step(found, rng)
    assert (found[:, : MODE_SPAN.start] == units[: MODE_SPAN.start]).all()
    assert torch.allclose(found[:, MODE_SPAN].mean(0), exact, atol=0.04)
    assert found.shape == (4_000, PHRASE_UNITS)
