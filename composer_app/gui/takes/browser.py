"""The list of takes with search, filters, undo and redo, and the actions for the shown take."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from composer_app.gui.takes.model import TakesModel
from composer_app.gui.takes.search import TakeFilter, parse_query
from composer_app.gui.takes.take_index import TakeIndex
from composer_app.gui.takes.take_list import TakeList
from composer_app.gui.widgets.theme import SPACING_PX


class SearchField(QLineEdit):
    """The search field; Esc clears it, and Down moves the focus to the list.

    Signals:
        list_focus_requested: The user pressed Down.
    """

    list_focus_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.list_focus_requested.emit()
        else:
            super().keyPressEvent(event)


class TakesBrowser(QWidget):
    """The list of takes, with its search and buttons.

    Signals:
        ab_toggle_requested: The user wants to set A, or to switch between A and B.
        new_variation_requested: The user wants a variation of the shown take.
    """

    ab_toggle_requested = Signal()
    new_variation_requested = Signal()

    def __init__(
        self, take_index: TakeIndex, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._take_index, self._today = take_index, today
        self.model = TakesModel(take_index, today)
        self.take_list = TakeList(self.model)
        self.undo_button = self._make_tool_button("↶")
        self.redo_button = self._make_tool_button("↷")
        self.search_field = self._make_search_field()
        self.starred_filter_button = self._make_tool_button("★", self.tr("Show starred takes only"))
        self.removed_filter_button = self._make_tool_button("⌫", self.tr("Show hidden takes"))
        self.compare_button = QPushButton()
        self.new_variation_button = QPushButton(self.tr("New &variation"))
        self._connect_signals()
        self._lay_out()
        self.show_compared("", shown="")
        self.refresh()

    @property
    def take_filter(self) -> TakeFilter:
        """The chosen filter."""
        if self.removed_filter_button.isChecked():
            return TakeFilter.REMOVED
        return TakeFilter.STARRED if self.starred_filter_button.isChecked() else TakeFilter.ALL

    def refresh(self) -> None:
        """List the takes again, because the take index or the search changed."""
        days = self.tr("today"), self.tr("yesterday")
        self.model.set_query(parse_query(self.search_field.text(), self.take_filter, self._today(), days))
        self.take_list.set_empty_text(self._empty_text())  # also repaints the rows, whose texts may differ
        self.removed_filter_button.setVisible(
            self.removed_filter_button.isChecked() or self._take_index.has_removed
        )

    def clear_search_if_hidden(self, take: str) -> None:
        """Clear the search and filters if they hide a new take; a take hidden by the user stays hidden."""
        if self.model.row_of(take) >= 0 or self._take_index.row(take).marks.removed:
            return
        self.search_field.clear()
        for filter_button in (self.starred_filter_button, self.removed_filter_button):
            if self.model.row_of(take) < 0:
                filter_button.setChecked(False)

    def show_compared(self, take: str, *, shown: str) -> None:
        """Show the take that is A of the comparison, and the shown take; empty for none."""
        self.take_list.set_compared_take(take)
        self.compare_button.setChecked(bool(take))
        self.new_variation_button.setEnabled(bool(shown))
        self.compare_button.setEnabled(bool(shown))
        self.compare_button.setText(self.tr("A ⇄ B") if take else self.tr("Compare: A"))
        self.compare_button.setToolTip(
            self.tr("Switch between A and B at the next bar (A)")
            if take
            else self.tr("Mark this take as A, then open another to compare (A)")
        )

    def _empty_text(self) -> str:
        """Return the text for an empty list."""
        if self.search_field.text().strip():
            return self.tr("No takes match “{text}”.").format(text=self.search_field.text().strip())
        return {
            TakeFilter.ALL: self.tr("Your takes appear here."),
            TakeFilter.STARRED: self.tr("No starred takes yet. Click a star, or press S."),
            TakeFilter.REMOVED: self.tr("No hidden takes."),
        }[self.take_filter]

    def _make_search_field(self) -> SearchField:
        field = SearchField()
        field.setPlaceholderText(self.tr("Search"))
        field.setClearButtonEnabled(True)
        field.setAccessibleName(self.tr("Search takes"))
        field.setToolTip(
            self.tr(
                "Words of the sentence, a name, feeling, key, chord or day: “hope D minor yesterday” (Ctrl+F)"
            )
        )
        return field

    def _make_tool_button(self, sign: str, tip: str = "") -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(bool(tip))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("slim", True)
        return button

    def _connect_signals(self) -> None:
        self.search_field.textChanged.connect(self.refresh)
        self.search_field.list_focus_requested.connect(self.take_list.setFocus)
        self.starred_filter_button.toggled.connect(self._on_starred_toggled)
        self.removed_filter_button.toggled.connect(self._on_removed_toggled)
        self.compare_button.clicked.connect(self.ab_toggle_requested)
        self.new_variation_button.clicked.connect(self.new_variation_requested)
        self.compare_button.setCheckable(True)
        for button in (self.compare_button, self.new_variation_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.new_variation_button.setToolTip(self.tr("New take from the same request (M in the list)"))

    def _on_starred_toggled(self, on: bool) -> None:
        if on:
            self.removed_filter_button.setChecked(False)
        self.refresh()

    def _on_removed_toggled(self, on: bool) -> None:
        if on:
            self.starred_filter_button.setChecked(False)
        self.refresh()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Takes"))
        title.setProperty("heading", True)
        title_row, search_row, button_row = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (title_row, search_row, button_row):
            row.setSpacing(SPACING_PX // 2)
        title_row.addWidget(title, 1)
        title_row.addWidget(self.undo_button)
        title_row.addWidget(self.redo_button)
        search_row.addWidget(self.search_field, 1)
        search_row.addWidget(self.starred_filter_button)
        search_row.addWidget(self.removed_filter_button)
        button_row.addWidget(self.compare_button, 1)
        button_row.addWidget(self.new_variation_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING_PX // 2)
        column.addLayout(title_row)
        column.addLayout(search_row)
        column.addWidget(self.take_list, 1)
        column.addLayout(button_row)
