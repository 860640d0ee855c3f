import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from composer_app.errors import RecordingError, SoundError
from composer_app.gui.session import devices
from composer_app.gui.session.null_devices import NullAudioOutput, NullRecorder
from composer_app.gui.shell import app
from composer_app.gui.shell.crash_dialog import CrashDialog
from composer_app.gui.shell.main_window import MainWindow
from testing import factories
from testing.logs import ExpectedLog


def test_a_bug_is_told_once_however_often_it_comes(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    for text in ("first", "second"):
        app._show_crash(text, tmp_path / "composer.log", window)
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, CrashDialog)]
    assert [dialog.details_view.toPlainText() for dialog in shown] == ["first"]
    with qtbot.waitSignal(shown[0].destroyed):
        shown[0].reject()


@pytest.mark.usefixtures("qapp")
def test_the_icon_is_drawn() -> None:
    assert not app.load_icon().pixmap(64, 64).isNull()


@pytest.mark.usefixtures("qapp")
def test_where_no_sound_system_can_be_loaded_each_part_says_what_to_do() -> None:
    with pytest.raises(SoundError, match=r"install libpulse0.*MIDI port"):
        NullAudioOutput().play(factories.audio(), loop=False)
    with pytest.raises(RecordingError, match=r"install libpulse0.*type what you feel"):
        NullRecorder().start("", 1)


def test_a_missing_system_library_is_no_reason_not_to_start(
    monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog
) -> None:
    expected_log("WARNING .*There is no sound system")
    monkeypatch.setitem(sys.modules, "composer_app.sound.audio_output", None)
    found = devices.create_system_devices()
    assert (found.make_recorder, found.make_audio_output) == (NullRecorder, NullAudioOutput)
    assert not found.list_microphones()
    assert not found.list_audio_outputs()
