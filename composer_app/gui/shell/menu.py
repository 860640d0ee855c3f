"""The menu of the window, filled from a table of items."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from composer_app.gui.shell.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A menu item: its text, its action and its shortcuts."""

    text: str
    action: Callable[[], object]
    keys: tuple[str, ...] = ()


def fill_menu(window: MainWindow, items: Iterable[MenuItem | QAction | None]) -> None:
    """Add items to the window's menu; None is a separator. The shortcuts work wherever the focus is."""
    for item in items:
        if item is None:
            window.menu.addSeparator()
            continue
        action = item if isinstance(item, QAction) else _make_action(item, window)
        window.menu.addAction(action)
        window.addAction(action)


def _make_action(item: MenuItem, window: MainWindow) -> QAction:
    action = QAction(item.text, window)
    action.setShortcuts([QKeySequence(key) for key in item.keys])
    action.triggered.connect(item.action)
    return action
