"""A handle for dragging a file of a take into another program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QEnterEvent, QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


def mime_data_for(path: Path) -> QMimeData:
    """Return the MIME data of a file, for a drag or the clipboard."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def drag_copy_only(drag: QDrag) -> Qt.DropAction:
    """Run a drag that allows only copying; a move would remove the file from the take."""
    return drag.exec(Qt.DropAction.CopyAction)


class FileDragHandle(QPushButton):
    """A button that can be dragged as a file; a click copies the file to the clipboard.

    Signals:
        file_needed_soon: The handle was entered or focused, so the file may be needed soon.
    """

    file_needed_soon = Signal()

    def __init__(
        self,
        text: str,
        get_file: Callable[[], Path | None],
        run_drag: Callable[[QDrag], Qt.DropAction] = drag_copy_only,
        parent: QWidget | None = None,
    ) -> None:
        """Create a handle.

        Args:
            text: The text of the button.
            get_file: Returns the path of the file, which stays on disk; None if there is none.
            run_drag: Runs a drag.
            parent: The parent widget.
        """
        super().__init__(parent)
        self._get_file, self._run_drag = get_file, run_drag
        self._pressed_at: QPoint | None = None
        self.setText(f"⠿  {text}")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setToolTip(self.tr("Drag onto a track in your DAW. Click to copy the file."))
        self.clicked.connect(self._copy_to_clipboard)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: D102, N802
        super().enterEvent(event)
        self.file_needed_soon.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusInEvent(event)
        self.file_needed_soon.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        distance = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if distance >= QApplication.startDragDistance():
            self._pressed_at = None
            self.setDown(False)
            self._start_drag()

    def _start_drag(self) -> None:
        if path := self._get_file():
            drag = QDrag(self)
            drag.setMimeData(mime_data_for(path))
            drag.setPixmap(self.grab())
            self._run_drag(drag)

    def _copy_to_clipboard(self) -> None:
        if path := self._get_file():
            QApplication.clipboard().setMimeData(mime_data_for(path))
