"""Plans: where the chords of a piece begin, and which of them are the same chord.

A phrase as its model has it says which bars return. Places that must have the same chord are one variable, so that a
bar that returns cannot differ from the first one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from torch import Tensor

from composer_app.harmony.model.encoding import PHRASE_BARS
from composer_app.harmony.model.phrase_encoding import (
    HALF_BARS,
    ONSET_SPAN,
    RETURN_SPAN,
    RETURNS,
    SPLIT_SPAN,
    Onset,
    PhraseGrid,
)
from composer_app.music.metre import Metre

_TINY_BEATS = 1e-6


@dataclass(frozen=True, slots=True)
class PlannedChord:
    """A chord that is still to be found.

    Attributes:
        start: Where it begins, in beats.
        variable: What tells it apart: places with the same variable have the same chord.
        onset: What it does; None if that is open.
        phrase_start: Where its phrase begins, in beats.
    """

    start: float
    variable: int
    onset: Onset | None = None
    phrase_start: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The chords of a piece that are still to be found, in order.

    Attributes:
        chords: The chords; two neighbours have different variables.
        beats: How long the piece is.
    """

    chords: tuple[PlannedChord, ...] = ()
    beats: float = 0.0

    @property
    def next_variable(self) -> int:
        """A variable that is not in use."""
        return max((chord.variable for chord in self.chords), default=-1) + 1

    def lengths(self) -> list[float]:
        """How long each chord lasts, in beats."""
        ends = [chord.start for chord in self.chords[1:]] + [self.beats]
        return [end - chord.start for chord, end in zip(self.chords, ends, strict=True)]

    def renumbered(self, offset: int) -> "Plan":
        """The same with variables that are larger by an offset."""
        moved = (replace(chord, variable=chord.variable + offset) for chord in self.chords)
        return replace(self, chords=tuple(moved))

    def followed_by(self, other: "Plan", *, shared: bool = False) -> "Plan":
        """This plan and another one after it; `shared` if its variables mean the same in both."""
        offset = 0 if shared else self.next_variable
        moved = (
            replace(
                chord,
                start=chord.start + self.beats,
                variable=chord.variable + offset,
                phrase_start=chord.phrase_start + self.beats,
            )
            for chord in other.chords
        )
        return Plan(tuple(_merged((*self.chords, *moved))), self.beats + other.beats)

    def with_own_variable(self, numbers: Iterable[int], onset: Onset | None = None) -> "Plan":
        """The same places, some of which are no longer bound to any other."""
        chords = list(self.chords)
        variable = self.next_variable
        for number in numbers:
            chords[number] = replace(chords[number], variable=variable, onset=onset)
            variable += 1
        return replace(self, chords=tuple(chords))

    def split(self, step: float) -> "Plan":
        """One chord more: the longest becomes two, on a multiple of `step` beats."""
        lengths = self.lengths()
        number = max(range(len(lengths)), key=lengths.__getitem__)
        chord = self.chords[number]
        half = max(step, round(lengths[number] / 2 / step) * step)
        later = PlannedChord(chord.start + half, self.next_variable, None, chord.phrase_start)
        return replace(self, chords=(*self.chords[: number + 1], later, *self.chords[number + 1 :]))

    def with_early_tonic(self, beats: float) -> "Plan":
        """The same, beginning on the tonic if none is heard within so many beats."""
        first = self.chords[0].variable
        if any(chord.onset is Onset.TONIC for chord in self.chords if chord.start < beats):
            return self
        chords = (
            replace(chord, onset=Onset.TONIC) if chord.variable == first else chord for chord in self.chords
        )
        return replace(self, chords=tuple(chords))

    def closing(self, metre: Metre) -> "Plan":
        """The same with one chord, its own, in the last bar."""
        last_bar = self.beats - metre.beats
        kept = [chord for chord in self.chords if chord.start < last_bar - _TINY_BEATS]
        phrase_start = self.chords[-1].phrase_start
        last = PlannedChord(last_bar, self.next_variable, Onset.TONIC, phrase_start)
        plan = replace(self, chords=(*kept, last))
        return plan.with_own_variable([len(kept) - 1]) if kept else plan


@dataclass(slots=True)
class _Classes:
    """Places joined into classes (union-find), each named by its first place."""

    parents: list[int] = field(default_factory=lambda: list(range(2 * HALF_BARS)))

    def find(self, place: int) -> int:
        while self.parents[place] != place:
            place = self.parents[place]
        return place

    def join(self, a: int, b: int) -> None:
        a, b = self.find(a), self.find(b)
        self.parents[max(a, b)] = min(a, b)


def plan_of(units: Tensor, metre: Metre, bars: int = PHRASE_BARS) -> Plan:
    """The plan of a phrase, or of its first bars.

    Args:
        units: The phrase, shape (PHRASE_UNITS,).
        metre: Its metre.
        bars: How many of its bars, 1 to 8.
    """
    grid = PhraseGrid.of(metre)
    onsets = [Onset(i) for i in units[ONSET_SPAN].reshape(HALF_BARS, len(Onset)).argmax(1).tolist()]
    # A second chord begins on the last pulse of a bar alone: it leads into the next one.
    splits = [bool(on) and half_bar % 2 == 1 for half_bar, on in enumerate(units[SPLIT_SPAN].tolist())]
    splits = [on and grid.split(half_bar) is not None for half_bar, on in enumerate(splits)]
    classes = _classes(onsets, splits, units[RETURN_SPAN].tolist())
    planned = []
    for half_bar in range(2 * bars):
        variable = classes.find(half_bar)
        onset = onsets[variable] if variable < HALF_BARS and onsets[variable] is not Onset.HOLD else None
        planned.append(PlannedChord(grid.start(half_bar), variable, onset))
        if splits[half_bar]:
            at = grid.split(half_bar)
            assert at is not None
            planned.append(PlannedChord(at, classes.find(HALF_BARS + half_bar)))
    return Plan(tuple(_merged(planned)), bars * metre.beats)


def _classes(onsets: Sequence[Onset], splits: list[bool], returns: Sequence[float]) -> _Classes:
    """Which half bars, and which second chords within them, have the same chord; `splits` follows the returns."""
    classes = _Classes()
    for (lag, bar), same in zip(RETURNS, returns, strict=True):
        if not same:
            continue
        for half_bar in (2 * bar, 2 * bar + 1):
            earlier = half_bar - 2 * lag
            splits[half_bar] = splits[earlier]
            classes.join(half_bar, earlier)
            classes.join(HALF_BARS + half_bar, HALF_BARS + earlier)
    for half_bar in range(1, HALF_BARS):
        if onsets[half_bar] is Onset.HOLD:
            before = half_bar - 1
            classes.join(half_bar, HALF_BARS + before if splits[before] else before)
    return classes


def _merged(chords: Iterable[PlannedChord]) -> Iterable[PlannedChord]:
    """Chords without those whose variable is that of the one before: it goes on."""
    before = None
    for chord in chords:
        if chord.variable != before:
            yield chord
        before = chord.variable
