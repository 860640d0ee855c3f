"""The form of the microphone settings, with a live level meter."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from composer_app.errors import RecordingError
from composer_app.gui.session.devices import MicrophoneLike, RecorderLike
from composer_app.gui.text.languages import language_choices
from composer_app.gui.widgets.level_meter import LevelMeter
from composer_app.settings import Settings

_MIN_CHANNELS = 2  # offered for the system default, whose channels are unknown
_METER_INTERVAL_MS = 50


class MicrophoneForm(QWidget):
    """A form for the microphone, its channel, the language spoken, and automatic stop.

    Signals:
        settings_changed: The user changed a setting; `chosen_settings` has the new values.
    """

    settings_changed = Signal()

    def __init__(
        self,
        settings: Settings,
        microphones: Callable[[], tuple[MicrophoneLike, ...]],
        recorder: RecorderLike,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._list_system_microphones, self._recorder = settings, microphones, recorder
        self._channels: dict[str, int] = {}
        self._is_recording = self._is_monitoring = False
        self.microphone_combo, self.channel_combo, self.language_combo = QComboBox(), QComboBox(), QComboBox()
        for name, code in language_choices():
            self.language_combo.addItem(name, code)
        self.language_combo.setCurrentIndex(max(0, self.language_combo.findData(settings.language)))
        self.auto_stop_checkbox = QCheckBox(self.tr("&Stop automatically after silence"))
        self.auto_stop_checkbox.setChecked(settings.hands_free)
        self.meter, self.error_label = LevelMeter(), QLabel()
        self.error_label.setWordWrap(True)
        self.error_label.hide()
        self._timer = QTimer(self, interval=_METER_INTERVAL_MS)
        self._timer.timeout.connect(lambda: self.meter.show_level(recorder.level))
        self._list_microphones()
        self._lay_out()
        self._connect()

    @property
    def chosen_settings(self) -> dict[str, Any]:
        """The fields of `Settings` as chosen in the form."""
        return {
            "microphone": self.microphone_combo.currentData(),
            "input_channel": self.channel_combo.currentData(),
            "language": self.language_combo.currentData(),
            "hands_free": self.auto_stop_checkbox.isChecked(),
        }

    def start_monitoring(self) -> bool:
        """Show the level of the chosen channel until `stop_monitoring`; return whether it can be opened."""
        self.stop_monitoring()
        self._is_monitoring = True
        self.error_label.hide()
        try:
            self._recorder.start(self.microphone_combo.currentData(), self.channel_combo.currentData())
        except RecordingError as error:
            self.error_label.setText(str(error))
            self.error_label.show()
            return False
        self._is_recording = True
        self._timer.start()
        return True

    def stop_monitoring(self) -> None:
        """Release the microphone."""
        self._is_monitoring = False
        self._timer.stop()
        self.meter.clear()
        if self._is_recording:
            self._recorder.cancel()
        self._is_recording = False

    def _connect(self) -> None:
        self._recorder.devices_changed.connect(self._list_microphones)
        self.microphone_combo.currentIndexChanged.connect(self._list_channels)
        self.channel_combo.currentIndexChanged.connect(
            lambda: self._is_monitoring and self.start_monitoring()
        )
        for combo in (self.microphone_combo, self.channel_combo, self.language_combo):
            combo.activated.connect(self.settings_changed)
        self.auto_stop_checkbox.toggled.connect(self.settings_changed)

    def _list_microphones(self) -> None:
        """List the connected microphones; the chosen one stays listed while it is disconnected."""
        self._channels = {
            microphone.name: microphone.channels for microphone in self._list_system_microphones()
        }
        is_first_time = self.microphone_combo.currentIndex() < 0
        chosen = self._settings.microphone if is_first_time else self.microphone_combo.currentData()
        blocker = QSignalBlocker(self.microphone_combo)
        self.microphone_combo.clear()
        self.microphone_combo.addItem(self.tr("System default"), "")
        for name in self._channels:
            self.microphone_combo.addItem(name, name)
        if chosen and chosen not in self._channels:
            self.microphone_combo.addItem(self.tr("{name} (not connected)").format(name=chosen), chosen)
        self.microphone_combo.setCurrentIndex(self.microphone_combo.findData(chosen))
        blocker.unblock()
        self._list_channels()

    def _list_channels(self) -> None:
        """List the channels of the chosen microphone."""
        wanted = self.channel_combo.currentData() or self._settings.input_channel
        max_channels = max([*self._channels.values(), _MIN_CHANNELS])
        blocker = QSignalBlocker(self.channel_combo)
        before = self.channel_combo.currentData()
        self.channel_combo.clear()
        for number in range(1, self._channels.get(self.microphone_combo.currentData(), max_channels) + 1):
            self.channel_combo.addItem(self.tr("Channel {number}").format(number=number), number)
        self.channel_combo.setCurrentIndex(max(0, self.channel_combo.findData(wanted)))
        blocker.unblock()
        if self._is_monitoring and before is not None:
            self.start_monitoring()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("&Microphone"), self.microphone_combo)
        form.addRow(self.tr("Input &channel"), self.channel_combo)
        form.addRow(self.tr("Level"), self.meter)
        form.addRow(self.error_label)
        form.addRow(self.tr("&Language spoken"), self.language_combo)
        form.addRow(self.auto_stop_checkbox)
        for widget, tip in self._tooltips().items():
            widget.setToolTip(tip)
            widget.setAccessibleDescription(tip)

    def _tooltips(self) -> dict[QWidget, str]:
        return {
            self.microphone_combo: self.tr("Microphone to record from"),
            self.channel_combo: self.tr("Input channel of your audio interface"),
            self.language_combo: self.tr(
                "Choosing your language makes transcription faster and more accurate"
            ),
            self.auto_stop_checkbox: self.tr(
                "A recording ends after a silence; not while you hold the button"
            ),
        }
