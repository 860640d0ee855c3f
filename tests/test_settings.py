"""Settings, over real files."""

import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.errors import FileError, SettingsError
from composer_app.settings import Settings, load, save

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_SETTINGS = st.builds(
    Settings,
    microphone=_TEXTS,
    input_channel=st.integers(1, 64),
    language=_TEXTS,
    midi_port=_TEXTS,
    audio_output=_TEXTS,
    whisper_weights=_TEXTS,
    loop=st.booleans(),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_without_a_file_the_usual_settings_hold(path: Path) -> None:
    assert load(path) == Settings()


@given(settings=_SETTINGS)
def test_what_is_saved_is_loaded_again(settings: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "settings.toml")
        save(settings, path)
        assert load(path) == settings


def test_saving_leaves_one_file(path: Path) -> None:
    save(Settings(midi_port="Synth"), path)
    save(Settings(midi_port="Piano"), path)
    assert load(path).midi_port == "Piano"
    assert list(path.parent.iterdir()) == [path]


def test_a_setting_that_is_not_named_is_the_usual_one(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("channel = 2\n")
    assert load(path) == Settings(input_channel=2)


def test_a_setting_of_a_later_version_is_passed_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('channel = 2\ntheme = "dark"\n')
    assert load(path) == Settings(input_channel=2)


@pytest.mark.parametrize("damage", [b"channel = ", b"\xff\xfe", b"[channel", b'channel = "a'])
def test_a_damaged_file_is_a_sentence_and_is_left_as_it_is(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with pytest.raises(SettingsError, match="Mend or remove it"):
        load(path)
    assert path.read_bytes() == damage


def test_a_folder_in_the_files_place_is_a_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(SettingsError, match="Mend or remove it"):
        load(path)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("channel = 0", "between 1 and 64"),
        ("channel = 65", "between 1 and 64"),
        ("channel = true", "must be a whole number"),
        ("loop = 1", "must be true or false"),
        ("port = 3", "must be a text in quotes"),
    ],
)
def test_a_wrong_value_is_a_sentence(path: Path, line: str, sentence: str) -> None:
    path.parent.mkdir()
    path.write_text(line)
    with pytest.raises(SettingsError, match=sentence):
        load(path)


def test_settings_that_cannot_be_written_are_a_sentence(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(FileError):
        save(Settings(), path)


def test_settings_do_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().input_channel = 2  # type: ignore[misc]
