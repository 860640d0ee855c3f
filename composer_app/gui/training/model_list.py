"""The list of models that the user trained, each with a button to undo it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from composer_app.gui.text.translation import translate_term
from composer_app.gui.training.text import describe_model, describe_undo
from composer_app.gui.widgets.theme import SPACING_PX
from composer_app.harmony.model.user_models import UserModel


class TrainedModelList(QScrollArea):
    """One row for each trained emotion.

    Signals:
        undo_requested: The user wants to undo the last training of an emotion, with the emotion.
    """

    undo_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo_buttons: dict[str, QPushButton] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(70)
        self.setAccessibleName(self.tr("Emotions trained on your music"))
        self.show_models(())

    def show_models(self, models: Iterable[UserModel]) -> None:
        """Replace the listed models."""
        listed = tuple(models)
        self.undo_buttons = {model.emotion: self._make_undo_button(model) for model in listed}
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING_PX // 3)
        for model in listed:
            column.addLayout(self._make_row(model))
        if not listed:
            column.addWidget(self._make_small_label(self.tr("None yet: all emotions are as shipped.")))
        column.addStretch(1)
        self.setWidget(content)  # deletes the previous widget with its buttons

    def allow_undo(self, *, allowed: bool) -> None:
        """Enable or disable the undo buttons; nothing can be undone during a training."""
        for button in self.undo_buttons.values():
            button.setEnabled(allowed)

    def _make_row(self, model: UserModel) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(QLabel(describe_model(model)), 1)
        row.addWidget(self.undo_buttons[model.emotion])
        return row

    def _make_undo_button(self, model: UserModel) -> QPushButton:
        button = QPushButton(self.tr("Undo"))
        button.setAutoDefault(False)
        button.setToolTip(describe_undo(model))
        button.setAccessibleName(
            self.tr("Undo the training of {emotion}").format(emotion=translate_term(model.emotion))
        )
        button.clicked.connect(lambda: self.undo_requested.emit(model.emotion))
        return button

    def _make_small_label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("small", True)
        return label
