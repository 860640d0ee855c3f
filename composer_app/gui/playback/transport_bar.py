"""The transport bar: play, loop, regenerate, the main options, output, volume and panic."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from composer_app.composition import Composition
from composer_app.gui.playback.option_control import CONTROL_HEIGHT_PX, TITLE_HEIGHT_PX, OptionControl
from composer_app.gui.playback.options import build_options
from composer_app.gui.playback.options_drawer import OptionsDrawer
from composer_app.gui.playback.outputs import OutputChoice, output_choices
from composer_app.gui.session.overrides import Overrides
from composer_app.gui.widgets.theme import SPACING_PX
from composer_app.gui.widgets.wheel_safe import WheelSafeComboBox, WheelSafeSlider
from composer_app.settings import Settings

_ROW_OPTION_WIDTHS_PX = {
    "key": 88,
    "tempo": 76,
    "metre": 58,
    "bars": 58,
}  # the options used most, with their widths


class TransportBar(QFrame):
    """The controls below the score; a drawer has the options used less often.

    Signals:
        playback_toggled: The user clicked Play or Stop.
        loop_changed: The loop was switched, with whether it is on.
        new_variation_requested: The user wants a new take of the same request.
        option_changed: The user changed an option, with its name and value; its default means Auto.
        output_chosen: The user chose an output, with the port; "" for the built-in sound.
        volume_changed: The volume of the built-in sound changed, 0 to 100.
        test_requested: The user wants to hear a test chord on the output.
        panic_requested: The user wants to end all notes.
    """

    playback_toggled = Signal()
    loop_changed = Signal(bool)
    new_variation_requested = Signal()
    option_changed = Signal(str, object)
    output_chosen = Signal(str)
    volume_changed = Signal(int)
    test_requested = Signal()
    panic_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.play_button = self._make_button(self.tr("▶  &Play"), self.tr("Play or stop (Space)"), main=True)
        self.play_button.setMinimumWidth(84)
        self.loop_button = self._make_button(self.tr("↻  &Loop"), self.tr("Loop without a gap (L)"))
        self.loop_button.setCheckable(True)
        self.new_variation_button = self._make_button(
            self.tr("Re&generate"),
            self.tr("New take from the same request; this one stays in the list (N)"),
        )
        options = build_options()
        self.drawer = OptionsDrawer(options)
        row_controls = {
            name: OptionControl(options[name], width) for name, width in _ROW_OPTION_WIDTHS_PX.items()
        }
        self.option_controls = {**row_controls, **self.drawer.option_controls}
        self.style_button = self._make_button(
            self.tr("Sound && st&yle"),
            self.tr("Instruments, pattern, voicing, humanize, form, mute, count-in"),
        )
        self.style_button.setCheckable(True)
        self.output_combo = WheelSafeComboBox()
        self.output_combo.setMinimumWidth(112)
        self.output_combo.setFixedHeight(CONTROL_HEIGHT_PX)
        self.output_combo.setAccessibleName(self.tr("Output"))
        self.output_combo.setToolTip(self.tr("Audio output or MIDI port"))
        self.volume_slider = WheelSafeSlider()
        self.volume_slider.setFixedHeight(TITLE_HEIGHT_PX)
        self.volume_slider.setMinimumWidth(36)
        self.test_button = self._make_button(self.tr("Tes&t"), self.tr("Play a test chord"))
        self.panic_button = self._make_button(self.tr("Pa&nic"), self.tr("All notes off on every channel"))
        self._output_choices: tuple[OutputChoice, ...] = ()
        self._connect()
        self._lay_out()
        self.show_ports((), "")
        self.show_overrides(Overrides(), None)

    def show_overrides(self, overrides: Overrides, take: Composition | None) -> None:
        """Show the overrides, and the values that a take has for the other options; None for no take."""
        self.play_button.setEnabled(take is not None)
        self.new_variation_button.setEnabled(take is not None)
        for control in self.option_controls.values():
            control.show_value(overrides, take)
        self.drawer.reset_all_button.setEnabled(overrides != Overrides())
        hidden = any(
            control.spec.is_overridden(overrides) for control in self.drawer.option_controls.values()
        )
        self.style_button.setText(self.tr("Sound && st&yle •") if hidden else self.tr("Sound && st&yle"))
        self.drawer.show_parts(take.performance if take else None)

    def show_playing(self, playing: bool) -> None:
        """Show whether the take plays."""
        self.play_button.setText(self.tr("■  Sto&p") if playing else self.tr("▶  &Play"))

    def show_loop(self, loop: bool) -> None:
        """Show whether the loop is on."""
        self.loop_button.setChecked(loop)

    def show_volume(self, percent: int) -> None:
        """Show the volume of the built-in sound."""
        self.volume_slider.setValue(percent)

    def show_settings(self, settings: Settings) -> None:
        """Show the loop, the volume and the settings of the drawer."""
        self.show_loop(settings.loop)
        self.show_volume(settings.volume)
        self.drawer.show_settings(settings)

    def show_ports(self, ports: tuple[str, ...] | None, chosen: str) -> None:
        """List the outputs; `ports` is None if there is no MIDI system. An open list is not changed."""
        choices = output_choices(ports, chosen)
        self.drawer.show_port(bool(chosen))
        self.volume_slider.setEnabled(not chosen)
        self.volume_slider.setToolTip(
            self.tr("Set the volume on your instrument")
            if chosen
            else self.tr("Volume of the built-in sound")
        )
        if self.output_combo.view().isVisible():
            return
        if choices != self._output_choices:
            self._output_choices = choices
            self.output_combo.clear()
            for choice in choices:
                self.output_combo.addItem(choice.text, choice.port)
        self.output_combo.setCurrentIndex(self.output_combo.findData(chosen))

    def _open_drawer(self, on: bool) -> None:
        if on:
            self.drawer.open_above(self, self.style_button)
        else:
            self.drawer.close()

    def _on_drawer_closed(self) -> None:
        if self.style_button.isChecked():
            self.style_button.setChecked(False)
            self.style_button.setFocus()

    def _make_button(self, text: str, tip: str, *, main: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setProperty("main", main)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _connect(self) -> None:
        self.play_button.clicked.connect(self.playback_toggled)
        self.loop_button.toggled.connect(self.loop_changed)
        self.new_variation_button.clicked.connect(self.new_variation_requested)
        self.style_button.toggled.connect(self._open_drawer)
        self.drawer.closed.connect(self._on_drawer_closed)
        self.output_combo.activated.connect(lambda: self.output_chosen.emit(self.output_combo.currentData()))
        self.volume_slider.valueChanged.connect(self.volume_changed)
        self.test_button.clicked.connect(self.test_requested)
        self.panic_button.clicked.connect(self.panic_requested)
        for name, control in self.option_controls.items():
            control.value_chosen.connect(partial(self.option_changed.emit, name))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING_PX, SPACING_PX // 2 + 2, SPACING_PX, SPACING_PX // 2 + 2)
        row.setSpacing(SPACING_PX // 3)
        bottom = Qt.AlignmentFlag.AlignBottom
        for button in (self.play_button, self.loop_button, self.new_variation_button):
            row.addWidget(button, 0, bottom)
        row.addStretch(1)
        for name in _ROW_OPTION_WIDTHS_PX:
            row.addWidget(self.option_controls[name])
        row.addWidget(self.style_button, 0, bottom)
        row.addStretch(1)
        row.addLayout(self._make_titled_column(self.tr("&Output"), self.output_combo))
        row.addLayout(self._make_volume_column())
        for button in self.findChildren(QPushButton):
            button.setFixedHeight(CONTROL_HEIGHT_PX)

    def _make_volume_column(self) -> QVBoxLayout:
        """Return the volume slider above the test and panic buttons."""
        volume_row, button_row, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        volume_row.addWidget(self._make_title(self.tr("&Volume"), self.volume_slider))
        volume_row.addWidget(self.volume_slider, 1)
        button_row.addWidget(self.test_button)
        button_row.addWidget(self.panic_button)
        button_row.setSpacing(SPACING_PX // 3)
        column.setSpacing(2)
        column.addStretch(1)
        column.addLayout(volume_row)
        column.addLayout(button_row)
        return column

    def _make_titled_column(self, title: str, control: QWidget) -> QVBoxLayout:
        """Return a control below its title, as high as an option control."""
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(self._make_title(title, control))
        column.addWidget(control)
        return column

    def _make_title(self, title: str, control: QWidget) -> QLabel:
        label = QLabel(title)
        label.setProperty("small", True)
        label.setBuddy(control)
        label.setFixedHeight(TITLE_HEIGHT_PX)
        return label
