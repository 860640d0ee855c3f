"""Asking the teacher: looks through a folder, has an emotion learn it; one thing at a time."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from composer_app.engine.events import (
    Event,
    Failed,
    FineTuned,
    FolderScan,
    Progressed,
    Succeeded,
    TaskCancelled,
)
from composer_app.engine.tasks import FineTune, ScanFolder, Task
from composer_app.gui.session.devices import EngineLike


class TrainingClient(QObject):
    """Keeps the teacher at hand from the first question on.

    Signals:
        progressed: The teacher reached a step, with the `FineTuningResult`.
        folder_scanned: A folder was looked through, with the `FolderScan`.
        fine_tuned: An emotion has learned it, with the `FineTuned`.
        failed: It cannot be done, with the `ComposerError`; the machines are as they were.
        cancelled: It was cancelled; the machines are as they were.
    """

    progressed = Signal(object)
    folder_scanned = Signal(object)
    fine_tuned = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _event_received = Signal(object)

    def __init__(
        self,
        make_engine: Callable[[Callable[[Event], None]], EngineLike],
        user_models: Path,
        parent: QObject | None = None,
    ) -> None:
        """Prepare; the teacher is made when it is first needed. New machines are kept in `user_models`."""
        super().__init__(parent)
        self.user_models = user_models
        self._make_engine = make_engine
        self._engine: EngineLike | None = None
        self._task_number: int | None = None
        self.is_fine_tuning = False
        # The teacher speaks from a thread of its own; this signal brings each word to the window's.
        self._event_received.connect(self._on_event)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._task_number is not None

    def scan_folder(self, folder: Path) -> None:
        """Look what music there is in a folder."""
        self._submit(ScanFolder(folder))

    def fine_tune(self, emotion: str, folder: Path) -> None:
        """Have an emotion's machine learn what is in a folder."""
        self._submit(FineTune(emotion, folder, self.user_models))

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._engine and self._task_number is not None:
            self._engine.cancel(self._task_number)
            self._task_number = None
            self.cancelled.emit()

    def close(self) -> None:
        """End the teacher; what it has not finished is not kept."""
        self._task_number = None
        if self._engine:
            self._engine.close()
            self._engine = None

    def _submit(self, task: Task) -> None:
        if not self._engine:
            self._engine = self._make_engine(self._event_received.emit)
        if self._task_number is not None:
            self._engine.cancel(self._task_number)
        self.is_fine_tuning = isinstance(task, FineTune)
        self._task_number = self._engine.submit(task)

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        match event:
            case Progressed(number, progress) if number == self._task_number:
                self.progressed.emit(progress)
            case Succeeded(number, FolderScan() as survey) if number == self._task_number:
                self._finish(self.folder_scanned, survey)
            case Succeeded(number, FineTuned() as taught) if number == self._task_number:
                self._finish(self.fine_tuned, taught)
            case Failed(number, error) if number == self._task_number:
                self._finish(self.failed, error)
            case TaskCancelled(number) if number == self._task_number:
                self._task_number = None
                self.cancelled.emit()
            case _:
                return  # word of something that was given up

    def _finish(self, signal: SignalInstance, result: object) -> None:
        self._task_number = None
        signal.emit(result)
