"""The client of the training engine: scans folders and fine-tunes models, one task at a time."""

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
    """Submits tasks to a training engine, which is started for the first task.

    Signals:
        progressed: The task progressed, with the `Progress`.
        folder_scanned: A folder was scanned, with the `FolderScan`.
        fine_tuned: A model was fine-tuned, with the `FineTuned`.
        failed: The task failed, with the `ComposerError`; the models are unchanged.
        cancelled: The task was cancelled; the models are unchanged.
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
        """Create a client; fine-tuned models are saved in `user_models`."""
        super().__init__(parent)
        self.user_models = user_models
        self._make_engine = make_engine
        self._engine: EngineLike | None = None
        self._task_number: int | None = None
        self.is_fine_tuning = False
        # The engine calls back from another thread; this signal passes each event to the main thread.
        self._event_received.connect(self._on_event)

    @property
    def is_busy(self) -> bool:
        """Whether a task runs."""
        return self._task_number is not None

    def scan_folder(self, folder: Path) -> None:
        """Scan a folder for music."""
        self._submit(ScanFolder(folder))

    def fine_tune(self, emotion: str, folder: Path) -> None:
        """Fine-tune the model of an emotion on a folder."""
        self._submit(FineTune(emotion, folder, self.user_models))

    def cancel(self) -> None:
        """Cancel the running task."""
        if self._engine and self._task_number is not None:
            self._engine.cancel(self._task_number)
            self._task_number = None
            self.cancelled.emit()

    def close(self) -> None:
        """Close the engine; an unfinished task is discarded."""
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
            case Succeeded(number, FolderScan() as scan) if number == self._task_number:
                self._finish(self.folder_scanned, scan)
            case Succeeded(number, FineTuned() as result) if number == self._task_number:
                self._finish(self.fine_tuned, result)
            case Failed(number, error) if number == self._task_number:
                self._finish(self.failed, error)
            case TaskCancelled(number) if number == self._task_number:
                self._task_number = None
                self.cancelled.emit()
            case _:
                return  # an event of a cancelled task

    def _finish(self, signal: SignalInstance, result: object) -> None:
        self._task_number = None
        signal.emit(result)
