"""Which feelings chords carry, by the free energies of the models.

Each emotion's model says how much more it likes a progression than the base model does, and a softmax over that
evidence, scaled so that it is honest on progressions that were kept from training, gives each emotion its weight.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch

from composer_app.harmony.generation.registry import BASE_MODEL, ModelRegistry
from composer_app.harmony.model.chord_rbm import CONTEXT_SLOTS
from composer_app.harmony.model.encoding import (
    BLANK_UNIT,
    SlotColumn,
    chord_changes,
    place_at,
    sequence_units,
    slot_units,
)
from composer_app.harmony.model.evidence import evidence, pad_sequences
from composer_app.music.chord import Chord
from composer_app.music.metre import Metre
from composer_app.music.progression import TimedChord


@dataclass(frozen=True, slots=True)
class ChordEvidence:
    """What one chord says for a feeling.

    Attributes:
        chord: The chord.
        log_likelihood_ratio: log p(the chord | all others) of the feeling's model over that of the base model, in nats.
    """

    chord: Chord
    log_likelihood_ratio: float


@dataclass(frozen=True, slots=True)
class RecognizedEmotion:
    """A feeling that chords carry.

    Attributes:
        name: Its name.
        weight: Its probability, 0 to 1; the weights of all feelings sum to 1.
        chords: What each chord says for it, in order.
    """

    name: str
    weight: float
    chords: tuple[ChordEvidence, ...]


def recognize_emotions(
    models: ModelRegistry,
    chords: Sequence[TimedChord],
    tonic: int,
    mode: str,
    metre: Metre,
    emotions: Iterable[str],
) -> tuple[RecognizedEmotion, ...]:
    """The feelings that chords carry, the strongest first.

    Args:
        models: The models.
        chords: The chords, in order.
        tonic: The pitch class of their tonic.
        mode: The name of their mode: "major", "minor", or a church mode.
        metre: Their metre.
        emotions: The feelings to choose from.

    Raises:
        ModelError: A model is missing or damaged.
    """
    names = tuple(emotions)
    changes = chord_changes(chords)
    row = [slot_units(timed.chord, tonic, place_at(timed.start, metre)) for timed in changes]
    slots, lengths = pad_sequences([row])
    wholes = torch.tensor([sequence_units(mode, metre)])
    base = models.load(BASE_MODEL)
    saved = [models.load(name) for name in names]
    energies = torch.stack([each.chords.free_energy(slots, wholes) for each in saved], 1)
    found = evidence(energies, base.chords.free_energy(slots, wholes), lengths)[0]
    offsets = torch.tensor([float(each.card.get("evidence_offset", 0.0)) for each in saved])
    weights = (float(base.card.get("evidence_scale", 1.0)) * (found + offsets)).softmax(0)
    usual = _log_likelihoods(models, BASE_MODEL, slots, wholes)
    recognized = []
    for number in weights.argsort(descending=True, stable=True).tolist():
        ratios = (_log_likelihoods(models, names[number], slots, wholes) - usual).tolist()
        own = tuple(ChordEvidence(c.chord, ratio) for c, ratio in zip(changes, ratios, strict=True))
        recognized.append(RecognizedEmotion(names[number], float(weights[number]), own))
    return tuple(recognized)


def _log_likelihoods(
    models: ModelRegistry, name: str, slots: torch.Tensor, wholes: torch.Tensor
) -> torch.Tensor:
    """Log p(chord | all others) of each chord, shape (chords,)."""
    model = models.load(name).chords
    count = slots.shape[1] - 2 * CONTEXT_SLOTS
    places = torch.arange(count)[:, None] + torch.arange(2 * CONTEXT_SLOTS + 1)
    near = slots[0][places]
    told = near[:, CONTEXT_SLOTS, SlotColumn.CHORD].clone()
    near[:, CONTEXT_SLOTS, SlotColumn.BASS] = BLANK_UNIT
    scores = model.logits(near, wholes.expand(count, -1), SlotColumn.CHORD).log_softmax(1)
    return scores.gather(1, told[:, None])[:, 0]
