"""The window: puts the panels together, and hands keys and closing on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QMenu, QToolButton, QVBoxLayout, QWidget

from composer_app import APP_NAME
from composer_app.gui.notice import Notice
from composer_app.gui.progress_line import ProgressLine
from composer_app.gui.speak.panel import SpeakPanel
from composer_app.gui.theme import SPACE

if TYPE_CHECKING:
    from composer_app.gui.mood.panel import MoodPanel
    from composer_app.gui.play.transport import Transport
    from composer_app.gui.score.view import ScoreView
    from composer_app.gui.takes.panel import TakesPanel

TALK_KEY = Qt.Key.Key_F9
"""Held while speaking; it works in the text field, too."""
_WIDTHS = {"mood": 300, "takes": 262}  # pixels
_TRANSPORT = 66  # pixels high


class MainWindow(QMainWindow):
    """One screen, from the voice to the music program.

    Speaking and writing are there at once; the other panels may come after the first picture, into the frames that
    stand there for them.

    Signals:
        painted: The window was painted for the first time.
        talk_key: The key to hold while speaking went down (True) or up (False).
        pressed: A key that no control wanted, with its `Qt.Key`.
        closed: The window was closed by its person.

    Attributes:
        may_close: Asked before it is closed; who says no tells the person why.
    """

    painted = Signal()
    talk_key = Signal(bool)
    pressed = Signal(int)
    closed = Signal()

    mood: MoodPanel
    score: ScoreView
    takes: TakesPanel
    transport: Transport

    def __init__(
        self, geometry: QSettings | None = None, parent: QWidget | None = None, *, furnished: bool = True
    ) -> None:
        """Make the window; without its panels for now where it is not to be `furnished` at once."""
        super().__init__(parent)
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(1000, 640)
        self._geometry = geometry
        self._talking = self._painted = False
        self.may_close: Callable[[], bool] = lambda: True
        self.speak = SpeakPanel()
        self.progress = ProgressLine()
        self.notice = Notice()
        self.menu = QMenu(self)
        self._middle = QHBoxLayout()
        self._column = QVBoxLayout()
        self._frames = {name: _frame() for name in ("mood", "score", "takes", "transport")}
        self._lay_out()
        self._restore()
        self.speak.field.setFocus()
        if furnished:
            for _ in self.furnishing():
                pass

    def furnishing(self) -> Iterator[None]:
        """Put the panels in their places, one before each step; those that are there stay."""
        if not self._frames:
            return
        from composer_app.gui.mood.panel import MoodPanel
        from composer_app.gui.play.transport import Transport
        from composer_app.gui.score.view import ScoreView
        from composer_app.gui.takes.panel import TakesPanel
        from composer_app.request.emotion import emotions

        self.score = ScoreView()
        self._place("score", self.score)
        yield
        self.mood = MoodPanel(emotions())
        self._place("mood", self.mood)
        yield
        self.takes = TakesPanel()
        self._place("takes", self.takes)
        yield
        self.transport = Transport()
        self._place("transport", self.transport)
        yield

    def _place(self, name: str, panel: QWidget) -> None:
        """Put a panel where its frame stood."""
        frame = self._frames.pop(name)
        if name in _WIDTHS:
            panel.setFixedWidth(_WIDTHS[name])
        layout = self._column if name == "transport" else self._middle
        layout.replaceWidget(frame, panel)
        frame.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.isAutoRepeat():
            return
        if event.key() == TALK_KEY:
            self._talk(on=True)
        elif not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.pressed.emit(event.key())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == TALK_KEY and not event.isAutoRepeat():
            self._talk(on=False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().changeEvent(event)
        # While another window has the keyboard, nobody tells us that the key went up.
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._talk(on=False)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102, N802
        if not self.may_close():
            event.ignore()
            return
        if self._geometry:
            self._geometry.setValue("geometry", self.saveGeometry())
        self.hide()
        self.closed.emit()
        event.accept()

    def _talk(self, *, on: bool) -> None:
        if on != self._talking:
            self._talking = on
            self.talk_key.emit(on)

    def _restore(self) -> None:
        self.resize(1180, 760)
        saved = self._geometry.value("geometry") if self._geometry else None
        if isinstance(saved, QByteArray):
            self.restoreGeometry(saved)

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("Men&u"))
        button.setToolTip(self.tr("Settings, and everything else (Alt+U)"))
        button.setMenu(self.menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setShortcut(QKeySequence("Alt+U"))
        return button

    def _lay_out(self) -> None:
        for name, width in _WIDTHS.items():
            self._frames[name].setFixedWidth(width)
        self._frames["transport"].setFixedHeight(_TRANSPORT)
        self.speak.foot.addWidget(self.progress, 1)
        self.speak.foot.addWidget(self._menu_button())
        middle, column = self._middle, self._column
        middle.setSpacing(SPACE)
        middle.addWidget(self._frames["mood"])
        middle.addWidget(self._frames["score"], 1)
        middle.addWidget(self._frames["takes"])
        whole = QWidget()
        whole.setLayout(column)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE - 2)
        column.addWidget(self.speak)
        column.addLayout(middle, 1)
        column.addWidget(self.notice)
        column.addWidget(self._frames["transport"])
        self.setCentralWidget(whole)


def _frame() -> QFrame:
    """What stands where a panel will be."""
    frame = QFrame()
    frame.setProperty("panel", True)
    return frame
