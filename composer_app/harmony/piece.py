"""A piece on its way: chords in sections, each as long as its bars."""

import random

import torch
from torch import Tensor

from composer_app.errors import EditError
from composer_app.harmony.drawing import COLOURS, Drawing
from composer_app.harmony.encoding import (
    LENGTHS,
    MODES,
    SPANS,
    WINDOW,
    Group,
    Whole,
    chord_of,
    slot_of,
    whole_of,
)
from composer_app.harmony.forms import Section, sections
from composer_app.harmony.grammar import Grammar
from composer_app.harmony.machines import BASE, Machines
from composer_app.harmony.rhythm import draw_lengths, fewest_chords, most_chords
from composer_app.harmony.sampling import Blend, Row, sweep_aside
from composer_app.harmony.wish import Weights, Wish
from composer_app.music.constraints import Ending
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, Metre
from composer_app.music.progression import Progression, TimedChord
from composer_app.music.taste import Form
from composer_app.work import Job

USUAL_BARS = 8
SWEEPS = 4
"""How often all chords are drawn before they are any good."""
_TURN_SWEEPS = 2
_TRIES = 4
_TURN = 2  # chords at the end of a section that lead on, or close
_BUSIEST = 3  # chords a bar
# Tonics that players like, for when none is asked for.
_TONICS = {Mode.MAJOR: (0, 2, 3, 4, 5, 7, 8, 9, 10), Mode.MINOR: (0, 2, 4, 5, 6, 7, 9, 11)}


def major_share(machines: Machines, weights: Weights) -> float:
    """How much of what machines would write by themselves is in major, from 0 to 1."""
    return sum(
        weight
        * float((machines.saved(name).wholes[:, Whole.MODE] == MODES.index(Mode.MAJOR)).double().mean())
        for name, weight in weights
    )


class Piece:
    """A piece on its way, section after section."""

    def __init__(self, machines: Machines, blend: Blend, wish: Wish, rng: random.Random, job: Job) -> None:
        self._machines, self._blend, self._wish, self._rng, self._job = machines, blend, wish, rng, job
        self._drawing = Drawing(blend, machines.heard(), wish.taste.temperature, rng, job)
        asked = wish.constraints
        self._metre: Metre = asked.metre or COMMON
        self._bars = asked.bars or USUAL_BARS
        self._loops = asked.ending is not Ending.CADENCE
        self._weights = wish.weights or [(BASE, 1.0)]
        self._mode = asked.mode or self._draw_mode()
        self._whole = torch.tensor(whole_of(self._mode, self._metre))
        self._tonic = self._rng.choice(_TONICS[self._mode]) if asked.tonic is None else asked.tonic
        self._slots = torch.zeros((0, len(SPANS)), dtype=torch.long)
        self._beats: list[float] = []

    def play(self) -> Progression:
        """All sections, and the end.

        Raises:
            EditError: A chord is kept beyond the last that fits.
        """
        self._check_kept()
        form = Form.ONCE if self._wish.kept else self._wish.taste.form
        plan = sections(form, self._bars)
        written: dict[str, tuple[Tensor, list[float]]] = {}
        for section in plan:
            self._job.step("Finding the harmony", len(self._beats), 0)
            if section.letter in written:
                self._repeat(section, *written[section.letter])
            else:
                written[section.letter] = self._write(section, alone=len(plan) == 1)
        if len(plan) > 1 or not self._loops:
            self._end()
        return self._progression()

    # What a section is made of

    def _write(self, section: Section, *, alone: bool) -> tuple[Tensor, list[float]]:
        """A section of new chords, after those that are there."""
        count = self._count(section.bars)
        rows = self._chain(self._mode)
        turn = self._rng.randrange(len(rows))
        first = len(self._slots)
        self._slots = torch.cat((self._slots, rows[(turn + torch.arange(count)) % len(rows)]))
        free = self._keep(range(first, first + count))
        row = self._row(ring=alone and self._loops)
        grammar = Grammar(self._mode, None)
        self._drawing.sweep(row, free, grammar.forbidden, SWEEPS)
        for _ in range(_TRIES):
            if len(set(row.slots[first:, Group.CHORD].tolist())) >= min(COLOURS + (count >= WINDOW), count):
                break
            self._drawing.sweep(row, free, grammar.forbidden)
        self._drawing.settle(row, range(first, first + count), free, grammar)
        beats = self._draw_lengths(row, range(first, first + count), section.bars)
        if self._blend.inverts:
            for slot in free:
                sweep_aside(self._blend, row, slot, Group.BASS, self._rng)
        self._beats += beats
        return self._slots[first:].clone(), beats

    def _repeat(self, section: Section, slots: Tensor, beats: list[float]) -> None:
        """A section that was there before, its end perhaps another."""
        self._slots = torch.cat((self._slots, slots))
        self._beats += beats
        if section.varied and len(slots) > _TURN:
            last = len(self._slots)
            free, grammar = range(last - _TURN, last), Grammar(self._mode, None)
            self._drawing.sweep(self._row(ring=False), free, grammar.forbidden, _TURN_SWEEPS)

    def _end(self) -> None:
        """Lead back to the beginning, or close."""
        last = len(self._slots)
        free = self._keep(range(max(0, last - _TURN), last))
        row, grammar = self._row(ring=self._loops), Grammar(self._mode, None if self._loops else last - 1)
        self._drawing.sweep(row, free, grammar.forbidden, _TURN_SWEEPS)
        self._drawing.make_new(row, free, grammar)

    # How it is done

    def _draw_mode(self) -> Mode:
        """A mode, the rarer one rarer still: what a machine seldom saw it does not do well."""
        major = major_share(self._machines, self._weights)
        return self._rng.choices((Mode.MAJOR, Mode.MINOR), (major**2, (1 - major) ** 2))[0]

    def _chain(self, mode: Mode) -> Tensor:
        """Where a machine's chain had come to: a row to start from, of a mode if there is one."""
        names, shares = zip(*self._weights, strict=True)
        saved = self._machines.saved(self._rng.choices(names, shares)[0])
        fitting = [n for n, own in enumerate(saved.wholes[:, Whole.MODE].tolist()) if MODES[own] is mode]
        return saved.rows[self._rng.choice(fitting or range(len(saved.rows)))]

    def _count(self, bars: int) -> int:
        """How many chords a section has: as many as the machines' chains have in so many bars, more or less."""
        lengths = torch.cat(
            [self._machines.saved(name).rows[:, :, Group.LENGTH] for name, _ in self._weights]
        )
        mean = torch.tensor(LENGTHS)[lengths - SPANS[Group.LENGTH].start].mean()
        wished = round(bars / float(mean) * self._rng.uniform(0.85, 1.2))
        kept = max(self._wish.kept, default=-1) + 1
        return max(min(max(wished, kept), self._most(bars)), fewest_chords(bars), min(2, bars))

    def _most(self, bars: int) -> int:
        """How many chords a section has at most."""
        return min(_BUSIEST * bars, most_chords(self._metre, bars))

    def _check_kept(self) -> None:
        """Refuse to keep chords where none can be."""
        last, most = max(self._wish.kept, default=-1) + 1, self._most(self._bars)
        if last > most:
            bars = f"{self._bars} bar{'s' * (self._bars != 1)}"
            raise EditError(
                f"There is no chord {last} to keep: {bars} of {self._metre} have {most} chords at most. "
                "Ask for more bars, or keep an earlier chord."
            )

    def _keep(self, numbers: range) -> list[int]:
        """Put the chords that are kept in their places; the numbers of the others."""
        for number, chord in self._wish.kept.items():
            if number in numbers:
                kept = slot_of(chord, 1.0, self._tonic)
                self._slots[number, Group.CHORD], self._slots[number, Group.BASS] = kept[0], kept[2]
        return [number for number in numbers if number not in self._wish.kept]

    def _row(self, *, ring: bool) -> Row:
        """All slots so far; what is drawn in the row is drawn in the piece."""
        return Row(self._slots, self._whole, ring)

    def _draw_lengths(self, row: Row, numbers: range, bars: int) -> list[float]:
        logits = [sweep_aside(self._blend, row, slot, Group.LENGTH, self._rng) for slot in numbers]
        if len(numbers) > 1:
            short = torch.tensor(LENGTHS) < 0.5
            logits[-1] = logits[-1].masked_fill(short, -30.0)  # a section ends with room
        return draw_lengths(logits, self._metre, bars, self._rng)

    def _progression(self) -> Progression:
        timed, beat = [], 0.0
        for number, ((chord, _, bass), beats) in enumerate(
            zip(self._slots.tolist(), self._beats, strict=True)
        ):
            found = self._wish.kept.get(number) or chord_of(chord, bass, self._tonic)
            timed.append(TimedChord(found, beat, beats))
            beat += beats
        return Progression(Key(self._tonic, self._mode), self._metre, tuple(timed))
