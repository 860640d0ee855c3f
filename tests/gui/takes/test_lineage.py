from typing import Any

import pytest

from composer_app.gui.takes.lineage import Lineage, describe_change
from composer_app.gui.takes.take_index import TakeIndex
from composer_app.library.take import TakeMarks
from tests.gui.takes.summaries import summary

_RAIN = summary(1, text="rain")


@pytest.mark.parametrize(
    ("others", "done"),
    [
        ({"text": "make it sadder", "seed": 7}, "make it sadder"),
        ({"emotions": ("tense",), "valence": -0.5, "seed": 7}, "on the map: tense"),
        ({"seed": 7}, "regenerate"),
        ({"seed": 7, "is_regenerated": True}, "other chords"),
        ({"tempo": 80.0, "bars": 8}, "80 bpm, 8 bars"),
        ({"key": "G major", "bars": 1}, "G major, 1 bar"),
        ({"metre": "3/4"}, "3/4"),
        ({"chords": ("D", "A", "Cmaj7", "G")}, "Bm7 → Cmaj7"),
        ({"chords": ("D", "A", "Bm7", "G", "Em")}, "+ Em"),
        ({"chords": ("D", "A", "Bm7")}, "− G"),
        ({}, "performance settings"),
    ],
)
def test_what_was_done_is_told_from_before_and_after(others: dict[str, Any], done: str) -> None:
    assert describe_change(_RAIN, summary(2, source=1, **{"text": "rain", **others})) == done


def test_a_take_is_called_by_the_first_sentence_and_what_was_done_last() -> None:
    catalogue = TakeIndex()
    catalogue.add(_RAIN)
    catalogue.add(summary(2, source=1, text="make it sadder"))
    catalogue.add(summary(3, source=2, text="slower"))
    assert [catalogue.row(take).title for take in "123"] == ["rain", "rain – make it sadder", "rain – slower"]
    catalogue.set_marks({"3": TakeMarks(name="Opening")})
    assert catalogue.row("3").title == "Opening"


def test_a_take_keeps_what_it_is_called_when_a_chord_of_it_is_changed() -> None:
    catalogue = TakeIndex()
    catalogue.add(_RAIN)
    catalogue.add(summary(2, source=1, text="slower"))
    catalogue.add(summary(3, of=2, source=2, text="slower", chords=("D",)))
    assert catalogue.row("2").title == "rain – slower"


def test_the_first_is_found_in_whatever_order_takes_are_read() -> None:
    texts = {1: "rain", 2: "sadder", 3: "slower", 4: "in G"}
    for order in ((1, 2, 3, 4), (4, 3, 2, 1), (3, 1, 4, 2), (2, 4, 1, 3)):
        descent = Lineage()
        for number in order:
            descent.add(summary(number, source=number - 1, text=texts[number]))
        assert [descent.root_version(str(number)).text for number in texts] == ["rain"] * 4


def test_where_the_first_is_gone_the_nearest_that_is_known_stands_for_it() -> None:
    catalogue = TakeIndex()
    catalogue.add(summary(2, source=1, text="sadder"))
    catalogue.add(summary(3, source=2, text="slower"))
    assert [catalogue.row(take).title for take in "23"] == ["sadder", "sadder – slower"]


def test_records_that_name_each_other_lead_nowhere_and_hold_nothing_up() -> None:
    descent = Lineage()
    descent.add(summary(1, source=2, text="rain"))
    descent.add(summary(2, source=1, text="wind"))
    descent.add(summary(3, source=3, text="storm"))
    assert descent.root_version("1") == descent.root_version("2")
    assert descent.root_version("3").text == "storm"
