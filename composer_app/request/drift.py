"""A mood, moved: a step towards an emotion, away from it, or along valence or arousal; or put at a point."""

import numpy as np

from composer_app.request.emotion import Mood, WordShare, emotions
from composer_app.request.turn import Step

_TOWARDS = 0.35  # of the way that a plain step goes, in the plane
_BEYOND = 1.25  # "sadder" than sad goes past it
_ALONG = 0.35  # what a plain step adds along an axis
_SHARE = 0.45  # what a plain step gives to an emotion
_NEAR = 5.0  # how sharply emotions fall off with their distance in the plane
_DUST = 0.12  # shares below this are dropped
_MOST = 4
_NEIGHBOURS = 3


def drifted(mood: Mood, step: Step) -> Mood:
    """The mood after a step; steps along tempo, length and tonic leave it as it is."""
    table = emotions()
    names = tuple(table)
    plane = np.array([(e.valence, e.arousal) for e in table.values()])
    shares = np.array([dict(mood.weights).get(name, 0.0) for name in names])
    point = np.array([mood.valence, mood.arousal])
    if step.along in table:
        at = names.index(step.along)
        point = _led(point, plane[at], step.by)
        shares = _shifted(shares, at, step.by, [names.index(name) for name in table[step.along].instead])
    elif step.along in {"valence", "arousal"}:
        point = point + _ALONG * step.by * np.array([step.along == "valence", step.along == "arousal"])
        near = np.exp(-_NEAR * np.linalg.norm(plane - point, axis=1))
        shares = 0.6 * shares + 0.4 * near / near.sum() if shares.sum() else near
    else:
        return mood
    return _mood(names, shares, point.clip(-1, 1), mood.words)


def mood_at(valence: float, arousal: float, words: tuple[WordShare, ...] = ()) -> Mood:
    """The mood at a point of the plane: its three nearest emotions, the nearer the more.

    On an emotion's own place it is that emotion alone; away from it its share falls with the square of the distance,
    and to nothing where a fourth is as near, so that nothing leaps (Shepard 1968; Franke and Nielson 1980). The point
    itself is kept, and the playing follows it wherever it lies.

    Args:
        valence: -1 to 1; what lies outside counts as the edge.
        arousal: -1 to 1, likewise.
        words: The words that decided before, which go on to be shown.
    """
    table = emotions()
    point = np.array([valence, arousal]).clip(-1, 1)
    plane = np.array([(e.valence, e.arousal) for e in table.values()])
    distance = np.linalg.norm(plane - point, axis=1)
    reach = np.sort(distance)[_NEIGHBOURS]
    shares = np.square((reach - distance).clip(0) / (reach * distance).clip(1e-6))
    return _mood(tuple(table), shares, point, words)


def _led(point: np.ndarray, target: np.ndarray, by: float) -> np.ndarray:
    """A point led towards a target and past it, or away from where the target lies."""
    if by < 0:
        return np.asarray(point + _TOWARDS * by * target)
    return np.asarray(point + min(1.0, _TOWARDS * by) * (_BEYOND * target - point))


def _shifted(shares: np.ndarray, at: int, by: float, instead: list[int]) -> np.ndarray:
    """Shares with one emotion's raised, or lowered in favour of others."""
    given = min(0.9, _SHARE * abs(by))
    moved = shares.copy()
    if by > 0:
        moved *= 1 - given
        moved[at] += given if shares.sum() else 1.0
        return moved
    freed = moved[at] * given
    moved[at] -= freed
    others = [i for i in np.flatnonzero(moved) if i != at] or instead[:2]
    moved[others] += freed / len(others) if freed else (0.0 if shares.sum() else 0.5)
    return moved


def _mood(
    names: tuple[str, ...], shares: np.ndarray, point: np.ndarray, words: tuple[WordShare, ...]
) -> Mood:
    best = np.argsort(-shares, kind="stable")[:_MOST]
    kept = [i for i in best if shares[i] >= _DUST * shares[best].sum()]
    total = float(shares[kept].sum())
    weights = tuple((names[i], float(shares[i]) / total) for i in kept)
    return Mood(weights, float(point[0]), float(point[1]), words)
