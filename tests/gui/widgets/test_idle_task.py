import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from composer_app.gui.widgets.idle_task import IdleTask


def test_work_is_done_to_its_end_and_the_end_is_told(qtbot: QtBot, qapp: QObject) -> None:
    seen: list[int] = []
    idle = IdleTask(_counted(seen, 100), qapp)
    with qtbot.waitSignal(idle.finished):
        pass
    assert seen == list(range(100))


def test_others_are_heard_in_between(qtbot: QtBot, qapp: QObject) -> None:
    """A hundred steps of a millisecond never hold up a timer for long."""
    ticks: list[float] = []
    timer = QTimer(qapp, interval=0)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    idle = IdleTask(_steps(100), qapp)
    with qtbot.waitSignal(idle.finished):
        pass
    timer.stop()
    assert len(ticks) >= 10


def test_stopped_work_goes_no_further(qtbot: QtBot, qapp: QObject) -> None:
    done: list[int] = []
    idle = IdleTask(_counted(done, 10), qapp)
    idle.stop()
    with qtbot.assertNotEmitted(idle.finished, wait=30):
        pass
    assert done == []


def _counted(seen: list[int], count: int) -> Iterator[None]:
    for number in range(count):
        seen.append(number)
        yield


def _steps(count: int) -> Iterator[None]:
    for _ in range(count):
        until = time.perf_counter() + 0.001
        while time.perf_counter() < until:
            pass
        yield
