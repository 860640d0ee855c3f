"""A mood, moved: a step towards an emotion, away from it, or along valence or arousal."""

import numpy as np

from composer_app.request.dialogue.turn import ChangeStep
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.emotion.plane import mood_from_shares

_TOWARDS_SHARE = 0.35  # of the way that a plain step goes, in the plane
_OVERSHOOT_FACTOR = 1.25  # "sadder" than sad goes past it
_AXIS_STEP = 0.35  # what a plain step adds along an axis
_EMOTION_SHARE_STEP = 0.45  # what a plain step gives to an emotion
_DISTANCE_DECAY = 5.0  # how sharply emotions fall off with their distance in the plane


def shift_mood(mood: Mood, step: ChangeStep) -> Mood:
    """The mood after a step; steps along tempo, length and tonic leave it as it is."""
    table = emotions()
    names = tuple(table)
    plane = np.array([(e.valence, e.arousal) for e in table.values()])
    shares = np.array([dict(mood.weights).get(name, 0.0) for name in names])
    point = np.array([mood.valence, mood.arousal])
    if step.dimension in table:
        at = names.index(step.dimension)
        point = _move_point(point, plane[at], step.amount)
        shares = _shift_shares(
            shares, at, step.amount, [names.index(name) for name in table[step.dimension].alternatives]
        )
    elif step.dimension in {"valence", "arousal"}:
        point = point + _AXIS_STEP * step.amount * np.array(
            [step.dimension == "valence", step.dimension == "arousal"]
        )
        near = np.exp(-_DISTANCE_DECAY * np.linalg.norm(plane - point, axis=1))
        shares = 0.6 * shares + 0.4 * near / near.sum() if shares.sum() else near
    else:
        return mood
    return mood_from_shares(shares.tolist(), point.clip(-1, 1).tolist(), mood.words)


def _move_point(point: np.ndarray, target: np.ndarray, amount: float) -> np.ndarray:
    """A point led towards a target and past it, or away from where the target lies."""
    if amount < 0:
        return np.asarray(point + _TOWARDS_SHARE * amount * target)
    return np.asarray(point + min(1.0, _TOWARDS_SHARE * amount) * (_OVERSHOOT_FACTOR * target - point))


def _shift_shares(shares: np.ndarray, index: int, amount: float, alternatives: list[int]) -> np.ndarray:
    """Shares with one emotion's raised, or lowered in favour of others."""
    given = min(0.9, _EMOTION_SHARE_STEP * abs(amount))
    moved = shares.copy()
    if amount > 0:
        moved *= 1 - given
        moved[index] += given if shares.sum() else 1.0
        return moved
    freed = moved[index] * given
    moved[index] -= freed
    others = [i for i in np.flatnonzero(moved) if i != index] or alternatives[:2]
    moved[others] += freed / len(others) if freed else (0.0 if shares.sum() else 0.5)
    return moved
