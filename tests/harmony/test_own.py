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
from composer_app.harmony.harmonist import Harmonist
from composer_app.harmony.machines import Machines
from composer_app.harmony.own import train_own
from composer_app.harmony.owned import CARD, Owned, owned, undo
from composer_app.harmony.rbm import save
from composer_app.harmony.wish import Wish
from composer_app.music.constraints import Constraints
from composer_app.music.key import Mode
from composer_app.paths import resource
from composer_app.speech.recording import Transcript
from composer_app.work import Cancelled, Job, Progress
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
    machines = Machines(resource("machines"), folder)
    was = machines.saved("dreamy").card
    done = train_own(SONGS, "dreamy", machines, folder, 1, Job())
    assert done.pieces == 24
    assert done.after[0] > done.before[0] + 0.3
    assert done.after[1] < done.before[1]
    assert machines.saved("dreamy").card["own"] == 24
    found = Harmonist(machines).harmonize(Wish((("dreamy", 1.0),)), 1, Job())
    assert {t.chord.quality for t in found.chords} & {"hdim7", "dim7", "min6", "aug", "maj7"}
    assert undo("dreamy", folder)
    assert machines.saved("dreamy").card == was
    assert not undo("dreamy", folder)


def test_what_another_process_learned_is_heard_at_once(folder: Path) -> None:
    mine, theirs = (Machines(resource("machines"), folder) for _ in range(2))
    was = mine.expert("dreamy")
    assert mine.expert("dreamy") is was
    train_own(SONGS[:8], "dreamy", theirs, folder, 1, Job())
    assert mine.saved("dreamy").card["own"] == 8
    assert mine.expert("dreamy") is not was
    undo("dreamy", folder)
    assert "own" not in mine.saved("dreamy").card


def test_the_own_machines_are_listed_with_what_they_guess_before_and_after(folder: Path) -> None:
    machines = Machines(resource("machines"), folder)
    done = train_own(SONGS[:8], "dreamy", machines, folder, 1, Job())
    guessed = (round(done.before[0], 4), round(done.after[0], 4))
    assert owned(folder) == (Owned("dreamy", 8, guessed, again=False),)
    train_own(SONGS[:6], "dreamy", machines, folder, 1, Job())
    (listed,) = owned(folder)
    assert (listed.pieces, listed.again) == (6, True)
    (folder / "sad.safetensors").write_bytes(b"no machine")
    assert owned(folder) == (listed, Owned("sad", 0, (0.0, 0.0), again=False, damaged=True))


def test_training_tells_how_much_it_guesses_so_far(folder: Path) -> None:
    told: list[Progress] = []
    done = train_own(SONGS, "dreamy", Machines(resource("machines"), folder), folder, 1, Job(told.append))
    figures = [each.figure for each in told if each.figure is not None]
    assert figures[0] == pytest.approx(done.before[0], abs=0.1)
    assert figures[-1] == pytest.approx(done.after[0], abs=0.1)
    assert len(set(figures)) > 5


def test_a_full_disk_is_a_sentence_and_the_machine_stays_as_it_was(folder: Path) -> None:
    machines = Machines(resource("machines"), folder)
    train_own(SONGS[:8], "dreamy", machines, folder, 1, Job())
    first = machines.saved("dreamy").card
    with files_up_to(10_000), pytest.raises(FileError, match=r"as it was before\. Free some space"):
        train_own(SONGS[:6], "dreamy", machines, folder, 1, Job())
    assert machines.saved("dreamy").card == first
    assert [path.name for path in folder.iterdir()] == ["dreamy.safetensors"]


def test_a_second_training_is_taken_back_to_the_first(folder: Path) -> None:
    machines = Machines(resource("machines"), folder)
    train_own(SONGS, "dreamy", machines, folder, 1, Job())
    first = machines.saved("dreamy").card
    train_own(SONGS[:12], "dreamy", machines, folder, 2, Job())
    assert machines.saved("dreamy").card["own"] == 12
    assert undo("dreamy", folder)
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
    with pytest.raises(FileError, match="Nothing can be written to"):
        train_own(SONGS, "sad", Machines(resource("machines"), folder), folder, 1, Job())


@pytest.fixture
def learned(tmp_path: Path) -> bytes:
    """The file of a machine that is a person's own."""
    shipped = Machines(resource("machines")).saved("dreamy")
    path = tmp_path / "learned"
    save(replace(shipped, card={**shipped.card, "own": 8, "was": 0.3}), path)
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
    shipped = Machines(resource("machines")).saved("dreamy")
    rng = random.Random(1)
    for content in (each for _ in range(15) for each in _damages(learned, rng)):
        file.write_bytes(content)
        machines = Machines(resource("machines"), folder)
        assert machines.saved("dreamy").card == shipped.card
        assert machines.damaged == {"dreamy": file}
        assert [own.emotion for own in owned(folder)] == ["dreamy"]
    composer = Composer(machines=folder)
    request = composer.read(Transcript("dreamy", "en", "dreamy"), Job())
    assert composer.compose(request, Constraints(), 1, Job()).progression.chords
    (warning,) = composer.warnings(request)
    assert str(file) in warning
    assert "train --undo dreamy" in warning
    assert undo("dreamy", folder)
    composer.compose(request, Constraints(), 1, Job())
    assert not composer.warnings(request)


def test_a_machine_without_a_checksum_is_judged_by_its_values(folder: Path, learned: bytes) -> None:
    folder.mkdir()
    file = folder / "dreamy.safetensors"
    for change in ("hidden_bias", "chain_rows", "card"):
        file.write_bytes(learned)
        with safe_open(file, framework="pt") as content:
            tensors = {name: content.get_tensor(name) for name in content.keys()}  # noqa: SIM118 - not a dict
            card = json.loads(content.metadata()[CARD])
        del card["sha256"]
        save_file(tensors, file, {CARD: json.dumps(card)})
        machines = Machines(resource("machines"), folder)
        assert machines.saved("dreamy").card["own"] == 8
        assert not machines.damaged
        if change == "card":
            card["top1"] = float("nan")
        else:
            tensors[change].view(-1)[3] = 30_000
        save_file(tensors, file, {CARD: json.dumps(card)})
        assert "own" not in machines.saved("dreamy").card
        assert machines.damaged == {"dreamy": file}


def test_learning_again_on_top_of_a_damaged_machine_leads_back_past_it(folder: Path, learned: bytes) -> None:
    folder.mkdir()
    (folder / "dreamy.safetensors").write_bytes(learned[:-100])
    machines = Machines(resource("machines"), folder)
    train_own(SONGS[:4], "dreamy", machines, folder, 1, Job())
    assert machines.saved("dreamy").card["own"] == 4
    assert not machines.damaged
    assert undo("dreamy", folder)
    assert "own" not in machines.saved("dreamy").card
