"""What is being done, and a way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from composer_app.gui.translation import told
from composer_app.work import Progress

_MEGA = 1_000_000


def said(progress: Progress) -> str:
    """A step in words; sizes in the millions are bytes, and shown as MB."""
    if progress.total < _MEGA:
        return f"{told(progress.stage)}…"
    return f"{told(progress.stage)}: {progress.done / _MEGA:.0f} of {progress.total / _MEGA:.0f} MB"


class ProgressLine(QWidget):
    """The state in words, a bar, and Cancel.

    Signals:
        cancel: Stop what is under way.
    """

    cancel = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.label.setProperty("small", True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.button = QPushButton(self.tr("Cancel"))
        self.button.setToolTip(self.tr("Stop this (Esc)"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addWidget(self.bar)
        row.addWidget(self.button)
        row.addStretch(1)
        self.rest("")

    def rest(self, text: str) -> None:
        """Nothing is under way; what there is to say then."""
        self.label.setText(text)
        self.bar.hide()
        self.button.hide()

    def wait(self, text: str, *, cancellable: bool = True) -> None:
        """Something is under way, and nobody knows for how long."""
        self._run(text, 0, 0)
        self.button.setVisible(cancellable)

    def show_progress(self, progress: Progress) -> None:
        """Show the step that was reached."""
        scale = max(1, progress.total // 1000)  # Qt counts in 32 bits, files do not
        self._run(said(progress), progress.done // scale, progress.total // scale)
        self.button.show()

    def _run(self, text: str, done: int, total: int) -> None:
        self.label.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()
