"""The popover with the microphone settings, and its controller."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from composer_app.gui.input.microphone_form import MicrophoneForm
from composer_app.gui.input.panel import InputPanel
from composer_app.gui.session.devices import Devices, RecorderLike
from composer_app.gui.session.preferences import Preferences
from composer_app.gui.widgets.theme import SPACING_PX


class MicrophonePopover(QFrame):
    """A popup with the microphone form; closing it releases the microphone."""

    def __init__(self, form: MicrophoneForm, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", True)
        self.setAccessibleName(self.tr("Microphone settings"))
        self.form = form
        title = QLabel(self.tr("Microphone settings"))
        title.setProperty("heading", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        column.setSpacing(SPACING_PX // 2)
        column.addWidget(title)
        column.addWidget(form)
        self.setMinimumWidth(340)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        super().hideEvent(event)
        self.form.stop_monitoring()


class MicrophoneController(QObject):
    """Opens the popover, and saves each choice at once."""

    def __init__(
        self, panel: InputPanel, devices: Devices, preferences: Preferences, recorder: RecorderLike
    ) -> None:
        super().__init__(panel)
        self._button, self._devices = panel.microphone_button, devices
        self._preferences, self._recorder = preferences, recorder

    def open_popover(self) -> None:
        """Open the popover below the button."""
        form = MicrophoneForm(self._preferences.settings, self._devices.list_microphones, self._recorder)
        form.settings_changed.connect(lambda: self._preferences.change(**form.chosen_settings))
        popover = MicrophonePopover(form, self._button)
        popover.move(self._button.mapToGlobal(QPoint(0, self._button.height() + 4)))
        popover.show()
        form.microphone_combo.setFocus()
        form.start_monitoring()
