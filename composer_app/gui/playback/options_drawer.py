"""The drawer above the transport: what plays, how it is played, how chords are looked for, and what is sent beside."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from composer_app.gui.playback.option_control import CONTROL, OptionControl
from composer_app.gui.playback.options import OptionSpec
from composer_app.gui.text.format import part_name
from composer_app.gui.widgets.theme import SPACE
from composer_app.music.arrangement import BASS, CHORDS, COUNTER_LINE
from composer_app.music.performance import Performance
from composer_app.settings import Settings

# The options that stand in the drawer, column by column.
PARTS = {"instrument": CHORDS, "bass": BASS, "counter_line": COUNTER_LINE}
_PLAYING = (("pattern", "voicing", "pedal"), ("humanise", "intensity"))
_CHORDS = ("adventure", "form")
_WIDTH = 128  # pixels, of a control


class OptionsDrawer(QFrame):
    """Lies over the window while it is open; it stays open while one plays and listens.

    Signals:
        muted: These parts shall be silent, and no others, as a frozenset of their names.
        habit_changed: One of the settings that are heeded while playing: its name, and whether it is on.
        all_lifted: Nothing shall be fixed any more.
        closed: It was closed.
    """

    muted = Signal(object)
    habit_changed = Signal(str, bool)
    all_lifted = Signal()
    closed = Signal()

    def __init__(self, options: dict[str, OptionSpec]) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.setAccessibleName(self.tr("Sound and style"))
        names = (*PARTS, *(name for column in _PLAYING for name in column), *_CHORDS)
        self.boxes = {name: OptionControl(options[name], _WIDTH) for name in names}
        self.mutes = {part: self._mute(part) for part in PARTS.values()}
        self.habits = self._habits()
        self.lift = QPushButton(self.tr("↺  All as the feeling has it"))
        self.lift.setToolTip(self.tr("Let go of everything that you fixed here and below"))
        self.lift.clicked.connect(self.all_lifted)
        self.done = QPushButton(self.tr("Done"))
        self.done.setToolTip(self.tr("Close this (Esc)"))
        self.done.clicked.connect(self.close)
        self._above: QWidget | None = None
        self._button: QWidget | None = None
        self._lay_out()
        self.hide()

    def open_above(self, widget: QWidget, button: QWidget) -> None:
        """Show it over the window, above a widget, and as near a button in it as there is room."""
        if self._above is None:
            self._above, self._button = widget, button
            self.setParent(widget.window())
            widget.window().installEventFilter(self)
        self.show()
        self.raise_()
        self._place()
        self.boxes["instrument"].control.setFocus()

    def show_parts(self, performance: Performance | None) -> None:
        """Only parts that play can be muted."""
        playing = {part.name for part in performance.parts} if performance else set()
        for part, mute in self.mutes.items():
            mute.setEnabled(part in playing)

    def show_port(self, on_port: bool) -> None:
        """What is sent to a port matters only while one is chosen."""
        for name in ("clock", "programs"):
            self.habits[name].setEnabled(on_port)

    def show_habits(self, settings: Settings) -> None:
        """Show what is heeded while playing, without telling of a change."""
        for name, habit in self.habits.items():
            habit.blockSignals(True)
            habit.setChecked(getattr(settings, name))
            habit.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        super().hideEvent(event)
        self.closed.emit()

    def _place(self) -> None:
        if not (self._above and self._button):
            return
        window, size = self._above.window(), self.sizeHint()
        top_left = self._above.mapTo(window, self._above.rect().topLeft())
        middle = self._button.mapTo(window, self._button.rect().center()).x()
        last = top_left.x() + self._above.width() - size.width()
        left = max(0, min(last, middle - size.width() // 2))
        self.setGeometry(left, max(0, top_left.y() - size.height() - SPACE // 2), size.width(), size.height())

    def _mute(self, part: str) -> QPushButton:
        button = QPushButton(self.tr("Mute"))
        button.setCheckable(True)
        button.setFixedHeight(CONTROL)
        tip = self.tr("{part}: silent from the next bar line. Files keep it.").format(part=part_name(part))
        button.setToolTip(tip)
        button.setAccessibleName(self.tr("Mute {part}").format(part=part_name(part)))
        button.toggled.connect(
            lambda: self.muted.emit(frozenset(name for name, each in self.mutes.items() if each.isChecked()))
        )
        return button

    def _habits(self) -> dict[str, QCheckBox]:
        texts = {
            "count_in": (self.tr("Count in a bar"), self.tr("Clicks come before the first note")),
            "clock": (
                self.tr("Send MIDI clock"),
                self.tr("The port gets clock, start, stop and song position, for others to follow"),
            ),
            "programs": (
                self.tr("Send instruments"),
                self.tr("The port is told each part’s General MIDI program"),
            ),
        }
        habits = {}
        for name, (text, tip) in texts.items():
            habits[name] = QCheckBox(text)
            habits[name].setToolTip(tip)
            habits[name].toggled.connect(lambda on, name=name: self.habit_changed.emit(name, on))
        return habits

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(2 * SPACE)
        columns.addLayout(self._titled(self.tr("What plays"), self._parts()))
        columns.addLayout(self._titled(self.tr("How it is played"), self._playing()))
        columns.addLayout(self._titled(self.tr("Which chords"), _stacked(self.boxes[n] for n in _CHORDS)))
        sent = _stacked(self.habits.values())
        columns.addLayout(self._titled(self.tr("While it plays"), sent))
        foot = QHBoxLayout()
        foot.addWidget(self.lift)
        foot.addStretch(1)
        foot.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(columns)
        column.addLayout(foot)

    def _titled(self, title: str, content: QGridLayout | QVBoxLayout) -> QVBoxLayout:
        heading = QLabel(title)
        heading.setProperty("heading", True)
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        column.addWidget(heading)
        column.addLayout(content)
        column.addStretch(1)
        return column

    def _parts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE // 2)
        for row, (option, part) in enumerate(PARTS.items()):
            grid.addWidget(self.boxes[option], row, 0)
            grid.addWidget(self.mutes[part], row, 1, Qt.AlignmentFlag.AlignBottom)
        return grid

    def _playing(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE // 2)
        for column, names in enumerate(_PLAYING):
            for row, name in enumerate(names):
                grid.addWidget(self.boxes[name], row, column)
        return grid


def _stacked(widgets: Iterable[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACE // 2)
    for widget in widgets:
        column.addWidget(widget)
    return column
