from composer_app.gui.session.open_takes import ABComparison, OpenTake, OpenTakes
from testing import factories


def _entry(seed: int, *, sounding: bool = True) -> OpenTake:
    take = factories.composition(seed=seed)
    return OpenTake(take, take.request, None, factories.audio(0.1) if sounding else None, f"take {seed}")


def test_the_newest_take_is_shown() -> None:
    history = OpenTakes()
    assert history.shown is None
    for seed in (1, 2):
        history.add(_entry(seed))
    assert history.shown is not None
    assert history.shown.composition.seed == 2


def test_a_take_that_was_opened_is_gone_back_to() -> None:
    history = OpenTakes()
    for seed in (1, 2):
        history.add(_entry(seed))
    before = history.select("take 1")
    assert before is history.shown
    assert before is not None
    assert before.composition.seed == 1


def test_a_take_that_was_not_opened_changes_nothing() -> None:
    history = OpenTakes()
    history.add(_entry(1))
    assert history.select("take 2") is None
    assert history.shown is not None


def test_only_the_sounds_of_old_takes_are_let_go_and_never_that_of_the_one_shown() -> None:
    history = OpenTakes()
    for seed in range(12):
        history.add(_entry(seed))
    first = history.select("take 0")
    assert first is not None
    assert first.audio is None
    history.cache_audio(factories.audio(0.1))
    history.add(_entry(12))
    kept = {seed for seed in range(13) if (entry := history.select(f"take {seed}")) and entry.audio}
    assert kept >= {12, *range(5, 12)}
    assert len(kept) == 9


def test_the_first_press_marks_a() -> None:
    comparing = ABComparison()
    assert comparing.toggle("one") == "one"
    assert comparing.version_a == "one"


def test_with_nothing_beside_it_a_stays() -> None:
    comparing = ABComparison()
    comparing.toggle("one")
    assert comparing.toggle("one") == "one"


def test_each_press_changes_between_a_and_what_was_shown_beside_it() -> None:
    comparing = ABComparison()
    comparing.toggle_a("one")
    shown = "two"
    seen = []
    for _ in range(4):
        shown = comparing.toggle(shown)
        seen.append(shown)
    assert seen == ["one", "two", "one", "two"]


def test_another_take_becomes_the_other_one() -> None:
    comparing = ABComparison()
    comparing.toggle_a("one")
    comparing.toggle("two")
    assert comparing.toggle("three") == "one"
    assert comparing.toggle("one") == "three"


def test_a_marked_again_is_a_no_longer() -> None:
    comparing = ABComparison()
    comparing.toggle_a("one")
    comparing.toggle_a("one")
    assert comparing.version_a == ""
