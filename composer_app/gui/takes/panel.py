"""The panel with the take browser and the export bar."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from composer_app.gui.takes.browser import TakesBrowser
from composer_app.gui.takes.export_bar import ExportBar
from composer_app.gui.takes.take_index import TakeIndex
from composer_app.gui.widgets.theme import SPACING_PX


class TakesPanel(QFrame):
    """The take browser, and the export bar below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.take_index = TakeIndex()
        self.browser = TakesBrowser(self.take_index)
        self.take_list = self.browser.take_list
        self.export_bar = ExportBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        column.setSpacing(SPACING_PX // 2)
        column.addWidget(self.browser, 1)
        column.addWidget(self.export_bar)
