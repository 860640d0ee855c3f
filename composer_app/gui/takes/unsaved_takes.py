"""Takes that could not be written, for example to a full disk: retried, and reported before the window closes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from composer_app.errors import FileError
from composer_app.library.take import Take
from composer_app.library.take_store import TakeStore

_RETRY_INTERVAL_MS = 10_000


class UnsavedTakes(QObject):
    """The takes that are not written yet.

    Signals:
        written: A take was written at a retry, with the `Take`.
    """

    written = Signal(object)

    def __init__(self, panel: QWidget, store: TakeStore, folder: Path) -> None:
        super().__init__(panel)
        self._panel, self._store, self._folder = panel, store, folder
        self._takes: dict[str, tuple[Take, bytes]] = {}
        self._may_lose_takes = False
        self.box: QMessageBox | None = None
        self._retry_timer = QTimer(self, interval=_RETRY_INTERVAL_MS)
        self._retry_timer.timeout.connect(self.retry)

    def __len__(self) -> int:
        return len(self._takes)

    def add(self, take: Take, midi: bytes) -> None:
        """Add a take that could not be written."""
        self._takes[take.id] = take, midi
        self._may_lose_takes = False
        self._retry_timer.start()

    def retry(self) -> None:
        """Try to write the takes."""
        for name, (take, midi) in tuple(self._takes.items()):
            try:
                written = self._store.retry_writing(take, midi)
            except FileError:
                break  # the next one would fail for the same reason, such as a full disk
            del self._takes[name]
            self.written.emit(written)
        if not self._takes:
            self._retry_timer.stop()

    def close(self) -> None:
        """Try to write the takes a last time."""
        self.retry()
        self._retry_timer.stop()
        if self.box:
            self.box.hide()

    def confirm_close(self) -> bool:
        """Return whether the window may close; if takes are unsaved, ask the user and return False."""
        self.retry()
        if not self._takes or self._may_lose_takes:
            return True
        if not self.box:
            self.box = self._close_dialog()
        self.box.setText(self._message())
        self.box.open()
        return False

    def _message(self) -> str:
        return self.tr(
            "{n} take(s) could not be saved to {folder} and will be lost when you close Composer. Free some space and "
            "try again, or export them first."
        ).format(n=len(self._takes), folder=self._folder)

    def _close_dialog(self) -> QMessageBox:
        box = QMessageBox(self._panel.window())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Unsaved takes"))
        choices: tuple[tuple[str, QMessageBox.ButtonRole, Callable[[], object]], ...] = (
            (self.tr("Try &again"), QMessageBox.ButtonRole.AcceptRole, self._close_window),
            (self.tr("&Close without saving"), QMessageBox.ButtonRole.DestructiveRole, self._give_up),
            (self.tr("Cance&l"), QMessageBox.ButtonRole.RejectRole, box.hide),
        )
        for text, role, action in choices:
            box.addButton(text, role).clicked.connect(
                lambda _=False, action=action: QTimer.singleShot(0, self, action)
            )
        return box

    def _give_up(self) -> None:
        self._may_lose_takes = True
        self._close_window()

    def _close_window(self) -> None:
        self._panel.window().close()
