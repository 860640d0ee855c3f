"""The settings: what listens, what sounds, the window's language, whose weights."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLocale
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

from composer_app.gui.input.microphone_form import MicrophoneForm
from composer_app.gui.session.devices import MicrophoneLike, RecorderLike
from composer_app.gui.text.translation import ENGLISH, languages
from composer_app.settings import Settings


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
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        self.hearing = MicrophoneForm(settings, microphones, recorder)
        self.speaker = QComboBox()
        self._list_speakers(speakers)
        self.signals = QCheckBox(self.tr("Sounds when listening &begins and ends"))
        self.signals.setChecked(settings.signals)
        self.interface = QComboBox()
        self._list_interfaces()
        self.weights = QLineEdit(settings.weights)
        self.weights.setPlaceholderText(self.tr("Look for it in the usual places"))
        self.test = QPushButton(self.tr("&Try it"))
        self.test.setCheckable(True)
        self.test.toggled.connect(self._try)
        self.finished.connect(lambda: self.test.setChecked(False))
        self._lay_out()

    @property
    def chosen(self) -> Settings:
        """The settings as they are filled in."""
        return replace(
            self._settings,
            **self.hearing.choices,
            speaker=self.speaker.currentData(),
            signals=self.signals.isChecked(),
            weights=self.weights.text().strip(),
            interface=self.interface.currentData(),
        )

    def _list_interfaces(self) -> None:
        """List the window's languages, each as those call it who speak it."""
        self.interface.addItem(self.tr("The system’s"), "")
        for code in languages():
            name = "English" if code == ENGLISH else QLocale(code).nativeLanguageName()
            self.interface.addItem(name, code)
        self.interface.setCurrentIndex(max(0, self.interface.findData(self._settings.interface)))

    def _list_speakers(self, names: tuple[str, ...]) -> None:
        """List the loudspeakers; the chosen one stays in the list while it is away."""
        chosen = self._settings.speaker
        self.speaker.addItem(self.tr("The usual one"), "")
        for name in names:
            self.speaker.addItem(name, name)
        if chosen and chosen not in names:
            self.speaker.addItem(self.tr("{name} (not connected)").format(name=chosen), chosen)
        self.speaker.setCurrentIndex(self.speaker.findData(chosen))

    def _try(self, on: bool) -> None:
        """Show what the chosen channel hears, and keep nothing of it."""
        if not on:
            self.hearing.hush()
        elif not self.hearing.listen():
            self.test.setChecked(False)

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Whisper’s weights"), self.weights.text())
        if path:
            self.weights.setText(path)

    def _lay_out(self) -> None:
        form = QFormLayout()
        browse = QPushButton(self.tr("Browse…"))
        browse.clicked.connect(self._browse)
        files = QHBoxLayout()
        files.addWidget(self.weights, 1)
        files.addWidget(browse)
        form.addRow(self.hearing)
        form.addRow("", self.test)
        form.addRow(self.tr("Loud&speaker"), self.speaker)
        form.addRow("", self.signals)
        form.addRow(self.tr("La&nguage of the window"), self.interface)
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
        column.addWidget(buttons)
        self.setMinimumWidth(520)

    def _label(self, text: str, field: QWidget) -> QLabel:
        """A label whose letter leads to a field."""
        label = QLabel(text)
        label.setBuddy(field)
        return label

    def _tips(self) -> dict[QWidget, str]:
        return {
            self.test: self.tr("Speak, and see whether the bar moves; nothing of it is kept"),
            self.speaker: self.tr("Where the built-in sound is heard"),
            self.signals: self.tr("Two short, quiet sounds, on that loudspeaker"),
            self.interface: self.tr("Heeded when Composer is started the next time"),
            self.weights: self.tr(
                "A file with the weights of Whisper’s base model, if it lies in an unusual place"
            ),
        }
