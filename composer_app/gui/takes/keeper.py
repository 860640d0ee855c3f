"""Hands takes over: into a file, onto the clipboard, to the file manager."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from composer_app import APP_NAME, __version__
from composer_app.errors import FileError
from composer_app.gui.score.notation import chord_sheet
from composer_app.gui.takes.history import Entry, History
from composer_app.gui.takes.keeping import AUDIO, MIDI, Format, ask_path, usual_folder, write
from composer_app.sound.synth import Audio


class Keeper(QObject):
    """Saves the take that is shown, where a person says.

    Signals:
        failed: A file could not be written, with the `FileError`.
        sound_wanted: A take that is to be saved as audio has lost its sound, with its `Performance`.
    """

    failed = Signal(object)
    sound_wanted = Signal(object)

    def __init__(self, window: QWidget, history: History) -> None:
        super().__init__(window)
        self._window, self._history = window, history
        self._folders: dict[Format, Path] = {}
        self._waiting: tuple[Entry, Path] | None = None
        self._last = MIDI

    def save_midi(self) -> None:
        """Save the take that is shown as a MIDI file."""
        self._save(MIDI)

    def save_audio(self) -> None:
        """Save the sound of the take that is shown."""
        self._save(AUDIO)

    def save_again(self) -> None:
        """Save as what could not be saved just now, somewhere else."""
        self._save(self._last)

    def take_sound(self, audio: Audio) -> bool:
        """Write the sound that was waited for; whether one was."""
        waiting, self._waiting = self._waiting, None
        if waiting:
            entry, path = waiting
            self._write(entry, audio, path, AUDIO)
        return bool(waiting)

    def wait_no_longer(self) -> None:
        """The next sound will not be the one that was waited for."""
        self._waiting, self._last = None, MIDI

    def copy_chords(self) -> None:
        """Put the chords on the clipboard as a line of text."""
        if shown := self._history.shown:
            QApplication.clipboard().setText(chord_sheet(shown.composition.progression))

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def show_about(self) -> None:
        """Say what this program is."""
        text = self.tr(
            "{name} {version}\n\nSay or type what you feel; hear, see and keep the chords that carry it.\n\n"
            "Everything runs on this computer: no sound, text or data leaves it.\n"
            "The chords that you make are yours, free to use."
        ).format(name=APP_NAME, version=__version__)
        box = QMessageBox(
            QMessageBox.Icon.NoIcon, APP_NAME, text, QMessageBox.StandardButton.Close, self._window
        )
        box.open()

    def _save(self, kind: Format) -> None:
        if not (entry := self._history.shown):
            return
        self._last = kind
        folder = self._folders.get(kind) or usual_folder(kind)
        if not (path := ask_path(self._window, entry.composition, kind, folder)):
            return
        self._folders[kind] = path.parent
        if kind is AUDIO and not entry.audio:
            self.sound_wanted.emit(entry.composition.performance)
            self._waiting = entry, path  # after that: whatever is begun makes us wait no longer
        else:
            self._write(entry, entry.audio, path, kind)

    def _write(self, entry: Entry, audio: Audio | None, path: Path, kind: Format) -> None:
        try:
            write(entry.composition, audio, path, kind)
        except FileError as error:
            self.failed.emit(error)
