"""Whether there is a screen to open a window on; asked before Qt is imported, which ends the program where none is."""

import os
import sys

_WANTED = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """Whether a window can be shown."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _WANTED)
