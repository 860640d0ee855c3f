from composer_app.gui.takes.history import Entry, History
from tests import factories


def _entry(seed: int, *, sounding: bool = True) -> Entry:
    take = factories.composition(seed=seed)
    return Entry(take, take.request, None, factories.audio(0.1) if sounding else None)


def test_the_newest_take_is_shown() -> None:
    history = History()
    assert history.shown is None
    for seed in (1, 2):
        history.add(_entry(seed))
    assert history.shown is not None
    assert history.shown.composition.seed == 2


def test_going_back_shows_the_take_before_until_the_first() -> None:
    history = History()
    for seed in (1, 2):
        history.add(_entry(seed))
    before = history.back()
    assert before is not None
    assert before.composition.seed == 1
    assert history.back() is None


def test_takes_of_earlier_sittings_are_listed_without_being_shown() -> None:
    history = History()
    history.restore(_entry(7, sounding=False))
    assert history.shown is None
    assert len(history) == 1
    history.add(_entry(8))
    assert history.number == 1


def test_only_the_sounds_of_old_takes_are_let_go_and_never_that_of_the_one_shown() -> None:
    history = History()
    for seed in range(12):
        history.add(_entry(seed))
    assert history.go(0).audio is None
    history.keep_sound(factories.audio(0.1))
    history.add(_entry(12))
    kept = [number for number in range(13) if history.go(number).audio]
    assert kept == list(range(4, 13))
    assert history.shown is not None
