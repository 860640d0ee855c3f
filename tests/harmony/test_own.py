from pathlib import Path

import pytest

from composer_app.errors import CorpusError, FileError
from composer_app.harmony.harmonist import Harmonist
from composer_app.harmony.machines import Machines
from composer_app.harmony.own import train_own, undo
from composer_app.harmony.wish import Wish
from composer_app.music.key import Mode
from composer_app.paths import resource
from composer_app.work import Cancelled, Job
from tests.harmony.charts import chart

# A row that no pop song has, so that it can only be learned here.
ODD = ((0, "maj7"), (6, "hdim7"), (11, "7"), (4, "min7"), (3, "dim7"), (2, "min6"), (7, "aug"), (1, "maj7"))
SONGS = [chart(ODD[n % 8 :] + ODD[: n % 8], Mode.MAJOR, f"own {n}", turns=3) for n in range(24)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "machines"


def test_own_music_is_learned_heard_and_taken_back(folder: Path) -> None:
    machines = Machines(resource("machines"), folder)
    was = machines.saved("dreamy").card
    done = train_own(SONGS, "dreamy", machines, folder, 1, Job())
    assert done.charts == 24
    assert done.after[0] > done.before[0] + 0.3
    assert done.after[1] < done.before[1]
    assert machines.saved("dreamy").card["own"] == 24
    found = Harmonist(machines).harmonize(Wish((("dreamy", 1.0),)), 1, Job())
    assert {t.chord.quality for t in found.chords} & {"hdim7", "dim7", "min6", "aug", "maj7"}
    assert undo("dreamy", machines, folder)
    assert machines.saved("dreamy").card == was
    assert not undo("dreamy", machines, folder)


def test_a_second_training_is_taken_back_to_the_first(folder: Path) -> None:
    machines = Machines(resource("machines"), folder)
    train_own(SONGS, "dreamy", machines, folder, 1, Job())
    first = machines.saved("dreamy").card
    train_own(SONGS[:12], "dreamy", machines, folder, 2, Job())
    assert machines.saved("dreamy").card["own"] == 12
    assert undo("dreamy", machines, folder)
    assert machines.saved("dreamy").card == first


def test_what_was_cancelled_leaves_the_old_machine(folder: Path) -> None:
    machines = Machines(resource("machines"), folder)
    job = Job(lambda progress: job.cancel() if progress.done == 3 else None)
    with pytest.raises(Cancelled):
        train_own(SONGS, "dreamy", machines, folder, 1, job)
    assert not folder.exists()


@pytest.mark.parametrize("songs", [0, 1])
def test_too_little_music_is_a_sentence(folder: Path, songs: int) -> None:
    with pytest.raises(CorpusError, match="too little music to learn from"):
        train_own(SONGS[:songs], "sad", Machines(resource("machines"), folder), folder, 1, Job())


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / "file" / "machines"
    with pytest.raises(FileError, match="cannot be made"):
        train_own(SONGS, "sad", Machines(resource("machines"), folder), folder, 1, Job())
