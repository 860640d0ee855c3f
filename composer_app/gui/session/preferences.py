"""The settings while the window is open: read once, and written at each change."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from composer_app.errors import FileError, SettingsError
from composer_app.paths import Folders
from composer_app.settings import Settings, load, save


class Preferences(QObject):
    """The current settings, in step with their file.

    Signals:
        changed: The settings changed, with the previous `Settings`.
        failed: The settings cannot be written, with the `FileError`.

    Attributes:
        load_error: Why the file could not be read at the start; None if it could.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, folders: Folders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folders.settings_file
        self.load_error: SettingsError | None = None
        try:
            self._settings = load(self._path)
        except SettingsError as error:
            self._settings, self.load_error = Settings(), error

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self._settings

    def change(self, **choices: str | int | bool) -> None:
        """Change some fields, and write the file."""
        self.set_settings(replace(self._settings, **choices))  # type: ignore[arg-type]

    def set_settings(self, settings: Settings) -> None:
        """Replace the settings, and write the file."""
        before, self._settings = self._settings, settings
        if settings == before:
            return
        self.changed.emit(before)
        try:
            save(settings, self._path)
        except FileError as error:
            self.failed.emit(error)
