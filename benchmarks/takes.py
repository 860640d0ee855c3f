"""How the window performs with thousands of takes: `python benchmarks/takes.py [FOLDER]`, without a screen.

With 0, 1,000 and 5,000 takes (kept in FOLDER between runs, if given): the time from creating the window to its first
paint and until all takes are listed, and the longest block of the window's thread meanwhile, sampled by a 5 ms timer;
then the same for typing a search, scrolling, starring, renaming, and opening old takes. Last, a take store that has
lost its index. Only the engine and the devices are fakes.
"""

import itertools
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QCoreApplication, QTimer

from composer_app.gui.shell.app import create_application
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.takes.browser import TakesBrowser
from composer_app.library.take_store import TakeStore
from composer_app.music.key import Key, Mode
from composer_app.paths import Folders
from composer_app.request.emotion.mood import emotions
from testing import factories
from testing.fakes_gui import FakeDevices

_COUNTS = (0, 1000, 5000)
_RUNS = 3
_TICK = 5  # milliseconds


def fill(folders: Folders, count: int) -> None:
    """Add takes of 16 bars to a take store, one per hour, each with another sentence."""
    start, hours = datetime.now(UTC) - timedelta(hours=count), itertools.count()
    store = TakeStore(folders.takes, lambda: start + timedelta(hours=next(hours)))
    names = list(emotions())
    for number in range(sum(1 for each in store.summaries() if each), count):
        key = Key(number % 12, list(Mode)[number % 2])
        request = factories.request(
            f"Something like take {number}, in the rain", names[number % 16], names[number % 7]
        )
        take = factories.composition(request, number, 60.0 + number % 80, factories.progression(key, bars=16))
        store.add(take)


class Blocks:
    """The longest time between two ticks of a timer."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=_TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def taken(self) -> float:
        """Return the longest block so far beyond the timer's interval, in milliseconds, and reset it."""
        self._tick()
        longest, self.longest = self.longest, 0.0
        return longest * 1000 - _TICK

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def until(done: Callable[[], bool]) -> None:
    """Run the event loop until a condition holds."""
    while not done():
        QCoreApplication.processEvents()


def for_a_while(seconds: float) -> None:
    """Run the event loop for a while."""
    end = time.perf_counter() + seconds
    until(lambda: time.perf_counter() >= end)


def run(folders: Folders, count: int) -> dict[str, float]:
    """Open the window, use it and close it; return the milliseconds of each step."""
    start = time.perf_counter()
    window = MainWindow()
    conductor = AppController(window, FakeDevices().as_devices(), folders)
    painted: list[float] = []
    window.first_painted.connect(lambda: painted.append(time.perf_counter()))
    window.show()
    until(lambda: bool(painted))
    blocks, takes = Blocks(), window.takes_panel
    until(lambda: takes.take_list.count() >= count)
    listed = time.perf_counter()
    for_a_while(0.2)
    figures = {"painted": painted[0] - start, "listed": listed - painted[0]}
    figures = {name: seconds * 1000 for name, seconds in figures.items()}
    figures["block, start"] = blocks.taken()
    for action, work in _uses(window, conductor, count):
        for step in work:
            step()
            for_a_while(0.03)
        figures[f"block, {action}"] = blocks.taken()
    conductor.close()
    window.close()
    window.deleteLater()
    for_a_while(0.05)
    return figures


def _toggle_star(conductor: AppController, browser: TakesBrowser, row: int) -> None:
    conductor.takes_controller.toggle_star(browser.model.row_at(row).take_id)


def _uses(
    window: MainWindow, conductor: AppController, count: int
) -> tuple[tuple[str, list[Callable[[], object]]], ...]:
    browser = window.takes_panel.browser
    text = "rain 12"
    typed = [text[:n] for n in (*range(1, len(text) + 1), 0)]
    rows = range(0, count, max(1, count // 10))
    bar = browser.take_list.verticalScrollBar()
    return (
        ("search", [lambda part=part: browser.search_field.setText(part) for part in typed]),  # type: ignore[misc]
        ("scroll", [lambda n=n: bar.setValue(bar.maximum() * n // 20) for n in range(20)]),  # type: ignore[misc]
        (
            "star",
            [partial(_toggle_star, conductor, browser, n) for n in rows],
        ),
        ("undo", [conductor.undo_controller.undo for _ in rows]),
        ("go back", [lambda n=n: browser.take_list.setCurrentIndex(browser.model.index(n)) for n in rows]),  # type: ignore[misc]
        ("new take", [partial(conductor.request_controller.choose_emotion, "tense") for _ in range(3)]),
    )


def show(title: str, runs: list[dict[str, float]]) -> None:
    """Print a line of medians, with the maximum."""
    print(title)
    for name in runs[0]:
        values = [each[name] for each in runs]
        print(f"  {name:16} {median(values):7.1f} ms   (to {max(values):.1f})")


def main() -> None:
    """Run the benchmark."""
    app = create_application()
    with TemporaryDirectory() as usual:
        root = Path(sys.argv[1] if len(sys.argv) > 1 else usual)
        for count in _COUNTS:
            folders = Folders.under(root / str(count))
            fill(folders, count)
            run(folders, count)
            show(f"{count} takes", [run(folders, count) for _ in range(_RUNS)])
        (folders.takes / "index.jsonl").unlink()
        show(f"{_COUNTS[-1]} takes without an index", [run(folders, _COUNTS[-1])])
    app.quit()


if __name__ == "__main__":
    main()
