"""What is imported when: the window must stand before torch, Whisper and gensim are read from the disk."""

import subprocess
import sys

import pytest

_HEAVY = "torch whisper gensim symusic scipy numba"


@pytest.mark.parametrize(
    "module",
    [
        "composer_app.cli",
        "composer_app.engine.client",
        pytest.param("composer_app.gui.app", marks=pytest.mark.qt),
    ],
)
def test_what_starts_the_window_imports_nothing_heavy(module: str) -> None:
    code = (  # what stands in for numba has no file
        f"import sys, {module}; print(*(name for name in {_HEAVY!r}.split() "
        "if getattr(sys.modules.get(name), '__file__', None)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == []


def test_the_command_line_needs_no_qt() -> None:
    code = "import sys, composer_app.cli; print('PySide6' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "False"
