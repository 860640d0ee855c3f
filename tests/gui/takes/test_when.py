from datetime import date, datetime

import pytest

from composer_app.gui.takes.when import day, when
from tests.gui.takes.summaries import NOON


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (date(2026, 6, 3), "Today"),
        (date(2026, 6, 2), "Yesterday"),
        (date(2026, 6, 1), "1 Jun"),
        (date(2025, 12, 31), "31 Dec 2025"),
    ],
)
def test_days_are_said_as_people_say_them(made: date, said: str) -> None:
    assert day(made, date(2026, 6, 3)) == said


def test_a_time_is_the_local_one() -> None:
    assert when(NOON, NOON.date()) == "Today 12:00"
    assert when(datetime.fromisoformat("2026-06-02T09:05:00").astimezone(), NOON.date()) == "Yesterday 09:05"
