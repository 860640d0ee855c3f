"""The list of takes under a person's hands."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from composer_app.gui.takes.browser import TakesBrowser
from composer_app.gui.takes.delegate import elide_line
from composer_app.gui.takes.take_index import TakeIndex
from composer_app.library.take import TakeMarks
from tests.gui.takes.summaries import NOON, summary

_TITLES = ("rain", "wind", "hope")


@pytest.fixture
def browser(qtbot: QtBot) -> TakesBrowser:
    """Three takes: "hope" on top, then "wind", then "rain"."""
    catalogue = TakeIndex()
    browser = TakesBrowser(catalogue, NOON.date)
    browser.resize(240, 500)
    qtbot.addWidget(browser)
    for number, text in enumerate(_TITLES, 1):
        catalogue.add(summary(number, text=text))
    browser.refresh()
    browser.show()
    browser.take_list.setFocus()
    return browser


def _texts(browser: TakesBrowser) -> list[str]:
    return [str(browser.model.index(row).data()) for row in range(browser.take_list.count())]


def _box(browser: TakesBrowser, row: int) -> QRect:
    return browser.take_list.visualRect(browser.model.index(row))


def _click(browser: TakesBrowser, place: QPoint) -> None:
    QTest.mouseClick(browser.take_list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _lines(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]


def _add(browser: TakesBrowser, number: int, **others: Any) -> None:
    browser._take_index.add(summary(number, **others))
    browser.refresh()


def _mark(browser: TakesBrowser, **marks: TakeMarks) -> None:
    browser._take_index.set_marks({name[1:]: each for name, each in marks.items()})
    browser.refresh()


def test_the_newest_take_is_on_top(browser: TakesBrowser) -> None:
    assert _texts(browser) == ["hope", "wind", "rain"]


def test_coming_into_the_list_sounds_nothing_until_enter(qtbot: QtBot, browser: TakesBrowser) -> None:
    browser.search_field.setFocus()
    with qtbot.assertNotEmitted(browser.take_list.take_chosen):
        QTest.keyClick(browser.search_field, Qt.Key.Key_Down)
    with qtbot.waitSignal(browser.take_list.take_chosen) as chosen:
        QTest.keyClick(browser.take_list, Qt.Key.Key_Return)
    assert chosen.args == ["3"]


def test_the_row_under_the_cursor_can_be_clicked(qtbot: QtBot, browser: TakesBrowser) -> None:
    assert browser.take_list.currentIndex().row() == 0
    with qtbot.waitSignal(browser.take_list.take_chosen) as chosen:
        _click(browser, _box(browser, 0).center())
    assert chosen.args == ["3"]


def test_a_click_goes_back_to_a_take(qtbot: QtBot, browser: TakesBrowser) -> None:
    with qtbot.waitSignal(browser.take_list.take_chosen) as chosen:
        _click(browser, _box(browser, 2).center())
    assert chosen.args == ["1"]


def test_arrows_go_from_take_to_take(qtbot: QtBot, browser: TakesBrowser) -> None:
    browser.take_list.mark_shown_take("3")
    with qtbot.waitSignal(browser.take_list.take_chosen) as chosen:
        QTest.keyClick(browser.take_list, Qt.Key.Key_Down)
    assert chosen.args == ["2"]


def test_the_take_that_is_shown_is_marked_without_being_chosen_anew(
    qtbot: QtBot, browser: TakesBrowser
) -> None:
    with qtbot.assertNotEmitted(browser.take_list.take_chosen):
        browser.take_list.mark_shown_take("2")
        _add(browser, 4)
    assert browser.take_list.currentIndex().row() == 2


def test_a_click_on_the_star_gives_it_and_goes_nowhere(qtbot: QtBot, browser: TakesBrowser) -> None:
    box = _box(browser, 1)
    with (
        qtbot.assertNotEmitted(browser.take_list.take_chosen),
        qtbot.waitSignal(browser.take_list.star_toggled) as starred,
    ):
        _click(browser, box.topRight() + QPoint(-12, 12))
    assert starred.args == ["2"]


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_S, "star_toggled"),
        (Qt.Key.Key_M, "new_variation_requested"),
        (Qt.Key.Key_Delete, "removal_toggled"),
    ],
)
def test_keys_do_what_the_menu_does(qtbot: QtBot, browser: TakesBrowser, key: Qt.Key, signal: str) -> None:
    browser.take_list.mark_shown_take("2")
    with qtbot.waitSignal(getattr(browser.take_list, signal)) as done:
        QTest.keyClick(browser.take_list, key)
    assert done.args == ["2"]


def test_the_menu_offers_all_that_can_be_done_with_a_take(browser: TakesBrowser) -> None:
    offered = [
        "Add star",
        "Rename…",
        "New variation",
        "Compare with another take (A)",
        "Hide",
    ]
    assert _lines(browser.take_list.make_menu(browser.model.index(0))) == offered
    _mark(browser, _3=TakeMarks(starred=True))
    assert _lines(browser.take_list.make_menu(browser.model.index(0)))[0] == "Remove star"


def test_f2_renames_a_take_in_its_place(qtbot: QtBot, browser: TakesBrowser) -> None:
    browser.take_list.mark_shown_take("1")
    QTest.keyClick(browser.take_list, Qt.Key.Key_F2)
    editor = browser.take_list.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "rain"
    editor.setText(" Opening ")
    with qtbot.waitSignal(browser.model.renamed) as renamed:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args == ["1", "Opening"]


@pytest.mark.parametrize("typed", ["", "  ", "rain"])
def test_no_name_is_the_sentence_again(qtbot: QtBot, browser: TakesBrowser, typed: str) -> None:
    _mark(browser, _1=TakeMarks(name="Opening"))
    with qtbot.waitSignal(browser.model.renamed) as renamed:
        browser.model.setData(browser.model.index(2), typed)
    assert renamed.args == ["1", ""]


def test_typing_in_the_search_finds_takes(browser: TakesBrowser) -> None:
    browser.take_list.mark_shown_take("3")
    QTest.keyClicks(browser.search_field, "WI")
    assert _texts(browser) == ["wind"]
    assert not browser.take_list.currentIndex().isValid()
    QTest.keyClick(browser.search_field, Qt.Key.Key_Escape)
    assert browser.take_list.count() == 3
    assert browser.take_list.currentIndex().row() == 0


def test_what_finds_nothing_says_so(browser: TakesBrowser) -> None:
    browser.search_field.setText("polka")
    assert browser.take_list.count() == 0
    assert browser.take_list.accessibleDescription() == "No takes match “polka”."


def test_only_starred_takes_are_listed_on_a_click(browser: TakesBrowser) -> None:
    browser.starred_filter_button.click()
    assert "No starred takes yet" in browser.take_list.accessibleDescription()
    _mark(browser, _2=TakeMarks(starred=True))
    assert _texts(browser) == ["wind"]


def test_a_take_off_the_list_is_found_again(browser: TakesBrowser) -> None:
    assert browser.removed_filter_button.isHidden()
    _mark(browser, _2=TakeMarks(removed=True))
    assert _texts(browser) == ["hope", "rain"]
    assert not browser.removed_filter_button.isHidden()
    browser.removed_filter_button.click()
    assert _texts(browser) == ["wind"]
    assert _lines(browser.take_list.make_menu(browser.model.index(0)))[-1] == "Unhide"


def test_taking_the_take_that_is_shown_off_the_list_chooses_no_other(
    qtbot: QtBot, browser: TakesBrowser
) -> None:
    browser.take_list.mark_shown_take("2")
    with qtbot.assertNotEmitted(browser.take_list.take_chosen):
        _mark(browser, _2=TakeMarks(removed=True))
    assert not browser.take_list.currentIndex().isValid()


def test_a_take_tells_all_of_itself(browser: TakesBrowser) -> None:
    _add(browser, 4, of=1, source=0, text="rain")
    _add(browser, 5, source=2, text="storm")
    tips = [str(browser.model.index(row).data(Qt.ItemDataRole.ToolTipRole)) for row in (0, 3)]
    assert tips[0].splitlines() == [
        "“wind – storm”",
        "Hopeful, wonder",
        "D major · 96 bpm · 4/4 · D A Bm7 G",
        "Take 4 · Today 12:05 · Seed 41",
        "Goes on from take 2",
    ]
    assert "Version 2 of 2" in tips[1]


def test_a_take_is_said_for_the_ear(browser: TakesBrowser) -> None:
    _mark(browser, _3=TakeMarks(starred=True, name="Opening"))
    said = str(browser.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Take 3, starred, Opening, Hopeful, wonder, D major · 96 · 4 bars, Today 12:03"


def test_every_row_is_painted(browser: TakesBrowser) -> None:
    """A star, a badge and a picture each leave other pixels than without."""
    plain = browser.take_list.grab().toImage()
    _mark(browser, _1=TakeMarks(starred=True))
    starred = browser.take_list.grab().toImage()
    browser.show_compared("2", shown="2")
    assert plain != starred != browser.take_list.grab().toImage()


@pytest.mark.parametrize("count", [0, 1, 500])
def test_the_list_holds_any_number(qtbot: QtBot, count: int) -> None:
    catalogue = TakeIndex()
    browser = TakesBrowser(catalogue, NOON.date)
    qtbot.addWidget(browser)
    for number in range(count):
        catalogue.add(summary(number + 1))
    browser.refresh()
    browser.show()
    assert browser.take_list.count() == count
    assert not browser.take_list.grab().isNull()


def test_the_menu_offers_each_version_with_what_was_changed_and_ticks_the_one_that_is_there(
    qtbot: QtBot, browser: TakesBrowser
) -> None:
    _add(browser, 4, of=1, source=1, text="rain", chords=("D", "A", "Cmaj7", "G"))
    menu = browser.take_list.make_menu(browser.model.index(2))
    (versions,) = [action.menu() for action in menu.actions() if action.text() == "&Versions"]
    assert isinstance(versions, QMenu)
    assert _lines(versions) == ["v1 · Today 12:01", "v2 · Today 12:04 · Bm7 → Cmaj7"]
    assert [action.isChecked() for action in versions.actions()] == [False, True]
    with qtbot.waitSignal(browser.take_list.version_chosen) as opened:
        versions.actions()[0].trigger()
    assert opened.args == ["1"]


def test_a_take_that_was_just_made_is_listed_whatever_is_looked_for(browser: TakesBrowser) -> None:
    browser.search_field.setText("wind")
    browser.starred_filter_button.setChecked(True)
    _add(browser, 4, text="storm")
    browser.clear_search_if_hidden("4")
    assert (browser.search_field.text(), browser.starred_filter_button.isChecked()) == ("", False)
    assert browser.model.row_of("4") == 0


def test_a_search_that_finds_the_take_that_was_just_made_stays(browser: TakesBrowser) -> None:
    browser.search_field.setText("wind")
    _add(browser, 4, text="wind and storm")
    browser.clear_search_if_hidden("4")
    assert browser.search_field.text() == "wind"


def test_of_a_title_the_first_sentence_is_cut_before_what_was_done_since(browser: TakesBrowser) -> None:
    _add(browser, 4, text="a rainy autumn evening by the window of an old house")
    _add(browser, 5, source=4, text="make it sadder")
    row, font = browser.model.row_at(0), browser.take_list.fontMetrics()
    shown = elide_line(row, row.title, font, font.horizontalAdvance("a rainy autumn… – make it sadder"))
    assert shown.startswith("a rainy")
    assert shown.endswith("… – make it sadder")
