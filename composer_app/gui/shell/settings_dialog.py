"""The settings dialog: microphone, audio output, language, and the file of Whisper weights."""

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
from composer_app.gui.text.translation import ENGLISH, available_languages
from composer_app.settings import Settings


class SettingsDialog(QDialog):
    """A form for `Settings`; the caller reads `edited_settings` when it is accepted."""

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
        self.microphone_form = MicrophoneForm(settings, microphones, recorder)
        self.speaker_combo = QComboBox()
        self._list_speakers(speakers)
        self.audio_cues_checkbox = QCheckBox(self.tr("Play sounds when recording &begins and ends"))
        self.audio_cues_checkbox.setChecked(settings.audio_cues)
        self.language_combo = QComboBox()
        self._list_languages()
        self.weights_edit = QLineEdit(settings.whisper_weights)
        self.weights_edit.setPlaceholderText(self.tr("Default location"))
        self.test_button = QPushButton(self.tr("&Test"))
        self.test_button.setCheckable(True)
        self.test_button.toggled.connect(self._toggle_test)
        self.finished.connect(lambda: self.test_button.setChecked(False))
        self._lay_out()

    @property
    def edited_settings(self) -> Settings:
        """The settings with the values of the form."""
        return replace(
            self._settings,
            **self.microphone_form.chosen_settings,
            audio_output=self.speaker_combo.currentData(),
            audio_cues=self.audio_cues_checkbox.isChecked(),
            whisper_weights=self.weights_edit.text().strip(),
            interface_language=self.language_combo.currentData(),
        )

    def _list_languages(self) -> None:
        """List the languages of the window, each by its native name."""
        self.language_combo.addItem(self.tr("System language"), "")
        for code in available_languages():
            name = "English" if code == ENGLISH else QLocale(code).nativeLanguageName()
            self.language_combo.addItem(name, code)
        self.language_combo.setCurrentIndex(
            max(0, self.language_combo.findData(self._settings.interface_language))
        )

    def _list_speakers(self, names: tuple[str, ...]) -> None:
        """List the audio outputs; the chosen one stays in the list while it is disconnected."""
        chosen = self._settings.audio_output
        self.speaker_combo.addItem(self.tr("System default"), "")
        for name in names:
            self.speaker_combo.addItem(name, name)
        if chosen and chosen not in names:
            self.speaker_combo.addItem(self.tr("{name} (not connected)").format(name=chosen), chosen)
        self.speaker_combo.setCurrentIndex(self.speaker_combo.findData(chosen))

    def _toggle_test(self, on: bool) -> None:
        """Show the level of the chosen channel without recording."""
        if not on:
            self.microphone_form.stop_monitoring()
        elif not self.microphone_form.start_monitoring():
            self.test_button.setChecked(False)

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Whisper’s weights"), self.weights_edit.text())
        if path:
            self.weights_edit.setText(path)

    def _lay_out(self) -> None:
        form = QFormLayout()
        browse = QPushButton(self.tr("Browse…"))
        browse.clicked.connect(self._browse)
        files = QHBoxLayout()
        files.addWidget(self.weights_edit, 1)
        files.addWidget(browse)
        form.addRow(self.microphone_form)
        form.addRow("", self.test_button)
        form.addRow(self.tr("Audio &output"), self.speaker_combo)
        form.addRow("", self.audio_cues_checkbox)
        form.addRow(self.tr("La&nguage"), self.language_combo)
        form.addRow(self._make_label(self.tr("Speech model &file"), self.weights_edit), files)
        for widget, tip in self._tooltips().items():
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

    def _make_label(self, text: str, field: QWidget) -> QLabel:
        """Return a label whose mnemonic moves the focus to a field."""
        label = QLabel(text)
        label.setBuddy(field)
        return label

    def _tooltips(self) -> dict[QWidget, str]:
        return {
            self.test_button: self.tr("Speak and watch the level; nothing is recorded"),
            self.speaker_combo: self.tr("Output device for the built-in sound"),
            self.audio_cues_checkbox: self.tr("Two short sounds on the audio output"),
            self.language_combo: self.tr("Takes effect after a restart"),
            self.weights_edit: self.tr(
                "A file with the weights of Whisper’s base model, if not in the default location"
            ),
        }
