"""Asking the teacher: looks through a folder, has an emotion learn it; one thing at a time."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from composer_app.engine.messages import (
    Event,
    Failed,
    FineTune,
    FineTuned,
    FolderScan,
    Progressed,
    ScanFolder,
    Succeeded,
    Task,
    TaskCancelled,
)
from composer_app.gui.session.devices import EngineLike


class TrainingClient(QObject):
    """Keeps the teacher at hand from the first question on.

    Signals:
        progressed: The teacher reached a step, with the `FineTuningResult`.
        surveyed: A folder was looked through, with the `FolderScan`.
        taught: An emotion has learned it, with the `FineTuned`.
        failed: It cannot be done, with the `ComposerError`; the machines are as they were.
        stopped: It was cancelled; the machines are as they were.
    """

    progressed = Signal(object)
    surveyed = Signal(object)
    taught = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    _event = Signal(object)

    def __init__(
        self,
        teacher: Callable[[Callable[[Event], None]], EngineLike],
        machines: Path,
        parent: QObject | None = None,
    ) -> None:
        """Prepare; the teacher is made when it is first needed. New machines are kept in `machines`."""
        super().__init__(parent)
        self.machines = machines
        self._make = teacher
        self._teacher: EngineLike | None = None
        self._number: int | None = None
        self.learning = False
        # The teacher speaks from a thread of its own; this signal brings each word to the window's.
        self._event.connect(self._hear)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._number is not None

    def survey(self, folder: Path) -> None:
        """Look what music there is in a folder."""
        self._ask(ScanFolder(folder))

    def teach(self, emotion: str, folder: Path) -> None:
        """Have an emotion's machine learn what is in a folder."""
        self._ask(FineTune(emotion, folder, self.machines))

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._teacher and self._number is not None:
            self._teacher.cancel(self._number)
            self._number = None
            self.stopped.emit()

    def close(self) -> None:
        """End the teacher; what it has not finished is not kept."""
        self._number = None
        if self._teacher:
            self._teacher.close()
            self._teacher = None

    def _ask(self, task: Task) -> None:
        if not self._teacher:
            self._teacher = self._make(self._event.emit)
        if self._number is not None:
            self._teacher.cancel(self._number)
        self.learning = isinstance(task, FineTune)
        self._number = self._teacher.submit(task)

    @Slot(object)
    def _hear(self, event: Event) -> None:
        match event:
            case Progressed(number, progress) if number == self._number:
                self.progressed.emit(progress)
            case Succeeded(number, FolderScan() as survey) if number == self._number:
                self._end(self.surveyed, survey)
            case Succeeded(number, FineTuned() as taught) if number == self._number:
                self._end(self.taught, taught)
            case Failed(number, error) if number == self._number:
                self._end(self.failed, error)
            case TaskCancelled(number) if number == self._number:
                self._number = None
                self.stopped.emit()
            case _:
                return  # word of something that was given up

    def _end(self, signal: SignalInstance, result: object) -> None:
        self._number = None
        signal.emit(result)
