from pathlib import Path

import pytest

from composer_app.engine.events import FineTuned, FolderScan
from composer_app.gui.training.text import (
    EtaEstimator,
    describe_model,
    describe_scan,
    describe_training_result,
    describe_undo,
    format_time_left,
)
from composer_app.harmony.model.user_models import UserModel

HOME = Path("/music")


def test_what_was_found_is_told_with_the_first_few_files_that_were_not_read() -> None:
    broken = tuple((HOME / f"old/{n}.mid", "it is cut off") for n in range(5))
    told = describe_scan(FolderScan(HOME, 12, 11, 340, broken))
    assert told.splitlines() == [
        "Files read: 12. Pieces: 11. Chords: 340.",
        "Not read: old/0.mid: it is cut off; old/1.mid: it is cut off; old/2.mid: it is cut off; and 2 more.",
    ]


def test_too_little_is_told_beside_what_was_found() -> None:
    told = describe_scan(FolderScan(HOME, 1, 1, 4, (), "There is too little music to learn from."))
    assert told.endswith("There is too little music to learn from.")


def test_the_score_is_told_before_and_after() -> None:
    told = describe_training_result(FineTuned("dreamy", 11, 0.25, 0.5, 80))
    assert "25% → 50%" in told
    assert "The next dreamy take will use it." in told


def test_a_training_that_did_not_help_says_so() -> None:
    assert "Accuracy did not improve" in describe_training_result(FineTuned("dreamy", 11, 0.5, 0.5, 80))


def test_a_machine_is_told_in_a_line_with_what_undoing_leads_to() -> None:
    own = UserModel("dreamy", 11, (0.25, 0.5), has_earlier_version=False)
    assert describe_model(own) == "Dreamy · pieces: 11 · accuracy 25% → 50%"
    assert "came with Composer" in describe_undo(own)
    assert "previous model" in describe_undo(UserModel("dreamy", 11, (0.25, 0.5), has_earlier_version=True))


def test_what_is_left_follows_from_how_long_the_rest_took() -> None:
    now = iter((100.0, 110.0))
    left = EtaEstimator(lambda: next(now))
    left.start()
    assert left.remaining_seconds(25, 100) == 30.0


def test_nobody_knows_before_anything_is_done_or_too_soon() -> None:
    now = iter((0.0, 0.5))
    left = EtaEstimator(lambda: next(now))
    assert left.remaining_seconds(1, 2) is None
    left.start()
    assert left.remaining_seconds(0, 10) is None
    assert left.remaining_seconds(5, 10) is None


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
    assert format_time_left(seconds) == words
