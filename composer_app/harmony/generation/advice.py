"""About a chord where it stands: what else could stand there, and why it fits the feeling, in the machines' numbers."""

import math
from dataclasses import replace

import torch
from torch import Tensor

from composer_app.harmony.generation.constraints import HarmonyRules
from composer_app.harmony.generation.harmonist import Harmonist, row_of
from composer_app.harmony.generation.product_of_experts import ChordSequence, chord_logits, one_thread
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.harmony.model.encoding import SPANS, SlotGroup, chord_of
from composer_app.music.chord_advice import ChordAlternative, ChordReason
from composer_app.music.constraints import Ending
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.harmonic_function import role
from composer_app.music.progression import Progression

_MUCH, _CLEARLY = math.log(3), math.log(1.5)


def suggest(
    harmonist: Harmonist, progression: Progression, number: int, wish: GenerationRequest, count: int = 10
) -> tuple[ChordAlternative, ...]:
    """The likeliest other chords for one place, with their probabilities among all that may stand there."""
    row, grammar = _row(progression, wish), HarmonyRules(progression.key.mode, None, plain=False)
    with one_thread():
        odds = chord_logits(
            harmonist.blend(wish.weights, wish.taste), row, number, grammar.forbidden
        ).softmax(0)
    own = int(row.slots[number, SlotGroup.CHORD])
    best = [unit for unit in odds.argsort(descending=True, stable=True).tolist() if unit != own][:count]
    root = SPANS[SlotGroup.BASS].start
    return tuple(
        ChordAlternative(chord_of(unit, root, progression.key.tonic), float(odds[unit]))
        for unit in best
        if odds[unit] > 0
    )


def explain(
    harmonist: Harmonist, progression: Progression, wish: GenerationRequest
) -> tuple[ChordReason, ...]:
    """Why each chord fits: its pull compared with the base machine's."""
    row = _row(progression, wish)
    feeling = " and ".join(name for name, _ in wish.weights[:2])
    with one_thread():
        felt = _chances(harmonist, row, wish)
        usual = _chances(harmonist, row, replace(wish, weights=(), taste=GenerationSettings()))
    reasons = []
    for timed, own, general in zip(progression.chords, felt, usual, strict=True):
        pull = float(own - general)
        numeral = timed.chord.roman(progression.key)
        reasons.append(ChordReason(numeral, role(timed.chord, progression.key), pull, _phrase(pull, feeling)))
    return tuple(reasons)


def _row(progression: Progression, wish: GenerationRequest) -> ChordSequence:
    return row_of(progression, ring=wish.constraints.ending is not Ending.CADENCE)


def _chances(harmonist: Harmonist, row: ChordSequence, wish: GenerationRequest) -> Tensor:
    """Log p(chord | all others) of each slot, shape (slots,)."""
    blend = harmonist.blend(wish.weights, wish.taste)
    found = [
        blend.logits(row.near(slot, SlotGroup.CHORD), row.whole, SlotGroup.CHORD).log_softmax(0)[
            row.slots[slot, SlotGroup.CHORD]
        ]
        for slot in range(len(row))
    ]
    return torch.stack(found)


def _phrase(pull: float, feeling: str) -> str:
    """What a pull means, for a person."""
    times = math.exp(abs(pull))
    said = f"{times:.0f}" if times >= 3 else f"{times:.1f}"
    if not feeling or abs(pull) < _CLEARLY:
        return "at home in any mood"
    if pull >= _MUCH:
        return f"much likelier here when {feeling}: {said} times"
    if pull > 0:
        return f"likelier here when {feeling}: {said} times"
    return f"a surprise when {feeling}: {said} times rarer here than in other music"
