"""The settings: microphone and its channel, language, loudspeaker, whose weights, and whether it gives signals."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from composer_app.errors import RecordingError
from composer_app.gui.devices import MicrophoneLike, RecorderLike
from composer_app.gui.speak.languages import language_choices
from composer_app.gui.speak.meter import Meter
from composer_app.settings import Settings

_LEAST_CHANNELS = 2  # offered for the usual microphone, whatever that is just now


class SettingsDialog(QDialog):
    """A form over `Settings`; `chosen` is what was filled in."""

    def __init__(
        self,
        settings: Settings,
        microphones: Callable[[], tuple[MicrophoneLike, ...]],
        speakers: tuple[str, ...],
        recorder: RecorderLike,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._recorder = settings, recorder
        self._microphones = microphones
        self._channels: dict[str, int] = {}
        self.setWindowTitle(self.tr("Settings"))
        self.microphone = QComboBox()
        self.channel = QComboBox()
        self.language = QComboBox()
        for name, code in language_choices():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.speaker = QComboBox()
        self._list(self.speaker, speakers, settings.speaker)
        self.signals = QCheckBox(self.tr("Sounds when listening &begins and ends"))
        self.signals.setChecked(settings.signals)
        self.weights = QLineEdit(settings.weights)
        self.weights.setPlaceholderText(self.tr("Look for it in the usual places"))
        self.test = QPushButton(self.tr("&Try it"))
        self.test.setCheckable(True)
        self.meter = Meter()
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        self._timer = QTimer(self, interval=50)
        self._timer.timeout.connect(lambda: self.meter.show_level(recorder.level))
        self._list_microphones()
        self._list_channels()
        recorder.devices_changed.connect(self._list_microphones)
        self.microphone.currentIndexChanged.connect(self._list_channels)
        self.channel.currentIndexChanged.connect(lambda: self.test.setChecked(False))
        self.test.toggled.connect(self._try)
        self.finished.connect(lambda: self.test.setChecked(False))
        self._lay_out()

    @property
    def chosen(self) -> Settings:
        """The settings as they are filled in."""
        return replace(
            self._settings,
            microphone=self.microphone.currentData(),
            channel=self.channel.currentData(),
            language=self.language.currentData(),
            speaker=self.speaker.currentData(),
            signals=self.signals.isChecked(),
            weights=self.weights.text().strip(),
        )

    def _list_microphones(self) -> None:
        """Look which microphones there are; the one that is chosen stays so."""
        self._channels = {microphone.name: microphone.channels for microphone in self._microphones()}
        chosen = (
            self._settings.microphone if self.microphone.currentIndex() < 0 else self.microphone.currentData()
        )
        self._list(self.microphone, tuple(self._channels), chosen)

    def _list(self, combo: QComboBox, names: tuple[str, ...], chosen: str) -> None:
        """List devices; the chosen one stays in the list while it is away."""
        combo.clear()
        combo.addItem(self.tr("The usual one"), "")
        for name in names:
            combo.addItem(name, name)
        if chosen and chosen not in names:
            combo.addItem(self.tr("{name} (not connected)").format(name=chosen), chosen)
        combo.setCurrentIndex(combo.findData(chosen))

    def _list_channels(self) -> None:
        """Offer the channels of the chosen microphone."""
        self.test.setChecked(False)
        wished = self.channel.currentData() or self._settings.channel
        count = self._channels.get(
            self.microphone.currentData(), max([*self._channels.values(), _LEAST_CHANNELS])
        )
        self.channel.clear()
        for number in range(1, count + 1):
            self.channel.addItem(self.tr("Channel {number}").format(number=number), number)
        self.channel.setCurrentIndex(max(0, self.channel.findData(wished)))

    def _try(self, on: bool) -> None:
        """Show what the chosen channel hears, and keep nothing of it."""
        self.trouble.clear()
        if not on:
            self._timer.stop()
            self._recorder.cancel()
            self.meter.clear()
            return
        try:
            self._recorder.start(self.microphone.currentData(), self.channel.currentData())
            self._timer.start()
        except RecordingError as error:
            self.test.setChecked(False)
            self.trouble.setText(str(error))

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Whisper’s weights"), self.weights.text())
        if path:
            self.weights.setText(path)

    def _lay_out(self) -> None:
        form = QFormLayout()
        hearing = QHBoxLayout()
        hearing.addWidget(self.test)
        hearing.addWidget(self.meter, 1)
        browse = QPushButton(self.tr("Browse…"))
        browse.clicked.connect(self._browse)
        files = QHBoxLayout()
        files.addWidget(self.weights, 1)
        files.addWidget(browse)
        form.addRow(self.tr("&Microphone"), self.microphone)
        form.addRow(self.tr("Input &channel"), self.channel)
        form.addRow("", hearing)
        form.addRow(self.tr("&Language spoken"), self.language)
        form.addRow(self.tr("Loud&speaker"), self.speaker)
        form.addRow("", self.signals)
        form.addRow(self._label(self.tr("Speech model &file"), self.weights), files)
        for widget, tip in self._tips().items():
            widget.setToolTip(tip)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        for widget in (self.trouble, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(520)

    def _label(self, text: str, field: QWidget) -> QLabel:
        """A label whose letter leads to a field."""
        label = QLabel(text)
        label.setBuddy(field)
        return label

    def _tips(self) -> dict[QWidget, str]:
        return {
            self.microphone: self.tr("What listens to you"),
            self.channel: self.tr("Which input of an audio interface your voice is on"),
            self.test: self.tr("Speak, and see whether the bar moves; nothing of it is kept"),
            self.language: self.tr("Naming your language makes understanding faster and surer"),
            self.speaker: self.tr("Where the built-in sound is heard"),
            self.signals: self.tr("Two short, quiet sounds, on that loudspeaker"),
            self.weights: self.tr(
                "A file with the weights of Whisper’s base model, if it lies in an unusual place"
            ),
        }
