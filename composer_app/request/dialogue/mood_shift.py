"""Shifts a mood by a step towards an emotion, away from it, or along valence or arousal."""

import numpy as np

from composer_app.request.dialogue.turn import ChangeStep
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.emotion.plane import mood_from_shares

_TOWARDS_SHARE = 0.35  # of the distance to an emotion
_OVERSHOOT_FACTOR = 1.25  # "sadder" than sad goes past that emotion
_AXIS_STEP = 0.35
_EMOTION_SHARE_STEP = 0.45
_DISTANCE_DECAY = 5.0  # of the emotions' shares in the plane


def shift_mood(mood: Mood, step: ChangeStep) -> Mood:
    """Return the mood after a step; steps along tempo, length and tonic do not change it."""
    table = emotions()
    names = tuple(table)
    plane = np.array([(e.valence, e.arousal) for e in table.values()])
    shares = np.array([dict(mood.weights).get(name, 0.0) for name in names])
    point = np.array([mood.valence, mood.arousal])
    if step.dimension in table:
        index = names.index(step.dimension)
        point = _move_point(point, plane[index], step.amount)
        shares = _shift_shares(
            shares, index, step.amount, [names.index(name) for name in table[step.dimension].alternatives]
        )
    elif step.dimension in {"valence", "arousal"}:
        point = point + _AXIS_STEP * step.amount * np.array(
            [step.dimension == "valence", step.dimension == "arousal"]
        )
        proximity = np.exp(-_DISTANCE_DECAY * np.linalg.norm(plane - point, axis=1))
        shares = 0.6 * shares + 0.4 * proximity / proximity.sum() if shares.sum() else proximity
    else:
        return mood
    return mood_from_shares(shares.tolist(), point.clip(-1, 1).tolist(), mood.words)


def _move_point(point: np.ndarray, target: np.ndarray, amount: float) -> np.ndarray:
    """Move a point towards a target and past it, or, if `amount` is negative, opposite to the target."""
    if amount < 0:
        return np.asarray(point + _TOWARDS_SHARE * amount * target)
    return np.asarray(point + min(1.0, _TOWARDS_SHARE * amount) * (_OVERSHOOT_FACTOR * target - point))


def _shift_shares(shares: np.ndarray, index: int, amount: float, alternatives: list[int]) -> np.ndarray:
    """Raise the share of one emotion, or lower it in favour of the others or of its alternatives."""
    fraction = min(0.9, _EMOTION_SHARE_STEP * abs(amount))
    shifted = shares.copy()
    if amount > 0:
        shifted *= 1 - fraction
        shifted[index] += fraction if shares.sum() else 1.0
        return shifted
    freed = shifted[index] * fraction
    shifted[index] -= freed
    others = [i for i in np.flatnonzero(shifted) if i != index] or alternatives[:2]
    shifted[others] += freed / len(others) if freed else (0.0 if shares.sum() else 0.5)
    return shifted
