from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from composer_app.gui.takes.panel import TakesPanel


@pytest.fixture
def takes(qtbot: QtBot) -> TakesPanel:
    takes = TakesPanel()
    qtbot.addWidget(takes)
    takes.show()
    return takes


def test_without_a_take_there_is_nothing_to_keep(takes: TakesPanel) -> None:
    buttons = (takes.chip, takes.show_file, takes.copy_path, takes.midi, takes.audio)
    assert not any(button.isEnabled() for button in buttons)


def test_a_take_without_a_file_can_still_be_saved(takes: TakesPanel) -> None:
    takes.show_file_of(None, there=True)
    assert takes.midi.isEnabled()
    assert not takes.chip.isEnabled()


def test_the_path_can_be_copied(takes: TakesPanel, tmp_path: Path) -> None:
    takes.show_file_of(tmp_path / "take.mid", there=True)
    takes.copy_path.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "take.mid")
