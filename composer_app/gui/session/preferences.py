"""The settings while the window is open: read once, changed in the dialog or on the way, kept at each change."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from composer_app.errors import FileError, SettingsError
from composer_app.gui.session.devices import Devices, RecorderLike
from composer_app.gui.shell.settings_dialog import SettingsDialog
from composer_app.paths import Folders
from composer_app.settings import Settings, load, save


class Preferences(QObject):
    """Keeps the settings and their file alike.

    Signals:
        changed: They are others now, with the `Settings` before.
        failed: They cannot be kept, with the `FileError`.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, folders: Folders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folders.settings
        self.trouble: SettingsError | None = None
        try:
            self.now = load(self._path)
        except SettingsError as error:
            self.now, self.trouble = Settings(), error

    def change(self, **choices: str | int | bool) -> None:
        """Take other choices in some fields, and keep them."""
        self._take(replace(self.now, **choices))  # type: ignore[arg-type]

    def choose(self, devices: Devices, recorder: RecorderLike, window: QWidget) -> None:
        """Let the person change them in the dialog."""
        dialog = SettingsDialog(self.now, devices.microphones, devices.speakers(), recorder, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take(dialog.chosen))
        dialog.open()

    def _take(self, settings: Settings) -> None:
        before, self.now = self.now, settings
        if settings == before:
            return
        self.changed.emit(before)
        try:
            save(settings, self._path)
        except FileError as error:
            self.failed.emit(error)
