from pathlib import Path

import mido
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from composer_app.errors import FileError
from composer_app.gui.takes.history import Entry, History
from composer_app.gui.takes.keeper import Keeper
from composer_app.gui.takes.keeping import AUDIO, MIDI, Format, usual_folder, with_extension, write
from tests import factories


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("hope", MIDI, "hope.mid"),
        ("hope.mid", MIDI, "hope.mid"),
        ("HOPE.MID", MIDI, "HOPE.MID"),
        ("hope.midi", MIDI, "hope.midi"),
        ("hope 84.5 bpm", MIDI, "hope 84.5 bpm.mid"),
        ("hope.mid", AUDIO, "hope.mid.wav"),
        ("hope.flac", AUDIO, "hope.flac"),
    ],
)
def test_a_file_always_has_an_extension(name: str, kind: Format, kept: str) -> None:
    assert with_extension(Path("/music") / name, kind) == Path("/music") / kept


def test_a_midi_file_holds_the_take_and_where_it_came_from(tmp_path: Path) -> None:
    take = factories.composition(seed=12)
    write(take, None, tmp_path / "take.mid", MIDI)
    messages = [message for track in mido.MidiFile(tmp_path / "take.mid").tracks for message in track]
    struck = [m.note for m in messages if m.type == "note_on" and m.velocity]
    assert sorted(struck) == sorted(note.pitch for note in take.performance.notes)
    assert any("seed 12" in m.text for m in messages if m.type == "text")


def test_the_usual_folder_is_there(home: Path) -> None:
    assert usual_folder(MIDI).is_dir()
    assert home in (usual_folder(MIDI), *usual_folder(MIDI).parents)


@pytest.fixture
def keeper(qtbot: QtBot) -> Keeper:
    window, history = QWidget(), History()
    qtbot.addWidget(window)
    take = factories.composition()
    history.add(Entry(take, take.request, None, None))
    keeper = Keeper(window, history)
    window.setProperty("keeper", keeper)
    return keeper


def _answer(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Let a person type a path into the file dialog, or cancel it; the names that it proposed."""
    proposed: list[str] = []

    def ask(_parent: QWidget, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return (str(path) if path else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return proposed


def test_a_sensible_name_is_proposed(keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proposed = _answer(monkeypatch, tmp_path / "mine")
    keeper.save_midi()
    assert Path(proposed[0]).name == "Hopeful – D major – 96 bpm – 4 bars.mid"
    assert (tmp_path / "mine.mid").exists()


def test_the_next_file_is_proposed_beside_the_last(
    keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = _answer(monkeypatch, tmp_path / "mine")
    keeper.save_midi()
    keeper.save_midi()
    assert Path(proposed[1]).parent == tmp_path


def test_a_cancelled_dialog_writes_nothing(
    keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, None)
    keeper.save_midi()
    assert not list(tmp_path.glob("*.mid"))


def test_an_unwritable_folder_is_a_sentence(
    qtbot: QtBot, keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    _answer(monkeypatch, tmp_path / "file" / "take")
    with qtbot.waitSignal(keeper.failed) as failed:
        keeper.save_midi()
    assert isinstance(failed.args[0], FileError)


def test_a_take_that_lost_its_sound_asks_for_it_and_is_then_saved(
    qtbot: QtBot, keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("composer_app.sound.file")
    _answer(monkeypatch, tmp_path / "take")
    with qtbot.waitSignal(keeper.sound_wanted):
        keeper.save_audio()
    assert keeper.take_sound(factories.audio(0.5))
    assert (tmp_path / "take.wav").stat().st_size > 1000
    assert not keeper.take_sound(factories.audio(0.5))
