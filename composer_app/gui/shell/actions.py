"""Actions that concern several rooms, for the menu, keys, buttons and signals."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from composer_app.errors import ComposerError
from composer_app.gui.session.devices import Devices
from composer_app.gui.shell.controllers import Controllers
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.menu import MenuItem
from composer_app.gui.shell.settings_dialog import SettingsDialog
from composer_app.gui.widgets.recovery import RecoveryAction
from composer_app.music.performance import Performance
from composer_app.paths import Folders
from composer_app.request.constraints.range import out_of_range
from composer_app.settings import Settings
from composer_app.sound.synth import Audio


class AppActions(QObject):
    """Actions that call more than one controller."""

    def __init__(
        self, window: MainWindow, controllers: Controllers, devices: Devices, folders: Folders
    ) -> None:
        super().__init__(controllers)
        self._window, self._controllers = window, controllers
        self._devices, self._folders = devices, folders

    def render_audio(self, performance: Performance) -> None:
        """Render a take whose audio is no longer cached."""
        self._controllers.status.begin_task(self.tr("Rendering audio"))
        self._controllers.session.render(performance)

    def on_rendered(self, audio: Audio) -> None:
        """Play the take whose audio was rendered."""
        self._controllers.status.show_idle()
        self._controllers.open_takes.cache_audio(audio)
        self._controllers.playback.play()

    def warn_if_out_of_range(self) -> None:
        """Report numbers in the text that are out of range; the take is composed without them."""
        if warning := out_of_range(self._window.input_panel.text):
            self._controllers.status.show_message(warning)

    def focus_play_button(self) -> None:
        """Move the focus from the text field to the play button, so that the space bar plays and stops."""
        if self._window.input_panel.request_field.hasFocus():
            self._window.transport_bar.play_button.setFocus()

    def cancel_current(self) -> None:
        """Cancel or close the topmost of what is in progress or open."""
        c = self._controllers
        if c.recording_session.is_recording:
            c.recording_session.set_aside()
        elif c.session.is_busy:
            c.session.cancel()
        elif c.tour.is_showing:
            c.tour.end()
        elif c.status.has_message:
            c.status.hide_message()
        else:
            c.output_player.stop()

    def open_training_dialog(self) -> None:
        """Open My music, with the strongest emotion of the shown take."""
        shown = self._controllers.open_takes.shown
        self._controllers.training_controller.open(
            shown.original_request.mood.strongest_emotion or "" if shown else ""
        )

    def open_settings_dialog(self) -> None:
        """Open the settings; playback and recording stop."""
        self._controllers.output_player.stop()
        self._controllers.recording_session.cancel()
        preferences = self._controllers.preferences
        dialog = SettingsDialog(
            preferences.settings,
            self._devices.list_microphones,
            self._devices.list_audio_outputs(),
            self._controllers.recorder,
            self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: preferences.set_settings(dialog.edited_settings))
        dialog.open()

    def apply_settings(self, before: Settings) -> None:
        """Apply changed settings; another file of Whisper weights restarts the engine."""
        self._controllers.playback.apply_settings()
        weights = self._controllers.preferences.settings.whisper_weights
        if weights != before.whisper_weights:
            self._controllers.session.restart(weights)
            self._controllers.status.on_engine_restarting()

    def recover(self, action: RecoveryAction) -> None:
        """Run the recovery action that the user chose after an error."""
        {
            RecoveryAction.CHOOSE_MICROPHONE: self.open_settings_dialog,
            RecoveryAction.OPEN_SETTINGS: self.open_settings_dialog,
            RecoveryAction.TYPE_INSTEAD: self._window.input_panel.request_field.setFocus,
            RecoveryAction.RETRY: self._retry,
            RecoveryAction.USE_BUILT_IN_SOUND: self._controllers.playback.use_built_in,
            RecoveryAction.SAVE_ELSEWHERE: self._controllers.export_controller.retry_save,
            RecoveryAction.MY_MUSIC: self.open_training_dialog,
        }[action]()

    def on_engine_died(self, error: ComposerError) -> None:
        """Report that the engine's process ended; a new one starts."""
        self._controllers.status.on_engine_restarting()
        self._controllers.status.show_error(error)

    def on_key_pressed(self, key: int) -> None:
        """Handle a key that no control handled."""
        c = self._controllers
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: c.playback.toggle_playback,
            Qt.Key.Key_N: c.request_controller.new_variation,
            Qt.Key.Key_R: c.chord_controller.regenerate_unlocked,
            Qt.Key.Key_A: c.takes_controller.toggle_ab,
            Qt.Key.Key_L: self._window.transport_bar.loop_button.toggle,
            Qt.Key.Key_Escape: self.cancel_current,
        }
        if action := keys.get(key):
            action()

    def menu_items(self) -> tuple[MenuItem | QAction | None, ...]:
        """Return the items of the menu; None is a separator."""
        c, window, export = self._controllers, self._window, self._controllers.export_controller
        back = partial(c.takes_controller.go_back_takes, 1)
        return (
            MenuItem(self.tr("&Write a request"), window.input_panel.request_field.setFocus, ("Ctrl+L",)),
            MenuItem(
                self.tr("Reuse the last &recording"),
                c.speech_controller.transcribe_last_recording,
                ("Ctrl+R",),
            ),
            None,
            c.undo_controller.undo_action,
            c.undo_controller.redo_action,
            None,
            MenuItem(self.tr("Re&generate"), c.request_controller.new_variation, ("Ctrl+N",)),
            MenuItem(self.tr("Regenerate u&nlocked chords"), c.chord_controller.regenerate_unlocked),
            MenuItem(self.tr("Reset a&ll to Auto"), c.override_controller.reset_all),
            MenuItem(self.tr("&Back to the previous take"), back, ("Alt+Left",)),
            MenuItem(self.tr("Searc&h takes"), window.takes_panel.browser.search_field.setFocus, ("Ctrl+F",)),
            MenuItem(self.tr("&Copy chords as text"), export.copy_chords),
            MenuItem(self.tr("&Export…"), export.open_export_dialog, ("Ctrl+E",)),
            MenuItem(self.tr("&Save MIDI…"), export.save_midi, ("Ctrl+S",)),
            MenuItem(self.tr("Save a&udio…"), export.save_audio, ("Ctrl+Shift+S",)),
            None,
            MenuItem(self.tr("&My music…"), self.open_training_dialog),
            MenuItem(self.tr("S&ettings…"), self.open_settings_dialog, ("Ctrl+,",)),
            MenuItem(self.tr("Show the &tour"), c.tour.show),
            MenuItem(self.tr("Show the &log"), lambda: export.open_folder(self._folders.log)),
            MenuItem(self.tr("A&bout Composer"), export.show_about),
            None,
            MenuItem(self.tr("&Quit"), window.close, ("Ctrl+Q",)),
        )

    def _retry(self) -> None:
        self._controllers.session.retry()
        if self._controllers.session.is_busy:
            self._controllers.status.begin_task(self.tr("Retrying"))
