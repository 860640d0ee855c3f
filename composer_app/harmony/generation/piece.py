"""A piece on its way: chords in sections, each as long as its bars."""

import random

import torch
from torch import Tensor

from composer_app.errors import EditError
from composer_app.harmony.generation.constraints import HarmonyRules
from composer_app.harmony.generation.form import Section, sections
from composer_app.harmony.generation.gibbs import MIN_DISTINCT_CHORDS, GibbsSampler
from composer_app.harmony.generation.harmonic_rhythm import draw_lengths, max_chords, min_chords
from composer_app.harmony.generation.product_of_experts import ChordSequence, ProductOfExperts, resample_group
from composer_app.harmony.generation.registry import BASE_MODEL, ModelRegistry
from composer_app.harmony.generation.request import EmotionWeights, GenerationRequest
from composer_app.harmony.model.encoding import (
    LENGTHS_BARS,
    MODES,
    SLOT_SPANS,
    WINDOW_SLOTS,
    SequenceGroup,
    SlotGroup,
    chord_from_units,
    sequence_units,
    slot_units,
)
from composer_app.job import Job
from composer_app.music.constraints import Ending
from composer_app.music.generation_settings import Form
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, Metre
from composer_app.music.progression import Progression, TimedChord

DEFAULT_BARS = 8
SWEEP_COUNT = 4
"""How often all chords are drawn before they are any good."""
_TURNAROUND_SWEEPS = 2
_MAX_EXTRA_SWEEPS = 4
_TURNAROUND_CHORDS = 2  # chords at the end of a section that lead on, or close
_MAX_CHORDS_PER_BAR = 3  # chords a bar
# Tonics that players like, for when none is asked for.
_USUAL_TONICS = {Mode.MAJOR: (0, 2, 3, 4, 5, 7, 8, 9, 10), Mode.MINOR: (0, 2, 4, 5, 6, 7, 9, 11)}


def major_share(models: ModelRegistry, weights: EmotionWeights) -> float:
    """How much of what machines would write by themselves is in major, from 0 to 1."""
    return sum(
        weight
        * float(
            (models.load(name).chain_units[:, SequenceGroup.MODE] == MODES.index(Mode.MAJOR)).double().mean()
        )
        for name, weight in weights
    )


class PieceGenerator:
    """A piece on its way, section after section."""

    def __init__(
        self,
        models: ModelRegistry,
        product: ProductOfExperts,
        generation_request: GenerationRequest,
        rng: random.Random,
        job: Job,
    ) -> None:
        self._models, self._product, self._request, self._rng, self._job = (
            models,
            product,
            generation_request,
            rng,
            job,
        )
        self._sampler = GibbsSampler(
            product, models.corpus_filter(), generation_request.generation_settings.temperature, rng, job
        )
        asked = generation_request.constraints
        self._metre: Metre = asked.metre or COMMON
        self._bars = asked.bars or DEFAULT_BARS
        self._is_loop = asked.ending is not Ending.CADENCE
        self._weights = generation_request.emotion_weights or [(BASE_MODEL, 1.0)]
        self._mode = asked.mode or self._draw_mode()
        self._sequence_units = torch.tensor(sequence_units(self._mode, self._metre))
        self._tonic = self._rng.choice(_USUAL_TONICS[self._mode]) if asked.tonic is None else asked.tonic
        self._slots = torch.zeros((0, len(SLOT_SPANS)), dtype=torch.long)
        self._beats: list[float] = []

    def generate(self) -> Progression:
        """All sections, and the end.

        Raises:
            EditError: A chord is kept beyond the last that fits.
        """
        self._check_kept()
        form = Form.SINGLE if self._request.locked else self._request.generation_settings.form
        plan = sections(form, self._bars)
        written: dict[str, tuple[Tensor, list[float]]] = {}
        for section in plan:
            self._job.step("Generating chords", len(self._beats), 0)
            if section.letter in written:
                self._repeat_section(section, *written[section.letter])
            else:
                written[section.letter] = self._generate_section(section, alone=len(plan) == 1)
        if len(plan) > 1 or not self._is_loop:
            self._generate_ending()
        return self._progression()

    # What a section is made of

    def _generate_section(self, section: Section, *, alone: bool) -> tuple[Tensor, list[float]]:
        """A section of new chords, after those that are there."""
        count = self._chord_count(section.bars)
        rows = self._initial_chain(self._mode)
        turn = self._rng.randrange(len(rows))
        first = len(self._slots)
        self._slots = torch.cat((self._slots, rows[(turn + torch.arange(count)) % len(rows)]))
        free = self._place_locked(range(first, first + count))
        row = self._sequence(ring=alone and self._is_loop)
        grammar = HarmonyRules(self._mode, None)
        self._sampler.sweep(row, free, grammar.forbidden, SWEEP_COUNT)
        for _ in range(_MAX_EXTRA_SWEEPS):
            if len(set(row.slots[first:, SlotGroup.CHORD].tolist())) >= min(
                MIN_DISTINCT_CHORDS + (count >= WINDOW_SLOTS), count
            ):
                break
            self._sampler.sweep(row, free, grammar.forbidden)
        self._sampler.repair(row, range(first, first + count), free, grammar)
        beats = self._draw_lengths(row, range(first, first + count), section.bars)
        if self._product.writes_inversions:
            for slot in free:
                resample_group(self._product, row, slot, SlotGroup.BASS, self._rng)
        self._beats += beats
        return self._slots[first:].clone(), beats

    def _repeat_section(self, section: Section, slots: Tensor, beats: list[float]) -> None:
        """A section that was there before, its end perhaps another."""
        self._slots = torch.cat((self._slots, slots))
        self._beats += beats
        if section.has_varied_end and len(slots) > _TURNAROUND_CHORDS:
            last = len(self._slots)
            free, grammar = range(last - _TURNAROUND_CHORDS, last), HarmonyRules(self._mode, None)
            self._sampler.sweep(self._sequence(ring=False), free, grammar.forbidden, _TURNAROUND_SWEEPS)

    def _generate_ending(self) -> None:
        """Lead back to the beginning, or close."""
        last = len(self._slots)
        free = self._place_locked(range(max(0, last - _TURNAROUND_CHORDS), last))
        row, grammar = (
            self._sequence(ring=self._is_loop),
            HarmonyRules(self._mode, None if self._is_loop else last - 1),
        )
        self._sampler.sweep(row, free, grammar.forbidden, _TURNAROUND_SWEEPS)
        self._sampler.avoid_corpus_copies(row, free, grammar)

    # How it is done

    def _draw_mode(self) -> Mode:
        """A mode, the rarer one rarer still: what a machine seldom saw it does not do well."""
        major = major_share(self._models, self._weights)
        return self._rng.choices((Mode.MAJOR, Mode.MINOR), (major**2, (1 - major) ** 2))[0]

    def _initial_chain(self, mode: Mode) -> Tensor:
        """Where a machine's chain had come to: a row to start from, of a mode if there is one."""
        names, shares = zip(*self._weights, strict=True)
        saved = self._models.load(self._rng.choices(names, shares)[0])
        fitting = [
            n for n, own in enumerate(saved.chain_units[:, SequenceGroup.MODE].tolist()) if MODES[own] is mode
        ]
        return saved.chain_slots[self._rng.choice(fitting or range(len(saved.chain_slots)))]

    def _chord_count(self, bars: int) -> int:
        """How many chords a section has: as many as the machines' chains have in so many bars, more or less."""
        lengths = torch.cat(
            [self._models.load(name).chain_slots[:, :, SlotGroup.LENGTH] for name, _ in self._weights]
        )
        mean = torch.tensor(LENGTHS_BARS)[lengths - SLOT_SPANS[SlotGroup.LENGTH].start].mean()
        wished = round(bars / float(mean) * self._rng.uniform(0.85, 1.2))
        kept = max(self._request.locked, default=-1) + 1
        return max(min(max(wished, kept), self._most(bars)), min_chords(bars), min(2, bars))

    def _most(self, bars: int) -> int:
        """How many chords a section has at most."""
        return min(_MAX_CHORDS_PER_BAR * bars, max_chords(self._metre, bars))

    def _check_kept(self) -> None:
        """Refuse to keep chords where none can be."""
        last, most = max(self._request.locked, default=-1) + 1, self._most(self._bars)
        if last > most:
            bars = f"{self._bars} bar{'s' * (self._bars != 1)}"
            raise EditError(
                f"There is no chord {last} to keep: {bars} of {self._metre} have {most} chords at most. "
                "Ask for more bars, or keep an earlier chord."
            )

    def _place_locked(self, numbers: range) -> list[int]:
        """Put the chords that are kept in their places; the numbers of the others."""
        for number, chord in self._request.locked.items():
            if number in numbers:
                kept = slot_units(chord, 1.0, self._tonic)
                self._slots[number, SlotGroup.CHORD], self._slots[number, SlotGroup.BASS] = kept[0], kept[2]
        return [number for number in numbers if number not in self._request.locked]

    def _sequence(self, *, ring: bool) -> ChordSequence:
        """All slots so far; what is drawn in the row is drawn in the piece."""
        return ChordSequence(self._slots, self._sequence_units, ring)

    def _draw_lengths(self, row: ChordSequence, numbers: range, bars: int) -> list[float]:
        logits = [resample_group(self._product, row, slot, SlotGroup.LENGTH, self._rng) for slot in numbers]
        if len(numbers) > 1:
            short = torch.tensor(LENGTHS_BARS) < 0.5
            logits[-1] = logits[-1].masked_fill(short, -30.0)  # a section ends with room
        return draw_lengths(logits, self._metre, bars, self._rng)

    def _progression(self) -> Progression:
        timed, beat = [], 0.0
        for number, ((chord, _, bass), beats) in enumerate(
            zip(self._slots.tolist(), self._beats, strict=True)
        ):
            found = self._request.locked.get(number) or chord_from_units(chord, bass, self._tonic)
            timed.append(TimedChord(found, beat, beats))
            beat += beats
        return Progression(Key(self._tonic, self._mode), self._metre, tuple(timed))
