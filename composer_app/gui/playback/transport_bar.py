"""Playing: play and stop, loop, another one, what is fixed, where it sounds, and panic."""

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

from composer_app.composer import Composition
from composer_app.gui.playback.option_control import CONTROL, TITLE, OptionControl
from composer_app.gui.playback.options import options
from composer_app.gui.playback.options_drawer import OptionsDrawer
from composer_app.gui.playback.outputs import OutputChoice, choices
from composer_app.gui.session.overrides import Overrides
from composer_app.gui.widgets.theme import SPACE
from composer_app.gui.widgets.wheel_safe import WheelSafeComboBox, WheelSafeSlider

_IN_THE_ROW = {"key": 88, "tempo": 76, "metre": 58, "bars": 58}  # the options used most, and pixels


class TransportBar(QFrame):
    """The controls below the score; less used ones in a drawer above them.

    Signals:
        play_or_stop: Sound the take, or be silent.
        loop_changed: Whether a take begins again when it ends.
        another: Make another take of the same request.
        fixed: A person fixes an option or lets it go, with its name and the value.
        output_chosen: The port to sound on; "" for the built-in sound.
        volume_changed: How loud the built-in sound is to be, 0 to 100.
        test: Sound a short chord on the output.
        panic: Silence everything.
    """

    play_or_stop = Signal()
    loop_changed = Signal(bool)
    another = Signal()
    fixed = Signal(str, object)
    output_chosen = Signal(str)
    volume_changed = Signal(int)
    test = Signal()
    panic = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.play = self._button(self.tr("▶  &Play"), self.tr("Play or stop (Space)"), main=True)
        self.play.setMinimumWidth(84)
        self.loop = self._button(self.tr("↻  &Loop"), self.tr("Begin again at the end, without a gap (L)"))
        self.loop.setCheckable(True)
        self.another_one = self._button(
            self.tr("&Another one"),
            self.tr("The same request, other chords; this take stays in the list (N)"),
        )
        table = options()
        self.drawer = OptionsDrawer(table)
        in_row = {name: OptionControl(table[name], width) for name, width in _IN_THE_ROW.items()}
        self.boxes = {**in_row, **self.drawer.boxes}
        self.style_button = self._button(
            self.tr("Sound && st&yle"),
            self.tr("Instruments, pattern, voicing, touch, form; muting; count-in"),
        )
        self.style_button.setCheckable(True)
        self.output = WheelSafeComboBox()
        self.output.setMinimumWidth(112)
        self.output.setFixedHeight(CONTROL)
        self.output.setAccessibleName(self.tr("Output"))
        self.output.setToolTip(self.tr("Where it sounds: the built-in sound, or a MIDI port"))
        self.volume = WheelSafeSlider()
        self.volume.setFixedHeight(TITLE)
        self.volume.setMinimumWidth(36)
        self.try_it = self._button(self.tr("Tes&t"), self.tr("Sound a short chord there"))
        self.panic_button = self._button(
            self.tr("Pa&nic"), self.tr("Silence everything at once, on every channel")
        )
        self._choices: tuple[OutputChoice, ...] = ()
        self._connect()
        self._lay_out()
        self.show_ports((), "")
        self.show_fixed(Overrides(), None)

    def show_fixed(self, fixed: Overrides, take: Composition | None) -> None:
        """Show what is fixed, and what a take has of the rest; without one there is nothing to play."""
        self.play.setEnabled(take is not None)
        self.another_one.setEnabled(take is not None)
        for box in self.boxes.values():
            box.show_value(fixed, take)
        self.drawer.lift.setEnabled(fixed != Overrides())
        hidden = any(box.option.is_fixed(fixed) for box in self.drawer.boxes.values())
        self.style_button.setText(self.tr("Sound && st&yle •") if hidden else self.tr("Sound && st&yle"))
        self.drawer.show_parts(take.performance if take else None)

    def show_playing(self, playing: bool) -> None:
        """Show whether something sounds."""
        self.play.setText(self.tr("■  Sto&p") if playing else self.tr("▶  &Play"))

    def show_loop(self, loop: bool) -> None:
        """Show whether a take begins again."""
        self.loop.setChecked(loop)

    def show_volume(self, percent: int) -> None:
        """Show how loud the built-in sound is."""
        self.volume.setValue(percent)

    def show_ports(self, ports: tuple[str, ...] | None, chosen: str) -> None:
        """List the outputs; None where there is no MIDI system. An open list is left alone."""
        listed = choices(ports, chosen)
        self.drawer.show_port(bool(chosen))
        self.volume.setEnabled(not chosen)
        self.volume.setToolTip(
            self.tr("Your instrument has a volume of its own")
            if chosen
            else self.tr("How loud the built-in sound is")
        )
        if self.output.view().isVisible():
            return
        if listed != self._choices:
            self._choices = listed
            self.output.clear()
            for choice in listed:
                self.output.addItem(choice.text, choice.port)
        self.output.setCurrentIndex(self.output.findData(chosen))

    def _open_drawer(self, on: bool) -> None:
        if on:
            self.drawer.open_above(self, self.style_button)
        else:
            self.drawer.close()

    def _drawer_closed(self) -> None:
        if self.style_button.isChecked():
            self.style_button.setChecked(False)
            self.style_button.setFocus()

    def _button(self, text: str, tip: str, *, main: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setProperty("main", main)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _connect(self) -> None:
        self.play.clicked.connect(self.play_or_stop)
        self.loop.toggled.connect(self.loop_changed)
        self.another_one.clicked.connect(self.another)
        self.style_button.toggled.connect(self._open_drawer)
        self.drawer.closed.connect(self._drawer_closed)
        self.output.activated.connect(lambda: self.output_chosen.emit(self.output.currentData()))
        self.volume.valueChanged.connect(self.volume_changed)
        self.try_it.clicked.connect(self.test)
        self.panic_button.clicked.connect(self.panic)
        for name, box in self.boxes.items():
            box.chosen.connect(partial(self.fixed.emit, name))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE // 2 + 2, SPACE, SPACE // 2 + 2)
        row.setSpacing(SPACE // 3)
        low = Qt.AlignmentFlag.AlignBottom
        for button in (self.play, self.loop, self.another_one):
            row.addWidget(button, 0, low)
        row.addStretch(1)
        for name in _IN_THE_ROW:
            row.addWidget(self.boxes[name])
        row.addWidget(self.style_button, 0, low)
        row.addStretch(1)
        row.addLayout(self._titled(self.tr("&Output"), self.output))
        row.addLayout(self._loudness())
        for button in self.findChildren(QPushButton):
            button.setFixedHeight(CONTROL)

    def _loudness(self) -> QVBoxLayout:
        """The volume, above what makes a sound or ends all."""
        above, below, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        above.addWidget(self._title(self.tr("&Volume"), self.volume))
        above.addWidget(self.volume, 1)
        below.addWidget(self.try_it)
        below.addWidget(self.panic_button)
        below.setSpacing(SPACE // 3)
        column.setSpacing(2)
        column.addStretch(1)
        column.addLayout(above)
        column.addLayout(below)
        return column

    def _titled(self, title: str, control: QWidget) -> QVBoxLayout:
        """A control under its title, as high as an option is."""
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(self._title(title, control))
        column.addWidget(control)
        return column

    def _title(self, title: str, control: QWidget) -> QLabel:
        label = QLabel(title)
        label.setProperty("small", True)
        label.setBuddy(control)
        label.setFixedHeight(TITLE)
        return label
