"""Teaches machines a person's own music, at a desk of its own: composing goes on beside it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from composer_app.engine.messages import FineTune, FineTuned, FolderScan, ScanFolder, Task
from composer_app.errors import CorpusError
from composer_app.job import Job
from composer_app.paths import resource

if TYPE_CHECKING:
    from composer_app.harmony.corpora import CorpusScan

_POLITE = 5  # niceness: whoever composes and plays meanwhile goes first
_SEED = 1


class TrainingService:
    """Does `ScanFolder` and `FineTune`; loads nothing ahead."""

    def __init__(self, _weights: Path | None = None) -> None:
        """Prepare. Whisper's weights, which every engine is told of, are not needed."""
        self._read: tuple[Path, CorpusScan] | None = None

    def warm_up(self) -> Iterator[None]:
        """Let whoever composes and plays go first; there is nothing to load before a folder is named."""
        if hasattr(os, "nice"):
            with suppress(OSError):
                os.nice(_POLITE)
        yield

    def do(self, task: Task, job: Job) -> FolderScan | FineTuned:
        """Look through a folder, or learn what is in it.

        Raises:
            CorpusError: There is no music in it, or too little.
            FileError: The machine cannot be written.
            Cancelled: The job was cancelled.
        """
        match task:
            case ScanFolder(folder):
                return self._survey(folder, job)
            case FineTune():
                return self._teach(task, job)
        raise TypeError(f"a teacher does not do {task!r}")

    def _survey(self, folder: Path, job: Job) -> FolderScan:
        reading = self._reading(folder, job)
        job.step("Counting the chords")
        chords = sum(len(chart.chords) for chart in reading.charts)
        pieces = len({chart.group for chart in reading.charts})
        return FolderScan(folder, reading.files, pieces, chords, reading.passed_over, _trouble(reading))

    def _teach(self, task: FineTune, job: Job) -> FineTuned:
        if not self._read or self._read[0] != task.folder:  # another process had looked through it
            self._reading(task.folder, job)
        assert self._read
        job.step("Getting ready to learn")
        from composer_app.harmony.generation.product_of_experts import one_thread
        from composer_app.harmony.model.registry import ModelRegistry
        from composer_app.harmony.training.fine_tuning import train_own

        machines = ModelRegistry(resource("machines"), task.machines)
        with one_thread():  # the other cores are for whoever composes and plays meanwhile
            done = train_own(self._read[1].charts, task.emotion, machines, task.machines, _SEED, job)
        return FineTuned(done.emotion, done.pieces, done.before[0], done.after[0], done.windows)

    def _reading(self, folder: Path, job: Job) -> "CorpusScan":
        """What is in a folder now; kept, so that what was found is what is learned."""
        from composer_app.harmony.corpora import read_charts

        self._read = None
        reading = read_charts(folder, job)
        self._read = folder, reading
        return reading


def _trouble(reading: "CorpusScan") -> str:
    """Why what was found is too little; empty when it is enough."""
    from composer_app.harmony.training.fine_tuning import check_enough

    try:
        check_enough(reading.charts)
    except CorpusError as error:
        return str(error)
    return ""
