import json
import random
import resource as resource_limits
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from safetensors import safe_open
from safetensors.torch import save_file

from composer_app.composer import Composer
from composer_app.errors import CorpusError, FileError
from composer_app.harmony.generation.harmonist import Harmonist
from composer_app.harmony.generation.registry import ModelRegistry
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.harmony.model.user_models import (
    CARD_METADATA_KEY,
    UserModel,
    list_user_models,
    restore_previous,
)
from composer_app.harmony.model.weights_file import _checksum, save_model
from composer_app.harmony.training.fine_tuning import fine_tune
from composer_app.job import Cancelled, Job, Progress
from composer_app.music.constraints import Constraints
from composer_app.music.key import Mode
from composer_app.paths import resource_path
from composer_app.speech.recording import Transcript
from tests.harmony.charts import chart

# A row that no pop song has, so that it can only be learned here.
ODD = ((0, "maj7"), (6, "hdim7"), (11, "7"), (4, "min7"), (3, "dim7"), (2, "min6"), (7, "aug"), (1, "maj7"))
SONGS = [chart(ODD[n % 8 :] + ODD[: n % 8], Mode.MAJOR, f"own {n}", turns=3) for n in range(24)]


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """As on a full disk: no file of this process grows beyond a size, in bytes."""
    limits = resource_limits.getrlimit(resource_limits.RLIMIT_FSIZE)
    resource_limits.setrlimit(resource_limits.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource_limits.setrlimit(resource_limits.RLIMIT_FSIZE, limits)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "machines"


def test_own_music_is_learned_heard_and_taken_back(folder: Path) -> None:
    machines = ModelRegistry(resource_path("machines"), folder)
    was = machines.load("dreamy").card
    done = fine_tune(SONGS, "dreamy", machines, folder, 1, Job())
    assert done.pieces == 24
    assert done.scores_after[0] > done.scores_before[0] + 0.3
    assert done.scores_after[1] < done.scores_before[1]
    assert machines.load("dreamy").card["own"] == 24
    found = Harmonist(machines).harmonize(GenerationRequest((("dreamy", 1.0),)), 1, Job())
    assert {t.chord.quality for t in found.chords} & {"hdim7", "dim7", "min6", "aug", "maj7"}
    assert restore_previous("dreamy", folder)
    assert machines.load("dreamy").card == was
    assert not restore_previous("dreamy", folder)


def test_what_another_process_learned_is_heard_at_once(folder: Path) -> None:
    mine, theirs = (ModelRegistry(resource_path("machines"), folder) for _ in range(2))
    was = mine.expert("dreamy")
    assert mine.expert("dreamy") is was
    fine_tune(SONGS[:8], "dreamy", theirs, folder, 1, Job())
    assert mine.load("dreamy").card["own"] == 8
    assert mine.expert("dreamy") is not was
    restore_previous("dreamy", folder)
    assert "own" not in mine.load("dreamy").card


def test_the_own_machines_are_listed_with_what_they_guess_before_and_after(folder: Path) -> None:
    machines = ModelRegistry(resource_path("machines"), folder)
    done = fine_tune(SONGS[:8], "dreamy", machines, folder, 1, Job())
    guessed = (round(done.scores_before[0], 4), round(done.scores_after[0], 4))
    assert list_user_models(folder) == (UserModel("dreamy", 8, guessed, has_earlier_version=False),)
    fine_tune(SONGS[:6], "dreamy", machines, folder, 1, Job())
    (listed,) = list_user_models(folder)
    assert (listed.pieces, listed.has_earlier_version) == (6, True)
    (folder / "sad.safetensors").write_bytes(b"no machine")
    assert list_user_models(folder) == (
        listed,
        UserModel("sad", 0, (0.0, 0.0), has_earlier_version=False, damaged=True),
    )


def test_training_tells_how_much_it_guesses_so_far(folder: Path) -> None:
    told: list[Progress] = []
    done = fine_tune(
        SONGS, "dreamy", ModelRegistry(resource_path("machines"), folder), folder, 1, Job(told.append)
    )
    figures = [each.metric for each in told if each.metric is not None]
    assert figures[0] == pytest.approx(done.scores_before[0], abs=0.1)
    assert figures[-1] == pytest.approx(done.scores_after[0], abs=0.1)
    assert len(set(figures)) > 5


def test_a_full_disk_is_a_sentence_and_the_machine_stays_as_it_was(folder: Path) -> None:
    machines = ModelRegistry(resource_path("machines"), folder)
    fine_tune(SONGS[:8], "dreamy", machines, folder, 1, Job())
    first = machines.load("dreamy").card
    with files_up_to(10_000), pytest.raises(FileError, match=r"as it was before\. Free some space"):
        fine_tune(SONGS[:6], "dreamy", machines, folder, 1, Job())
    assert machines.load("dreamy").card == first
    assert [path.name for path in folder.iterdir()] == ["dreamy.safetensors"]


def test_a_second_training_is_taken_back_to_the_first(folder: Path) -> None:
    machines = ModelRegistry(resource_path("machines"), folder)
    fine_tune(SONGS, "dreamy", machines, folder, 1, Job())
    first = machines.load("dreamy").card
    fine_tune(SONGS[:12], "dreamy", machines, folder, 2, Job())
    assert machines.load("dreamy").card["own"] == 12
    assert restore_previous("dreamy", folder)
    assert machines.load("dreamy").card == first


def test_what_was_cancelled_leaves_the_old_machine(folder: Path) -> None:
    machines = ModelRegistry(resource_path("machines"), folder)
    job = Job(lambda progress: job.cancel() if progress.done == 3 else None)
    with pytest.raises(Cancelled):
        fine_tune(SONGS, "dreamy", machines, folder, 1, job)
    assert not folder.exists()


@pytest.mark.parametrize("songs", [0, 1])
def test_too_little_music_is_a_sentence(folder: Path, songs: int) -> None:
    with pytest.raises(CorpusError, match="too little music to learn from"):
        fine_tune(SONGS[:songs], "sad", ModelRegistry(resource_path("machines"), folder), folder, 1, Job())


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / "file" / "machines"
    with pytest.raises(FileError, match="Nothing can be written to"):
        fine_tune(SONGS, "sad", ModelRegistry(resource_path("machines"), folder), folder, 1, Job())


@pytest.fixture
def learned(tmp_path: Path) -> bytes:
    """The file of a machine that is a person's own."""
    shipped = ModelRegistry(resource_path("machines")).load("dreamy")
    path = tmp_path / "learned"
    save_model(replace(shipped, card={**shipped.card, "own": 8, "was": 0.3}), path)
    return path.read_bytes()


def _damages(whole: bytes, rng: random.Random) -> Iterator[bytes]:
    """Other bytes in one place of the head and one of the rest, and a file that was cut off."""
    head = 8 + int.from_bytes(whole[:8], "little")
    for place in (rng.randrange(8), rng.randrange(head), rng.randrange(head, len(whole))):
        damaged = bytearray(whole)
        damaged[place] ^= rng.randrange(1, 256)
        yield bytes(damaged)
    yield whole[: rng.randrange(len(whole))]


def test_a_damaged_own_machine_is_named_and_the_one_that_ships_stands_in_for_it(
    folder: Path, learned: bytes
) -> None:
    folder.mkdir()
    file = folder / "dreamy.safetensors"
    shipped = ModelRegistry(resource_path("machines")).load("dreamy")
    rng = random.Random(1)
    for content in (each for _ in range(15) for each in _damages(learned, rng)):
        file.write_bytes(content)
        machines = ModelRegistry(resource_path("machines"), folder)
        assert machines.load("dreamy").card == shipped.card
        assert machines.damaged == {"dreamy": file}
        assert [own.emotion for own in list_user_models(folder)] == ["dreamy"]
    composer = Composer(models_folder=folder)
    request = composer.read(Transcript("dreamy", "en", "dreamy"), Job())
    assert composer.compose(request, Constraints(), 1, Job()).progression.chords
    (warning,) = composer.warnings(request)
    assert str(file) in warning
    assert "train --undo dreamy" in warning
    assert restore_previous("dreamy", folder)
    composer.compose(request, Constraints(), 1, Job())
    assert not composer.warnings(request)


def test_a_model_with_a_wrong_value_is_refused(folder: Path, learned: bytes) -> None:
    folder.mkdir()
    file = folder / "dreamy.safetensors"
    for change in ("chords.hidden_bias", "chains", "card", "units"):
        file.write_bytes(learned)
        with safe_open(file, framework="pt") as content:
            tensors = {name: content.get_tensor(name) for name in content.keys()}  # noqa: SIM118 - not a dict
            card = json.loads(content.metadata()[CARD_METADATA_KEY])
        del card["sha256"]
        if change == "card":
            card["top1"] = float("nan")
        elif change == "units":
            card["units"] = card["units"][:-1]
        else:
            tensors[change].view(-1)[3] = 30_000 if change != "chains" else 7
        card["sha256"] = _checksum(tensors, card)
        save_file(tensors, file, {CARD_METADATA_KEY: json.dumps(card)})
        machines = ModelRegistry(resource_path("machines"), folder)
        assert "own" not in machines.load("dreamy").card
        assert machines.damaged == {"dreamy": file}


def test_learning_again_on_top_of_a_damaged_machine_leads_back_past_it(folder: Path, learned: bytes) -> None:
    folder.mkdir()
    (folder / "dreamy.safetensors").write_bytes(learned[:-100])
    machines = ModelRegistry(resource_path("machines"), folder)
    fine_tune(SONGS[:4], "dreamy", machines, folder, 1, Job())
    assert machines.load("dreamy").card["own"] == 4
    assert not machines.damaged
    assert restore_previous("dreamy", folder)
    assert "own" not in machines.load("dreamy").card
