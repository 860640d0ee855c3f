"""The drawer above the transport bar, with the options that are used less often."""

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

from composer_app.gui.playback.option_control import CONTROL_HEIGHT_PX, OptionControl
from composer_app.gui.playback.options import OptionSpec
from composer_app.gui.text.format import translate_part
from composer_app.gui.widgets.theme import SPACING_PX
from composer_app.music.arrangement import BASS, CHORDS, COUNTERMELODY
from composer_app.music.performance import Performance
from composer_app.settings import Settings

# The options of the drawer, by column.
PARTS_BY_OPTION = {"instrument": CHORDS, "bass": BASS, "counter_line": COUNTERMELODY}
_PERFORMANCE_COLUMNS = (("pattern", "voicing", "pedal"), ("humanise", "intensity"))
_HARMONY_OPTIONS = ("adventure", "form")
_CONTROL_WIDTH_PX = 128


class OptionsDrawer(QFrame):
    """A panel over the window; it stays open during playback.

    Signals:
        muted_parts_changed: The user muted or unmuted a part, with the names of all muted parts as a frozenset.
        setting_toggled: The user toggled a playback setting, with its name and whether it is on.
        reset_all_requested: The user wants to reset all options to Auto.
        closed: The drawer was closed.
    """

    muted_parts_changed = Signal(object)
    setting_toggled = Signal(str, bool)
    reset_all_requested = Signal()
    closed = Signal()

    def __init__(self, options: dict[str, OptionSpec]) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.setAccessibleName(self.tr("Sound and style"))
        names = (
            *PARTS_BY_OPTION,
            *(name for column in _PERFORMANCE_COLUMNS for name in column),
            *_HARMONY_OPTIONS,
        )
        self.option_controls = {name: OptionControl(options[name], _CONTROL_WIDTH_PX) for name in names}
        self.mute_buttons = {part: self._make_mute_button(part) for part in PARTS_BY_OPTION.values()}
        self.setting_checkboxes = self._make_setting_checkboxes()
        self.reset_all_button = QPushButton(self.tr("↺  Reset all to Auto"))
        self.reset_all_button.setToolTip(self.tr("Reset every option here and in the transport bar"))
        self.reset_all_button.clicked.connect(self.reset_all_requested)
        self.done_button = QPushButton(self.tr("Done"))
        self.done_button.setToolTip(self.tr("Close this (Esc)"))
        self.done_button.clicked.connect(self.close)
        self._anchor_bar: QWidget | None = None
        self._anchor_button: QWidget | None = None
        self._lay_out()
        self.hide()

    def open_above(self, widget: QWidget, button: QWidget) -> None:
        """Open it above a widget, as near as possible to a button in that widget."""
        if self._anchor_bar is None:
            self._anchor_bar, self._anchor_button = widget, button
            self.setParent(widget.window())
            widget.window().installEventFilter(self)
        self.show()
        self.raise_()
        self._reposition()
        self.option_controls["instrument"].control.setFocus()

    def show_parts(self, performance: Performance | None) -> None:
        """Enable the mute buttons of the parts in a performance."""
        playing = {part.name for part in performance.parts} if performance else set()
        for part, button in self.mute_buttons.items():
            button.setEnabled(part in playing)

    def show_port(self, on_port: bool) -> None:
        """Enable the settings of the MIDI port if one is chosen."""
        for name in ("send_clock", "send_programs"):
            self.setting_checkboxes[name].setEnabled(on_port)

    def show_settings(self, settings: Settings) -> None:
        """Show the playback settings, without emitting a signal."""
        for name, checkbox in self.setting_checkboxes.items():
            checkbox.blockSignals(True)
            checkbox.setChecked(getattr(settings, name))
            checkbox.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._reposition()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        super().hideEvent(event)
        self.closed.emit()

    def _reposition(self) -> None:
        if not (self._anchor_bar and self._anchor_button):
            return
        window, size = self._anchor_bar.window(), self.sizeHint()
        top_left = self._anchor_bar.mapTo(window, self._anchor_bar.rect().topLeft())
        button_centre = self._anchor_button.mapTo(window, self._anchor_button.rect().center()).x()
        max_left = top_left.x() + self._anchor_bar.width() - size.width()
        left = max(0, min(max_left, button_centre - size.width() // 2))
        self.setGeometry(
            left, max(0, top_left.y() - size.height() - SPACING_PX // 2), size.width(), size.height()
        )

    def _make_mute_button(self, part: str) -> QPushButton:
        button = QPushButton(self.tr("Mute"))
        button.setCheckable(True)
        button.setFixedHeight(CONTROL_HEIGHT_PX)
        tip = self.tr("Mute {part} from the next bar; exported files still include it").format(
            part=translate_part(part)
        )
        button.setToolTip(tip)
        button.setAccessibleName(self.tr("Mute {part}").format(part=translate_part(part)))
        button.toggled.connect(
            lambda: self.muted_parts_changed.emit(
                frozenset(name for name, toggle in self.mute_buttons.items() if toggle.isChecked())
            )
        )
        return button

    def _make_setting_checkboxes(self) -> dict[str, QCheckBox]:
        texts = {
            "count_in": (self.tr("Count-in (1 bar)"), self.tr("One bar of clicks before the first note")),
            "send_clock": (
                self.tr("Send MIDI clock"),
                self.tr("Send clock, start, stop and song position to the port"),
            ),
            "send_programs": (
                self.tr("Send program changes"),
                self.tr("Send each part’s General MIDI program to the port"),
            ),
        }
        checkboxes = {}
        for name, (text, tip) in texts.items():
            checkboxes[name] = QCheckBox(text)
            checkboxes[name].setToolTip(tip)
            checkboxes[name].toggled.connect(lambda on, name=name: self.setting_toggled.emit(name, on))
        return checkboxes

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(2 * SPACING_PX)
        columns.addLayout(self._make_titled_column(self.tr("Instruments"), self._make_parts_grid()))
        columns.addLayout(self._make_titled_column(self.tr("Performance"), self._make_performance_grid()))
        columns.addLayout(
            self._make_titled_column(
                self.tr("Harmony"), _stack(self.option_controls[n] for n in _HARMONY_OPTIONS)
            )
        )
        checkboxes = _stack(self.setting_checkboxes.values())
        columns.addLayout(self._make_titled_column(self.tr("Playback"), checkboxes))
        bottom_row = QHBoxLayout()
        bottom_row.addWidget(self.reset_all_button)
        bottom_row.addStretch(1)
        bottom_row.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        column.setSpacing(SPACING_PX)
        column.addLayout(columns)
        column.addLayout(bottom_row)

    def _make_titled_column(self, title: str, content: QGridLayout | QVBoxLayout) -> QVBoxLayout:
        heading = QLabel(title)
        heading.setProperty("heading", True)
        column = QVBoxLayout()
        column.setSpacing(SPACING_PX // 2)
        column.addWidget(heading)
        column.addLayout(content)
        column.addStretch(1)
        return column

    def _make_parts_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACING_PX // 2)
        for row, (option, part) in enumerate(PARTS_BY_OPTION.items()):
            grid.addWidget(self.option_controls[option], row, 0)
            grid.addWidget(self.mute_buttons[part], row, 1, Qt.AlignmentFlag.AlignBottom)
        return grid

    def _make_performance_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACING_PX // 2)
        for column, names in enumerate(_PERFORMANCE_COLUMNS):
            for row, name in enumerate(names):
                grid.addWidget(self.option_controls[name], row, column)
        return grid


def _stack(widgets: Iterable[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACING_PX // 2)
    for widget in widgets:
        column.addWidget(widget)
    return column
