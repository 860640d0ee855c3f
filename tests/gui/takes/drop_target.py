"""A program for a test to drag onto: prints what was dropped on it, and what the other side allowed."""

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel


class Target(QLabel):
    """Takes files, as a track of a music program does."""

    def __init__(self) -> None:
        super().__init__("Track")
        self.setAcceptDrops(True)
        self.setWindowTitle("Track")
        self.setGeometry(1210, 100, 300, 300)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        move = bool(event.possibleActions() & Qt.DropAction.MoveAction)
        sys.stdout.write(f"{event.mimeData().urls()[0].toLocalFile()}\nmay move: {move}\n")
        event.acceptProposedAction()
        QTimer.singleShot(0, self, self.close)  # Qt still needs the window when this returns


if __name__ == "__main__":
    app = QApplication([])
    target = Target()
    target.show()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.exit(app.exec())
