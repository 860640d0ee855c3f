import pytest

from composer_app.gui.takes.search import TakeQuery
from composer_app.gui.takes.take_index import TakeIndex
from composer_app.library.take import TakeMarks
from tests.gui.takes.summaries import summary


def _catalogue(*numbers: int) -> TakeIndex:
    catalogue = TakeIndex()
    for number in numbers:
        catalogue.add(summary(number))
    return catalogue


def test_takes_are_listed_newest_first_in_whatever_order_they_are_found() -> None:
    catalogue = _catalogue(2, 3, 1)
    assert catalogue.search(TakeQuery()) == ("3", "2", "1")
    assert catalogue.listed_takes() == ("1", "2", "3")
    assert [catalogue.row(take).number for take in ("1", "2", "3")] == [1, 2, 3]
    catalogue.add(summary(4))
    assert catalogue.row("4").number == 4


def test_a_take_found_twice_is_listed_once() -> None:
    catalogue = _catalogue(1)
    catalogue.add(summary(1, text="another"))
    assert len(catalogue) == 1
    assert catalogue.row("1").title == "I want a song that expresses hope and wonder"


def test_versions_share_a_row_which_shows_the_newest() -> None:
    catalogue = _catalogue(1, 2)
    catalogue.add(summary(3, of=1, key="G major"))
    row = catalogue.row("1")
    assert catalogue.search(TakeQuery()) == ("2", "1")
    assert (row.summary.key, row.version_number, row.version_count, row.number) == ("G major", 2, 2, 1)


def test_a_take_is_shown_at_the_version_it_was_left_at() -> None:
    catalogue = _catalogue(1)
    catalogue.add(summary(2, of=1))
    assert catalogue.set_current_version("1")
    assert not catalogue.set_current_version("1")
    catalogue.add(summary(3, of=1))
    assert catalogue.current_version("1") == "1"
    assert catalogue.row("1").version_number == 1


def test_what_is_remembered_of_versions_gives_way_to_what_is_done_now() -> None:
    catalogue = _catalogue(1)
    catalogue.add(summary(2, of=1))
    catalogue.set_current_version("2")
    catalogue.restore_current_versions({"1": "1", "7": "gone"})
    assert catalogue.current_version("1") == "2"


def test_a_version_that_is_gone_is_not_gone_back_to() -> None:
    catalogue = _catalogue(1)
    catalogue.restore_current_versions({"1": "gone"})
    assert catalogue.current_version("1") == "1"


def test_a_take_says_which_it_came_from() -> None:
    catalogue = _catalogue(1, 2)
    catalogue.add(summary(3, of=1))
    catalogue.add(summary(4, source=3))
    catalogue.add(summary(5, source=99))
    assert [catalogue.row(take).parent_number for take in ("2", "4", "5")] == [0, 1, 0]


def test_a_take_goes_by_its_name_or_its_sentence() -> None:
    catalogue = _catalogue(1)
    catalogue.set_marks({"1": TakeMarks(name="Opening")})
    assert catalogue.row("1").title == "Opening"


def test_a_take_that_was_taken_off_the_list_keeps_its_number_for_the_others() -> None:
    catalogue = _catalogue(1, 2, 3)
    catalogue.set_marks({"2": TakeMarks(removed=True)})
    assert catalogue.has_removed
    assert catalogue.listed_takes() == ("1", "3")
    assert catalogue.row("3").number == 3


@pytest.mark.parametrize("missing", ["", "nobody"])
def test_what_nobody_knows_belongs_to_no_take(missing: str) -> None:
    assert _catalogue(1).take_of(missing) == ""
