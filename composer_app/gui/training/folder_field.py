"""A field for the path of a folder: typed, browsed, or dropped on the dialog."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from composer_app.gui.widgets.theme import SPACING_PX


def first_folder_in(mime: QMimeData) -> Path | None:
    """Return the first folder among dragged files; None if there is none."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return next((path for path in paths if path.is_dir()), None)


class FolderField(QFrame):
    """A line edit for a folder with a Browse button; it highlights when a folder is dragged over the dialog.

    Signals:
        folder_chosen: The user chose a folder, with its `Path`; it may not exist.
    """

    folder_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("drop", True)
        self.path_edit = QLineEdit()
        self.path_edit.setAcceptDrops(False)  # otherwise it would insert the URL as text
        self.path_edit.setPlaceholderText(self.tr("Drop a folder with your MIDI files here, or choose one"))
        self.path_edit.setAccessibleName(self.tr("Folder with your music"))
        self.path_edit.setToolTip(
            self.tr("A folder with MIDI files or chord charts; subfolders are included")
        )
        self.path_edit.returnPressed.connect(self._submit_typed)
        self.browse_button = QPushButton(self.tr("&Choose…"))
        self.browse_button.setAutoDefault(False)
        self.browse_button.setToolTip(self.tr("Choose a folder with your music"))
        self.browse_button.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        row.addWidget(self.path_edit, 1)
        row.addWidget(self.browse_button)

    @property
    def folder(self) -> Path | None:
        """The entered folder; None if the field is empty."""
        text = self.path_edit.text().strip()
        return Path(text).expanduser() if text else None

    def set_folder(self, folder: Path) -> None:
        """Set the folder, and emit it."""
        self.path_edit.setText(str(folder))
        self.folder_chosen.emit(folder)

    def show_drop_ready(self, *, ready: bool) -> None:
        """Show whether the dragged files can be dropped."""
        self.setProperty("ready", ready)
        self.style().polish(self)

    def _submit_typed(self) -> None:
        if folder := self.folder:
            self.set_folder(folder)

    def _browse(self) -> None:
        start = str(self.folder or Path.home())
        if path := QFileDialog.getExistingDirectory(self, self.tr("Your music"), start):
            self.set_folder(Path(path))
