"""Playing: play and stop, loop, another one, what is fixed, where it sounds, and panic."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from composer_app.gui.play.controls import Chooser, TempoBox
from composer_app.gui.play.outputs import Choice, choices
from composer_app.gui.play.wishes import AS_ASKED, SLOWEST, bar_wishes, key_wishes, metre_wishes, wishes
from composer_app.gui.theme import SPACE
from composer_app.music.constraints import Constraints

_CONTROL = 28  # pixels high
_SETTLE = 500  # milliseconds without another change before a wish is heeded


class Transport(QFrame):
    """The controls below the score.

    Signals:
        play_or_stop: Sound the take, or be silent.
        loop_changed: Whether a take begins again when it ends.
        another: Make another take of the same request.
        wishes_changed: What is fixed, as `Constraints`.
        output_chosen: The port to sound on; "" for the built-in sound.
        panic: Silence everything.
    """

    play_or_stop = Signal()
    loop_changed = Signal(bool)
    another = Signal()
    wishes_changed = Signal(object)
    output_chosen = Signal(str)
    panic = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.play = self._button(self.tr("▶  &Play"), self.tr("Play or stop (Space)"), main=True)
        self.play.setMinimumWidth(96)
        self.loop = self._button(
            self.tr("↻  &Loop: off"), self.tr("Begin again at the end, without a gap (L)")
        )
        self.loop.setCheckable(True)
        self.another_one = self._button(
            self.tr("&Another one"),
            self.tr("The same request, other chords; this take stays in the list (N)"),
        )
        self.panic_button = self._button(
            self.tr("Pa&nic"), self.tr("Silence everything at once, on every channel")
        )
        self.key = self._combo(self.tr("Key"), tuple(key_wishes()))
        self.metre = self._combo(self.tr("Metre"), tuple(metre_wishes()))
        self.bars = self._combo(self.tr("Bars"), tuple(bar_wishes()))
        self.tempo = self._tempo_box()
        self.output = Chooser()
        self.output.setMinimumWidth(150)
        self.output.setAccessibleName(self.tr("Output"))
        self.output.setToolTip(self.tr("Where it sounds: the built-in sound, or a MIDI port"))
        self.output.activated.connect(lambda: self.output_chosen.emit(self.output.currentData()))
        self._choices: tuple[Choice, ...] = ()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(lambda: self.wishes_changed.emit(self.wishes))
        self._connect()
        self._lay_out()
        self.show_ports((), "")
        self.show_tempo(None)

    @property
    def wishes(self) -> Constraints:
        """What the controls fix."""
        return wishes(
            key_wishes()[self.key.currentText()],
            self.tempo.value(),
            metre_wishes()[self.metre.currentText()],
            bar_wishes()[self.bars.currentText()],
        )

    def show_wishes(self, fixed: Constraints) -> None:
        """Show what is fixed, without wishing for it anew."""
        self._settle.stop()
        rows = (
            (self.key, key_wishes(), (fixed.tonic, fixed.mode)),
            (self.metre, metre_wishes(), fixed.metre),
            (self.bars, bar_wishes(), fixed.bars),
        )
        for combo, table, wish in rows:
            combo.setCurrentText(next((text for text, each in table.items() if each == wish), AS_ASKED))
        with QSignalBlocker(self.tempo):
            self.tempo.setValue(round(fixed.tempo) if fixed.tempo else SLOWEST - 1)

    def show_tempo(self, tempo: float | None) -> None:
        """There is a take of this tempo to play, in beats a minute; None when there is none."""
        self.play.setEnabled(tempo is not None)
        self.another_one.setEnabled(tempo is not None)
        if tempo is not None:
            self.tempo.show_heard(tempo)

    def show_playing(self, playing: bool) -> None:
        """Show whether something sounds."""
        self.play.setText(self.tr("■  Sto&p") if playing else self.tr("▶  &Play"))

    def show_loop(self, loop: bool) -> None:
        """Show whether a take begins again."""
        self.loop.setChecked(loop)
        self.loop.setText(self.tr("↻  &Loop: on") if loop else self.tr("↻  &Loop: off"))

    def show_ports(self, ports: tuple[str, ...] | None, chosen: str) -> None:
        """List the outputs; None where there is no MIDI system. An open list is left alone."""
        listed = choices(ports, chosen)
        if self.output.view().isVisible():
            return
        if listed != self._choices:
            self._choices = listed
            self.output.clear()
            for choice in listed:
                self.output.addItem(choice.text, choice.port)
        self.output.setCurrentIndex(self.output.findData(chosen))

    def _button(self, text: str, tip: str, *, main: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setProperty("main", main)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _combo(self, name: str, texts: tuple[str, ...]) -> Chooser:
        combo = Chooser()
        combo.addItems(texts)
        combo.setAccessibleName(name)
        combo.setToolTip(self.tr("{name}: as the sentence asks, or fixed to this").format(name=name))
        return combo

    def _tempo_box(self) -> TempoBox:
        box = TempoBox()
        box.setAccessibleName(self.tr("Tempo"))
        box.setToolTip(self.tr("Tempo in beats a minute: as the feeling asks, or fixed to this"))
        return box

    def _connect(self) -> None:
        self.play.clicked.connect(self.play_or_stop)
        self.loop.toggled.connect(self.show_loop)
        self.loop.toggled.connect(self.loop_changed)
        self.another_one.clicked.connect(self.another)
        self.panic_button.clicked.connect(self.panic)
        for combo in (self.key, self.metre, self.bars):
            combo.activated.connect(self._wish)
        self.tempo.valueChanged.connect(self._wish)

    def _wish(self) -> None:
        """Something was changed; perhaps it is not the last change."""
        self._settle.start()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE // 2 + 2, SPACE, SPACE // 2 + 2)
        row.setSpacing(SPACE // 2 + 2)
        for button in (self.play, self.loop, self.another_one):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        for title, control in (
            (self.tr("&Key"), self.key),
            (self.tr("&Tempo"), self.tempo),
            (self.tr("&Metre"), self.metre),
            (self.tr("&Bars"), self.bars),
        ):
            row.addLayout(self._titled(title, control))
        row.addStretch(1)
        row.addLayout(self._titled(self.tr("&Output"), self.output))
        row.addWidget(self.panic_button, 0, Qt.AlignmentFlag.AlignBottom)

    def _titled(self, title: str, control: QWidget) -> QVBoxLayout:
        label = QLabel(title)
        label.setProperty("small", True)
        label.setBuddy(control)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(control)
        control.setFixedHeight(_CONTROL)
        return column
