"""Naming a folder: written, chosen, or dropped on whatever holds this."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from composer_app.gui.widgets.theme import SPACE


def folder_in(mime: QMimeData) -> Path | None:
    """The first folder of what is dragged; None where there is none."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return next((path for path in paths if path.is_dir()), None)


class FolderField(QFrame):
    """A line with a folder's path. What is dragged over the dialog around it is offered here.

    Signals:
        chosen: A folder was named, with its `Path`; it need not be there.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("drop", True)
        self.field = QLineEdit()
        self.field.setAcceptDrops(False)  # else it would take the folder as text
        self.field.setPlaceholderText(self.tr("Drop a folder with your MIDI files here, or choose one"))
        self.field.setAccessibleName(self.tr("Folder with your music"))
        self.field.setToolTip(
            self.tr("A folder with MIDI files or chord charts; what is in folders inside it counts, too")
        )
        self.field.returnPressed.connect(self._write)
        self.browse = QPushButton(self.tr("&Choose…"))
        self.browse.setAutoDefault(False)
        self.browse.setToolTip(self.tr("Choose a folder with your music"))
        self.browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.addWidget(self.field, 1)
        row.addWidget(self.browse)

    @property
    def folder(self) -> Path | None:
        """The folder that is named; None while none is."""
        text = self.field.text().strip()
        return Path(text).expanduser() if text else None

    def take(self, folder: Path) -> None:
        """Name a folder."""
        self.field.setText(str(folder))
        self.chosen.emit(folder)

    def show_ready(self, *, ready: bool) -> None:
        """Show that what is dragged can be dropped."""
        self.setProperty("ready", ready)
        self.style().polish(self)

    def _write(self) -> None:
        if folder := self.folder:
            self.take(folder)

    def _browse(self) -> None:
        start = str(self.folder or Path.home())
        if path := QFileDialog.getExistingDirectory(self, self.tr("Your music"), start):
            self.take(Path(path))
