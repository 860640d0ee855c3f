"""Hands takes over: into a file of any kind, onto the clipboard, to the file manager."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from composer_app import APP_NAME, __version__
from composer_app.export import FORMATS, ExportOptions
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTake, OpenTakes
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.takes.export_paths import AUDIO_FORMATS, ask_export_path, default_folder
from composer_app.gui.text.notation import format_chord_sheet


class ExportController(QObject):
    """Saves the take that is shown, where a person says; the engine writes, so that the window never waits."""

    def __init__(
        self,
        window: MainWindow,
        session: EngineSession,
        open_takes: OpenTakes,
        preferences: Preferences,
        status: StatusReporter,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._open_takes = window, session, open_takes
        self._preferences, self._status = preferences, status
        self._last_folders: dict[str, Path] = {}
        self._last_format = "mid"
        self._background_paths: set[Path] = set()  # files that nobody asked for by name
        away = window.takes_panel.export_bar
        away.export_requested.connect(self.open_export_dialog)
        away.audio_file_needed.connect(self._write_audio)
        away.failed.connect(status.show_error)
        session.exported.connect(self._on_exported)
        session.failed.connect(self._background_paths.clear)

    @property
    def export_options(self) -> ExportOptions:
        """What was chosen of files last."""
        return ExportOptions(self._preferences.settings.chord_markers, self._preferences.settings.bit_depth)

    def on_take_shown(self, open_take: OpenTake) -> None:
        """A take is shown: it is the one to be taken away."""
        self._window.takes_panel.export_bar.show_take(open_take.composition, open_take.midi_path)

    def open_export_dialog(self) -> None:
        """Ask as what to save the take that is shown, and where."""
        from composer_app.gui.takes.export_dialog import ExportDialog  # brings numpy

        if self._open_takes.shown:
            kind = self._preferences.settings.export_format
            dialog = ExportDialog(kind if kind in FORMATS else "mid", self.export_options, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.export_chosen.connect(self._export_as)
            dialog.open()

    def save_midi(self) -> None:
        """Save the take that is shown as a MIDI file."""
        self._save("mid")

    def save_audio(self) -> None:
        """Save the sound of the take that is shown, in the format that was used last."""
        self._save(
            next(
                (kind for kind in AUDIO_FORMATS if kind == self._preferences.settings.export_format),
                AUDIO_FORMATS[0],
            )
        )

    def retry_save(self) -> None:
        """Save as what could not be saved just now, somewhere else."""
        self._save(self._last_format)

    def copy_chords(self) -> None:
        """Put the chords on the clipboard as a line of text."""
        if shown := self._open_takes.shown:
            QApplication.clipboard().setText(format_chord_sheet(shown.composition.progression))

    def open_folder(self, folder: Path) -> None:
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

    def _export_as(self, kind: str, options: ExportOptions) -> None:
        self._preferences.change(
            export_format=kind, chord_markers=options.chord_markers, bit_depth=options.bit_depth
        )
        self._save(kind)

    def _save(self, kind: str) -> None:
        if not (entry := self._open_takes.shown):
            return
        folder = self._last_folders.get(kind) or default_folder(kind)
        if not (asked := ask_export_path(self._window, entry.composition, kind, folder)):
            return
        path, self._last_format = asked
        self._last_folders[self._last_format] = path.parent
        self._session.export(entry.composition, path, self._last_format, self.export_options)

    def _write_audio(self, path: Path) -> None:
        """Write the sound of the take that is shown where it can be dragged from."""
        if (entry := self._open_takes.shown) and path not in self._background_paths:
            self._background_paths.add(path)
            self._session.export(entry.composition, path, "wav", replace(self.export_options, private=True))

    def _on_exported(self, path: Path) -> None:
        if path in self._background_paths:
            self._background_paths.remove(path)
        elif not self._session.is_busy:
            self._window.progress_line.show_idle(self.tr("Saved as {name}").format(name=path.name))
