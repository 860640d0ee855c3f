"""How well windows suit an emotion, from what is published about chords and feeling.

Valence is a weighted sum of standardised features of a window; each weight is the mean of the rank correlations with
listeners' valence in EMOPIA (Hung et al. 2021) and VGMIDI (Ferreira & Whitehead 2019). Chords say next to nothing of
arousal, so arousal only chooses how long they last (rho -0.27 in EMOPIA). To this come colours: sevenths for
nostalgia and tenderness, diminished and augmented chords for tension (Lahdelma & Eerola 2016); the other colours are
our own judgement as musicians, and the model card says so.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from composer_app.harmony.model.encoding import (
    CHORDS,
    LENGTHS_BARS,
    MODES,
    SLOT_SPANS,
    SequenceGroup,
    SlotGroup,
    in_scale,
)
from composer_app.music.key import Mode

# Listeners' valence: the mean of two rank correlations, EMOPIA and VGMIDI.
VALENCE_WEIGHTS = {
    "minor mode": -0.47, "major I": 0.52, "minor i": -0.50, "IV": 0.39, "iv": -0.32, "bVI": -0.32,
    "outside": -0.24, "V to I": 0.22, "length": -0.25,
}  # fmt: skip
COLOUR_WEIGHTS: dict[str, dict[str, float]] = {
    "joyful": {"V to I": 0.4, "IV": 0.3, "outside": -0.3},
    "playful": {"dominant": 0.6, "V to I": 0.3, "length": -0.4},
    "energetic": {"power": 0.5, "length": -0.3, "seventh": -0.3},
    "triumphant": {"seventh": -0.5, "IV": 0.3, "bVII": 0.5, "tense": -0.3},
    "hopeful": {"suspended": 0.4, "IV": 0.3, "seventh": -0.2},
    "wonder": {"outside": 0.3, "suspended": 0.5, "bVII": 0.4},
    "tender": {"seventh": 0.6, "outside": -0.2},
    "peaceful": {"length": 0.6, "suspended": 0.3, "tense": -0.4, "outside": -0.3, "dominant": -0.3},
    "dreamy": {"seventh": 0.7, "suspended": 0.4, "length": 0.3},
    "nostalgic": {"seventh": 0.7, "iv": 0.3},
    "solemn": {"seventh": -0.5, "dominant": -0.6, "length": 0.5, "iv": 0.2, "minor mode": 0.4},
    "sad": {"minor i": 0.3, "iv": 0.3, "length": 0.2},
    "mysterious": {"outside": 0.6, "minor mode": 0.8, "tense": 0.2},
    "tense": {"tense": 0.7, "dominant": 0.4, "outside": 0.3, "minor mode": 0.3},
    "fearful": {"tense": 0.9, "outside": 0.5, "minor mode": 0.6},
    "angry": {"power": 0.7, "bVI": 0.3, "seventh": -0.2},
}
# Mood words of the tagged progressions, for those that are no emotion's own name.
EMOTION_BY_MOOD_WORD = {
    "romantic": "tender", "rebellious": "angry", "surprised": "wonder", "dark": "fearful", "spiritual": "solemn",
    "relaxed": "peaceful", "empowered": "triumphant", "excited": "energetic", "lonely": "sad", "anguished": "sad",
    "dramatic": "tense",
}  # fmt: skip

_VALENCE_SPREAD = 0.6  # of valence, in standard deviations of the corpus
_VALENCE_REACH = 1.6  # standard deviations that valence 1 lies from 0
_CALM_LENGTH_WEIGHT = 0.3  # of the length of chords, for arousal -1
_MIN_EFFECTIVE_SHARE = 0.04  # smallest effective share of the corpus that an emotion may be made of

ChordTest = Callable[[int, str], bool]
_CHORD_TESTS: dict[str, ChordTest] = {
    "major I": lambda root, quality: root == 0 and quality.startswith(("maj", "7")),
    "minor i": lambda root, quality: root == 0 and quality.startswith("min"),
    "IV": lambda root, quality: root == 5 and quality.startswith(("maj", "7")),
    "iv": lambda root, quality: root == 5 and quality.startswith("min"),
    "bVI": lambda root, quality: root == 8 and quality.startswith("maj"),
    "bVII": lambda root, quality: root == 10 and quality.startswith("maj"),
    "seventh": lambda _, quality: quality in ("maj7", "min7", "6", "min6"),
    "dominant": lambda _, quality: quality == "7",
    "suspended": lambda _, quality: quality.startswith("sus"),
    "power": lambda _, quality: quality == "5",
    "tense": lambda _, quality: quality in ("dim", "dim7", "hdim7", "aug"),
}


def standardized_features(slots: Tensor, wholes: Tensor) -> dict[str, Tensor]:
    """Features of windows: shares of their time, each standardised over them, shape (n,).

    Args:
        slots: Shape (n, slots, groups), none of them blank.
        wholes: Shape (n, whole groups).
    """
    chords = slots[:, :, SlotGroup.CHORD]
    lengths = torch.tensor(LENGTHS_BARS)[slots[:, :, SlotGroup.LENGTH] - SLOT_SPANS[SlotGroup.LENGTH].start]
    minor = wholes[:, SequenceGroup.MODE] == MODES.index(Mode.MINOR)
    time = lengths / lengths.sum(1, keepdim=True)
    found = {
        name: (torch.tensor([test(*chord) for chord in CHORDS])[chords] * time).sum(1)
        for name, test in _CHORD_TESTS.items()
    }
    outside = torch.tensor([[not in_scale(chord, mode) for chord in range(len(CHORDS))] for mode in MODES])
    found["outside"] = (outside[minor.long()[:, None], chords] * time).sum(1)
    found["minor mode"] = minor.float()
    roots = torch.tensor([interval for interval, _ in CHORDS])[chords]
    found["V to I"] = ((roots[:, :-1] == 7) & (roots[:, 1:] == 0)).float().mean(1)
    found["length"] = lengths.mean(1)
    return {name: (value - value.mean()) / (value.std(correction=0) + 1e-6) for name, value in found.items()}


def valence_scores(features_by_name: dict[str, Tensor]) -> Tensor:
    """How pleasant windows sound by their features, in standard deviations of the corpus, shape (n,)."""
    score = torch.stack([weight * features_by_name[name] for name, weight in VALENCE_WEIGHTS.items()]).sum(0)
    return (score - score.mean()) / (score.std(correction=0) + 1e-6)


def example_weights(features_by_name: dict[str, Tensor], name: str, point: tuple[float, float]) -> Tensor:
    """With which share each window teaches an emotion at a point (valence, arousal), shape (n,), summing to 1.

    No emotion is made of less than a few hundredths of the corpus: shares too peaked are flattened until their
    effective size (Kish 1965) allows it, so that no machine learns a handful of songs by heart.
    """
    score = -((valence_scores(features_by_name) - _VALENCE_REACH * point[0]) ** 2) / (2 * _VALENCE_SPREAD**2)
    score = score - _CALM_LENGTH_WEIGHT * point[1] * features_by_name["length"]
    for feature, weight in COLOUR_WEIGHTS.get(name, {}).items():
        score = score + weight * features_by_name[feature].clamp(-2, 2)
    heat = 1.0
    while True:
        share = (score / heat).softmax(0)
        if 1 / (share**2).sum() >= _MIN_EFFECTIVE_SHARE * len(share):
            return share
        heat *= 1.15
