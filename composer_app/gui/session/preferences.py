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
        self._path = folders.settings_file
        self.load_error: SettingsError | None = None
        try:
            self.settings = load(self._path)
        except SettingsError as error:
            self.settings, self.load_error = Settings(), error

    def change(self, **choices: str | int | bool) -> None:
        """Take other choices in some fields, and keep them."""
        self._set_settings(replace(self.settings, **choices))  # type: ignore[arg-type]

    def open_dialog(self, devices: Devices, recorder: RecorderLike, window: QWidget) -> None:
        """Let the person change them in the dialog."""
        dialog = SettingsDialog(
            self.settings, devices.list_microphones, devices.list_audio_outputs(), recorder, window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._set_settings(dialog.edited_settings))
        dialog.open()

    def _set_settings(self, settings: Settings) -> None:
        before, self.settings = self.settings, settings
        if settings == before:
            return
        self.changed.emit(before)
        try:
            save(settings, self._path)
        except FileError as error:
            self.failed.emit(error)
