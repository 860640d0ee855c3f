"""Every take that was made, and the ways to take one away."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from composer_app.gui.takes.browser import TakesBrowser
from composer_app.gui.takes.export_bar import ExportBar
from composer_app.gui.takes.take_index import TakeIndex
from composer_app.gui.widgets.theme import SPACE


class TakesPanel(QFrame):
    """The takes, and below them what can be done with the one that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.catalogue = TakeIndex()
        self.browser = TakesBrowser(self.catalogue)
        self.list = self.browser.list
        self.away = ExportBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.browser, 1)
        column.addWidget(self.away)
