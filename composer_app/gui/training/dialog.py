"""The My music dialog: the emotion and folder to train on, the progress, and the trained models."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from composer_app.gui.text.translation import translate_term
from composer_app.gui.training.folder_field import FolderField, first_folder_in
from composer_app.gui.training.learning_curve import LearningCurve, LearningCurveView
from composer_app.gui.training.model_list import TrainedModelList
from composer_app.gui.widgets.theme import SPACING_PX
from composer_app.harmony.model.user_models import UserModel


class MyMusicDialog(QDialog):
    """A modeless dialog; closing it does not stop the training.

    Signals:
        folder_chosen: The user chose a folder, with its `Path`.
        training_requested: The user clicked Train, with the emotion and the `Path` of the folder.
        cancel_requested: The user clicked Stop.
        undo_requested: The user wants to undo the last training of an emotion, with the emotion.
    """

    folder_chosen = Signal(object)
    training_requested = Signal(str, object)
    cancel_requested = Signal()
    undo_requested = Signal(str)

    def __init__(self, emotions: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("My music"))
        self.emotion_combo = QComboBox()
        for name in emotions:
            self.emotion_combo.addItem(translate_term(name).capitalize(), name)
        self.emotion_combo.setAccessibleName(self.tr("Emotion"))
        self.emotion_combo.setToolTip(self.tr("The emotion your music expresses"))
        self.folder_field = FolderField()
        self.folder_field.folder_chosen.connect(self.folder_chosen)
        self.message_label = self._make_text_label()
        self.curve_view = LearningCurveView()
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.stage_label = self._make_text_label(small=True)
        self.stop_button = self._make_button(self.tr("&Stop"), self.cancel_requested.emit)
        self.model_list = TrainedModelList()
        self.model_list.undo_requested.connect(self.undo_requested)
        self.train_button = self._make_button(self.tr("&Train"), self._request_training)
        self.train_button.setProperty("main", True)
        self.close_button = self._make_button(self.tr("Close"), self.close)
        self.close_button.setToolTip(self.tr("Close; training continues in the background (Esc)"))
        self._lay_out()
        self.setAcceptDrops(True)
        self.resize(560, 560)
        self.show_curve(None)
        self.show_message(
            self.tr(
                "Composer scans the folder first and shows what it found. Training takes about a minute; some pieces "
                "are held out to measure the result. You can undo it."
            )
        )
        self.show_idle(can_train=False)

    @property
    def chosen_emotion(self) -> str:
        """The chosen emotion."""
        return str(self.emotion_combo.currentData())

    def choose_emotion(self, name: str) -> None:
        """Choose an emotion, if it is listed."""
        if (index := self.emotion_combo.findData(name)) >= 0:
            self.emotion_combo.setCurrentIndex(index)

    def show_idle(self, *, can_train: bool) -> None:
        """Show that nothing runs; `can_train` enables the Train button."""
        self._set_inputs_enabled(True)
        self.train_button.setEnabled(can_train)
        self.train_button.setToolTip(
            self.tr("Train the emotion on the music in the folder")
            if can_train
            else self.tr("Choose a folder with enough music first")
        )
        for widget in (self.progress_bar, self.stage_label, self.stop_button):
            widget.hide()

    def show_busy(self, stage: str, stop_tooltip: str) -> None:
        """Show that a task runs; `stop_tooltip` is the tooltip of the Stop button."""
        self._set_inputs_enabled(False)
        self.train_button.setEnabled(False)
        self.show_progress(stage, 0, 0)
        self.stop_button.setToolTip(stop_tooltip)
        for widget in (self.progress_bar, self.stage_label, self.stop_button):
            widget.show()

    def show_progress(self, stage: str, done: int, total: int) -> None:
        """Show the progress; a `total` of 0 means unknown."""
        self.stage_label.setText(stage)
        self.progress_bar.setRange(0, total)
        self.progress_bar.setValue(done)
        self.progress_bar.setAccessibleName(stage)

    def show_curve(self, curve: LearningCurve | None) -> None:
        """Show the learning curve; None hides it."""
        self.curve_view.setVisible(curve is not None)
        self.curve_view.show_curve(curve or LearningCurve())

    def show_models(self, models: Iterable[UserModel]) -> None:
        """List the models that the user trained."""
        self.model_list.show_models(models)

    def show_message(self, text: str) -> None:
        """Show a message, also to screen readers."""
        self.message_label.setText(text)
        self.message_label.setAccessibleName(text)
        self.message_label.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.message_label, text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802
        if self.folder_field.isEnabled() and first_folder_in(event.mimeData()):
            self.folder_field.show_drop_ready(ready=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: D102, N802
        self.folder_field.show_drop_ready(ready=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802
        self.folder_field.show_drop_ready(ready=False)
        if folder := first_folder_in(event.mimeData()):
            event.acceptProposedAction()
            self.folder_field.set_folder(folder)

    def _set_inputs_enabled(self, enabled: bool) -> None:
        self.emotion_combo.setEnabled(enabled)
        self.folder_field.setEnabled(enabled)
        self.model_list.allow_undo(allowed=enabled)

    def _request_training(self) -> None:
        folder: Path | None = self.folder_field.folder
        if folder:
            self.training_requested.emit(self.chosen_emotion, folder)

    def _make_button(self, text: str, action: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)  # Enter in the folder field must not click a button
        button.clicked.connect(action)
        return button

    def _make_text_label(self, *, small: bool = False) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("small", small)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _make_heading(self, text: str, buddy: QWidget | None = None) -> QLabel:
        label = QLabel(text)
        label.setProperty("heading", True)
        if buddy:
            label.setBuddy(buddy)
        return label

    def _make_intro(self) -> QLabel:
        label = self._make_text_label(small=True)
        label.setText(
            self.tr(
                "Train an emotion on your own chords. Your music stays on this computer, and you can keep composing "
                "meanwhile."
            )
        )
        return label

    def _lay_out(self) -> None:
        emotion_row = QHBoxLayout()
        emotion_row.addWidget(self._make_heading(self.tr("&Emotion"), self.emotion_combo))
        emotion_row.addWidget(self.emotion_combo, 1)
        progress_row = QHBoxLayout()
        progress_row.addWidget(self.stage_label, 1)
        progress_row.addWidget(self.stop_button)
        button_row = QHBoxLayout()
        button_row.addStretch(1)
        button_row.addWidget(self.close_button)
        button_row.addWidget(self.train_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        column.setSpacing(SPACING_PX - 2)
        column.addWidget(self._make_intro())
        column.addLayout(emotion_row)
        column.addWidget(self.folder_field)
        column.addWidget(self.message_label)
        column.addWidget(self.curve_view, 2)
        column.addWidget(self.progress_bar)
        column.addLayout(progress_row)
        column.addWidget(self._make_heading(self.tr("Emotions trained on your music")))
        column.addWidget(self.model_list, 1)
        column.addLayout(button_row)
