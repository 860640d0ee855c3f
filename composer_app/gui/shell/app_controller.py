"""The controller of the whole window: creates the controllers, connects them, and closes them."""

from collections.abc import Callable

from composer_app.gui.session.devices import Devices
from composer_app.gui.session.engine_session import random_seed
from composer_app.gui.shell.actions import AppActions
from composer_app.gui.shell.controllers import Controllers
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.menu import fill_menu
from composer_app.gui.shell.wiring import connect_rooms
from composer_app.paths import Folders


class AppController(Controllers):
    """The services and controllers of a window, connected and started."""

    def __init__(
        self,
        window: MainWindow,
        devices: Devices,
        folders: Folders,
        make_seed: Callable[[], int] = random_seed,
    ) -> None:
        super().__init__(window, devices, folders, make_seed)
        self._window = window
        actions = AppActions(window, self, devices, folders)
        connect_rooms(window, self, actions)
        window.closed.connect(self.close)
        window.set_close_guard(self.takes_controller.unwritten.confirm_close)
        fill_menu(window, actions.menu_items())
        self._start()

    def close(self) -> None:
        """Stop playback and recording, and close all services."""
        self.recording_session.cancel()
        self.audio_cues.close()
        self.takes_controller.close()
        self.output_player.stop()
        self.training_controller.close()
        self.session.close()
        # Last: no MIDI client may be opened while a JACK client is closed.
        self.playback.close()

    def _start(self) -> None:
        self.request_controller.set_typed_text(self._window.input_panel.text)
        self.status.show_idle()
        if self.preferences.load_error:
            self.status.show_error(self.preferences.load_error)
        self.playback.start()
