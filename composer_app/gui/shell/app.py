"""The entry point of the window: creates the application, its log and the main window."""

import logging
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from composer_app import APP_NAME, __version__
from composer_app.errors import FileError, ModelError, SettingsError
from composer_app.gui.shell.crash_dialog import CrashDialog
from composer_app.gui.shell.logging_setup import LOG_FILE_NAME, CrashNotifier, log_to_folder
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.startup import StartupLoader
from composer_app.gui.text import translation
from composer_app.gui.widgets import theme
from composer_app.paths import Folders, ensure_private, resource_path, touch_private
from composer_app.settings import load
from composer_app.shutdown import ShutdownRequest, handle_signals

logger = logging.getLogger(__name__)


def run(folders: Folders, debug: bool = False, take: str = "") -> int:
    """Open the window, with a take if one is named; return the exit status when it is closed."""
    folders.close_to_others()
    app = create_application()
    crash_notifier = CrashNotifier()
    with log_to_folder(folders.log, crash_notifier, debug=debug):
        translation.install_translators(app, _interface_language(folders))
        window = MainWindow(
            QSettings(str(_private(folders.config / "window.ini")), QSettings.Format.IniFormat),
            with_panels=False,
        )
        crash_notifier.crashed.connect(lambda text: _show_crash(text, folders.log / LOG_FILE_NAME, window))
        opening = StartupLoader(window, folders, take)
        app.aboutToQuit.connect(opening.close)
        quit_request = _QuitRequest()
        with handle_signals(ShutdownRequest(interrupts=False), quit_request.received.emit, _silence_midi):
            window.show()
            logger.info("%s %s is open", APP_NAME, __version__)
            status = app.exec()
            _close_midi_client()
            logger.info("%s is closed", APP_NAME)
    return status


def _private(file: Path) -> Path:
    """Create a file that only its owner can read; Qt keeps the permissions when it writes it."""
    with suppress(FileError, OSError):
        ensure_private(file.parent)
        touch_private(file)
    return file


class _QuitRequest(QObject):
    """Quits the event loop from another thread, without questions to the user.

    Signals:
        received: The process received a signal to end.
    """

    received = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.received.connect(self._end)

    @Slot()
    def _end(self) -> None:
        QApplication.exit(0)


def _close_midi_client() -> None:
    """Close the MIDI client if one exists; otherwise JACK waits for it after the process has ended."""
    if "composer_app.midi.ports" in sys.modules:
        from composer_app.midi.ports import close_client

        close_client()


def _silence_midi() -> None:
    from composer_app.midi.port import silence_all

    silence_all()


def _interface_language(folders: Folders) -> str:
    """Return the language of the window from the settings; errors in them are reported later."""
    try:
        return load(folders.settings_file).interface_language
    except SettingsError:
        return ""


def create_application() -> QApplication:
    """Return the application with its names, icon and theme; create it if there is none."""
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("composer-app")
    app.setApplicationDisplayName(APP_NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("composer")
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    app.setWindowIcon(load_icon())
    theme.apply_theme(app)
    return app


def load_icon() -> QIcon:
    """Return the icon of the program; an empty one if its file is missing."""
    try:
        return QIcon(str(resource_path("icons/composer.svg")))
    except ModelError:
        return QIcon()


def _show_crash(text: str, log: Path, window: MainWindow) -> None:
    """Show the crash dialog, unless one is open; all details are in the log."""
    if not any(isinstance(widget, CrashDialog) for widget in QApplication.topLevelWidgets()):
        CrashDialog(text, log, window).open()
