"""The tour in the whole window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.tour_callout import Callout
from composer_app.paths import Folders
from composer_app.settings import load
from tests.gui.acts import write


def _callout(conductor: AppController) -> Callout:
    assert conductor.tour.callout
    return conductor.tour.callout


def test_four_steps_point_at_the_real_panels_and_lead_on_to_the_end(
    conductor: AppController, window: MainWindow, folders: Folders
) -> None:
    conductor.tour.show_on_first_run()
    titles = []
    for panel in (window.input_panel, window.mood_panel, window.score_view, window.takes_panel):
        callout, veil = _callout(conductor), conductor.tour.overlay
        assert veil
        assert veil._target.topLeft() == panel.mapTo(window, panel.rect().topLeft())
        assert window.rect().contains(callout.geometry())
        titles.append(callout.title_label.text())
        callout.next_button.click()
    assert titles == ["Say it", "See what was understood", "Shape the chords", "Export"]
    assert not conductor.tour.is_showing
    assert load(folders.settings_file).tour_done


def test_it_never_comes_again_by_itself_once_it_was_skipped(
    conductor: AppController, window: MainWindow, folders: Folders
) -> None:
    conductor.tour.show_on_first_run()
    _callout(conductor).skip_button.click()
    assert load(folders.settings_file).tour_done
    conductor.tour.show_on_first_run()
    assert not conductor.tour.is_showing
    next(action for action in window.actions() if "tour" in action.text()).trigger()
    assert conductor.tour.is_showing
    assert window.focusWidget() is _callout(conductor).next_button


def test_a_tour_that_was_neither_seen_nor_skipped_comes_again(
    conductor: AppController, window: MainWindow, folders: Folders
) -> None:
    conductor.tour.show_on_first_run()
    window.close()
    assert not load(folders.settings_file).tour_done


def test_somebody_can_write_and_compose_while_it_shows(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    window.input_panel.request_field.setFocus()
    conductor.tour.show_on_first_run()
    assert window.focusWidget() is window.input_panel.request_field
    write(qtbot, conductor, window)
    assert window.takes_panel.take_list.count() == 1
    assert conductor.tour.is_showing


def test_what_lies_below_the_veil_can_be_clicked(conductor: AppController, window: MainWindow) -> None:
    conductor.tour.show_on_first_run()
    below = window.transport_bar.loop_button
    was = below.isChecked()
    at = below.mapTo(window, below.rect().center())
    assert window.childAt(at) is below
    QTest.mouseClick(below, Qt.MouseButton.LeftButton)
    assert below.isChecked() is not was


def test_the_keyboard_goes_through_it_and_escape_ends_it(
    conductor: AppController, window: MainWindow
) -> None:
    conductor.tour.show()
    callout = _callout(conductor)
    QTest.keyClick(callout.next_button, Qt.Key.Key_Right)
    assert callout.title_label.text() == "See what was understood"
    QTest.keyClick(callout.next_button, Qt.Key.Key_Left)
    QTest.keyClick(callout.next_button, Qt.Key.Key_Left)
    assert callout.title_label.text() == "Say it"
    assert not callout.back_button.isEnabled()
    QTest.keyClick(callout.next_button, Qt.Key.Key_Return)
    assert callout.title_label.text() == "See what was understood"
    QTest.keyClick(callout.back_button, Qt.Key.Key_Return)
    assert callout.title_label.text() == "Say it"
    QTest.keyClick(callout.next_button, Qt.Key.Key_Escape)
    assert not conductor.tour.is_showing
    assert window.focusWidget() is window.input_panel.request_field


def test_from_the_field_the_tabulator_leads_into_it(conductor: AppController, window: MainWindow) -> None:
    window.input_panel.request_field.setFocus()
    conductor.tour.show_on_first_run()
    QTest.keyClick(window.input_panel.request_field, Qt.Key.Key_Tab)
    assert window.focusWidget() is _callout(conductor).next_button


def test_it_follows_its_panel_when_the_window_grows(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    conductor.tour.show()
    for _ in range(3):
        _callout(conductor).next_button.click()
    window.resize(1500, 900)
    veil = conductor.tour.overlay
    assert veil
    qtbot.waitUntil(lambda: veil._target.right() > 1450)
    assert window.rect().contains(_callout(conductor).geometry())


def test_each_step_is_told_to_a_screen_reader(conductor: AppController) -> None:
    conductor.tour.show()
    callout = _callout(conductor)
    assert callout.accessibleName() == "Tour, 1 of 4: Say it"
    assert callout.accessibleDescription() == callout.text_label.text()


def test_asking_for_it_again_begins_at_the_first_step(conductor: AppController) -> None:
    conductor.tour.show()
    _callout(conductor).next_button.click()
    conductor.tour.show()
    assert _callout(conductor).title_label.text() == "Say it"


@pytest.mark.parametrize("number", range(4))
def test_its_words_fit(conductor: AppController, window: MainWindow, number: int) -> None:
    window.resize(window.minimumSize())
    conductor.tour.show()
    for _ in range(number):
        _callout(conductor).next_button.click()
    callout = _callout(conductor)
    assert callout.text_label.height() >= callout.text_label.heightForWidth(callout.text_label.width())
    assert window.rect().contains(callout.geometry())
