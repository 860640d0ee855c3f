import logging
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from composer_app.gui.journal import FILE, Alarm, kept
from tests.logs import ExpectedLog


def _read(folder: Path) -> str:
    return (folder / FILE).read_text(encoding="utf-8")


@pytest.mark.usefixtures("qapp")
def test_the_story_goes_into_a_file_with_its_level_and_place(tmp_path: Path) -> None:
    with kept(tmp_path / "log", Alarm()):
        logging.getLogger("composer_app.x").info("a take was made")
    assert "INFO MainProcess composer_app.x: a take was made" in _read(tmp_path / "log")


def test_a_bug_in_a_thread_rings_in_the_window_and_is_logged(
    qtbot: QtBot, tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log("CRITICAL .*Uncaught")
    alarm = Alarm()
    with kept(tmp_path, alarm), qtbot.waitSignal(alarm.rang) as rang:
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
    assert "ZeroDivisionError" in rang.args[0]
    assert "ZeroDivisionError" in _read(tmp_path)


def test_a_bug_in_a_slot_rings_and_the_window_lives_on(
    qtbot: QtBot, tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log("CRITICAL .*Uncaught")
    alarm = Alarm()
    with capture_exceptions(), kept(tmp_path, alarm), qtbot.waitSignal(alarm.rang) as rang:
        QTimer.singleShot(0, lambda: 1 / 0)
    assert "ZeroDivisionError" in rang.args[0]


def _fail_on(word: str) -> None:
    try:
        int(word)
    except ValueError as error:
        raise LookupError(f"no such thing as {word}") from error


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("debug", [False, True])
def test_what_was_said_is_in_the_log_only_for_developers(tmp_path: Path, debug: bool) -> None:
    word = "zanzibar"  # not in a line of code that a log may show
    with kept(tmp_path, Alarm(), debug=debug):
        try:
            _fail_on(word)
        except LookupError:
            logging.getLogger("composer_app.x").info("It failed", exc_info=True)
    text = _read(tmp_path)
    assert "LookupError" in text
    assert "ValueError" in text
    assert "in _fail_on" in text
    assert (word in text) is debug


@pytest.mark.no_qt_log
def test_what_qt_says_is_logged(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log("WARNING qt.default: a layout is confused")
    with kept(tmp_path, Alarm()):
        qWarning("a layout is confused")
    assert "WARNING MainProcess qt.default: a layout is confused" in _read(tmp_path)


def test_an_unwritable_folder_is_no_reason_not_to_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with kept(tmp_path / "file" / "log", Alarm()):
        logging.getLogger("composer_app").info("nobody hears this")


def test_everything_is_as_before_afterwards(tmp_path: Path) -> None:
    import sys

    before = (
        sys.excepthook,
        threading.excepthook,
        logging.getLogger().level,
        list(logging.getLogger().handlers),
    )
    with kept(tmp_path, Alarm(), debug=True):
        assert sys.excepthook is not before[0]
    assert before == (
        sys.excepthook,
        threading.excepthook,
        logging.getLogger().level,
        list(logging.getLogger().handlers),
    )


def test_a_long_log_is_put_aside_when_the_program_opens_and_three_stay(tmp_path: Path) -> None:
    for number in range(5):
        with kept(tmp_path, Alarm()):
            logging.getLogger("anything").info("sitting %d %s", number, 500_000 * "x")
    names = [path.name for path in sorted(tmp_path.iterdir())]
    assert names == [FILE, f"{FILE}.1", f"{FILE}.2", f"{FILE}.3"]
    assert [(tmp_path / name).read_text(encoding="utf-8").count("sitting") for name in names] == [1, 1, 1, 1]
    assert "sitting 4" in (tmp_path / FILE).read_text(encoding="utf-8")
    assert "sitting 1" in (tmp_path / f"{FILE}.3").read_text(encoding="utf-8")
