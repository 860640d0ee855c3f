"""Export of the shown take: to files, and to the clipboard."""

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
from composer_app.gui.takes.export_bar import ExportBar
from composer_app.gui.takes.export_paths import AUDIO_FORMATS, ask_export_path, default_folder
from composer_app.gui.text.notation import format_chord_sheet


class ExportController(QObject):
    """Exports the shown take; the engine writes the files, so that the window is not blocked."""

    def __init__(
        self,
        export_bar: ExportBar,
        session: EngineSession,
        open_takes: OpenTakes,
        preferences: Preferences,
        status: StatusReporter,
    ) -> None:
        super().__init__(export_bar)
        self._export_bar, self._session, self._open_takes = export_bar, session, open_takes
        self._preferences, self._status = preferences, status
        self._last_folders: dict[str, Path] = {}
        self._last_format = "mid"
        self._background_paths: set[Path] = set()  # audio files to drag, whose export is not reported

    @property
    def export_options(self) -> ExportOptions:
        """The options chosen last."""
        return ExportOptions(self._preferences.settings.chord_markers, self._preferences.settings.bit_depth)

    def on_take_shown(self, open_take: OpenTake) -> None:
        """Offer the shown take for export."""
        self._export_bar.show_take(open_take.composition, open_take.midi_path)

    def open_export_dialog(self) -> None:
        """Open the dialog to choose the export format."""
        from composer_app.gui.takes.export_dialog import ExportDialog  # brings numpy

        if self._open_takes.shown:
            format_name = self._preferences.settings.export_format
            dialog = ExportDialog(
                format_name if format_name in FORMATS else "mid",
                self.export_options,
                self._export_bar.window(),
            )
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.export_chosen.connect(self._export_as)
            dialog.open()

    def save_midi(self) -> None:
        """Ask for a path, and save the shown take as a MIDI file."""
        self._save("mid")

    def save_audio(self) -> None:
        """Ask for a path, and save the shown take as audio, in the last format."""
        self._save(
            next(
                (
                    format_name
                    for format_name in AUDIO_FORMATS
                    if format_name == self._preferences.settings.export_format
                ),
                AUDIO_FORMATS[0],
            )
        )

    def retry_save(self) -> None:
        """Ask for another path, and save in the format that failed."""
        self._save(self._last_format)

    def copy_chords(self) -> None:
        """Copy the chords of the shown take as text."""
        if shown := self._open_takes.shown:
            QApplication.clipboard().setText(format_chord_sheet(shown.composition.progression))

    def open_folder(self, folder: Path) -> None:
        """Open a folder in the file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def show_about(self) -> None:
        """Open the About box."""
        text = self.tr(
            "{name} {version}\n\nSay or type what you feel; hear, see and keep the chords that carry it.\n\n"
            "Everything runs on this computer: no sound, text or data leaves it.\n"
            "The chords that you make are yours, free to use."
        ).format(name=APP_NAME, version=__version__)
        window = self._export_bar.window()
        box = QMessageBox(QMessageBox.Icon.NoIcon, APP_NAME, text, QMessageBox.StandardButton.Close, window)
        box.open()

    def _export_as(self, format_name: str, options: ExportOptions) -> None:
        self._preferences.change(
            export_format=format_name, chord_markers=options.chord_markers, bit_depth=options.bit_depth
        )
        self._save(format_name)

    def _save(self, format_name: str) -> None:
        if not (open_take := self._open_takes.shown):
            return
        folder = self._last_folders.get(format_name) or default_folder(format_name)
        if not (
            choice := ask_export_path(self._export_bar.window(), open_take.composition, format_name, folder)
        ):
            return
        path, self._last_format = choice
        self._last_folders[self._last_format] = path.parent
        self._session.export(open_take.composition, path, self._last_format, self.export_options)

    def write_audio(self, path: Path) -> None:
        """Write the audio of the shown take to a path from which it can be dragged."""
        if (open_take := self._open_takes.shown) and path not in self._background_paths:
            self._background_paths.add(path)
            self._session.export(
                open_take.composition, path, "wav", replace(self.export_options, private=True)
            )

    def forget_background_exports(self) -> None:
        """Forget the exports in the background, so that they can be requested again."""
        self._background_paths.clear()

    def on_exported(self, path: Path) -> None:
        """Report an export that the user requested."""
        if path in self._background_paths:
            self._background_paths.remove(path)
        elif not self._session.is_busy:
            self._status.show_result(self.tr("Saved as {name}").format(name=path.name))
