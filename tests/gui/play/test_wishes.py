from composer_app.gui.play.wishes import AS_ASKED, SLOWEST, bar_wishes, key_wishes, metre_wishes, wishes
from composer_app.music.constraints import BARS, Constraints
from composer_app.music.key import Mode
from composer_app.music.metre import WALTZ


def test_as_asked_fixes_nothing() -> None:
    nothing = wishes(key_wishes()[AS_ASKED], SLOWEST - 1, metre_wishes()[AS_ASKED], bar_wishes()[AS_ASKED])
    assert nothing == Constraints()


def test_every_control_fixes_its_own() -> None:
    fixed = wishes(key_wishes()["E♭ minor"], 84, metre_wishes()["3/4"], bar_wishes()["8"])
    assert fixed == Constraints(3, Mode.MINOR, 84.0, WALTZ, 8)


def test_all_keys_are_offered_and_a_mode_without_one() -> None:
    assert len(key_wishes()) == 1 + 2 + 24
    assert key_wishes()["any minor"] == (None, Mode.MINOR)


def test_no_length_is_offered_that_would_be_refused() -> None:
    assert all(bars is None or BARS[0] <= bars <= BARS[1] for bars in bar_wishes().values())
