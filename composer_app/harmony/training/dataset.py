"""What machines learn from: songs on one long tape, and the windows of it that each of them has.

Between two songs the tape is blank, so that the neighbourhood of any slot can be cut out of it without asking where
its song begins.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.model.encoding import (
    BLANK_UNIT,
    SLOT_SPANS,
    WINDOW_SLOTS,
    SlotGroup,
    merge_repeated_chords,
    sequence_units,
    slot_units,
)
from composer_app.harmony.model.rbm import CONTEXT_SLOTS

_GROUP_COUNT = len(SLOT_SPANS)
_BLANK_SLOTS = ((BLANK_UNIT,) * _GROUP_COUNT,) * CONTEXT_SLOTS


@dataclass(frozen=True, slots=True, eq=False)
class WindowDataset:
    """Windows of songs.

    Attributes:
        tape: All songs, shape (slots, groups), with blanks around each.
        starts: Where each window begins on the tape, shape (windows,).
        sequence_units: The units of the whole row of each window, shape (windows, whole groups).
        song_indices: Which chart each window is from, shape (windows,).
        charts: The charts.
    """

    tape: Tensor
    starts: Tensor
    sequence_units: Tensor
    song_indices: Tensor
    charts: tuple[Chart, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def window_slots(self) -> Tensor:
        """The windows themselves, shape (windows, WINDOW, groups)."""
        return self.tape[self.starts[:, None] + torch.arange(WINDOW_SLOTS)]

    def neighbourhoods(self, windows: Tensor, slot: Tensor, *, window_only: Tensor) -> Tensor:
        """The neighbourhoods of one slot of each window, shape (n, 2 * REACH + 1, groups).

        Args:
            windows: Which windows, shape (n,).
            slot: Which slot of each, 0 to WINDOW - 1, shape (n,).
            window_only: Whether only the window is seen, and not the song around it, shape (n,).
        """
        offsets = torch.arange(-CONTEXT_SLOTS, CONTEXT_SLOTS + 1)
        found = self.tape[(self.starts[windows] + slot)[:, None] + offsets]
        place = slot[:, None] + offsets
        outside = window_only[:, None] & ((place < 0) | (place >= WINDOW_SLOTS))
        return found.masked_fill(outside[..., None], BLANK_UNIT)

    def subset(self, windows: Tensor) -> "WindowDataset":
        """Some of the windows, shape (n,), as lessons of their own."""
        return replace(
            self,
            starts=self.starts[windows],
            sequence_units=self.sequence_units[windows],
            song_indices=self.song_indices[windows],
        )


def is_held_out(chart: Chart) -> bool:
    """Whether it is kept from training: one group in ten, chosen by its name, so never by chance twice."""
    return hashlib.sha256(chart.group.encode()).digest()[0] < 26


def build_dataset(charts: Iterable[Chart], *, keep_repeats: bool) -> WindowDataset:
    """The windows of charts; those that a song repeats once, or as often as they are heard.

    Learned as often as they are heard, a few long songs would be learned by heart.
    """
    kept = tuple(charts)
    tape: list[tuple[int, ...]] = list(_BLANK_SLOTS)
    starts, songs = [], []
    for number, chart in enumerate(kept):
        row = encode_chart(chart)
        seen = set()
        for at in range(len(row) - WINDOW_SLOTS + 1):
            window = tuple(row[at : at + WINDOW_SLOTS])
            if keep_repeats or window not in seen:
                seen.add(window)
                starts.append(len(tape) + at)
                songs.append(number)
        tape += [*row, *_BLANK_SLOTS]
    owners = torch.tensor(songs, dtype=torch.long)
    wholes = torch.tensor([sequence_units(chart.key.mode, chart.metre) for chart in kept] or [(0, 0)])
    return WindowDataset(
        torch.tensor(tape), torch.tensor(starts, dtype=torch.long), wholes[owners], owners, kept
    )


def encode_chart(chart: Chart) -> Sequence[tuple[int, ...]]:
    """A chart as slots; one of fewer changes than a window has goes round until it fills one."""
    bar = chart.metre.beats
    changes = merge_repeated_chords([(timed.chord, timed.beats / bar) for timed in chart.chords])
    if len(changes) < WINDOW_SLOTS:
        turns = len(changes) > 1 and changes[0][0] != changes[-1][0]
        changes = (changes * WINDOW_SLOTS)[:WINDOW_SLOTS] if turns else []
    return [slot_units(chord, bars, chart.key.tonic) for chord, bars in changes]


def unit_frequencies(dataset: WindowDataset) -> Tensor:
    """How often each unit is on among its group, smoothed by one count, shape (units,)."""
    slots = dataset.window_slots()
    counts = [
        torch.bincount(slots[:, :, group].flatten() - span.start, minlength=span.stop - span.start) + 1.0
        for group, span in zip(SlotGroup, SLOT_SPANS, strict=True)
    ]
    return torch.cat([count / count.sum() for count in counts])
