"""Files that version 0.1.0 wrote: takes, settings, an own machine. They are read in full, whatever is renamed."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from composer_app.codec import Codec
from composer_app.composer import Composer
from composer_app.harmony.model.user_models import list_user_models
from composer_app.job import Job
from composer_app.library.take import TakeMarks
from composer_app.library.take_codec import CODEC
from composer_app.library.take_store import TakeStore
from composer_app.music.constraints import Constraints
from composer_app.settings import Settings, load
from composer_app.speech.recording import Transcript

_OLD = Path(__file__).with_name("written_by_0_1_0")
_RECORDS = sorted((_OLD / "takes").glob("*.json"))


def _without_defaults(table: object) -> object:
    """A record without what the version that wrote it did not know; floats and whole numbers alike."""
    if isinstance(table, dict):
        return {
            key: _without_defaults(value)
            for key, value in table.items()
            if key not in {"spelling", "because", "confidence"}
        }
    return [_without_defaults(each) for each in table] if isinstance(table, list) else table


@pytest.mark.parametrize("path", _RECORDS, ids=lambda path: path.stem)
def test_every_value_of_an_old_take_is_there_after_reading_and_writing_it(path: Path) -> None:
    table = json.loads(path.read_text(encoding="utf-8"))
    take = TakeStore(path.parent).load(path.stem)
    assert take
    assert take.midi_path
    assert _without_defaults(CODEC.encode(take.composition)) == _without_defaults(table["composition"])
    assert _without_defaults(CODEC.encode(take.original_request)) == _without_defaults(table["asked"])
    assert (take.take_id, take.parent_version_id) == (table["of"], table["source"])


def test_old_takes_are_listed_with_their_marks_and_versions() -> None:
    shelf = TakeStore(_OLD / "takes")
    listed = [summary for summary in shelf.summaries() if summary]
    assert {summary.id for summary in listed} == {path.stem for path in _RECORDS}
    noted = dict(shelf.annotations())
    first = "Hopeful – D major – 128 bpm – 8 bars"
    assert noted["Solemn – D minor – 80 bpm – 4 bars"] == TakeMarks(removed=True)
    assert noted[first] == f"{first} 3"
    assert (first, TakeMarks(True, "Rain at last")) in list(shelf.annotations())
    kept = shelf.load(f"{first} 2")
    assert kept
    assert [number for number, _ in kept.composition.locked] == [0, 2]
    moved = shelf.load("Hopeful – Bb major – 96 bpm – 8 bars")
    assert moved
    assert moved.composition.generated_tonic == 2
    assert moved.composition.performance_settings.bass_instrument == "double bass"


def test_old_settings_are_read() -> None:
    assert load(_OLD / "settings.toml") == Settings(
        "USB",
        2,
        False,
        "de",
        "Synth:in",
        "Headphones",
        "",
        70,
        True,
        True,
        False,
        False,
        False,
        "flac",
        True,
        16,
        "zh_CN",
        True,
    )


def test_an_old_model_of_one_s_own_is_listed_and_the_one_that_ships_stands_in(tmp_path: Path) -> None:
    """It knows 14 qualities and no phrases, so that it can only be trained again."""
    shutil.copy(_OLD / "tender.safetensors", tmp_path)
    (machine,) = list_user_models(tmp_path)
    assert (machine.emotion, machine.pieces) == ("tender", 12)
    composer = Composer(models_folder=tmp_path)
    request = composer.read(Transcript("tender", "en", ""), Job())
    made = composer.compose(request, Constraints(bars=4), 1, Job())
    (warning,) = composer.warnings(request)
    assert "from an earlier version of Composer" in warning
    assert "Train it again" in warning
    shipped = Composer(models_folder=tmp_path / "none").compose(request, Constraints(bars=4), 1, Job())
    assert made.progression == shipped.progression


def test_a_record_of_a_newer_format_is_not_read(tmp_path: Path) -> None:
    table = json.loads(_RECORDS[0].read_text(encoding="utf-8"))
    (tmp_path / "new.json").write_text(json.dumps({**table, "version": 99}), encoding="utf-8")
    assert TakeStore(tmp_path).load("new") is None


@dataclass(frozen=True)
class _Renamed:
    beats: float


def test_a_field_without_its_key_is_an_error_at_once_and_no_loss() -> None:
    with pytest.raises(TypeError, match="beats, tempo"):
        Codec({_Renamed: "tempo"})
    with pytest.raises(TypeError, match="beats"):
        Codec({_Renamed: ""})


def test_a_renamed_field_keeps_its_name_in_the_file() -> None:
    codec = Codec({_Renamed: "tempo=beats"})
    assert codec.encode(_Renamed(1.5)) == {"tempo": 1.5}
    assert codec.decode(_Renamed, {"tempo": 1.5}) == _Renamed(1.5)
