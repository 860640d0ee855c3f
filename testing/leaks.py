"""Fails a test that leaves a thread, a process, a running timer or an open window.

Anything that a fixture of wider scope started is no leak: it exists before the test begins.
"""

import gc
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer

_PATIENCE = 20.0  # for threads and processes to end on a busy machine
# Threads that a library never ends: tqdm's monitor.
_KEPT_THREADS = frozenset({"TMonitor"})


def _threads() -> dict[object, str]:
    """Return the Python threads, without those that C code started, whose end cannot be observed."""
    return {
        thread: f"thread {thread.name}"
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread) and type(thread).__name__ not in _KEPT_THREADS
    }


def _child(stat: Path) -> tuple[int, str] | None:
    """Return the pid and name of a running child process, from its line in /proc."""
    try:
        pid, rest = stat.read_text().split(" (", 1)
    except OSError:  # it ended meanwhile
        return None
    name, state = rest.rsplit(") ", 1)
    status, parent, *_ = state.split()
    return (int(pid), name) if int(parent) == os.getpid() and status != "Z" else None


def _processes() -> dict[object, str]:
    """Return the running child processes, except multiprocessing's own, which runs until the exit."""
    kept = getattr(resource_tracker._resource_tracker, "_pid", None)
    if not Path("/proc/self/stat").exists():
        return {child.pid: f"process {child.name}" for child in multiprocessing.active_children()}
    children = (_child(Path("/proc", pid, "stat")) for pid in os.listdir("/proc") if pid.isdigit())  # noqa: PTH208
    return {child[0]: f"process {child[1]} ({child[0]})" for child in children if child and child[0] != kept}


def _qt() -> dict[object, str]:
    """Return the running timers and the visible windows."""
    if "PySide6.QtWidgets" not in sys.modules:
        return {}
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
    from PySide6.QtWidgets import QApplication

    if not QApplication.instance():
        return {}
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    busy = QThreadPool.globalInstance().activeThreadCount()
    return {
        **{id(window): f"window {window!r}" for window in windows},
        **{id(timer): f"timer {timer!r}" for timer in _running_timers()},
        **({"pool": f"{busy} jobs in Qt's thread pool"} if busy else {}),
    }


def _running_timers() -> "list[QTimer]":
    """Return the running timers that Python knows."""
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    # type(), not isinstance(), which would ask a proxy for the class of its target.
    timers = [each for each in gc.get_objects() if issubclass(type(each), QTimer)]
    return [timer for timer in timers if isValid(timer) and timer.isActive()]


def _clear_clipboard() -> None:
    """Clear what the test put on the clipboard.

    WORKAROUND PySide6 6.11: without a screen, Qt's clipboard lives until after Python's end, and a `QMimeData` that
    Python made brings the process down when it is destroyed then. It can go when tests/gui/test_drag_chip.py ends
    well without it.
    """
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() and QGuiApplication.clipboard().ownsClipboard():
        QGuiApplication.clipboard().clear()


def _left(sample: Callable[[], dict[object, str]], before: dict[object, str]) -> list[str]:
    """Return what exists now and did not before, after waiting for it to end."""
    deadline = time.monotonic() + _PATIENCE
    while (left := {key: name for key, name in sample().items() if key not in before}) and (
        time.monotonic() < deadline
    ):
        threading.Event().wait(0.02)
    return list(left.values())


@pytest.fixture(autouse=True)
def _no_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    samplers: list[Callable[[], dict[object, str]]] = [_threads, _processes]
    if {"qapp", "qtbot"} & set(request.fixturenames):
        samplers.append(_qt)
    before = [sample() for sample in samplers]
    yield
    if _qt in samplers:
        _clear_clipboard()
    left = [name for sample, was in zip(samplers, before, strict=True) for name in _left(sample, was)]
    if left:
        pytest.fail(f"the test left behind: {', '.join(left)}", pytrace=False)
