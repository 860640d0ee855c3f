"""The emotions that learned a person's music, each with its way back."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from composer_app.gui.text.translation import term
from composer_app.gui.training.text import leads_to, machine
from composer_app.gui.widgets.theme import SPACE
from composer_app.harmony.model.user_models import UserModel


class TrainedModelList(QScrollArea):
    """A line an emotion.

    Signals:
        undo: An emotion's last training is to be taken back, with its name.
    """

    undo = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(70)
        self.setAccessibleName(self.tr("Emotions that learned your music"))
        self.show_machines(())

    def show_machines(self, machines: Iterable[UserModel]) -> None:
        """List them anew."""
        listed = tuple(machines)
        self.buttons = {own.emotion: self._button(own) for own in listed}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 3)
        for own in listed:
            column.addLayout(self._row(own))
        if not listed:
            column.addWidget(self._small(self.tr("None so far: all are as they came with Composer.")))
        column.addStretch(1)
        self.setWidget(inside)  # the one before is deleted with its buttons

    def allow_undo(self, *, allowed: bool) -> None:
        """While something is learned, nothing can be taken back."""
        for button in self.buttons.values():
            button.setEnabled(allowed)

    def _row(self, own: UserModel) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(QLabel(machine(own)), 1)
        row.addWidget(self.buttons[own.emotion])
        return row

    def _button(self, own: UserModel) -> QPushButton:
        button = QPushButton(self.tr("Undo"))
        button.setAutoDefault(False)
        button.setToolTip(leads_to(own))
        button.setAccessibleName(self.tr("Undo the training of {emotion}").format(emotion=term(own.emotion)))
        button.clicked.connect(lambda: self.undo.emit(own.emotion))
        return button

    def _small(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("small", True)
        return label
