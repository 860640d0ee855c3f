"""The shelf, over real files."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import mido
import pytest

from composer_app.composer import Composition
from composer_app.errors import FileError
from composer_app.library.record import plain, read
from composer_app.library.shelf import Shelf
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.key import Key, Mode
from composer_app.music.metre import WALTZ
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.progression import Progression, TimedChord
from composer_app.request.emotion import Mood, WordShare
from composer_app.request.request import Request

_NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


class _Clock:
    """An hour later each time it is looked at."""

    def __init__(self) -> None:
        self._hours = 0

    def __call__(self) -> datetime:
        self._hours += 1
        return _NOON + timedelta(hours=self._hours)


def _composition(seed: int = 1, text: str = "ελπίδα, not sad") -> Composition:
    words = (WordShare("ελπίδα", "hopeful", 0.75, negated=False), WordShare("sad", "sad", 0.25, negated=True))
    mood = Mood((("hopeful", 0.75), ("calm", 0.25)), 0.5, -0.25, words)
    key = Key(2, Mode.MINOR)
    request = Request(
        text, "el", "hope, not sad", mood, Constraints(mode=Mode.MINOR, metre=WALTZ, tempo=96.5)
    )
    progression = Progression(key, WALTZ, (TimedChord(Chord(2, "min"), 0.0, 3.0),))
    part = Part("Chords", 4, (Note(0.0, 62, 2.5, 70), Note(1.5, 65, 1.5, 60)))
    return Composition(request, progression, Performance((part,), 96.5, key, WALTZ, 1), seed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "takes"


def test_a_take_is_a_midi_file_with_its_notes(folder: Path) -> None:
    take = Shelf(folder).keep(_composition())
    assert take.file
    assert take.file.name == "Hopeful – D minor – 96.5 bpm – 1 bar.mid"
    notes = [m.note for m in mido.MidiFile(take.file, charset="utf-8") if m.type == "note_on" and m.velocity]
    assert notes == [62, 65]


def test_no_take_replaces_another(folder: Path) -> None:
    shelf = Shelf(folder)
    files = [shelf.keep(_composition(seed)).file for seed in range(3)]
    assert len(set(files)) == 3
    assert [file.name for file in files if file][2] == "Hopeful – D minor – 96.5 bpm – 1 bar 3.mid"
    other = Shelf(folder).keep(_composition(9))
    assert other.file not in files


def test_a_file_that_the_user_put_there_is_not_replaced(folder: Path) -> None:
    folder.mkdir()
    own = folder / "Hopeful – D minor – 96.5 bpm – 1 bar.mid"
    own.write_text("my own")
    assert Shelf(folder).keep(_composition()).file != own
    assert own.read_text() == "my own"


def test_a_take_kept_before_chords_had_a_bass_is_still_read() -> None:
    old = json.loads(json.dumps(plain(_composition())))
    for timed in old["progression"]["chords"]:
        del timed["chord"]["bass"]
    assert read(old) == _composition()


def test_takes_come_newest_first(folder: Path) -> None:
    shelf = Shelf(folder, _Clock())
    for seed in range(3):
        shelf.keep(_composition(seed))
    assert [take.composition.seed for take in shelf.takes()] == [2, 1, 0]


def test_takes_survive_a_restart_note_for_note(folder: Path) -> None:
    shelf = Shelf(folder, _Clock())
    for seed in range(3):
        shelf.keep(_composition(seed))
    assert Shelf(folder).takes() == shelf.takes()


def test_a_take_whose_file_was_removed_is_remembered_without_it(folder: Path) -> None:
    take = Shelf(folder).keep(_composition())
    assert take.file
    take.file.unlink()
    assert Shelf(folder).takes() == (replace(take, file=None),)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"made": 5, "composition": {}}',
        '{"made": "2026-01-01", "composition": []}',
        "\udcff",
    ],
)
def test_a_damaged_record_costs_one_take_and_no_more(folder: Path, damage: str) -> None:
    shelf = Shelf(folder, _Clock())
    first, second = shelf.keep(_composition(1)), shelf.keep(_composition(2))
    assert first.file
    first.file.with_suffix(".json").write_text(damage, errors="surrogateescape")
    assert Shelf(folder).takes() == (second,)
    assert first.file.with_suffix(".json").read_text(errors="surrogateescape") == damage


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"pitch": 62', '"pitch": true'),
        ('"pitch": 62', '"pitch": 162'),
        ('"mode": "minor"', '"mode": "dorian"'),
        ('"seed": 1', '"seed": "1"'),
    ],
)
def test_a_record_that_holds_nonsense_is_left_out(folder: Path, old: str, new: str) -> None:
    take = Shelf(folder).keep(_composition())
    assert take.file
    note = take.file.with_suffix(".json")
    assert old in note.read_text(encoding="utf-8")
    note.write_text(note.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert Shelf(folder).takes() == ()


def test_where_nothing_can_be_written_the_take_is_kept_all_the_same(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    shelf = Shelf(folder)
    with pytest.raises(FileError, match="Choose another"):
        shelf.keep(_composition(5))
    assert [(take.composition.seed, take.file) for take in shelf.takes()] == [(5, None)]


def test_a_full_disk_leaves_no_empty_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, __: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError, match="free some space"):
        Shelf(folder).keep(_composition())
    assert list(folder.iterdir()) == []
