"""A mood, moved: a step towards an emotion, away from it, or along valence or arousal."""

import numpy as np

from composer_app.request.dialogue.turn import ChangeStep
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.emotion.plane import mood_of

_TOWARDS = 0.35  # of the way that a plain step goes, in the plane
_BEYOND = 1.25  # "sadder" than sad goes past it
_ALONG = 0.35  # what a plain step adds along an axis
_SHARE = 0.45  # what a plain step gives to an emotion
_NEAR = 5.0  # how sharply emotions fall off with their distance in the plane


def shift_mood(mood: Mood, step: ChangeStep) -> Mood:
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
    return mood_of(shares.tolist(), point.clip(-1, 1).tolist(), mood.words)


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
