"""The list of takes with its search, its filter, undo and redo, and what can be done with the take that is shown."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from composer_app.gui.takes.model import TakesModel
from composer_app.gui.takes.search import TakeFilter, query
from composer_app.gui.takes.take_index import TakeIndex
from composer_app.gui.takes.take_list import TakeList
from composer_app.gui.widgets.theme import SPACE


class SearchField(QLineEdit):
    """What takes are looked for by; Esc clears it, and the arrow down leads into the list.

    Signals:
        left: The list is wanted.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TakesBrowser(QWidget):
    """Finds takes.

    Signals:
        flipped: Show the take that others are compared with, or the other one again.
        branched: Another one is to be made of the take that is shown.
    """

    flipped = Signal()
    branched = Signal()

    def __init__(
        self, catalogue: TakeIndex, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue, self._today = catalogue, today
        self.model = TakesModel(catalogue, today)
        self.list = TakeList(self.model)
        self.undo = self._tool("↶")
        self.redo = self._tool("↷")
        self.search = self._search_field()
        self.starred = self._tool("★", self.tr("Only takes with a star"))
        self.away = self._tool("⌫", self.tr("Takes that were taken off the list, to bring them back"))
        self.compare = QPushButton()
        self.branch = QPushButton(self.tr("More of t&his"))
        self._wire()
        self._lay_out()
        self.show_compared("", shown="")
        self.refresh()

    @property
    def among(self) -> TakeFilter:
        """Which takes are listed."""
        if self.away.isChecked():
            return TakeFilter.REMOVED
        return TakeFilter.STARRED if self.starred.isChecked() else TakeFilter.ALL

    def refresh(self) -> None:
        """The catalogue has changed, or what is looked for."""
        days = self.tr("today"), self.tr("yesterday")
        self.model.look_for(query(self.search.text(), self.among, self._today(), days))
        self.list.say_when_empty(
            self._nothing()
        )  # and paints the rows again, for what they say may be another
        self.away.setVisible(self.away.isChecked() or self._catalogue.anything_removed)

    def uncover(self, take: str) -> None:
        """List a take that was just made, whatever is looked for; what was taken off the list stays off it."""
        if self.model.row_of(take) >= 0 or self._catalogue.row(take).marks.removed:
            return
        self.search.clear()
        for narrowed in (self.starred, self.away):
            if self.model.row_of(take) < 0:
                narrowed.setChecked(False)

    def show_compared(self, take: str, *, shown: str) -> None:
        """Show which take others are compared with, and which is shown; empty for none."""
        self.list.compare_with(take)
        self.compare.setChecked(bool(take))
        self.branch.setEnabled(bool(shown))
        self.compare.setEnabled(bool(shown))
        self.compare.setText(self.tr("A ⇄ B") if take else self.tr("Compare: A"))
        self.compare.setToolTip(
            self.tr("Change between A and the other take from the next bar line on (A)")
            if take
            else self.tr("Let this take be A, then choose another and change between the two (A)")
        )

    def _nothing(self) -> str:
        """What the list says where it is empty."""
        if self.search.text().strip():
            return self.tr("No take is like “{text}”.").format(text=self.search.text().strip())
        return {
            TakeFilter.ALL: self.tr("Each take appears here, and stays."),
            TakeFilter.STARRED: self.tr("No take has a star yet. Click the star of one, or press S."),
            TakeFilter.REMOVED: self.tr("Nothing was taken off the list."),
        }[self.among]

    def _search_field(self) -> SearchField:
        field = SearchField()
        field.setPlaceholderText(self.tr("Search"))
        field.setClearButtonEnabled(True)
        field.setAccessibleName(self.tr("Search the takes"))
        field.setToolTip(
            self.tr(
                "Words of the sentence, a name, feeling, key, chord or day: “hope D minor yesterday” (Ctrl+F)"
            )
        )
        return field

    def _tool(self, sign: str, tip: str = "") -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(bool(tip))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("slim", True)
        return button

    def _wire(self) -> None:
        self.search.textChanged.connect(self.refresh)
        self.search.left.connect(self.list.setFocus)
        self.starred.toggled.connect(self._choose_starred)
        self.away.toggled.connect(self._choose_away)
        self.compare.clicked.connect(self.flipped)
        self.branch.clicked.connect(self.branched)
        self.compare.setCheckable(True)
        for button in (self.compare, self.branch):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.branch.setToolTip(
            self.tr("Go on from this take: another one of the same request (M in the list)")
        )

    def _choose_starred(self, on: bool) -> None:
        if on:
            self.away.setChecked(False)
        self.refresh()

    def _choose_away(self, on: bool) -> None:
        if on:
            self.starred.setChecked(False)
        self.refresh()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Takes"))
        title.setProperty("heading", True)
        head, finding, acts = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (head, finding, acts):
            row.setSpacing(SPACE // 2)
        head.addWidget(title, 1)
        head.addWidget(self.undo)
        head.addWidget(self.redo)
        finding.addWidget(self.search, 1)
        finding.addWidget(self.starred)
        finding.addWidget(self.away)
        acts.addWidget(self.compare, 1)
        acts.addWidget(self.branch, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(head)
        column.addLayout(finding)
        column.addWidget(self.list, 1)
        column.addLayout(acts)
