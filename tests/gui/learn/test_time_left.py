import pytest

from composer_app.gui.learn.time_left import TimeLeft
from composer_app.gui.learn.wording import time_left


def test_what_is_left_follows_from_how_long_the_rest_took() -> None:
    now = iter((100.0, 110.0))
    left = TimeLeft(lambda: next(now))
    left.begin()
    assert left.after(25, 100) == 30.0


def test_nobody_knows_before_anything_is_done_or_too_soon() -> None:
    now = iter((0.0, 0.5))
    left = TimeLeft(lambda: next(now))
    assert left.after(1, 2) is None
    left.begin()
    assert left.after(0, 10) is None
    assert left.after(5, 10) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (3.0, "a few seconds left"),
        (42.0, "about 40 seconds left"),
        (200.0, "about 3 minutes left"),
    ],
)
def test_it_is_said_as_a_person_would(seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words
