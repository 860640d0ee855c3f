"""The start of the window: it is painted and accepts text while the other modules are imported."""

import threading
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from composer_app.gui.shell.main_window import MainWindow
from composer_app.paths import Folders

if TYPE_CHECKING:
    from composer_app.gui.session.devices import Devices
    from composer_app.gui.shell.app_controller import AppController
    from composer_app.library.cleanup import FolderLock


_MODULES_TO_PRELOAD = (
    "composer_app.gui.score.view",
    "composer_app.gui.mood.panel",
    "composer_app.gui.takes.panel",
    "composer_app.gui.playback.transport_bar",
    "composer_app.gui.shell.app_controller",
    "soundfile",  # for the first recording that is saved
)


class StartupLoader(QObject):
    """Imports the other modules in a thread after the first paint, then creates panels and controllers.

    Signals:
        loaded: The controllers exist.
    """

    loaded = Signal()
    _modules_loaded = Signal()

    def __init__(self, window: MainWindow, folders: Folders, take: str = "") -> None:
        super().__init__(window)
        self._window, self._folders, self._take = window, folders, take
        self.controller: AppController | None = None
        self._devices: Devices | None = None
        self._folder_lock: FolderLock | None = None
        self._early_sentences: list[str] = []
        self._panel_creation = window.create_panels()
        self._loader_thread = threading.Thread(target=self._load_modules, name="opening", daemon=True)
        once = Qt.ConnectionType.SingleShotConnection
        window.first_painted.connect(self._loader_thread.start, once)
        window.input_panel.text_submitted.connect(self._early_sentences.append)
        self._modules_loaded.connect(self._create_next)

    def close(self) -> None:
        """Wait for the thread, and close the controllers."""
        if self._loader_thread.ident:
            self._loader_thread.join()
        self._modules_loaded.disconnect(self._create_next)
        if self.controller:
            self.controller.close()
        if self._folder_lock:
            self._folder_lock.close()

    def _load_modules(self) -> None:
        """Import the slow modules; later imports of them take no time."""
        from composer_app.library.cleanup import FolderLock

        self._folder_lock = FolderLock(self._folders)
        for name in _MODULES_TO_PRELOAD:
            import_module(name)
        from composer_app.gui.session.devices import create_system_devices
        from composer_app.gui.text.translation import translate_sentence

        translate_sentence("")  # compiles its patterns
        self._devices = create_system_devices(self._folders.user_models)
        self._modules_loaded.emit()

    def _create_next(self) -> None:
        from composer_app.gui.shell.app_controller import AppController

        assert self._devices
        window = self._window
        if next(self._panel_creation, window) is None:  # one panel at a time, so that typing stays smooth
            QTimer.singleShot(0, self, self._create_next)
            return
        window.input_panel.text_submitted.disconnect(self._early_sentences.append)
        self.controller = AppController(window, self._devices, self._folders)
        self.controller.takes_controller.show_at_first(self._take)
        window.first_painted.emit()  # again, because the controllers were not connected at the first paint
        self.controller.tour.show_on_first_run()
        for sentence in self._early_sentences[-1:]:  # submitted before the controllers existed
            window.input_panel.text_submitted.emit(sentence)
        self.loaded.emit()
