"""Chips: what was asked for beside the feeling, changed and taken away in the window."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from composer_app.gui.input.constraint_chips import ConstraintChip
from composer_app.gui.input.number_popup import NumberPopup
from composer_app.gui.session.overrides import Overrides
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.music.constraints import Constraints
from composer_app.music.key import Mode
from composer_app.request.request import Request
from testing.fakes_gui import FakeDevices
from tests.gui.acts import composed, go, write
from tests.gui.input.test_constraint_choices import EVERYTHING

SLOW = "hope in D minor at 70 bpm, 8 bars"


def _chip(window: MainWindow, text: str) -> ConstraintChip:
    return next(chip for chip in window.input_panel.constraint_chips.chips() if chip.constraint.text == text)


def _texts(window: MainWindow) -> list[str]:
    return [chip.constraint.text for chip in window.input_panel.constraint_chips.chips()]


def _ask(conductor: AppController, constraints: Constraints) -> None:
    """As if a sentence had asked for all of that."""
    shown = conductor.open_takes.shown
    assert shown
    conductor.request_controller.show_request(
        Request("a song of hope", "en", "hope", shown.original_request.mood, constraints)
    )


_Kind = TypeVar("_Kind", QMenu, NumberPopup)


def _open(chip: ConstraintChip, kind: type[_Kind]) -> _Kind:
    chip.name_button.click()
    found: list[_Kind] = chip.findChildren(kind)
    (opened,) = (child for child in found if child.isVisible())
    return opened


def test_nothing_asked_for_takes_no_room(qtbot: QtBot, conductor: AppController, window: MainWindow) -> None:
    assert window.input_panel.constraint_chips.isHidden()
    write(qtbot, conductor, window)
    assert window.input_panel.constraint_chips.isHidden()


@pytest.mark.parametrize("number", range(8))
def test_what_is_taken_away_is_left_open_in_the_same_take(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, number: int
) -> None:
    write(qtbot, conductor, window)
    before = composed(devices)[-1]
    _ask(conductor, EVERYTHING)
    gone = window.input_panel.constraint_chips.chips()[number]
    with qtbot.waitSignal(conductor.session.composed):
        gone.remove_button.click()
    task = composed(devices)[-1]
    assert all(getattr(task.request.constraints, name) is None for name in gone.constraint.fields)
    assert task.seed == before.seed
    assert task.constraint_overrides == Constraints()
    assert len(window.input_panel.constraint_chips.chips()) == 7
    assert task.request.text == "a song of hope"
    assert window.input_panel.text == "a song of hope"


@pytest.mark.parametrize("number", [0, 2, 5, 6, 7])
def test_another_choice_from_the_menu_is_composed_with_the_same_seed(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices, number: int
) -> None:
    write(qtbot, conductor, window)
    _ask(conductor, EVERYTHING)
    chip = window.input_panel.constraint_chips.chips()[number]
    menu = _open(chip, QMenu)
    other = next(action for action in menu.actions() if not action.isChecked())
    text = other.text()
    with qtbot.waitSignal(conductor.session.composed):
        other.trigger()
        menu.close()
    assert text in _texts(window)
    assert composed(devices)[-1].seed == composed(devices)[0].seed
    assert composed(devices)[-1].request.constraints != EVERYTHING


@pytest.mark.parametrize(
    ("number", "typed", "text"), [(1, "91", "91 bpm"), (3, "12", "12 bars"), (4, "45", "45 seconds")]
)
def test_a_number_is_typed(
    qtbot: QtBot, conductor: AppController, window: MainWindow, number: int, typed: str, text: str
) -> None:
    write(qtbot, conductor, window)
    _ask(conductor, EVERYTHING)
    editor = _open(window.input_panel.constraint_chips.chips()[number], NumberPopup)
    QTest.keyClicks(editor.spin_box.lineEdit(), typed)
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyClick(editor.spin_box.lineEdit(), Qt.Key.Key_Return)
    assert text in _texts(window)


def test_escape_leaves_a_number_as_it_was(qtbot: QtBot, conductor: AppController, window: MainWindow) -> None:
    write(qtbot, conductor, window)
    _ask(conductor, EVERYTHING)
    editor = _open(_chip(window, "72 bpm"), NumberPopup)
    with qtbot.assertNotEmitted(conductor.session.composed, wait=30):
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert "72 bpm" in _texts(window)


def test_the_delete_key_takes_a_chip_away(qtbot: QtBot, conductor: AppController, window: MainWindow) -> None:
    write(qtbot, conductor, window)
    _ask(conductor, Constraints(2, Mode.MINOR, bars=8))
    with qtbot.waitSignal(conductor.session.composed):
        QTest.keyClick(_chip(window, "D minor").name_button, Qt.Key.Key_Delete)
    assert _texts(window) == ["8 bars"]


def test_the_keyboard_stays_among_the_chips_when_one_is_taken_away(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    _ask(conductor, EVERYTHING)
    for left in ("in 3/4", "8 bars"):
        chip = window.input_panel.constraint_chips.chips()[1]
        chip.name_button.setFocus()
        with qtbot.waitSignal(conductor.session.composed):
            QTest.keyClick(chip.name_button, Qt.Key.Key_Delete)
        assert window.focusWidget() is _chip(window, left).name_button


def test_the_controls_below_go_on_before_the_sentence(
    qtbot: QtBot, conductor: AppController, window: MainWindow, devices: FakeDevices
) -> None:
    write(qtbot, conductor, window)
    conductor.session.set_overrides(Overrides(Constraints(bars=2)))
    _ask(conductor, Constraints(bars=8, tempo=70.0))
    with qtbot.waitSignal(conductor.session.composed):
        _chip(window, "70 bpm").remove_button.click()
    assert composed(devices)[-1].constraint_overrides == Constraints(bars=2)
    assert _texts(window) == ["8 bars"]


def test_chips_follow_the_take_that_is_shown(
    qtbot: QtBot, conductor: AppController, window: MainWindow
) -> None:
    write(qtbot, conductor, window)
    _ask(conductor, Constraints(bars=8))
    with qtbot.waitSignal(conductor.session.composed):
        _chip(window, "8 bars").remove_button.click()
    QApplication.processEvents()
    write(qtbot, conductor, window, "wonder")
    go(window, window.takes_panel.take_list.count() - 1)
    assert _texts(window) == []
    assert all(
        chip.remove_button.accessibleName().startswith("Remove ")
        for chip in window.input_panel.constraint_chips.chips()
    )
