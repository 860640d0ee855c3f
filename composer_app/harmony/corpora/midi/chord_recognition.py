"""The likeliest chords of what sounds on a grid: one cut of the whole piece, found by dynamic programming.

Each stretch costs minus the logarithm of how likely its tones and its bass are under its chord, and of how likely that
chord is beforehand. Figures are in nats a beat and nats a chord; they were fitted by hand on charts that our arranger
played (`benchmarks/corpora.py` measures others).
"""

import math
from itertools import pairwise

import numpy as np

from composer_app.harmony.corpora.midi.notes import Array, PitchClassGrid
from composer_app.music.chord import QUALITIES, Chord

_TONES_PER_BEAT = 2.0  # how many independent tones a beat counts as
_CHORD_TONE_SHARE = 0.88  # the share of the time that goes to a chord's own tones
_BASS_SHARE = 0.8  # the share of the time that the chord's bass is the lowest note
_MAX_CHORD_BARS, _MOST_STEPS = 4, 28  # bars, and steps; a longer chord is found as several, and joined
# What a change costs on a bar line, on a half bar, elsewhere.
_CHANGE_COST_NATS = np.array([1.0, 1.6, 2.5])
# How likely qualities are beforehand, about as frequent as in chord charts.
_QUALITY_COST_NATS = {
    "maj": 0.0, "min": 0.2, "7": 1.0, "min7": 0.8, "maj7": 1.0, "sus4": 1.0, "sus2": 1.2, "5": 1.0, "dim": 1.5,
    "hdim7": 1.5, "dim7": 1.8, "aug": 1.8, "6": 1.2, "min6": 1.4, "minmaj7": 2.0, "aug7": 2.0, "7sus4": 1.8,
    "add9": 2.2, "minadd9": 2.4,
}  # fmt: skip
_EXTENDED_COST_NATS = 2.6  # of a chord of five tones or more
# What a bass costs that is the third, fifth, sixth or seventh; a ninth, eleventh or thirteenth; a foreign tone.
_INVERSION_COST_NATS, _EXTENSION_BASS_COST_NATS, _FOREIGN_BASS_COST_NATS = 0.7, 2.8, 2.5

_CANDIDATES = tuple(Chord(root, quality) for root in range(12) for quality in QUALITIES)


def _tone_logs() -> Array:
    """Log-probability of each pitch class under each candidate, shape (12, C)."""
    logs = np.empty((12, len(_CANDIDATES)))
    for index, chord in enumerate(_CANDIDATES):
        own = list(chord.pitch_classes)
        logs[:, index] = math.log((1 - _CHORD_TONE_SHARE) / (12 - len(own)))
        logs[own, index] = math.log(_CHORD_TONE_SHARE / len(own))
    return logs


def _basic_tones(chord: Chord) -> list[int]:
    """The tones of a chord without its ninth, eleventh and thirteenth."""
    tones = chord.pitch_classes
    return list(tones[:3] if "add9" in chord.quality else tones[:4])


def _bass_costs() -> Array:
    """What each bass costs each candidate beforehand, shape (C, 12)."""
    costs = np.full((len(_CANDIDATES), 12), _FOREIGN_BASS_COST_NATS)
    for index, chord in enumerate(_CANDIDATES):
        costs[index, list(chord.pitch_classes)] = _EXTENSION_BASS_COST_NATS
        costs[index, _basic_tones(chord)] = _INVERSION_COST_NATS
        costs[index, chord.root] = 0
    return costs


_TONE_LOGS = _TONES_PER_BEAT * _tone_logs()
_BASS_COSTS = _bass_costs()
_IS_CHORD_TONE = np.array(
    [[pc in chord.pitch_classes for chord in _CANDIDATES] for pc in range(12)], dtype=float
)
_CHORD_SIZES = _IS_CHORD_TONE.sum(axis=0)
_IS_FOREIGN_BASS = 1 - _IS_CHORD_TONE.T
# A bass from outside the chord is one more tone of it: what that gives back for the bass, and takes from all others,
# in nats a beat, shape (C,).
_FOREIGN_BASS_GAIN = _TONES_PER_BEAT * (
    np.log(_CHORD_TONE_SHARE / (_CHORD_SIZES + 1)) - np.log((1 - _CHORD_TONE_SHARE) / (12 - _CHORD_SIZES))
)
_FOREIGN_BASS_LOSS = _TONES_PER_BEAT * np.log((_CHORD_SIZES + 1) / _CHORD_SIZES)
_ROOTS = np.array([chord.root for chord in _CANDIDATES])
_CANDIDATE_COSTS = np.array(
    [_QUALITY_COST_NATS.get(chord.quality, _EXTENDED_COST_NATS) for chord in _CANDIDATES]
)


def recognize_chords(grid: PitchClassGrid) -> list[Chord | None]:
    """The chord of each step of a grid; None in silences of a bar and more."""
    tones, bass = (np.vstack([np.zeros(12), np.cumsum(part, axis=0)]) for part in (grid.tones, grid.bass))
    steps = len(tones) - 1
    best = np.full(steps + 1, -np.inf)
    best[0] = 0.0
    chosen: list[tuple[int, Chord]] = [(0, _CANDIDATES[0])] * (steps + 1)
    earliest = np.searchsorted(grid.edges, grid.edges - _MAX_CHORD_BARS * grid.bar - 1e-9)
    for end in range(1, steps + 1):
        starts = np.arange(max(earliest[end], end - _MOST_STEPS), end)
        scores, candidates, basses = _likeliest(tones[end] - tones[starts], bass[end] - bass[starts])
        total = best[starts] + scores - _CHANGE_COST_NATS[grid.level[starts]]
        at = int(total.argmax())
        chord = _CANDIDATES[candidates[at]]
        best[end] = total[at]
        chosen[end] = int(starts[at]), Chord(chord.root, chord.quality, int(basses[at]))
    return _without_silence(_walk_back(chosen), grid)


def _likeliest(tones: Array, bass: Array) -> tuple[Array, Array, Array]:
    """For each of some stretches, shape (N, 12) both: the best score, its candidate, and its bass.

    The stretches end together and the first is the longest. A bass that is never the lowest note can only be a root.
    """
    low = bass * math.log(_BASS_SHARE) + (bass.sum(axis=1, keepdims=True) - bass) * math.log(
        (1 - _BASS_SHARE) / 11
    )
    at = np.flatnonzero(bass[0]) if bass[0].any() else np.array([0])
    outside = (
        tones[:, None, at] * _FOREIGN_BASS_GAIN[:, None]
        - ((tones @ _IS_CHORD_TONE) * _FOREIGN_BASS_LOSS)[:, :, None]
    )
    heard = low[:, None, at] - _BASS_COSTS[:, at] + outside * _IS_FOREIGN_BASS[:, at]
    best, rooted = heard.max(axis=2), low[:, _ROOTS]
    scores = tones @ _TONE_LOGS + np.maximum(best, rooted) - _CANDIDATE_COSTS
    candidates = scores.argmax(axis=1)
    rows = np.arange(len(scores))
    chosen = at[heard[rows, candidates].argmax(axis=1)]
    is_heard = best[rows, candidates] > rooted[rows, candidates]
    return scores[rows, candidates], candidates, np.where(is_heard, chosen, _ROOTS[candidates])


def _walk_back(chosen: list[tuple[int, Chord]]) -> list[Chord | None]:
    """The chord of each step, from what was chosen to end at each edge."""
    chords: list[Chord | None] = [None] * (len(chosen) - 1)
    end = len(chords)
    while end > 0:
        start, chord = chosen[end]
        chords[start:end] = [chord] * (end - start)
        end = start
    return chords


def _without_silence(chords: list[Chord | None], grid: PitchClassGrid) -> list[Chord | None]:
    """Chords without those steps that lie in a silence of a bar or more; a chord rings through shorter ones."""
    heard = np.flatnonzero(grid.tones.any(axis=1))
    ends = np.concatenate([[-1], heard, [len(chords)]])
    for before, after in pairwise(ends.tolist()):
        if grid.edges[after] - grid.edges[before + 1] >= grid.bar - 1e-9:
            chords[before + 1 : after] = [None] * (after - before - 1)
    return chords
