"""The shared libraries that Qt and the MIDI library need on Linux, and the packages that provide them.

Imports only Python's standard library, so that run.py can use it before anything is installed.
"""

import os
import sys
from collections.abc import Iterable, Mapping

# Each with the Debian package that provides it.
SCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
LIBRARIES = {
    **SCREEN,
    **X11,
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libasound.so.2": "libasound2",
    "libpulse.so.0": "libpulse0",
}


def missing(wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Return the packages of the libraries that cannot be loaded."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(package for name, package in wanted.items() if not loads(name))


def loads(name: str) -> bool:
    """Return whether a shared library can be loaded."""
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def install_hint(packages: Iterable[str]) -> str:
    """Return the command that installs the packages."""
    user = hasattr(os, "geteuid") and os.geteuid() != 0
    line = " ".join([*(("sudo",) if user else ()), "apt-get install", *packages])
    return f"On Debian and Ubuntu, type\n  {line}\nElsewhere, install what your system calls them."
