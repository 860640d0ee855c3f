"""Starts the window: the application, its log, its devices; and ends all of them."""

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
    """Open the window, with a take in it where one is named, and wait until it is closed; the exit status."""
    folders.close_to_others()
    app = create_application()
    alarm = CrashNotifier()
    with log_to_folder(folders.log, alarm, debug=debug):
        translation.install_translators(app, _interface_language(folders))
        window = MainWindow(
            QSettings(str(_private(folders.config / "window.ini")), QSettings.Format.IniFormat),
            with_panels=False,
        )
        alarm.crashed.connect(lambda text: _show_crash(text, folders.log / LOG_FILE_NAME, window))
        opening = StartupLoader(window, folders, take)
        app.aboutToQuit.connect(opening.close)
        told = _ToldToEnd()
        with handle_signals(ShutdownRequest(interrupts=False), told.came.emit, _fall_silent):
            window.show()
            logger.info("%s %s is open", APP_NAME, __version__)
            status = app.exec()
            _leave_midi()
            logger.info("%s is closed", APP_NAME)
    return status


def _private(file: Path) -> Path:
    """A file that Qt will write, and only its owner may read: Qt leaves it as it finds it."""
    with suppress(FileError, OSError):
        ensure_private(file.parent)
        touch_private(file)
    return file


class _ToldToEnd(QObject):
    """Ends the window's loop from another thread. Nobody is asked anything then; what can be kept is.

    Signals:
        came: The process was told to end.
    """

    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.came.connect(self._end)

    @Slot()
    def _end(self) -> None:
        QApplication.exit(0)


def _leave_midi() -> None:
    """Take leave of the MIDI system, unless nobody has looked for it: JACK waits for a client that just goes."""
    if "composer_app.midi.ports" in sys.modules:
        from composer_app.midi.ports import close_client

        close_client()


def _fall_silent() -> None:
    from composer_app.midi.port import silence_all

    silence_all()


def _interface_language(folders: Folders) -> str:
    """The language that the person chose for the window; who cannot be asked is told of it later."""
    try:
        return load(folders.settings_file).interface_language
    except SettingsError:
        return ""


def create_application() -> QApplication:
    """The application, dressed; the one that is there, if there is one."""
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
    """The program's icon; an empty one where its file is missing."""
    try:
        return QIcon(str(resource_path("icons/composer.svg")))
    except ModelError:
        return QIcon()


def _show_crash(text: str, log: Path, window: MainWindow) -> None:
    """Show a bug, unless one is shown already; the log has all of them."""
    if not any(isinstance(widget, CrashDialog) for widget in QApplication.topLevelWidgets()):
        CrashDialog(text, log, window).open()
