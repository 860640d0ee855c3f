from datetime import timedelta

import pytest

from composer_app.gui.takes.search import TakeFilter, parse_query
from composer_app.gui.takes.take_index import TakeIndex
from composer_app.library.take import TakeMarks
from tests.gui.takes.summaries import NOON, summary

_TODAY = NOON.date()


@pytest.fixture
def catalogue() -> TakeIndex:
    catalogue = TakeIndex()
    catalogue.add(
        summary(1, created_at=NOON - timedelta(days=1), chords=("Dm", "Bb", "F#m7b5"), key="D minor")
    )
    catalogue.add(
        summary(2, text="温柔又带点忧伤的曲子，像雨后的黄昏", emotions=("tender", "sad"), key="A minor")
    )
    catalogue.add(
        summary(
            3, text="Rain, again", emotions=("sad",), key="Bb major", chords=("Bb", "Eb", "D"), metre="3/4"
        )
    )
    catalogue.add(summary(4, text="away", emotions=("angry",)))
    catalogue.set_marks({"3": TakeMarks(starred=True, name="Opening Theme"), "4": TakeMarks(removed=True)})
    return catalogue


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "3 2 1"),
        ("  ", "3 2 1"),
        ("hope", "1"),
        ("HOPE wonder", "1"),
        ("hope rain", ""),
        ("opening", "3"),
        ("theme rain", "3"),
        ("sad", "3 2"),
        ("d minor", "1"),
        ("D minor hope", "1"),
        ("minor", "2 1"),
        ("B♭ major", "3"),
        ("bb", "3 1"),
        ("f♯m7", "1"),
        ("F#m7b5", "1"),
        ("3/4", "3"),
        ("忧伤", "2"),
        ("黄昏 tender", "2"),
        ("yesterday", "1"),
        ("today", "3 2"),
        ("2026-06-02", "1"),
        ("wednesday", "3 2"),
        ("angry", ""),
        ("ain", ""),
        ("rain,", "3"),
    ],
)
def test_takes_are_found_by_what_a_person_remembers(catalogue: TakeIndex, text: str, found: str) -> None:
    assert " ".join(catalogue.search(parse_query(text, TakeFilter.ALL, _TODAY))) == found


def test_days_are_found_by_their_names_in_other_languages(catalogue: TakeIndex) -> None:
    assert catalogue.search(parse_query("昨天 hope", TakeFilter.ALL, _TODAY, ("今天", "昨天"))) == ("1",)


def test_only_starred_takes_can_be_listed(catalogue: TakeIndex) -> None:
    assert catalogue.search(parse_query("", TakeFilter.STARRED, _TODAY)) == ("3",)
    assert catalogue.search(parse_query("hope", TakeFilter.STARRED, _TODAY)) == ()


def test_what_was_taken_off_the_list_is_found_among_its_like(catalogue: TakeIndex) -> None:
    assert catalogue.search(parse_query("angry", TakeFilter.REMOVED, _TODAY)) == ("4",)


def test_a_take_is_found_by_each_of_its_versions(catalogue: TakeIndex) -> None:
    catalogue.add(summary(9, of=1, chords=("C", "Gsus4")))
    assert catalogue.search(parse_query("gsus4", TakeFilter.ALL, _TODAY)) == ("1",)
    assert catalogue.search(parse_query("f#m7b5", TakeFilter.ALL, _TODAY)) == ("1",)


def test_a_new_name_is_found_at_once(catalogue: TakeIndex) -> None:
    catalogue.search(parse_query("x", TakeFilter.ALL, _TODAY))
    catalogue.set_marks({"1": TakeMarks(name="Interlude")})
    assert catalogue.search(parse_query("interl", TakeFilter.ALL, _TODAY)) == ("1",)


def test_a_take_is_found_by_the_sentence_that_all_began_with_and_by_its_number(catalogue: TakeIndex) -> None:
    catalogue.add(summary(6, source=5, text="slower", emotions=("sad",)))  # found before what it goes on from
    catalogue.add(summary(5, source=2, text="make it sadder", emotions=("sad",)))
    assert catalogue.search(parse_query("黄昏", TakeFilter.ALL, _TODAY)) == ("6", "5", "2")
    assert catalogue.search(parse_query("#3", TakeFilter.ALL, _TODAY)) == ("3",)
    for number in range(7, 40):
        catalogue.add(summary(number))
    assert catalogue.search(parse_query("#3", TakeFilter.ALL, _TODAY)) == ("3",)
