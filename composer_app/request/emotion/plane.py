"""A mood at a point of the plane of valence and arousal. Without numpy: the window asks while a point is dragged."""

from collections.abc import Sequence
from math import dist

from composer_app.request.emotion.mood import Mood, WordContribution, emotions

_NEIGHBOUR_COUNT = 3
_MIN_SHARE = 0.12  # shares below this are dropped
_MAX_EMOTIONS = 4


def mood_at(valence: float, arousal: float, words: tuple[WordContribution, ...] = ()) -> Mood:
    """The mood at a point of the plane: its three nearest emotions, the nearer the more.

    On an emotion's own place it is that emotion alone; away from it its share falls with the square of the distance,
    and to nothing where a fourth is as near, so that nothing leaps (Shepard 1968; Franke and Nielson 1980). The point
    itself is kept, and the playing follows it wherever it lies.

    Args:
        valence: -1 to 1; what lies outside counts as the edge.
        arousal: -1 to 1, likewise.
        words: The words that decided before, which go on to be shown.
    """
    point = (min(max(valence, -1.0), 1.0), min(max(arousal, -1.0), 1.0))
    distances = [dist(point, (emotion.valence, emotion.arousal)) for emotion in emotions().values()]
    reach = sorted(distances)[_NEIGHBOUR_COUNT]
    shares = [(max(reach - far, 0.0) / max(reach * far, 1e-6)) ** 2 for far in distances]
    return mood_from_shares(shares, point, words)


def mood_from_shares(
    shares: Sequence[float], point: Sequence[float], words: tuple[WordContribution, ...]
) -> Mood:
    """A mood of the largest shares, one for each emotion in their order, at a point."""
    best = sorted(range(len(shares)), key=lambda i: -shares[i])[:_MAX_EMOTIONS]
    least = _MIN_SHARE * sum(shares[i] for i in best)
    kept = [i for i in best if shares[i] >= least]
    total = sum(shares[i] for i in kept)
    names = tuple(emotions())
    weights = tuple((names[i], shares[i] / total) for i in kept)
    return Mood(weights, float(point[0]), float(point[1]), words)
