"""From somebody's own folder, through a training beside the window, to the next take; and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.training.dialog import MyMusicDialog
from composer_app.music.progression import Progression
from composer_app.paths import Folders
from testing.fakes_gui import FakeDevices
from testing.music_folder import own_music
from tests.journeys.conftest import READY, real_but_for_sound

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "pipewire-0.3")

_SEED = 7
_LEARNED = 4 * READY  # a teacher is polite: on a busy machine all others go first


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[tuple[MainWindow, AppController]]:
    """The window on the user's own folders, where the engine looks for machines; all its takes have one seed."""
    window = MainWindow()
    qtbot.addWidget(window)
    conductor = AppController(window, real_but_for_sound(FakeDevices()), Folders.of_user(), lambda: _SEED)
    with qtbot.waitSignal(conductor.workflow.ready, timeout=READY):
        window.show()
    yield window, conductor
    window.close()


def _dreamy(qtbot: QtBot, window: MainWindow, conductor: AppController) -> Progression:
    """The chords of a dreamy take."""
    window.speak.show_text("dreamy, eight bars")
    with qtbot.waitSignal(conductor.workflow.composed, timeout=READY):
        window.speak.compose.click()
    assert conductor.history.shown
    return conductor.history.shown.composition.progression


def _learn(
    qtbot: QtBot, window: MainWindow, conductor: AppController, dialog: MyMusicDialog, folder: Path
) -> None:
    """Train, and compose meanwhile."""
    lesson = conductor.my_music.lesson
    with qtbot.waitSignal(lesson.surveyed, timeout=READY):
        dialog.folder.take(folder)
    assert "broken.mid: it is not a MIDI file" in dialog.told.text()
    with qtbot.waitSignal(lesson.taught, timeout=_LEARNED):
        with qtbot.waitSignal(lesson.progressed, timeout=READY):
            dialog.start.click()
        with qtbot.waitSignal(conductor.workflow.composed, timeout=READY):
            window.speak.compose.click()
        assert lesson.busy, "composing does not wait for the training, nor the training for it"


@pytest.mark.timeout(400)
def test_own_music_is_learned_while_composing_goes_on_and_heard_in_the_next_take(
    qtbot: QtBot, opened: tuple[MainWindow, AppController], tmp_path: Path
) -> None:
    window, conductor = opened
    folder = own_music(tmp_path / "My songs", 5)
    (folder / "broken.mid").write_bytes(b"MThd\0\0")
    before = _dreamy(qtbot, window, conductor)
    conductor.my_music.open("dreamy")
    dialog = conductor.my_music.dialog
    assert dialog
    _learn(qtbot, window, conductor, dialog, folder)
    assert len(dialog.curve.curve.points) > 5
    assert "are guessed now" in dialog.told.text()
    assert _dreamy(qtbot, window, conductor) != before
    dialog.machines.buttons["dreamy"].click()
    assert _dreamy(qtbot, window, conductor) == before
