"""Learning somebody's own music, in a process of its own."""

import os
import signal
from pathlib import Path

import pytest

from composer_app.engine.client import Engine
from composer_app.engine.events import Failed, FineTuned, FolderScan, Progressed, Succeeded, TaskCancelled
from composer_app.engine.tasks import Compose, FineTune, ScanFolder
from composer_app.engine.training_service import TrainingService
from composer_app.errors import CorpusError, FileError
from composer_app.harmony.model.user_models import list_user_models
from composer_app.job import Job
from composer_app.music.constraints import Constraints
from testing import factories
from testing.logs import ExpectedLog
from testing.music_folder import own_music
from tests.engine.conftest import Listener, StartEngine


def test_a_folder_is_looked_through_and_learned_and_progress_is_told(
    start_engine: StartEngine, listener: Listener, tmp_path: Path
) -> None:
    folder, machines = own_music(tmp_path / "music", 4), tmp_path / "machines"
    (folder / "broken.mid").write_bytes(b"MThd")
    engine = start_engine(TrainingService)
    outcome = listener.outcome(engine.submit(ScanFolder(folder)))
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, FolderScan)
    assert (outcome.result.files, outcome.result.pieces, outcome.result.problem) == (4, 4, "")
    assert outcome.result.chords >= 4 * 20
    assert [path.name for path, _ in outcome.result.skipped] == ["broken.mid"]
    outcome = listener.outcome(engine.submit(FineTune("dreamy", folder, machines)))
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, FineTuned)
    assert outcome.result.accuracy_after > outcome.result.accuracy_before
    figures = [e.progress.metric for e in listener.heard if isinstance(e, Progressed) and e.progress.metric]
    assert len(set(figures)) > 5
    assert [each.emotion for each in list_user_models(machines)] == ["dreamy"]


def test_learning_that_is_cancelled_keeps_nothing(
    start_engine: StartEngine, listener: Listener, tmp_path: Path
) -> None:
    machines = tmp_path / "machines"
    engine = start_engine(TrainingService)
    number = engine.submit(FineTune("dreamy", own_music(tmp_path / "music", 4), machines))
    while not listener.until(Progressed).progress.metric:
        pass
    engine.cancel(number)
    assert listener.outcome(number) == TaskCancelled(number)
    assert not list_user_models(machines)


def test_a_teacher_that_is_killed_is_a_sentence_and_another_takes_its_place(
    listener: Listener, tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log("WARNING composer_app.engine.client: The engine's process ended with code -9")
    folder, machines = own_music(tmp_path / "music", 4), tmp_path / "machines"
    engine = Engine(listener, factory=TrainingService, activity="learns")
    number = engine.submit(FineTune("dreamy", folder, machines))
    while not listener.until(Progressed).progress.metric:
        pass
    assert engine._process
    assert engine._process._process.pid
    os.kill(engine._process._process.pid, signal.SIGKILL)
    outcome = listener.outcome(number)
    assert isinstance(outcome, Failed)
    assert str(outcome.error).startswith("The part of Composer that learns has stopped")
    assert not list_user_models(machines)
    assert isinstance(listener.outcome(engine.submit(ScanFolder(folder))), Succeeded)
    engine.close()


def test_too_little_music_is_told_before_anybody_tries(tmp_path: Path) -> None:
    found = TrainingService().run_task(ScanFolder(own_music(tmp_path, 1)), Job())
    assert isinstance(found, FolderScan)
    assert found.problem.startswith("There is too little music to learn from")


def test_a_folder_without_music_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no chords to learn from"):
        TrainingService().run_task(ScanFolder(tmp_path), Job())


def test_a_place_where_no_machine_can_be_kept_is_a_sentence_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told: list[object] = []
    task = FineTune("sad", own_music(tmp_path / "music", 3), tmp_path / "file" / "machines")
    with pytest.raises(FileError, match="Allow it, or move what is in the way"):
        TrainingService().run_task(task, Job(told.append))


def test_a_composer_and_a_teacher_each_keep_to_their_own_work(
    start_engine: StartEngine, listener: Listener, tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log("ERROR composer_app.engine.task_runner: Task 1 failed")
    with pytest.raises(TypeError):
        TrainingService().run_task(Compose(factories.request(), Constraints(), 1), Job())
    engine = start_engine()
    assert isinstance(listener.outcome(engine.submit(ScanFolder(tmp_path))), Failed)


CHARTS: dict[str, str | bytes] = {
    "grid.txt": "| C | Am | F | G | x6",
    "words.txt": "C        Am\nThe sea is wide\nF        G\nand so am I\n" * 6,
    "old.txt": "Für Élise\n| Am | E7 | Dm | Am | x6\n".encode("cp1252"),
    "two.txt": "Für Élise\n| Em | B7 | Am | Em | x6\n".encode("utf-16"),
    "song.cho": "{title: Sea}\n" + "The [Em]sea is [Am7]wide and [B7]deep\n" * 9,
    "page.html": f'<a href="irealbook://Sea=Doe Jane=Ballad=C=n={"[C   |A-   |F   |G   ]" * 6}">Sea</a>',
    "sheet.musicxml": '<score-partwise><part id="P1">'
    + (
        "<measure><harmony><root><root-step>C</root-step></root><kind>major</kind></harmony></measure>"
        "<measure><harmony><root><root-step>G</root-step></root><kind>dominant</kind></harmony></measure>"
    )
    * 12
    + "</part></score-partwise>",
}


def test_chord_charts_of_every_kind_are_found(tmp_path: Path) -> None:
    for name, content in CHARTS.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = TrainingService().run_task(ScanFolder(tmp_path), Job())
    assert isinstance(found, FolderScan)
    assert (found.files, found.pieces, found.problem) == (len(CHARTS), len(CHARTS), "")
    assert found.chords == 4 * 24 + 2 * 19 + 27
    assert found.skipped == ()
