from pathlib import Path

import mido
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from composer_app.errors import FileError
from composer_app.gui.takes.export_bar import ExportBar
from testing import factories

TAKE = factories.composition()


@pytest.fixture
def away(qtbot: QtBot) -> ExportBar:
    away = ExportBar()
    qtbot.addWidget(away)
    away.show()
    return away


def _copied() -> Path:
    return Path(QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile())


def test_without_a_take_there_is_nothing_to_take_away(away: ExportBar) -> None:
    buttons = (
        away.midi_handle,
        away.audio_handle,
        away.export_button,
        away.show_file_button,
        away.copy_path_button,
    )
    assert not any(button.isEnabled() for button in buttons)
    assert not any(chip.isVisible() for chip in away.part_handles.values())


def test_a_take_without_a_file_can_still_be_exported(away: ExportBar) -> None:
    away.show_take(TAKE, None)
    assert away.export_button.isEnabled()
    assert not away.midi_handle.isEnabled()


def test_the_path_can_be_copied(away: ExportBar, tmp_path: Path) -> None:
    away.show_take(TAKE, tmp_path / "take.mid")
    away.copy_path_button.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "take.mid")


def test_each_part_that_plays_has_a_handle_with_a_file_of_its_notes_alone(
    away: ExportBar, tmp_path: Path
) -> None:
    away.show_take(TAKE, tmp_path / "take.mid")
    assert [part for part, chip in away.part_handles.items() if chip.isVisible()] == ["Chords", "Bass"]
    away.part_handles["Bass"].click()
    assert _copied() == tmp_path / "Parts" / "take – Bass.mid"
    struck = sorted(m.note for m in mido.MidiFile(_copied()) if m.type == "note_on" and m.velocity)
    assert struck == sorted(note.pitch for note in TAKE.performance.parts[1].notes)


def test_a_single_part_needs_no_handle_of_its_own(away: ExportBar, tmp_path: Path) -> None:
    alone = factories.composition()
    object.__setattr__(alone, "performance", alone.performance.only_part("Chords"))
    away.show_take(alone, tmp_path / "take.mid")
    assert not any(chip.isVisible() for chip in away.part_handles.values())


def test_a_part_that_cannot_be_written_is_a_sentence(qtbot: QtBot, away: ExportBar, tmp_path: Path) -> None:
    (tmp_path / "Parts").write_text("in the way")
    away.show_take(TAKE, tmp_path / "take.mid")
    with qtbot.waitSignal(away.failed) as failed:
        away.part_handles["Bass"].click()
    assert isinstance(failed.args[0], FileError)


def test_the_sound_is_asked_for_when_the_handle_is_neared_and_dragged_once_it_is_there(
    qtbot: QtBot, away: ExportBar, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setText("before")
    away.show_take(TAKE, tmp_path / "take.mid")
    with qtbot.waitSignal(away.audio_file_needed) as wanted:
        away.audio_handle.setFocus()
    away.audio_handle.click()
    assert QGuiApplication.clipboard().text() == "before"
    wanted.args[0].write_bytes(b"RIFF")
    away.audio_handle.click()
    assert _copied() == wanted.args[0] == tmp_path / "Audio" / "take.wav"
    with qtbot.assertNotEmitted(away.audio_file_needed):
        away.audio_handle.file_needed_soon.emit()
