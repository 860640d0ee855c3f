"""The rules of the house, tried on tests that break them."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.qt

_BREAKERS = """
import logging, subprocess, threading
import pytest

gate = threading.Event()

def test_thread():
    threading.Thread(target=gate.wait, daemon=True).start()

def test_process():
    pytest.process = subprocess.Popen(["sleep", "60"])

def test_log():
    logging.getLogger("anything").warning("the port has gone")

def test_announced_but_silent(expected_log):
    expected_log("the port has gone")

def test_timer(qapp):
    from PySide6.QtCore import QTimer
    pytest.timer = QTimer()
    pytest.timer.start(1000)

def test_window(qapp):
    from PySide6.QtWidgets import QWidget
    pytest.window = QWidget()
    pytest.window.show()
"""

_KEEPERS = """
import logging, subprocess, threading

def test_thread_that_ends_late():
    threading.Thread(target=threading.Event().wait, args=(0.2,)).start()

def test_process_that_is_waited_for():
    subprocess.run(["true"], check=True)

def test_announced_log(expected_log):
    expected_log(r"WARNING any.*: the port")
    logging.getLogger("anything").warning("the port has gone")

def test_window_that_qtbot_closes(qtbot):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget
    window = QWidget()
    QTimer(window).start(1000)
    window.show()
    qtbot.addWidget(window)
"""


def _run(pytester: pytest.Pytester, source: str) -> pytest.RunResult:
    pytester.makepyfile(source)
    pytester.makeconftest(
        'pytest_plugins = ["tests.leaks", "tests.logs"]\nimport tests.leaks\ntests.leaks._PATIENCE = 0.5'
    )
    return pytester.runpytest_subprocess("-p", "no:randomly")


def test_a_test_that_leaves_something_behind_or_logs_unasked_fails(pytester: pytest.Pytester) -> None:
    result = _run(pytester, _BREAKERS)
    result.assert_outcomes(passed=6, errors=6)  # each passes by itself, and is failed for what came after
    result.stdout.fnmatch_lines_random(
        [
            "*left behind: thread *",
            "*left behind: process sleep*",
            "*left behind: timer*",
            "*left behind: window*",
        ]
    )
    result.stdout.fnmatch_lines_random(["*logged: WARNING anything: the port has gone", "*never logged: *"])


def test_a_test_that_tidies_up_passes(pytester: pytest.Pytester) -> None:
    _run(pytester, _KEEPERS).assert_outcomes(passed=4)


def test_the_home_folder_belongs_to_the_test_alone(tmp_path: Path, home: Path) -> None:
    import platformdirs

    assert platformdirs.user_data_dir("composer-app").startswith(str(home))
    assert Path.home() == home
    assert list(tmp_path.iterdir()) == []
