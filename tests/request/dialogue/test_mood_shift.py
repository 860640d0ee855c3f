import numpy as np
import pytest

from composer_app.request.emotion.mood import Emotion, WordContribution, emotions
from composer_app.request.emotion.plane import mood_at


@pytest.mark.parametrize("emotion", emotions().values(), ids=lambda emotion: emotion.name)
def test_the_place_of_an_emotion_is_that_emotion_alone(emotion: Emotion) -> None:
    mood = mood_at(emotion.valence, emotion.arousal)
    assert [name for name, _ in mood.weights] == [emotion.name]
    assert (mood.valence, mood.arousal) == (emotion.valence, emotion.arousal)


@pytest.mark.parametrize("point", [(v, a) for v in (-1, -0.5, 0, 0.5, 1) for a in (-1, -0.5, 0, 0.5, 1)])
def test_every_point_is_a_mood_of_its_nearest_emotions_at_that_point(point: tuple[float, float]) -> None:
    mood = mood_at(*point)
    distances = sorted(np.hypot(e.valence - point[0], e.arousal - point[1]) for e in emotions().values())
    nearest = min(emotions().values(), key=lambda e: np.hypot(e.valence - point[0], e.arousal - point[1]))
    assert mood.strongest_emotion == nearest.name
    assert 1 <= len(mood.weights) <= 3
    assert (mood.valence, mood.arousal) == point
    for name, _ in mood.weights:
        emotion = emotions()[name]
        assert np.hypot(emotion.valence - point[0], emotion.arousal - point[1]) <= distances[2] + 1e-9


def test_what_lies_outside_counts_as_the_edge_and_words_go_on() -> None:
    words = (WordContribution("hope", "hopeful", 1.0, negated=False),)
    mood = mood_at(3.0, -3.0, words)
    assert (mood.valence, mood.arousal) == (1.0, -1.0)
    assert mood.words == words


def test_a_step_further_changes_little() -> None:
    before = mood_at(0.0, 0.0)
    for step in range(1, 60):
        after = mood_at(step / 100, 0.0)
        shares = dict(after.weights)
        kept = sum(min(share, shares.get(name, 0.0)) for name, share in before.weights)
        assert kept > 0.75
        before = after
