"""Trains models on the user's own music, in a process of its own, so that composing can go on."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from composer_app.engine.events import FineTuned, FolderScan
from composer_app.engine.tasks import FineTune, ScanFolder, Task
from composer_app.errors import CorpusError
from composer_app.job import Job
from composer_app.paths import resource_path

if TYPE_CHECKING:
    from composer_app.harmony.corpora import CorpusScan

_NICENESS = 5  # lower priority than composing and playback
_TRAINING_SEED = 1


class TrainingService:
    """The worker for `ScanFolder` and `FineTune`; loads nothing ahead."""

    def __init__(self, _weights: Path | None = None) -> None:
        """Create the service; the weights, which every engine's factory receives, are ignored."""
        self._last_scan: tuple[Path, CorpusScan] | None = None

    def warm_up(self) -> Iterator[None]:
        """Lower the priority of this process; there is nothing to load yet."""
        if hasattr(os, "nice"):
            with suppress(OSError):
                os.nice(_NICENESS)
        yield

    def run_task(self, task: Task, job: Job) -> FolderScan | FineTuned:
        """Scan a folder, or fine-tune on its music.

        Raises:
            CorpusError: If the folder has no music, or too little.
            FileError: If the model cannot be written.
            Cancelled: If the job is cancelled.
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
        # If another process scanned the folder, this one has to read it again.
        if not self._last_scan or self._last_scan[0] != task.folder:
            self._read_charts(task.folder, job)
        assert self._last_scan
        job.step("Preparing to train")
        from composer_app.harmony.generation.product_of_experts import single_threaded
        from composer_app.harmony.generation.registry import ModelRegistry
        from composer_app.harmony.training.fine_tuning import fine_tune

        machines = ModelRegistry(resource_path("machines"), task.models_folder)
        with single_threaded():  # the other cores are for composing and playback
            done = fine_tune(
                self._last_scan[1].charts, task.emotion, machines, task.models_folder, _TRAINING_SEED, job
            )
        return FineTuned(done.emotion, done.pieces, done.scores_before[0], done.scores_after[0], done.windows)

    def _read_charts(self, folder: Path, job: Job) -> "CorpusScan":
        """Read the charts in a folder, and cache them, so that training uses what the scan showed."""
        from composer_app.harmony.corpora import read_charts

        self._last_scan = None
        reading = read_charts(folder, job)
        self._last_scan = folder, reading
        return reading


def _problem(scan: "CorpusScan") -> str:
    """Return why the scan found too little music; empty if it found enough."""
    from composer_app.harmony.training.fine_tuning import check_enough_music

    try:
        check_enough_music(scan.charts)
    except CorpusError as error:
        return str(error)
    return ""
