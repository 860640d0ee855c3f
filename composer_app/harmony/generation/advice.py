"""About a chord where it stands: what else could stand there, and why it fits the feeling, in the machines' numbers."""

import math
from dataclasses import replace

import torch
from torch import Tensor

from composer_app.harmony.generation.harmonist import Harmonist, sequence_of
from composer_app.harmony.generation.product_of_experts import ChordSequence, single_threaded
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.harmony.model.encoding import SLOT_SPANS, SlotColumn, chord_from_units
from composer_app.music.chord_advice import ChordAlternative, ChordReason
from composer_app.music.constraints import Ending
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.harmonic_function import function_of_chord
from composer_app.music.progression import Progression

_STRONG_RATIO_NATS, _CLEAR_RATIO_NATS = math.log(3), math.log(1.5)


def suggest(
    harmonist: Harmonist,
    progression: Progression,
    number: int,
    generation_request: GenerationRequest,
    count: int = 10,
) -> tuple[ChordAlternative, ...]:
    """The likeliest other chords for one place, with their probabilities among all that may stand there."""
    row = _sequence_of(progression, generation_request)
    with single_threaded():
        blend = harmonist.product_of_experts(
            generation_request.emotion_weights, generation_request.generation_settings
        )
        near = row.neighbourhood(number, SlotColumn.CHORD)
        odds = blend.logits(near, row.sequence_units, SlotColumn.CHORD).softmax(0)
    taken = {int(row.slots[place, SlotColumn.CHORD]) for place in (number, *row.adjacent_slots(number))}
    best = [unit for unit in odds.argsort(descending=True, stable=True).tolist() if unit not in taken][:count]
    root = SLOT_SPANS[SlotColumn.BASS].start
    return tuple(
        ChordAlternative(chord_from_units(unit, root, progression.key.tonic), float(odds[unit]))
        for unit in best
        if odds[unit] > 0
    )


def explain(
    harmonist: Harmonist, progression: Progression, generation_request: GenerationRequest
) -> tuple[ChordReason, ...]:
    """Why each chord fits: its pull compared with the base machine's."""
    row = _sequence_of(progression, generation_request)
    feeling = " and ".join(name for name, _ in generation_request.emotion_weights[:2])
    with single_threaded():
        felt = _log_probabilities(harmonist, row, generation_request)
        usual = _log_probabilities(
            harmonist,
            row,
            replace(generation_request, emotion_weights=(), generation_settings=GenerationSettings()),
        )
    reasons = []
    for timed, own, general in zip(progression.chords, felt, usual, strict=True):
        pull = float(own - general)
        numeral = timed.chord.roman(progression.key)
        reasons.append(
            ChordReason(
                numeral, function_of_chord(timed.chord, progression.key), pull, _explanation(pull, feeling)
            )
        )
    return tuple(reasons)


def _sequence_of(progression: Progression, generation_request: GenerationRequest) -> ChordSequence:
    return sequence_of(progression, circular=generation_request.constraints.ending is not Ending.CADENCE)


def _log_probabilities(
    harmonist: Harmonist, row: ChordSequence, generation_request: GenerationRequest
) -> Tensor:
    """Log p(chord | all others) of each slot, shape (slots,)."""
    blend = harmonist.product_of_experts(
        generation_request.emotion_weights, generation_request.generation_settings
    )
    found = [
        blend.logits(
            row.neighbourhood(slot, SlotColumn.CHORD), row.sequence_units, SlotColumn.CHORD
        ).log_softmax(0)[row.slots[slot, SlotColumn.CHORD]]
        for slot in range(len(row))
    ]
    return torch.stack(found)


def _explanation(log_likelihood_ratio: float, emotion_names: str) -> str:
    """What a pull means, for a person."""
    times = math.exp(abs(log_likelihood_ratio))
    said = f"{times:.0f}" if times >= 3 else f"{times:.1f}"
    if not emotion_names or abs(log_likelihood_ratio) < _CLEAR_RATIO_NATS:
        return "at home in any mood"
    if log_likelihood_ratio >= _STRONG_RATIO_NATS:
        return f"much likelier here when {emotion_names}: {said} times"
    if log_likelihood_ratio > 0:
        return f"likelier here when {emotion_names}: {said} times"
    return f"a surprise when {emotion_names}: {said} times rarer here than in other music"
