"""Whether there is a screen to open a window on; asked before Qt is imported, which ends the program where none is."""

import os
import sys

from composer_app.libraries import SCREEN, X11, missing, way_to_get

_WANTED = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """Whether a window can be shown."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _WANTED)


def what_is_missing() -> str:
    """What a window needs and this computer lacks, in a sentence with what to do; empty where it lacks nothing."""
    packages = missing({**SCREEN, **X11} if _on_x11() else SCREEN)
    if not packages:
        return ""
    return (
        "The window cannot be opened, because system libraries are missing; all else works, such as “composer-app "
        f"compose”. {way_to_get(packages)}"
    )


def _on_x11() -> bool:
    """Whether Qt will ask the X server for a window: with a library of it missing, it would end the program."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return chosen.startswith("xcb") if chosen else not os.environ.get("WAYLAND_DISPLAY")
