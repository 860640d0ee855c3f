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
from composer_app.harmony.model.encoding import BLANK, SPANS, WINDOW, SlotGroup, merged, slot_of, whole_of
from composer_app.harmony.model.rbm import REACH

_GROUPS = len(SPANS)
_BLANKS = ((BLANK,) * _GROUPS,) * REACH


@dataclass(frozen=True, slots=True, eq=False)
class WindowDataset:
    """Windows of songs.

    Attributes:
        tape: All songs, shape (slots, groups), with blanks around each.
        starts: Where each window begins on the tape, shape (windows,).
        wholes: The units of the whole row of each window, shape (windows, whole groups).
        songs: Which chart each window is from, shape (windows,).
        charts: The charts.
    """

    tape: Tensor
    starts: Tensor
    wholes: Tensor
    songs: Tensor
    charts: tuple[Chart, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def slots(self) -> Tensor:
        """The windows themselves, shape (windows, WINDOW, groups)."""
        return self.tape[self.starts[:, None] + torch.arange(WINDOW)]

    def near(self, windows: Tensor, slot: Tensor, *, narrow: Tensor) -> Tensor:
        """The neighbourhoods of one slot of each window, shape (n, 2 * REACH + 1, groups).

        Args:
            windows: Which windows, shape (n,).
            slot: Which slot of each, 0 to WINDOW - 1, shape (n,).
            narrow: Whether only the window is seen, and not the song around it, shape (n,).
        """
        offsets = torch.arange(-REACH, REACH + 1)
        found = self.tape[(self.starts[windows] + slot)[:, None] + offsets]
        place = slot[:, None] + offsets
        outside = narrow[:, None] & ((place < 0) | (place >= WINDOW))
        return found.masked_fill(outside[..., None], BLANK)

    def of(self, windows: Tensor) -> "WindowDataset":
        """Some of the windows, shape (n,), as lessons of their own."""
        return replace(
            self, starts=self.starts[windows], wholes=self.wholes[windows], songs=self.songs[windows]
        )


def held_out(chart: Chart) -> bool:
    """Whether it is kept from training: one group in ten, chosen by its name, so never by chance twice."""
    return hashlib.sha256(chart.group.encode()).digest()[0] < 26


def lessons_of(charts: Iterable[Chart], *, repeats: bool) -> WindowDataset:
    """The windows of charts; those that a song repeats once, or as often as they are heard.

    Learned as often as they are heard, a few long songs would be learned by heart.
    """
    kept = tuple(charts)
    tape: list[tuple[int, ...]] = list(_BLANKS)
    starts, songs = [], []
    for number, chart in enumerate(kept):
        row = slots_of(chart)
        seen = set()
        for at in range(len(row) - WINDOW + 1):
            window = tuple(row[at : at + WINDOW])
            if repeats or window not in seen:
                seen.add(window)
                starts.append(len(tape) + at)
                songs.append(number)
        tape += [*row, *_BLANKS]
    owners = torch.tensor(songs, dtype=torch.long)
    wholes = torch.tensor([whole_of(chart.key.mode, chart.metre) for chart in kept] or [(0, 0)])
    return WindowDataset(
        torch.tensor(tape), torch.tensor(starts, dtype=torch.long), wholes[owners], owners, kept
    )


def slots_of(chart: Chart) -> Sequence[tuple[int, ...]]:
    """A chart as slots; one of fewer changes than a window has goes round until it fills one."""
    bar = chart.metre.beats
    changes = merged([(timed.chord, timed.beats / bar) for timed in chart.chords])
    if len(changes) < WINDOW:
        turns = len(changes) > 1 and changes[0][0] != changes[-1][0]
        changes = (changes * WINDOW)[:WINDOW] if turns else []
    return [slot_of(chord, bars, chart.key.tonic) for chord, bars in changes]


def frequencies(lessons: WindowDataset) -> Tensor:
    """How often each unit is on among its group, smoothed by one count, shape (units,)."""
    slots = lessons.slots()
    counts = [
        torch.bincount(slots[:, :, group].flatten() - span.start, minlength=span.stop - span.start) + 1.0
        for group, span in zip(SlotGroup, SPANS, strict=True)
    ]
    return torch.cat([count / count.sum() for count in counts])
