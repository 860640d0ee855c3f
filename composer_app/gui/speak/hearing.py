"""Choosing what listens, beside the button."""

from PySide6.QtCore import QObject, QPoint

from composer_app.gui.devices import Devices, RecorderLike
from composer_app.gui.preferences import Preferences
from composer_app.gui.speak.hearing_form import HearingForm
from composer_app.gui.speak.popover import Popover
from composer_app.gui.window import MainWindow


class Hearing(QObject):
    """Joins the popover to the microphone and to the settings, which keep each choice at once."""

    def __init__(
        self, window: MainWindow, devices: Devices, preferences: Preferences, recorder: RecorderLike
    ) -> None:
        super().__init__(window)
        self._button, self._devices = window.speak.hearing, devices
        self._preferences, self._recorder = preferences, recorder
        window.speak.hearing_wanted.connect(self._open)

    def _open(self) -> None:
        form = HearingForm(self._preferences.now, self._devices.microphones, self._recorder)
        form.changed.connect(lambda: self._preferences.change(**form.choices))
        popover = Popover(form, self._button)
        popover.move(self._button.mapToGlobal(QPoint(0, self._button.height() + 4)))
        popover.show()
        form.microphone.setFocus()
        form.listen()
