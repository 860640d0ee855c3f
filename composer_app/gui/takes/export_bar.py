"""The export bar: handles to drag the files of the shown take, and the export and file buttons."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QPushButton, QWidget

from composer_app.composition import Composition
from composer_app.errors import FileError
from composer_app.gui.takes.drag_handle import FileDragHandle
from composer_app.gui.takes.export_paths import make_sidecar_path, write_part_file
from composer_app.gui.text.format import translate_part
from composer_app.gui.widgets.theme import SPACING_PX
from composer_app.music.arrangement import BASS, CHORDS, COUNTERMELODY

_PART_ORDER = (CHORDS, BASS, COUNTERMELODY)


class ExportBar(QWidget):
    """Offers the files of the shown take; a file is written before it is dragged, and stays on disk.

    Signals:
        export_requested: The user clicked Export.
        audio_file_needed: The audio file may be dragged soon, with the `Path` to write it to.
        failed: A file could not be written, with the `FileError`.
    """

    export_requested = Signal()
    audio_file_needed = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take: Composition | None = None
        self._midi_path: Path | None = None
        self.midi_handle = FileDragHandle(self.tr("Drag MIDI"), lambda: self._midi_path)
        self.part_handles = {
            part: FileDragHandle(translate_part(part), partial(self._write_part, part))
            for part in _PART_ORDER
        }
        self.audio_handle = FileDragHandle(self.tr("Audio"), self._find_audio_file)
        self.audio_handle.file_needed_soon.connect(self._request_audio_file)
        self.export_button = self._make_button(
            self.tr("&Export…"), self.tr("Save as MIDI, audio, a score or a chart (Ctrl+E)")
        )
        self.export_button.clicked.connect(self.export_requested)
        self.show_file_button = self._make_button(
            self.tr("Show in &folder"), self.tr("Show the MIDI file in its folder"), self._show_file
        )
        self.copy_path_button = self._make_button(
            self.tr("Cop&y file path"), self.tr("Copy the path of the MIDI file"), self._copy_path
        )
        self._lay_out()
        self.show_take(None, None)

    def show_take(self, take: Composition | None, midi_path: Path | None) -> None:
        """Offer a take; `midi_path` is None if its MIDI file could not be written."""
        self._take, self._midi_path = take, midi_path
        playing = [part.name for part in take.performance.parts] if take else []
        for part, handle in self.part_handles.items():
            handle.setVisible(part in playing and len(playing) > 1)
        for button in (
            self.midi_handle,
            *self.part_handles.values(),
            self.audio_handle,
            self.show_file_button,
            self.copy_path_button,
        ):
            button.setEnabled(midi_path is not None)
        self.export_button.setEnabled(take is not None)

    def _write_part(self, part: str) -> Path | None:
        """Write the file of one part, and return its path; None after an error."""
        try:
            return (
                write_part_file(self._take, part, self._midi_path) if self._take and self._midi_path else None
            )
        except FileError as error:
            self.failed.emit(error)
            return None

    def _find_audio_file(self) -> Path | None:
        """Return the path of the audio file; None if it is not written yet."""
        path = self._midi_path and self._midi_path.parent / "Audio" / f"{self._midi_path.stem}.wav"
        return path if path and path.exists() else None

    def _request_audio_file(self) -> None:
        """Request the audio file, unless it exists."""
        if not self._midi_path or self._find_audio_file():
            return
        try:
            self.audio_file_needed.emit(
                make_sidecar_path(self._midi_path, "Audio", f"{self._midi_path.stem}.wav")
            )
        except FileError as error:
            self.failed.emit(error)

    def _make_button(self, text: str, tip: str, action: Callable[[], None] | None = None) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action:
            button.clicked.connect(action)
        return button

    def _show_file(self) -> None:
        if self._midi_path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._midi_path.parent)))

    def _copy_path(self) -> None:
        if self._midi_path:
            QApplication.clipboard().setText(str(self._midi_path))

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Export"))
        heading.setProperty("heading", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACING_PX // 2)
        grid.addWidget(heading, 0, 0, 1, 2)
        grid.addWidget(self.midi_handle, 1, 0)
        grid.addWidget(self.audio_handle, 1, 1)
        grid.addWidget(self.part_handles[CHORDS], 2, 0)
        grid.addWidget(self.part_handles[BASS], 2, 1)
        grid.addWidget(self.part_handles[COUNTERMELODY], 3, 0, 1, 2)
        grid.addWidget(self.export_button, 4, 0, 1, 2)
        grid.addWidget(self.show_file_button, 5, 0)
        grid.addWidget(self.copy_path_button, 5, 1)
