"""Every take of this sitting, and the ways to keep one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from composer_app.composer import Composition
from composer_app.gui.phrases import in_short, mood_title
from composer_app.gui.takes.drag_chip import DragChip
from composer_app.gui.theme import SPACE


def label(composition: Composition, number: int) -> str:
    """What the list says about a take: two lines."""
    return f"{number}  {mood_title(composition.request.mood)}\n{in_short(composition)}"


class TakesPanel(QFrame):
    """The list of takes, newest on top, and what can be done with the one that is chosen.

    Signals:
        chosen: A person goes back to a take, with its place in the order they were made, from 0.
        save_midi: Save it as a MIDI file.
        save_audio: Save it as audio.
    """

    chosen = Signal(int)
    save_midi = Signal()
    save_audio = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._file: Path | None = None
        self.list = self._list()
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

    def add(self, composition: Composition, *, choose: bool = True) -> None:
        """Put a take on top, and choose it."""
        number = self.list.count()
        item = QListWidgetItem(label(composition, number + 1))
        item.setData(Qt.ItemDataRole.UserRole, number)
        item.setToolTip(
            f"{composition.request.text}\n" + self.tr("Seed {seed}").format(seed=composition.seed)
        )
        self.list.blockSignals(True)
        self.list.insertItem(0, item)
        self.list.blockSignals(False)
        if choose:
            self.show_chosen(number)

    def show_chosen(self, number: int) -> None:
        """Mark a take as the one that is shown, without choosing it anew."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(self.list.count() - 1 - number)
        self.list.blockSignals(False)

    def show_file_of(self, path: Path | None, *, there: bool) -> None:
        """Offer the file of the take that is shown, if it could be written."""
        self._file = path
        for button in (self.chip, self.show_file, self.copy_path):
            button.setEnabled(path is not None)
        for button in (self.midi, self.audio):
            button.setEnabled(there)

    def _list(self) -> QListWidget:
        takes = QListWidget()
        takes.setAccessibleName(self.tr("Takes"))
        takes.setToolTip(self.tr("Every take stays: click one to go back to it (Ctrl+Z: the one before)"))
        takes.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        takes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        takes.setTextElideMode(Qt.TextElideMode.ElideRight)
        takes.currentItemChanged.connect(self._choose)
        return takes

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

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
        title = QLabel(self.tr("Takes"))
        title.setProperty("heading", True)
        keep = QLabel(self.tr("Keep this one"))
        keep.setProperty("heading", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(title)
        column.addWidget(self.list, 1)
        column.addWidget(keep)
        column.addWidget(self.chip)
        grid = QGridLayout()
        grid.setSpacing(SPACE // 2)
        for place, button in enumerate((self.show_file, self.copy_path, self.midi, self.audio)):
            grid.addWidget(button, place // 2, place % 2)
        column.addLayout(grid)
