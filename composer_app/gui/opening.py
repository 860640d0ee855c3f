"""The first half second: the window is painted and can be typed into while what stands behind it is read."""

import threading
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from composer_app.gui.window import MainWindow
from composer_app.paths import Folders

if TYPE_CHECKING:
    from composer_app.gui.conductor import Conductor
    from composer_app.gui.devices import Devices
    from composer_app.library.sweeping import Use


_TO_READ = (
    "composer_app.gui.score.view",
    "composer_app.gui.mood.panel",
    "composer_app.gui.takes.panel",
    "composer_app.gui.play.transport",
    "composer_app.gui.conductor",
    "soundfile",  # for the first recording that is kept
)


class Opening(QObject):
    """Reads the rest on a thread of its own once the window is painted, then puts its conductor to work.

    Signals:
        opened: The conductor is at work.
    """

    opened = Signal()
    _have_read = Signal()

    def __init__(self, window: MainWindow, folders: Folders, take: str = "") -> None:
        super().__init__(window)
        self._window, self._folders, self._take = window, folders, take
        self.conductor: Conductor | None = None
        self._devices: Devices | None = None
        self._use: Use | None = None
        self._early: list[str] = []
        self._furnishing = window.furnishing()
        self._reader = threading.Thread(target=self._read, name="opening", daemon=True)
        once = Qt.ConnectionType.SingleShotConnection
        window.painted.connect(self._reader.start, once)
        window.speak.typed.connect(self._early.append)
        self._have_read.connect(self._join)

    def close(self) -> None:
        """Let go of all of it."""
        if self._reader.ident:
            self._reader.join()
        self._have_read.disconnect(self._join)
        if self.conductor:
            self.conductor.close()
        if self._use:
            self._use.close()

    def _read(self) -> None:
        """Import what takes long; each module is there for everybody afterwards."""
        from composer_app.library.sweeping import Use

        self._use = Use(self._folders)
        for name in _TO_READ:
            import_module(name)
        from composer_app.gui.devices import real
        from composer_app.gui.translation import told

        told("")  # its patterns are compiled at the first sentence
        self._devices = real(self._folders.machines)
        self._have_read.emit()

    def _join(self) -> None:
        from composer_app.gui.conductor import Conductor

        assert self._devices
        window = self._window
        if next(self._furnishing, window) is None:  # one panel at a time: a letter may be typed in between
            QTimer.singleShot(0, self, self._join)
            return
        window.speak.typed.disconnect(self._early.append)
        self.conductor = Conductor(window, self._devices, self._folders)
        self.conductor.takes.show_at_first(self._take)
        window.painted.emit()  # those who came later have not heard it
        self.conductor.tour.show_once()
        for sentence in self._early[-1:]:  # somebody was quicker than we
            window.speak.typed.emit(sentence)
        self.opened.emit()
