"""A piece on its way: phrases, the sections made of them, and then the chords of all at once."""

import random
from collections.abc import Mapping, Sequence
from itertools import combinations

import torch

from composer_app.errors import EditError
from composer_app.harmony.generation.constraints import Slot
from composer_app.harmony.generation.form import Section, phrase_units, sections
from composer_app.harmony.generation.gibbs import GibbsSampler, blank_slots
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.generation.phrase_blend import PhraseBlend
from composer_app.harmony.generation.phrase_plan import Plan, plan_of
from composer_app.harmony.generation.product_of_experts import ChordSequence, ProductOfExperts
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.harmony.model.encoding import (
    METRES,
    MODES,
    PHRASE_BARS,
    SlotColumn,
    chord_from_units,
    nearest_metre,
    place_at,
    sequence_units,
    slot_units,
)
from composer_app.harmony.model.phrase_encoding import METRE_SPAN, MODE_SPAN, Onset
from composer_app.job import Job
from composer_app.music.constraints import Ending
from composer_app.music.generation_settings import Form
from composer_app.music.key import Key, Mode, nearest_mode
from composer_app.music.metre import COMMON, Metre
from composer_app.music.progression import Progression, TimedChord

DEFAULT_BARS = 8
_SWEEP_COUNT = 5  # how often all chords are drawn before they are any good
_MAX_CHORDS_PER_BAR = 3
_HOME_BARS = 8  # bars within which the tonic is heard
_VARIED_CHORDS = 2  # chords at the end of a repeated section that differ
_MIN_VARIABLES = 3  # different chords that a phrase should have room for
_COOL_SWEEPS, _COOLING = 2, 0.6  # how many of the sweeps are cooler, and by which factor
_MAX_CHORD_BARS = 2  # how long a chord of a phrase should last at most: a longer one is a stall
_MIN_ROOTS = 3  # different roots that a piece should have
_PHRASE_TRIES = 8
# Tonics that players like, for when none is asked for.
_USUAL_TONICS = {Mode.MAJOR: (0, 2, 3, 4, 5, 7, 8, 9, 10), Mode.MINOR: (0, 2, 4, 5, 6, 7, 9, 11)}


class PieceGenerator:
    """A piece on its way."""

    def __init__(
        self,
        phrases: PhraseBlend,
        product: ProductOfExperts,
        corpus: NoveltyFilter,
        generation_request: GenerationRequest,
        rng: random.Random,
        job: Job,
    ) -> None:
        self._phrases, self._product, self._corpus = phrases, product, corpus
        self._request, self._rng, self._job = generation_request, rng, job
        asked = generation_request.constraints
        self._metre: Metre = asked.metre or COMMON
        self._bars = asked.bars or DEFAULT_BARS
        self._is_loop = asked.ending is not Ending.CADENCE
        self._given: dict[int, float] = {METRE_SPAN.start + METRES.index(nearest_metre(self._metre)): 1.0}
        if not generation_request.locked:
            self._given |= phrase_units(generation_request.generation_settings.form)

    def generate(self) -> Progression:
        """The piece.

        Raises:
            EditError: A chord is locked beyond the last that fits.
        """
        self._check_locked()
        form = Form.SINGLE if self._request.locked else self._request.generation_settings.form
        mode = str(self._request.constraints.mode or self._rng.choices(MODES, self._phrases.mode_odds)[0])
        self._given[MODE_SPAN.start + MODES.index(mode)] = 1.0
        self._fix_whole_units()
        plan = Plan()
        written: dict[str, Plan] = {}
        repeats: list[tuple[int, int]] = []
        firsts: list[range] = []
        for section in sections(form, self._bars):
            start = len(plan.chords)
            if section.letter not in written:
                own = self._section_plan(section)
                offset = plan.next_variable
                plan = plan.followed_by(own)
                written[section.letter] = own.renumbered(offset)
                firsts.append(range(start, len(plan.chords)))
            else:
                plan = plan.followed_by(written[section.letter], shared=True)
                if section.has_varied_end:
                    repeats.append((start, len(plan.chords)))
        for start, end in repeats:
            if end - start > _VARIED_CHORDS:
                plan = plan.with_own_variable(range(end - _VARIED_CHORDS, end))
        if not self._is_loop and not self._request.locked:
            plan = plan.closing(self._metre)
        plan = plan.with_early_tonic(_HOME_BARS * self._metre.beats)
        return self._filled(self._with_room_for_locked(plan), mode, firsts)

    def _fix_whole_units(self) -> None:
        """Set the other units of a group to 0 where one of it is given."""
        for span in (METRE_SPAN, MODE_SPAN):
            units = range(span.start, span.stop)
            if any(self._given.get(unit) for unit in units):
                self._given |= {unit: self._given.get(unit, 0.0) for unit in units}

    def _sample_phrase(self) -> torch.Tensor:
        return self._phrases.sample(self._rng, self._given)

    def _section_plan(self, section: Section) -> Plan:
        """The phrases of a section, of eight bars each but for the last."""
        plan = Plan()
        for begin in range(0, section.bars, PHRASE_BARS):
            plan = plan.followed_by(self._phrase_plan(min(PHRASE_BARS, section.bars - begin)))
        return plan

    def _phrase_plan(self, bars: int) -> Plan:
        """A phrase with room for some different chords."""
        wanted = min(_MIN_VARIABLES, max(1, bars))
        plan = plan_of(self._sample_phrase(), self._metre, bars)
        for _ in range(_PHRASE_TRIES):
            moves = max(plan.lengths()) <= _MAX_CHORD_BARS * self._metre.beats
            if moves and len({chord.variable for chord in plan.chords}) >= wanted:
                break
            plan = plan_of(self._sample_phrase(), self._metre, bars)
        return plan

    def _with_room_for_locked(self, plan: Plan) -> Plan:
        """A plan with as many chords as are locked, each of those by itself."""
        locked = self._request.locked
        if not locked:
            return plan
        while len(plan.chords) <= max(locked):
            plan = plan.split(self._metre.pulse)
        return plan.with_own_variable(sorted(locked))

    def _most_chords(self) -> int:
        pulses = round(self._metre.beats / self._metre.pulse)
        return self._bars * max(1, min(_MAX_CHORDS_PER_BAR, pulses))

    def _check_locked(self) -> None:
        """Refuse to lock chords where none can be."""
        last, most = max(self._request.locked, default=-1) + 1, self._most_chords()
        if last > most:
            bars = f"{self._bars} bar{'s' * (self._bars != 1)}"
            raise EditError(
                f"There is no chord {last} to keep: {bars} of {self._metre} have {most} chords at most. "
                "Ask for more bars, or keep an earlier chord."
            )

    def _filled(self, plan: Plan, mode: str, sections_apart: Sequence[range]) -> Progression:
        """A plan with its chords; those of some sections must differ from each other."""
        key_mode = nearest_mode(mode)
        tonic = self._request.constraints.tonic
        tonic = self._rng.choice(_USUAL_TONICS[key_mode]) if tonic is None else tonic
        places = [place_at(chord.start - chord.phrase_start, self._metre) for chord in plan.chords]
        sequence = ChordSequence(
            blank_slots(places), torch.tensor(sequence_units(mode, self._metre)), self._is_loop
        )
        for number, chord in self._request.locked.items():
            sequence.slots[number, : SlotColumn.PLACE] = torch.tensor(
                slot_units(chord, tonic)[: SlotColumn.PLACE]
            )
        variables = [chord.variable for chord in plan.chords]
        fixed = {variables[number] for number in self._request.locked}
        free = [variable for variable in dict.fromkeys(variables) if variable not in fixed]
        sampler = GibbsSampler(
            self._product, sequence, variables, self._slots(plan),
            self._request.generation_settings.temperature, self._rng, self._job,
        )  # fmt: skip
        sampler.sweep(free, _SWEEP_COUNT - _COOL_SWEEPS)
        sampler.sweep(free, _COOL_SWEEPS, cooling=_COOLING)
        sampler.ensure_roots(free, _MIN_ROOTS)
        for first, second in combinations(sections_apart, 2):
            sampler.ensure_difference(first, [n for n in second if n < len(sequence)], free)
        sampler.avoid_corpus_copies(free, self._corpus)
        sampler.draw_basses(free)
        return self._progression(plan, sequence, Key(tonic, key_mode))

    def _slots(self, plan: Plan) -> Mapping[int, Slot]:
        """What each variable asks of its chord."""
        # Where a phrase has a tonic is binding, and so is all that a form asks for. Which other chord a feeling puts
        # where pop songs have a dominant, its chord model knows better.
        bound = bool(phrase_units(self._request.generation_settings.form))
        found = {
            chord.variable: Slot(chord.onset)
            if bound or chord.onset in {None, Onset.TONIC}
            else Slot(is_tonic_barred=True)
            for chord in plan.chords
        }
        last = plan.chords[-1]
        if last.onset is Onset.TONIC:
            found[last.variable] = Slot(is_close=True)
        if not self._is_loop and not self._request.locked:
            if len(plan.chords) > 1:
                found[plan.chords[-2].variable] = Slot(leads_to_close=True)
            found[plan.chords[-1].variable] = Slot(is_close=True)
        return found

    def _progression(self, plan: Plan, sequence: ChordSequence, key: Key) -> Progression:
        timed: list[TimedChord] = []
        for number, (chord, beats) in enumerate(zip(plan.chords, plan.lengths(), strict=True)):
            units = sequence.slots[number].tolist()
            found = self._request.locked.get(number) or chord_from_units(units[0], units[1], key.tonic)
            timed.append(TimedChord(found, chord.start, beats))
        return Progression(key, self._metre, tuple(timed))
