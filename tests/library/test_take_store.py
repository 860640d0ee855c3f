"""The shelf, over real files."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import mido
import pytest

from composer_app.composition import Composition
from composer_app.errors import FileError
from composer_app.library.overview import COLUMNS, decode_overview, encode_overview
from composer_app.library.summary import TakeSummary, summarize
from composer_app.library.take import Take, TakeMarks
from composer_app.library.take_codec import CODEC
from composer_app.library.take_store import TakeStore
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.key import Key, Mode
from composer_app.music.metre import WALTZ
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.progression import Progression, TimedChord
from composer_app.request.emotion.mood import Mood, WordContribution
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
    words = (
        WordContribution("ελπίδα", "hopeful", 0.75, negated=False),
        WordContribution("sad", "sad", 0.25, negated=True),
    )
    mood = Mood((("hopeful", 0.75), ("calm", 0.25)), 0.5, -0.25, words)
    key = Key(2, Mode.MINOR)
    request = Request(
        text, "el", "hope, not sad", mood, Constraints(mode=Mode.MINOR, metre=WALTZ, tempo=96.5)
    )
    progression = Progression(key, WALTZ, (TimedChord(Chord(2, "min"), 0.0, 3.0),))
    part = Part("Chords", 4, (Note(0.0, 62, 2.5, 70), Note(1.5, 65, 1.5, 60)))
    return Composition(request, progression, Performance((part,), 96.5, key, WALTZ, 1), seed)


def _keep(folder: Path, seed: int = 1) -> Take:
    take, trouble = TakeStore(folder, _Clock()).add(_composition(seed))
    assert trouble is None
    return take


def _listed(folder: Path) -> list[TakeSummary]:
    return [each for each in TakeStore(folder).summaries() if each]


def _found(folder: Path) -> list[Take]:
    """The takes that a later run finds, in the order of their ids."""
    shelf = TakeStore(folder)
    opened = (shelf.load(each.id) for each in _listed(folder))
    return sorted((take for take in opened if take), key=lambda take: take.id)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "takes"


def test_a_take_is_a_midi_file_with_its_notes(folder: Path) -> None:
    take = _keep(folder)
    assert take.midi_path
    assert take.midi_path.name == "Hopeful – D minor – 96.5 bpm – 1 bar.mid"
    notes = [
        m.note for m in mido.MidiFile(take.midi_path, charset="utf-8") if m.type == "note_on" and m.velocity
    ]
    assert notes == [62, 65]


def test_no_take_replaces_another(folder: Path) -> None:
    shelf = TakeStore(folder)
    files = [shelf.add(_composition(seed))[0].midi_path for seed in range(3)]
    assert len(set(files)) == 3
    assert [file.name for file in files if file][2] == "Hopeful – D minor – 96.5 bpm – 1 bar 3.mid"
    assert _keep(folder, 9).midi_path not in files


def test_a_file_that_the_user_put_there_is_not_replaced(folder: Path) -> None:
    folder.mkdir()
    own = folder / "Hopeful – D minor – 96.5 bpm – 1 bar.mid"
    own.write_text("my own")
    assert _keep(folder).midi_path != own
    assert own.read_text() == "my own"


def test_a_take_kept_before_chords_had_a_bass_is_still_read() -> None:
    old = json.loads(json.dumps(CODEC.encode(_composition())))
    for timed in old["progression"]["chords"]:
        del timed["chord"]["bass"]
    assert CODEC.decode(Composition, old) == _composition()


def test_takes_survive_a_restart_note_for_note(folder: Path) -> None:
    shelf = TakeStore(folder, _Clock())
    kept = [shelf.add(_composition(seed))[0] for seed in range(3)]
    assert _found(folder) == kept


def test_a_take_says_what_it_is_a_version_of_and_which_it_went_on_from(folder: Path) -> None:
    shelf = TakeStore(folder, _Clock())
    first, _ = shelf.add(_composition(1))
    asked = replace(first.original_request, constraints=Constraints())
    version, _ = shelf.add(_composition(2), take_id=first.id)
    branch, _ = shelf.add(_composition(3), asked, parent_version_id=version.id)
    assert (first.take_id, first.parent_version_id) == (first.id, "")
    assert shelf.load(version.id) == version
    assert shelf.load(branch.id) == branch
    assert (version.take_id, branch.take_id, branch.parent_version_id) == (first.id, branch.id, version.id)
    assert branch.original_request == asked
    assert branch.composition.request.constraints != asked.constraints


def test_a_summary_says_what_a_list_and_a_search_need(folder: Path) -> None:
    _keep(folder)
    (summary,) = _listed(folder)
    assert (summary.text, summary.emotions, summary.key) == (
        "ελπίδα, not sad",
        ("hopeful", "calm"),
        "D minor",
    )
    assert (summary.tempo, summary.metre, summary.bars, summary.seed) == (96.5, "3/4", 1, 1)
    assert summary.chords == ("Dm",)
    assert any(decode_overview(summary.overview))


def test_a_picture_shows_high_above_low_and_late_after_early() -> None:
    key = Key(2, Mode.MINOR)
    notes = (Note(0.0, 40, 1.5, 60), Note(1.5, 80, 1.5, 60))
    seen = decode_overview(encode_overview(Performance((Part("Chords", 4, notes),), 96.5, key, WALTZ, 1)))
    assert seen == (1,) * (COLUMNS // 2) + (1 << 11,) * (COLUMNS // 2)


def test_what_is_no_picture_is_dark() -> None:
    assert decode_overview("00fé--zzz007") == (15, 0, 0, 7)


def test_a_take_whose_file_was_removed_is_remembered_without_it(folder: Path) -> None:
    take = _keep(folder)
    assert take.midi_path
    take.midi_path.unlink()
    assert _found(folder) == [replace(take, midi_path=None)]


def test_a_take_whose_record_was_removed_is_gone(folder: Path) -> None:
    take = _keep(folder)
    (folder / f"{take.id}.json").unlink()
    assert _found(folder) == []
    assert TakeStore(folder).load(take.id) is None


@pytest.mark.parametrize("damage", [None, b"", b"\xff\xfe", b"[]\n{}\n", b'{"id": "half'])
def test_a_lost_index_is_made_again(folder: Path, damage: bytes | None) -> None:
    shelf = TakeStore(folder, _Clock())
    kept = [summarize(shelf.add(_composition(seed))[0]) for seed in range(3)]
    index = folder / "index.jsonl"
    whole = index.read_bytes()
    index.unlink() if damage is None else index.write_bytes(damage)
    assert _listed(folder) == kept
    assert set(whole.splitlines()) <= set(index.read_bytes().splitlines())
    assert _listed(folder) == kept


def test_what_the_index_knows_is_listed_without_reading_its_record(folder: Path) -> None:
    take = _keep(folder)
    (folder / f"{take.id}.json").write_text("too long to be read at the start")
    assert _listed(folder) == [summarize(take)]


def test_each_step_through_the_shelf_is_one_take_or_one_line(folder: Path) -> None:
    """So that a window can do something else between any two of them."""
    shelf = TakeStore(folder, _Clock())
    for seed in range(3):
        shelf.add(_composition(seed))
    with (folder / "index.jsonl").open("a") as file:
        file.write('{"of": "an older version"}\n' * 4)
    assert len(list(TakeStore(folder).summaries())) == 7


def test_an_index_that_was_cut_off_costs_nothing(folder: Path) -> None:
    first = _keep(folder)
    index = folder / "index.jsonl"
    index.write_bytes(index.read_bytes()[:-40])
    second = _keep(folder, 2)
    assert {each.id for each in _listed(folder)} == {first.id, second.id}


def test_nonsense_in_the_index_is_not_believed(folder: Path) -> None:
    take = _keep(folder)
    index = folder / "index.jsonl"
    index.write_text(
        index.read_text(encoding="utf-8").replace('"tempo":96.5', '"tempo":"fast"'), encoding="utf-8"
    )
    assert [each.tempo for each in _listed(folder)] == [96.5]
    assert _found(folder) == [take]


def test_the_last_word_on_a_take_holds(folder: Path) -> None:
    shelf = TakeStore(folder)
    shelf.save_marks("one", TakeMarks(starred=True))
    shelf.save_shown_version("one", "version")
    shelf.save_marks("one", TakeMarks(starred=True, name="希望"))
    noted = list(TakeStore(folder).annotations())
    assert noted[1:] == [("one", "version"), ("one", TakeMarks(starred=True, name="希望"))]


def test_damaged_marks_cost_themselves_and_no_more(folder: Path) -> None:
    shelf = TakeStore(folder)
    shelf.save_marks("one", TakeMarks(starred=True))
    with (folder / "marks.jsonl").open("ab") as file:
        file.write(
            b'{"take": 5, "star": true}\n{"take": "one", "star": "yes", "name": "", "removed": false}\n{"ta'
        )
    shelf.save_marks("two", TakeMarks(removed=True))
    assert list(TakeStore(folder).annotations()) == [
        ("one", TakeMarks(starred=True)),
        ("two", TakeMarks(removed=True)),
    ]


def test_marks_that_cannot_be_written_are_a_sentence(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    with pytest.raises(FileError, match="free some space"):
        TakeStore(folder).save_marks("one", TakeMarks(starred=True))


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
    shelf = TakeStore(folder, _Clock())
    first, second = shelf.add(_composition(1))[0], shelf.add(_composition(2))[0]
    assert first.midi_path
    (folder / "index.jsonl").unlink()
    first.midi_path.with_suffix(".json").write_text(damage, errors="surrogateescape")
    assert _found(folder) == [second]
    assert first.midi_path.with_suffix(".json").read_text(errors="surrogateescape") == damage


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
    take = _keep(folder)
    assert take.midi_path
    note = take.midi_path.with_suffix(".json")
    assert old in note.read_text(encoding="utf-8")
    note.write_text(note.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (folder / "index.jsonl").unlink()
    assert _found(folder) == []


def test_where_nothing_can_be_written_the_take_is_kept_all_the_same(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    shelf = TakeStore(folder)
    takes = []
    for seed in (5, 6):
        take, trouble = shelf.add(_composition(seed))
        assert trouble
        assert "Choose another" in str(trouble)
        takes.append(take)
    assert [(take.composition.seed, take.midi_path) for take in takes] == [(5, None), (6, None)]
    assert takes[0].id != takes[1].id


def test_a_full_disk_leaves_no_empty_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, __: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    _, trouble = TakeStore(folder).add(_composition())
    assert trouble
    assert "free some space" in str(trouble)
    assert list(folder.iterdir()) == []


def test_a_take_of_an_earlier_version_is_found_again(folder: Path) -> None:
    take = _keep(folder)
    assert take.midi_path
    note = take.midi_path.with_suffix(".json")
    table = json.loads(note.read_text(encoding="utf-8"))
    del table["composition"]["request"]["constraints"]["pattern"]
    for name in ("of", "source", "asked"):
        del table[name]
    note.write_text(json.dumps(table), encoding="utf-8")
    (folder / "index.jsonl").unlink()
    assert _found(folder) == [take]
