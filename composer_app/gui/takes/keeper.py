"""Hands takes over: into a file of any kind, onto the clipboard, to the file manager."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from composer_app import APP_NAME, __version__
from composer_app.export import FORMATS, Choices
from composer_app.gui.preferences import Preferences
from composer_app.gui.score.notation import chord_sheet
from composer_app.gui.status import Status
from composer_app.gui.takes.history import Entry, History
from composer_app.gui.takes.keeping import AUDIO, ask_path, usual_folder
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow


class Keeper(QObject):
    """Saves the take that is shown, where a person says; the engine writes, so that the window never waits."""

    def __init__(
        self,
        window: MainWindow,
        workflow: Workflow,
        history: History,
        preferences: Preferences,
        status: Status,
    ) -> None:
        super().__init__(window)
        self._window, self._workflow, self._history = window, workflow, history
        self._preferences, self._status = preferences, status
        self._folders: dict[str, Path] = {}
        self._last = "mid"
        self._quietly: set[Path] = set()  # files that nobody asked for by name
        away = window.takes.away
        away.export.connect(self.export)
        away.audio_wanted.connect(self._write_sound)
        away.failed.connect(status.fail)
        workflow.exported.connect(self._written)
        workflow.failed.connect(self._quietly.clear)

    @property
    def choices(self) -> Choices:
        """What was chosen of files last."""
        return Choices(self._preferences.now.markers, self._preferences.now.bits)

    def show(self, entry: Entry) -> None:
        """A take is shown: it is the one to be taken away."""
        self._window.takes.away.show_take(entry.composition, entry.midi)

    def export(self) -> None:
        """Ask as what to save the take that is shown, and where."""
        from composer_app.gui.takes.export_dialog import ExportDialog  # brings numpy

        if self._history.shown:
            kind = self._preferences.now.format
            dialog = ExportDialog(kind if kind in FORMATS else "mid", self.choices, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.chosen.connect(self._export_as)
            dialog.open()

    def save_midi(self) -> None:
        """Save the take that is shown as a MIDI file."""
        self._save("mid")

    def save_audio(self) -> None:
        """Save the sound of the take that is shown, in the format that was used last."""
        self._save(next((kind for kind in AUDIO if kind == self._preferences.now.format), AUDIO[0]))

    def save_again(self) -> None:
        """Save as what could not be saved just now, somewhere else."""
        self._save(self._last)

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

    def _export_as(self, kind: str, choices: Choices) -> None:
        self._preferences.change(format=kind, markers=choices.markers, bits=choices.bits)
        self._save(kind)

    def _save(self, kind: str) -> None:
        if not (entry := self._history.shown):
            return
        folder = self._folders.get(kind) or usual_folder(kind)
        if not (asked := ask_path(self._window, entry.composition, kind, folder)):
            return
        path, self._last = asked
        self._folders[self._last] = path.parent
        self._workflow.export(entry.composition, path, self._last, self.choices)

    def _write_sound(self, path: Path) -> None:
        """Write the sound of the take that is shown where it can be dragged from."""
        if (entry := self._history.shown) and path not in self._quietly:
            self._quietly.add(path)
            self._workflow.export(entry.composition, path, "wav", replace(self.choices, private=True))

    def _written(self, path: Path) -> None:
        if path in self._quietly:
            self._quietly.remove(path)
        elif not self._workflow.busy:
            self._window.progress.rest(self.tr("Saved as {name}").format(name=path.name))
