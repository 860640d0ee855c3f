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
from composer_app.gui import theme, translation
from composer_app.gui.failure import BugDialog
from composer_app.gui.journal import FILE, Alarm, kept
from composer_app.gui.opening import Opening
from composer_app.gui.window import MainWindow
from composer_app.paths import Folders, ensure_private, resource, touch_private
from composer_app.settings import load
from composer_app.stopping import Stop, heeding

logger = logging.getLogger(__name__)


def run(folders: Folders, debug: bool = False, take: str = "") -> int:
    """Open the window, with a take in it where one is named, and wait until it is closed; the exit status."""
    folders.close_to_others()
    app = application()
    alarm = Alarm()
    with kept(folders.log, alarm, debug=debug):
        translation.install(app, _interface(folders))
        window = MainWindow(
            QSettings(str(_private(folders.config / "window.ini")), QSettings.Format.IniFormat),
            furnished=False,
        )
        alarm.rang.connect(lambda text: _tell(text, folders.log / FILE, window))
        opening = Opening(window, folders, take)
        app.aboutToQuit.connect(opening.close)
        told = _ToldToEnd()
        with heeding(Stop(interrupts=False), told.came.emit, _fall_silent):
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
    if "composer_app.midi.output" in sys.modules:
        from composer_app.midi.output import leave

        leave()


def _fall_silent() -> None:
    from composer_app.midi.port import silence_all

    silence_all()


def _interface(folders: Folders) -> str:
    """The language that the person chose for the window; who cannot be asked is told of it later."""
    try:
        return load(folders.settings).interface
    except SettingsError:
        return ""


def application() -> QApplication:
    """The application, dressed; the one that is there, if there is one."""
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("composer-app")
    app.setApplicationDisplayName(APP_NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("composer")
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    app.setWindowIcon(icon())
    theme.apply(app)
    return app


def icon() -> QIcon:
    """The program's icon; an empty one where its file is missing."""
    try:
        return QIcon(str(resource("icons/composer.svg")))
    except ModelError:
        return QIcon()


def _tell(text: str, log: Path, window: MainWindow) -> None:
    """Show a bug, unless one is shown already; the log has all of them."""
    if not any(isinstance(widget, BugDialog) for widget in QApplication.topLevelWidgets()):
        BugDialog(text, log, window).open()
