from composer_app.gui.takes.comparing import Comparing


def test_the_first_press_marks_a() -> None:
    comparing = Comparing()
    assert comparing.flip("one") == "one"
    assert comparing.a == "one"


def test_with_nothing_beside_it_a_stays() -> None:
    comparing = Comparing()
    comparing.flip("one")
    assert comparing.flip("one") == "one"


def test_each_press_changes_between_a_and_what_was_shown_beside_it() -> None:
    comparing = Comparing()
    comparing.mark("one")
    shown = "two"
    seen = []
    for _ in range(4):
        shown = comparing.flip(shown)
        seen.append(shown)
    assert seen == ["one", "two", "one", "two"]


def test_another_take_becomes_the_other_one() -> None:
    comparing = Comparing()
    comparing.mark("one")
    comparing.flip("two")
    assert comparing.flip("three") == "one"
    assert comparing.flip("one") == "three"


def test_a_marked_again_is_a_no_longer() -> None:
    comparing = Comparing()
    comparing.mark("one")
    comparing.mark("one")
    assert comparing.a == ""
