"""What listens, in a small window beside the button: chosen at once, and heard at once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from composer_app.gui.speak.hearing_form import HearingForm
from composer_app.gui.theme import SPACE


class Popover(QFrame):
    """A form that goes away, and lets go of the microphone, when one clicks elsewhere."""

    def __init__(self, form: HearingForm, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", True)
        self.setAccessibleName(self.tr("What listens"))
        self.form = form
        title = QLabel(self.tr("What listens"))
        title.setProperty("heading", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(title)
        column.addWidget(form)
        self.setMinimumWidth(340)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        super().hideEvent(event)
        self.form.hush()
