"""What went wrong, to a person: which ways on each kind of failure offers, and the one dialog for a bug."""

from enum import Enum
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from composer_app import APP_NAME, __version__
from composer_app.errors import (
    ComposerError,
    EngineError,
    FileError,
    MidiError,
    RecordingError,
    RequestError,
    SoundError,
    SpeechError,
)


class RecoveryAction(Enum):
    """A way on from a failure; the value is what its button says."""

    CHOOSE_MICROPHONE = "Choose a microphone…"
    TYPE_INSTEAD = "Write it instead"
    OPEN_SETTINGS = "Settings…"
    RETRY = "Try again"
    USE_BUILT_IN_SOUND = "Use the built-in sound"
    SAVE_ELSEWHERE = "Save it elsewhere…"
    MY_MUSIC = "My music…"


# The first row whose error matches; errors that no row names can only be read.
_RECOVERY_ACTIONS: tuple[tuple[type[ComposerError], tuple[RecoveryAction, ...]], ...] = (
    (RecordingError, (RecoveryAction.CHOOSE_MICROPHONE, RecoveryAction.TYPE_INSTEAD)),
    (SpeechError, (RecoveryAction.RETRY, RecoveryAction.OPEN_SETTINGS, RecoveryAction.TYPE_INSTEAD)),
    (RequestError, (RecoveryAction.TYPE_INSTEAD,)),
    (MidiError, (RecoveryAction.USE_BUILT_IN_SOUND,)),
    (SoundError, (RecoveryAction.OPEN_SETTINGS,)),
    (FileError, (RecoveryAction.SAVE_ELSEWHERE,)),
    (EngineError, (RecoveryAction.RETRY,)),
)


def recovery_actions_for(error: ComposerError) -> tuple[RecoveryAction, ...]:
    """What a person can do about a failure."""
    return next((ways for kind, ways in _RECOVERY_ACTIONS if isinstance(error, kind)), ())


def format_crash_details(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What a developer needs to know about a bug, as plain text."""
    import platform
    import traceback

    program = f"{APP_NAME} {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    return f"{program}, {platform.platform()}\n\n" + "".join(traceback.format_exception(kind, error, trace))


class CrashDialog(QDialog):
    """Tells of a mistake of the program's own, once, in plain text."""

    def __init__(self, text: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unexpected error in {name}").format(name=APP_NAME))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = QLabel(
            self.tr(
                "Something went wrong. Your takes are safe, and you can continue. "
                "To help us fix it, copy the details and send them to the developers. The log is at\n{log}"
            ).format(log=log)
        )
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details_view = QPlainTextEdit(text)
        self.details_view.setReadOnly(True)
        self.details_view.setAccessibleName(self.tr("Details"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(self.tr("&Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(lambda: QApplication.clipboard().setText(text))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (told, self.details_view, buttons):
            column.addWidget(widget)
        self.resize(640, 380)
