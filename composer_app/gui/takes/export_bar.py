"""Taking a take away: handles to drag it out by, all of it or one part, and the ways to its file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QPushButton, QWidget

from composer_app.composer import Composition
from composer_app.errors import FileError
from composer_app.gui.takes.drag_handle import FileDragHandle
from composer_app.gui.takes.export_paths import beside, part_file
from composer_app.gui.text.format import part_name
from composer_app.gui.widgets.theme import SPACE
from composer_app.music.arrangement import BASS, CHORDS, COUNTER_LINE

_PARTS = (CHORDS, BASS, COUNTER_LINE)


class ExportBar(QWidget):
    """What can be taken of the take that is shown. A file is written before it is dragged, and stays.

    Signals:
        export: Save it somewhere, in a format to be chosen.
        audio_wanted: Its sound will be wanted as a file soon, with the `Path` where to.
        failed: A file could not be written, with the `FileError`.
    """

    export = Signal()
    audio_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take: Composition | None = None
        self._midi: Path | None = None
        self.chip = FileDragHandle(self.tr("Drag MIDI"), lambda: self._midi)
        self.parts = {part: FileDragHandle(part_name(part), partial(self._part, part)) for part in _PARTS}
        self.audio = FileDragHandle(self.tr("Audio"), self._sound)
        self.audio.neared.connect(self._prepare_sound)
        self.save = self._button(
            self.tr("&Export…"), self.tr("Save as MIDI, audio, a score or a chart (Ctrl+E)")
        )
        self.save.clicked.connect(self.export)
        self.show_file = self._button(
            self.tr("Show &file"), self.tr("Show the MIDI file where it lies"), self._show_file
        )
        self.copy_path = self._button(
            self.tr("Cop&y path"), self.tr("Copy where the MIDI file lies"), self._copy_path
        )
        self._lay_out()
        self.show_take(None, None)

    def show_take(self, take: Composition | None, midi: Path | None) -> None:
        """Offer a take, and its MIDI file, if that could be written."""
        self._take, self._midi = take, midi
        playing = [part.name for part in take.performance.parts] if take else []
        for part, chip in self.parts.items():
            chip.setVisible(part in playing and len(playing) > 1)
        for button in (self.chip, *self.parts.values(), self.audio, self.show_file, self.copy_path):
            button.setEnabled(midi is not None)
        self.save.setEnabled(take is not None)

    def _part(self, part: str) -> Path | None:
        """The file of one part, written just now."""
        try:
            return part_file(self._take, part, self._midi) if self._take and self._midi else None
        except FileError as error:
            self.failed.emit(error)
            return None

    def _sound(self) -> Path | None:
        """The sound's file; None while it is being written."""
        path = self._midi and self._midi.parent / "Audio" / f"{self._midi.stem}.wav"
        return path if path and path.exists() else None

    def _prepare_sound(self) -> None:
        """Have the sound written, unless it was."""
        if not self._midi or self._sound():
            return
        try:
            self.audio_wanted.emit(beside(self._midi, "Audio", f"{self._midi.stem}.wav"))
        except FileError as error:
            self.failed.emit(error)

    def _button(self, text: str, tip: str, action: Callable[[], None] | None = None) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action:
            button.clicked.connect(action)
        return button

    def _show_file(self) -> None:
        if self._midi:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._midi.parent)))

    def _copy_path(self) -> None:
        if self._midi:
            QApplication.clipboard().setText(str(self._midi))

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Take it away"))
        heading.setProperty("heading", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE // 2)
        grid.addWidget(heading, 0, 0, 1, 2)
        grid.addWidget(self.chip, 1, 0)
        grid.addWidget(self.audio, 1, 1)
        grid.addWidget(self.parts[CHORDS], 2, 0)
        grid.addWidget(self.parts[BASS], 2, 1)
        grid.addWidget(self.parts[COUNTER_LINE], 3, 0, 1, 2)
        grid.addWidget(self.save, 4, 0, 1, 2)
        grid.addWidget(self.show_file, 5, 0)
        grid.addWidget(self.copy_path, 5, 1)
