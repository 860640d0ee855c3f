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


class Way(Enum):
    """A way on from a failure; the value is what its button says."""

    MICROPHONE = "Choose a microphone…"
    WRITE = "Write it instead"
    SETTINGS = "Settings…"
    AGAIN = "Try again"
    BUILT_IN = "Use the built-in sound"
    SAVE_ELSEWHERE = "Save it elsewhere…"
    MY_MUSIC = "My music…"


# The first row whose error matches; errors that no row names can only be read.
_WAYS: tuple[tuple[type[ComposerError], tuple[Way, ...]], ...] = (
    (RecordingError, (Way.MICROPHONE, Way.WRITE)),
    (SpeechError, (Way.AGAIN, Way.SETTINGS, Way.WRITE)),
    (RequestError, (Way.WRITE,)),
    (MidiError, (Way.BUILT_IN,)),
    (SoundError, (Way.SETTINGS,)),
    (FileError, (Way.SAVE_ELSEWHERE,)),
    (EngineError, (Way.AGAIN,)),
)


def ways_on(error: ComposerError) -> tuple[Way, ...]:
    """What a person can do about a failure."""
    return next((ways for kind, ways in _WAYS if isinstance(error, kind)), ())


def details(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What a developer needs to know about a bug, as plain text."""
    import platform
    import traceback

    program = f"{APP_NAME} {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    return f"{program}, {platform.platform()}\n\n" + "".join(traceback.format_exception(kind, error, trace))


class BugDialog(QDialog):
    """Tells of a mistake of the program's own, once, in plain text."""

    def __init__(self, text: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("{name} made a mistake").format(name=APP_NAME))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = QLabel(
            self.tr(
                "Something went wrong that should not have. Your takes are safe, and you can go on. "
                "To help mend it, copy the details and send them to the developers. The log is at\n{log}"
            ).format(log=log)
        )
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Details"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(self.tr("&Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(text))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (told, self.details, buttons):
            column.addWidget(widget)
        self.resize(640, 380)
