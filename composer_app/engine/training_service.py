"""Teaches machines a person's own music, at a desk of its own: composing goes on beside it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from composer_app.engine.messages import FineTune, FineTuned, FolderScan, ScanFolder, Task
from composer_app.errors import CorpusError
from composer_app.job import Job
from composer_app.paths import resource_path

if TYPE_CHECKING:
    from composer_app.harmony.corpora import CorpusScan

_NICENESS = 5  # niceness: whoever composes and plays meanwhile goes first
_TRAINING_SEED = 1


class TrainingService:
    """Does `ScanFolder` and `FineTune`; loads nothing ahead."""

    def __init__(self, _weights: Path | None = None) -> None:
        """Prepare. Whisper's weights, which every engine is told of, are not needed."""
        self._last_scan: tuple[Path, CorpusScan] | None = None

    def warm_up(self) -> Iterator[None]:
        """Let whoever composes and plays go first; there is nothing to load before a folder is named."""
        if hasattr(os, "nice"):
            with suppress(OSError):
                os.nice(_NICENESS)
        yield

    def run_task(self, task: Task, job: Job) -> FolderScan | FineTuned:
        """Look through a folder, or learn what is in it.

        Raises:
            CorpusError: There is no music in it, or too little.
            FileError: The machine cannot be written.
            Cancelled: The job was cancelled.
        """
        match task:
            case ScanFolder(folder):
                return self._scan(folder, job)
            case FineTune():
                return self._fine_tune(task, job)
        raise TypeError(f"a teacher does not do {task!r}")

    def _scan(self, folder: Path, job: Job) -> FolderScan:
        reading = self._read_charts(folder, job)
        job.step("Counting the chords")
        chords = sum(len(chart.chords) for chart in reading.charts)
        pieces = len({chart.group for chart in reading.charts})
        return FolderScan(folder, reading.files, pieces, chords, reading.skipped, _problem(reading))

    def _fine_tune(self, task: FineTune, job: Job) -> FineTuned:
        if not self._last_scan or self._last_scan[0] != task.folder:  # another process had looked through it
            self._read_charts(task.folder, job)
        assert self._last_scan
        job.step("Preparing to train")
        from composer_app.harmony.generation.product_of_experts import single_threaded
        from composer_app.harmony.generation.registry import ModelRegistry
        from composer_app.harmony.training.fine_tuning import fine_tune

        machines = ModelRegistry(resource_path("machines"), task.models_folder)
        with single_threaded():  # the other cores are for whoever composes and plays meanwhile
            done = fine_tune(
                self._last_scan[1].charts, task.emotion, machines, task.models_folder, _TRAINING_SEED, job
            )
        return FineTuned(done.emotion, done.pieces, done.scores_before[0], done.scores_after[0], done.windows)

    def _read_charts(self, folder: Path, job: Job) -> "CorpusScan":
        """What is in a folder now; kept, so that what was found is what is learned."""
        from composer_app.harmony.corpora import read_charts

        self._last_scan = None
        reading = read_charts(folder, job)
        self._last_scan = folder, reading
        return reading


def _problem(scan: "CorpusScan") -> str:
    """Why what was found is too little; empty when it is enough."""
    from composer_app.harmony.training.fine_tuning import check_enough_music

    try:
        check_enough_music(scan.charts)
    except CorpusError as error:
        return str(error)
    return ""
