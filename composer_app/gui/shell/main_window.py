"""The main window: lays out the panels, and handles keys and closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QMenu, QToolButton, QVBoxLayout, QWidget

from composer_app import APP_NAME
from composer_app.gui.input.panel import InputPanel
from composer_app.gui.widgets.message_bar import MessageBar
from composer_app.gui.widgets.progress_line import ProgressLine
from composer_app.gui.widgets.theme import SPACING_PX

if TYPE_CHECKING:
    from composer_app.gui.mood.panel import MoodPanel
    from composer_app.gui.playback.transport_bar import TransportBar
    from composer_app.gui.score.view import ScoreView
    from composer_app.gui.takes.panel import TakesPanel

PUSH_TO_TALK_KEY = Qt.Key.Key_F9
"""Push to talk; it works in the text field, too."""
_PANEL_WIDTHS_PX = {"mood": 300, "takes": 262}
_TRANSPORT_HEIGHT_PX = 66


class MainWindow(QMainWindow):
    """The window with all panels.

    The input panel exists at once. The other panels can replace their placeholders after the first paint.

    Signals:
        first_painted: The window was painted for the first time.
        talk_key_changed: The push-to-talk key was pressed (True) or released (False).
        unhandled_key_pressed: A key was pressed that no control handled, with its `Qt.Key`.
        closed: The user closed the window.
    """

    first_painted = Signal()
    talk_key_changed = Signal(bool)
    unhandled_key_pressed = Signal(int)
    closed = Signal()

    mood_panel: MoodPanel
    score_view: ScoreView
    takes_panel: TakesPanel
    transport_bar: TransportBar

    def __init__(
        self,
        window_settings: QSettings | None = None,
        parent: QWidget | None = None,
        *,
        with_panels: bool = True,
    ) -> None:
        """Create the window; if not `with_panels`, `create_panels` creates the panels later."""
        super().__init__(parent)
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(1000, 640)
        self._window_settings = window_settings
        self._is_talk_key_down = self._painted = False
        self._close_guard: Callable[[], bool] = lambda: True
        self.input_panel = InputPanel()
        self.progress_line = ProgressLine()
        self.message_bar = MessageBar()
        self.menu = QMenu(self)
        self._middle_row = QHBoxLayout()
        self._column = QVBoxLayout()
        self._placeholders = {name: _make_placeholder() for name in ("mood", "score", "takes", "transport")}
        self._lay_out()
        self._restore_geometry()
        self.input_panel.request_field.setFocus()
        if with_panels:
            for _ in self.create_panels():
                pass

    def set_close_guard(self, guard: Callable[[], bool]) -> None:
        """Set a function that is called before the window closes; it returns False to keep the window open."""
        self._close_guard = guard

    def create_panels(self) -> Iterator[None]:
        """Create the panels, one per step; does nothing if they exist."""
        if not self._placeholders:
            return
        from composer_app.gui.mood.panel import MoodPanel
        from composer_app.gui.playback.transport_bar import TransportBar
        from composer_app.gui.score.view import ScoreView
        from composer_app.gui.takes.panel import TakesPanel
        from composer_app.request.emotion.mood import emotions

        self.score_view = ScoreView()
        self._insert_panel("score", self.score_view)
        yield
        self.mood_panel = MoodPanel(emotions())
        self._insert_panel("mood", self.mood_panel)
        yield
        self.takes_panel = TakesPanel()
        self._insert_panel("takes", self.takes_panel)
        yield
        self.transport_bar = TransportBar()
        self._insert_panel("transport", self.transport_bar)
        yield

    def _insert_panel(self, name: str, panel: QWidget) -> None:
        """Replace a placeholder by its panel."""
        frame = self._placeholders.pop(name)
        if name in _PANEL_WIDTHS_PX:
            panel.setFixedWidth(_PANEL_WIDTHS_PX[name])
        layout = self._column if name == "transport" else self._middle_row
        layout.replaceWidget(frame, panel)
        frame.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.isAutoRepeat():
            return
        if event.key() == PUSH_TO_TALK_KEY:
            self._set_talk_key_down(on=True)
        elif not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.unhandled_key_pressed.emit(event.key())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == PUSH_TO_TALK_KEY and not event.isAutoRepeat():
            self._set_talk_key_down(on=False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().changeEvent(event)
        # The release of the key is not reported while another window is active.
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._set_talk_key_down(on=False)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102, N802
        if not self._close_guard():
            event.ignore()
            return
        if self._window_settings:
            self._window_settings.setValue("geometry", self.saveGeometry())
        self.hide()
        self.closed.emit()
        event.accept()

    def _set_talk_key_down(self, *, on: bool) -> None:
        if on != self._is_talk_key_down:
            self._is_talk_key_down = on
            self.talk_key_changed.emit(on)

    def _restore_geometry(self) -> None:
        self.resize(1180, 760)
        saved = self._window_settings.value("geometry") if self._window_settings else None
        if isinstance(saved, QByteArray):
            self.restoreGeometry(saved)

    def _make_menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("Men&u"))
        button.setToolTip(self.tr("Settings, and everything else (Alt+U)"))
        button.setMenu(self.menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setShortcut(QKeySequence("Alt+U"))
        return button

    def _lay_out(self) -> None:
        for name, width in _PANEL_WIDTHS_PX.items():
            self._placeholders[name].setFixedWidth(width)
        self._placeholders["transport"].setFixedHeight(_TRANSPORT_HEIGHT_PX)
        self.input_panel.footer.addWidget(self.progress_line, 1)
        self.input_panel.footer.addWidget(self._make_menu_button())
        middle, column = self._middle_row, self._column
        middle.setSpacing(SPACING_PX)
        middle.addWidget(self._placeholders["mood"])
        middle.addWidget(self._placeholders["score"], 1)
        middle.addWidget(self._placeholders["takes"])
        whole = QWidget()
        whole.setLayout(column)
        column.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        column.setSpacing(SPACING_PX - 2)
        column.addWidget(self.input_panel)
        column.addLayout(middle, 1)
        column.addWidget(self.message_bar)
        column.addWidget(self._placeholders["transport"])
        self.setCentralWidget(whole)


def _make_placeholder() -> QFrame:
    """Return an empty frame in the place of a panel."""
    frame = QFrame()
    frame.setProperty("panel", True)
    return frame
