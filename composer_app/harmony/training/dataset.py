"""What chord models learn from: pieces on one long tape, and the windows of it.

Between two pieces the tape is blank, so that the neighbourhood of any slot can be cut out of it without asking where
its piece begins.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.model.chord_rbm import CONTEXT_SLOTS
from composer_app.harmony.model.encoding import (
    BLANK_SLOT,
    BLANK_UNIT,
    SLOT_SPANS,
    UNKNOWN_PLACE,
    WINDOW_SLOTS,
    SlotColumn,
    chord_changes,
    place_at,
    sequence_units,
    slot_units,
)
from composer_app.harmony.model.evidence import pad_sequences

_MIN_CHANGES = 3
_HELD_OUT_BYTES = 26  # of 256 values of a hash's first byte: one group in ten


@dataclass(frozen=True, slots=True, eq=False)
class WindowDataset:
    """Windows of pieces.

    Attributes:
        tape: All pieces, shape (slots, columns), with blank slots around each.
        starts: Where each window begins on the tape, shape (windows,).
        lengths: How many slots each has, `WINDOW_SLOTS` but for pieces that are shorter, shape (windows,).
        sequence_units: The mode and metre of each window, shape (windows, whole groups).
        chart_indices: Which chart each window is from, shape (windows,).
        charts: The charts.
    """

    tape: Tensor
    starts: Tensor
    lengths: Tensor
    sequence_units: Tensor
    chart_indices: Tensor
    charts: tuple[Chart, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def window_slots(self) -> Tensor:
        """The windows themselves, shape (windows, WINDOW_SLOTS, columns); blank after a short piece's end."""
        return self.tape[self.starts[:, None] + torch.arange(WINDOW_SLOTS)]

    def neighbourhoods(self, windows: Tensor, slot: Tensor, *, window_only: Tensor) -> Tensor:
        """The neighbourhoods of one slot of each window, shape (n, 2 * CONTEXT_SLOTS + 1, columns).

        Args:
            windows: Which windows, shape (n,).
            slot: Which slot of each, shape (n,).
            window_only: Whether only the window is seen, and not the piece around it, shape (n,).
        """
        offsets = torch.arange(-CONTEXT_SLOTS, CONTEXT_SLOTS + 1)
        found = self.tape[(self.starts[windows] + slot)[:, None] + offsets]
        place = slot[:, None] + offsets
        outside = window_only[:, None] & ((place < 0) | (place >= WINDOW_SLOTS))
        blank = torch.tensor(BLANK_SLOT)
        return torch.where(outside[..., None], blank, found)

    def subset(self, windows: Tensor) -> "WindowDataset":
        """Some of the windows, shape (n,), as a dataset of their own."""
        return replace(
            self,
            starts=self.starts[windows],
            lengths=self.lengths[windows],
            sequence_units=self.sequence_units[windows],
            chart_indices=self.chart_indices[windows],
        )


def is_held_out(chart: Chart) -> bool:
    """Whether it is kept from training: one group in ten, chosen by its name, so never by chance twice."""
    return hashlib.sha256(chart.group.encode()).digest()[0] < _HELD_OUT_BYTES


def build_dataset(charts: Iterable[Chart], *, keep_repeats: bool) -> WindowDataset:
    """The windows of charts; those that a piece repeats once, or as often as they are heard.

    Learned as often as they are heard, a few long pieces would be learned by heart.
    """
    kept = tuple(charts)
    tape: list[tuple[int, ...]] = [BLANK_SLOT] * CONTEXT_SLOTS
    starts, lengths, owners = [], [], []
    for number, chart in enumerate(kept):
        row = encode_chart(chart)
        if len(row) < _MIN_CHANGES:
            continue
        seen = set()
        for at in range(max(1, len(row) - WINDOW_SLOTS + 1)):
            window = tuple(slot[: SlotColumn.PLACE] for slot in row[at : at + WINDOW_SLOTS])
            if keep_repeats or window not in seen:
                seen.add(window)
                starts.append(len(tape) + at)
                lengths.append(len(window))
                owners.append(number)
        tape += [*row, *[BLANK_SLOT] * CONTEXT_SLOTS]
    chart_indices = torch.tensor(owners, dtype=torch.long)
    wholes = torch.tensor([sequence_units(chart.mode_name, chart.metre) for chart in kept] or [(0, 0)])
    return WindowDataset(
        torch.tensor(tape),
        torch.tensor(starts, dtype=torch.long),
        torch.tensor(lengths, dtype=torch.long),
        wholes[chart_indices],
        chart_indices,
        kept,
    )


def encode_chart(chart: Chart) -> Sequence[tuple[int, int, int]]:
    """A chart as slots, one for each change of chord."""
    start = chart.first_bar_line
    return [
        slot_units(
            timed.chord,
            chart.key.tonic,
            UNKNOWN_PLACE if start is None else place_at(max(0.0, timed.start - start), chart.metre),
        )
        for timed in chord_changes(chart.chords)
    ]


def padded_sequences(charts: Sequence[Chart]) -> tuple[Tensor, Tensor, Tensor]:
    """Whole pieces side by side.

    Returns:
        Slots with at least `CONTEXT_SLOTS` blank ones at either end, shape (charts, slots, columns); the mode and
        metre of each, shape (charts, whole groups); and how many slots each has, shape (charts,).
    """
    slots, lengths = pad_sequences([encode_chart(chart) for chart in charts])
    wholes = [sequence_units(chart.mode_name, chart.metre) for chart in charts]
    return slots, torch.tensor(wholes), lengths


def unit_frequencies(dataset: WindowDataset) -> Tensor:
    """How often each unit is on among its group, smoothed by a third of a count, shape (units,)."""
    slots = dataset.window_slots()
    found = []
    for group, span in enumerate(SLOT_SPANS):
        units = slots[..., group][slots[..., group] != BLANK_UNIT]
        counts = torch.bincount(units - span.start, minlength=span.stop - span.start) + 1 / 3
        found.append(counts / counts.sum())
    return torch.cat(found)
