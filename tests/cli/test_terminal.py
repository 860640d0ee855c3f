import pytest

from composer_app.cli.terminal import progress_bar
from composer_app.job import Progress


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (0, 0, 9.0, ""),
        (0, 8, 9.0, f" {'─' * 20}   0%"),
        (2, 8, 1.0, f" {'━' * 5}{'─' * 15}  25%"),
        (2, 8, 60.0, f" {'━' * 5}{'─' * 15}  25%, 3:00 left"),
        (8, 8, 60.0, f" {'━' * 20} 100%, 0:00 left"),
    ],
)
def test_a_bar_says_how_far_and_how_long(done: int, total: int, seconds: float, told: str) -> None:
    assert progress_bar(Progress("Training", done, total), seconds) == told
