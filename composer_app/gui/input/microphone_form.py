"""What listens: the microphone, its channel, the language, whether silence ends a recording, and the live level."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from composer_app.errors import RecordingError
from composer_app.gui.session.devices import MicrophoneLike, RecorderLike
from composer_app.gui.text.languages import language_choices
from composer_app.gui.widgets.level_meter import LevelMeter
from composer_app.settings import Settings

_LEAST_CHANNELS = 2  # offered for the usual microphone, whatever that is just now
_METER_INTERVAL = 50  # milliseconds


class MicrophoneForm(QWidget):
    """A form over what `Settings` say of hearing.

    Signals:
        changed: A person chose something else; `choices` has it.
    """

    changed = Signal()

    def __init__(
        self,
        settings: Settings,
        microphones: Callable[[], tuple[MicrophoneLike, ...]],
        recorder: RecorderLike,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._microphones, self._recorder = settings, microphones, recorder
        self._channels: dict[str, int] = {}
        self._listening = self._live = False
        self.microphone, self.channel, self.language = QComboBox(), QComboBox(), QComboBox()
        for name, code in language_choices():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.hands_free = QCheckBox(self.tr("&Stop by itself when I have finished"))
        self.hands_free.setChecked(settings.hands_free)
        self.meter, self.trouble = LevelMeter(), QLabel()
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self._timer = QTimer(self, interval=_METER_INTERVAL)
        self._timer.timeout.connect(lambda: self.meter.show_level(recorder.level))
        self._list_microphones()
        self._lay_out()
        self._connect()

    @property
    def choices(self) -> dict[str, Any]:
        """The fields of `Settings` as they are filled in."""
        return {
            "microphone": self.microphone.currentData(),
            "channel": self.channel.currentData(),
            "language": self.language.currentData(),
            "hands_free": self.hands_free.isChecked(),
        }

    def listen(self) -> bool:
        """Show what the chosen channel hears, until `hush`, and keep nothing of it; whether it can be heard."""
        self.hush()
        self._live = True
        self.trouble.hide()
        try:
            self._recorder.start(self.microphone.currentData(), self.channel.currentData())
        except RecordingError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return False
        self._listening = True
        self._timer.start()
        return True

    def hush(self) -> None:
        """Let go of the microphone."""
        self._live = False
        self._timer.stop()
        self.meter.clear()
        if self._listening:
            self._recorder.cancel()
        self._listening = False

    def _connect(self) -> None:
        self._recorder.devices_changed.connect(self._list_microphones)
        self.microphone.currentIndexChanged.connect(self._list_channels)
        self.channel.currentIndexChanged.connect(lambda: self._live and self.listen())
        for combo in (self.microphone, self.channel, self.language):
            combo.activated.connect(self.changed)
        self.hands_free.toggled.connect(self.changed)

    def _list_microphones(self) -> None:
        """Look which microphones there are; the one that is chosen stays in the list while it is away."""
        self._channels = {each.name: each.channels for each in self._microphones()}
        first = self.microphone.currentIndex() < 0
        chosen = self._settings.microphone if first else self.microphone.currentData()
        blocked = QSignalBlocker(self.microphone)
        self.microphone.clear()
        self.microphone.addItem(self.tr("The usual one"), "")
        for name in self._channels:
            self.microphone.addItem(name, name)
        if chosen and chosen not in self._channels:
            self.microphone.addItem(self.tr("{name} (not connected)").format(name=chosen), chosen)
        self.microphone.setCurrentIndex(self.microphone.findData(chosen))
        blocked.unblock()
        self._list_channels()

    def _list_channels(self) -> None:
        """Offer the channels of the chosen microphone."""
        wished = self.channel.currentData() or self._settings.channel
        most = max([*self._channels.values(), _LEAST_CHANNELS])
        blocked = QSignalBlocker(self.channel)
        before = self.channel.currentData()
        self.channel.clear()
        for number in range(1, self._channels.get(self.microphone.currentData(), most) + 1):
            self.channel.addItem(self.tr("Channel {number}").format(number=number), number)
        self.channel.setCurrentIndex(max(0, self.channel.findData(wished)))
        blocked.unblock()
        if self._live and before is not None:
            self.listen()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("&Microphone"), self.microphone)
        form.addRow(self.tr("Input &channel"), self.channel)
        form.addRow(self.tr("Level"), self.meter)
        form.addRow(self.trouble)
        form.addRow(self.tr("&Language spoken"), self.language)
        form.addRow(self.hands_free)
        for widget, tip in self._tips().items():
            widget.setToolTip(tip)
            widget.setAccessibleDescription(tip)

    def _tips(self) -> dict[QWidget, str]:
        return {
            self.microphone: self.tr("What listens to you"),
            self.channel: self.tr("Which input of an audio interface your voice is on"),
            self.language: self.tr("Naming your language makes understanding faster and surer"),
            self.hands_free: self.tr("A recording ends after a silence; not while you hold the button"),
        }
