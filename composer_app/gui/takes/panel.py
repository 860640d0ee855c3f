"""Every take that was made, and the ways to keep one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from composer_app.gui.takes.browser import TakesBrowser
from composer_app.gui.takes.catalogue import Catalogue
from composer_app.gui.takes.drag_chip import DragChip
from composer_app.gui.theme import SPACE


class TakesPanel(QFrame):
    """The takes, and below them what can be done with the one that is shown.

    Signals:
        save_midi: Save it as a MIDI file.
        save_audio: Save it as audio.
    """

    save_midi = Signal()
    save_audio = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._file: Path | None = None
        self.catalogue = Catalogue()
        self.browser = TakesBrowser(self.catalogue)
        self.list = self.browser.list
        self.chip = DragChip(lambda: self._file)
        self.show_file = self._button(
            self.tr("Show &file"), self.tr("Show the MIDI file where it lies"), self._show_file
        )
        self.copy_path = self._button(
            self.tr("Cop&y path"), self.tr("Copy where the MIDI file lies"), self._copy_path
        )
        self.midi = self._button(self.tr("&Save MIDI…"), self.tr("Save this take as a MIDI file (Ctrl+S)"))
        self.audio = self._button(
            self.tr("Save a&udio…"), self.tr("Save this take as a sound file (Ctrl+Shift+S)")
        )
        self.midi.clicked.connect(self.save_midi)
        self.audio.clicked.connect(self.save_audio)
        self._lay_out()
        self.show_file_of(None, there=False)

    def show_file_of(self, path: Path | None, *, there: bool) -> None:
        """Offer the file of the take that is shown, if it could be written."""
        self._file = path
        for button in (self.chip, self.show_file, self.copy_path):
            button.setEnabled(path is not None)
        for button in (self.midi, self.audio):
            button.setEnabled(there)

    def _button(self, text: str, tip: str, action: Callable[[], None] | None = None) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action:
            button.clicked.connect(action)
        return button

    def _show_file(self) -> None:
        if self._file:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))

    def _copy_path(self) -> None:
        if self._file:
            QApplication.clipboard().setText(str(self._file))

    def _lay_out(self) -> None:
        keep = QLabel(self.tr("Keep this one"))
        keep.setProperty("heading", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.browser, 1)
        column.addWidget(keep)
        column.addWidget(self.chip)
        grid = QGridLayout()
        grid.setSpacing(SPACE // 2)
        for place, button in enumerate((self.show_file, self.copy_path, self.midi, self.audio)):
            grid.addWidget(button, place // 2, place % 2)
        column.addLayout(grid)
