"""The dialog for unexpected errors, and the details that it shows."""

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


def format_crash_details(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return versions, platform and traceback as plain text, for the developers."""
    import platform
    import traceback

    program = f"{APP_NAME} {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    return f"{program}, {platform.platform()}\n\n" + "".join(traceback.format_exception(kind, error, trace))


class CrashDialog(QDialog):
    """A dialog that shows the details of an unexpected error as text that can be copied."""

    def __init__(self, text: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unexpected error in {name}").format(name=APP_NAME))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        message = QLabel(
            self.tr(
                "Something went wrong. Your takes are safe, and you can continue. "
                "To help us fix it, copy the details and send them to the developers. The log is at\n{log}"
            ).format(log=log)
        )
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setWordWrap(True)
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details_view = QPlainTextEdit(text)
        self.details_view.setReadOnly(True)
        self.details_view.setAccessibleName(self.tr("Details"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(self.tr("&Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(lambda: QApplication.clipboard().setText(text))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (message, self.details_view, buttons):
            column.addWidget(widget)
        self.resize(640, 380)
