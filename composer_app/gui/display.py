"""Checks for a display before Qt is imported, because Qt ends the program if there is none."""

import os
import sys

from composer_app.system_libraries import SCREEN, X11, install_hint, missing

_DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """Return whether a window can be opened."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _DISPLAY_VARIABLES)


def what_is_missing() -> str:
    """Return a sentence about the missing system libraries and how to install them; empty if none is missing."""
    packages = missing({**SCREEN, **X11} if _on_x11() else SCREEN)
    if not packages:
        return ""
    return (
        "The window cannot be opened, because system libraries are missing; all else works, such as “composer-app "
        f"compose”. {install_hint(packages)}"
    )


def _on_x11() -> bool:
    """Return whether Qt will use the X server; it ends the program if a library for that is missing."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return chosen.startswith("xcb") if chosen else not os.environ.get("WAYLAND_DISPLAY")
