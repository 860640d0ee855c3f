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
    conductor = AppController(window, real_but_for_sound(FakeDevices()), Folders.for_user(), lambda: _SEED)
    with qtbot.waitSignal(conductor.session.ready, timeout=READY):
        window.show()
    yield window, conductor
    window.close()


def _dreamy(qtbot: QtBot, window: MainWindow, conductor: AppController) -> Progression:
    """The chords of a dreamy take."""
    window.input_panel.show_text("dreamy, eight bars")
    with qtbot.waitSignal(conductor.session.composed, timeout=READY):
        window.input_panel.compose_button.click()
    assert conductor.open_takes.shown
    return conductor.open_takes.shown.composition.progression


def _learn(
    qtbot: QtBot, window: MainWindow, conductor: AppController, dialog: MyMusicDialog, folder: Path
) -> None:
    """Train, and compose meanwhile."""
    lesson = conductor.training_controller.client
    with qtbot.waitSignal(lesson.folder_scanned, timeout=READY):
        dialog.folder_field.set_folder(folder)
    assert "broken.mid: it is not a MIDI file" in dialog.message_label.text()
    with qtbot.waitSignal(lesson.fine_tuned, timeout=_LEARNED):
        with qtbot.waitSignal(lesson.progressed, timeout=READY):
            dialog.train_button.click()
        with qtbot.waitSignal(conductor.session.composed, timeout=READY):
            window.input_panel.compose_button.click()
        assert lesson.is_busy, "composing does not wait for the training, nor the training for it"


@pytest.mark.timeout(400)
def test_own_music_is_learned_while_composing_goes_on_and_heard_in_the_next_take(
    qtbot: QtBot, opened: tuple[MainWindow, AppController], tmp_path: Path
) -> None:
    window, conductor = opened
    folder = own_music(tmp_path / "My songs", 5)
    (folder / "broken.mid").write_bytes(b"MThd\0\0")
    before = _dreamy(qtbot, window, conductor)
    conductor.training_controller.open("dreamy")
    dialog = conductor.training_controller.dialog
    assert dialog
    _learn(qtbot, window, conductor, dialog, folder)
    assert len(dialog.curve_view.curve.points) > 5
    assert "Accuracy on held-out pieces" in dialog.message_label.text()
    assert _dreamy(qtbot, window, conductor) != before
    dialog.model_list.undo_buttons["dreamy"].click()
    assert _dreamy(qtbot, window, conductor) == before
