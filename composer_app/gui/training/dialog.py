"""My music: which emotion learns which folder, how it goes, and what was learned before."""

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

from composer_app.gui.text.translation import term
from composer_app.gui.training.folder_field import FolderField, folder_in
from composer_app.gui.training.learning_curve import LearningCurve, LearningCurveView
from composer_app.gui.training.model_list import TrainedModelList
from composer_app.gui.widgets.theme import SPACE
from composer_app.harmony.model.user_models import UserModel


class MyMusicDialog(QDialog):
    """Stands beside the window, which goes on meanwhile; closing it stops nothing.

    Signals:
        folder_chosen: A folder was named, with its `Path`.
        learn: Learn it, with the emotion's name and the folder's `Path`.
        cancel: Stop what is under way.
        undo: Take an emotion's last training back, with its name.
    """

    folder_chosen = Signal(object)
    learn = Signal(str, object)
    cancel = Signal()
    undo = Signal(str)

    def __init__(self, emotions: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("My music"))
        self.emotion = QComboBox()
        for name in emotions:
            self.emotion.addItem(term(name).capitalize(), name)
        self.emotion.setAccessibleName(self.tr("Emotion"))
        self.emotion.setToolTip(self.tr("The emotion that your music stands for"))
        self.folder = FolderField()
        self.folder.chosen.connect(self.folder_chosen)
        self.told = self._text()
        self.curve = LearningCurveView()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stage = self._text(small=True)
        self.stop = self._button(self.tr("&Stop"), self.cancel.emit)
        self.machines = TrainedModelList()
        self.machines.undo.connect(self.undo)
        self.start = self._button(self.tr("&Learn"), self._learn)
        self.start.setProperty("main", True)
        self.shut = self._button(self.tr("Close"), self.close)
        self.shut.setToolTip(self.tr("Close this; what is being learned goes on (Esc)"))
        self._lay_out()
        self.setAcceptDrops(True)
        self.resize(560, 560)
        self.show_curve(None)
        self.say(
            self.tr(
                "First the folder is looked through, and what was found is told. Learning it takes a minute or so; "
                "some pieces are kept aside, to see whether it helped. It can be undone."
            )
        )
        self.rest(can_learn=False)

    @property
    def chosen_emotion(self) -> str:
        """The emotion that is chosen."""
        return str(self.emotion.currentData())

    def choose_emotion(self, name: str) -> None:
        """Choose an emotion, if there is one of that name."""
        if (index := self.emotion.findData(name)) >= 0:
            self.emotion.setCurrentIndex(index)

    def rest(self, *, can_learn: bool) -> None:
        """Nothing is under way."""
        self._allow(True)
        self.start.setEnabled(can_learn)
        self.start.setToolTip(
            self.tr("Teach the emotion what is in the folder")
            if can_learn
            else self.tr("Choose a folder with enough music first")
        )
        for widget in (self.bar, self.stage, self.stop):
            widget.hide()

    def work(self, stage: str, keeps: str) -> None:
        """Something is under way; `keeps` says what stopping it leaves."""
        self._allow(False)
        self.start.setEnabled(False)
        self.show_step(stage, 0, 0)
        self.stop.setToolTip(keeps)
        for widget in (self.bar, self.stage, self.stop):
            widget.show()

    def show_step(self, stage: str, done: int, total: int) -> None:
        """Show how far it is; a `total` of 0 is not known."""
        self.stage.setText(stage)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(stage)

    def show_curve(self, curve: LearningCurve | None) -> None:
        """Show how training goes; None while there is none."""
        self.curve.setVisible(curve is not None)
        self.curve.show_curve(curve or LearningCurve())

    def show_machines(self, machines: Iterable[UserModel]) -> None:
        """List the emotions that learned a person's music."""
        self.machines.show_machines(machines)

    def say(self, text: str) -> None:
        """Tell what was found, what came of it, or what went wrong."""
        self.told.setText(text)
        self.told.setAccessibleName(text)
        self.told.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.told, text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802
        if self.folder.isEnabled() and folder_in(event.mimeData()):
            self.folder.show_ready(ready=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: D102, N802
        self.folder.show_ready(ready=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802
        self.folder.show_ready(ready=False)
        if folder := folder_in(event.mimeData()):
            event.acceptProposedAction()
            self.folder.take(folder)

    def _allow(self, allowed: bool) -> None:
        self.emotion.setEnabled(allowed)
        self.folder.setEnabled(allowed)
        self.machines.allow_undo(allowed=allowed)

    def _learn(self) -> None:
        folder: Path | None = self.folder.folder
        if folder:
            self.learn.emit(self.chosen_emotion, folder)

    def _button(self, text: str, action: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)  # Enter in the folder's field is for the folder
        button.clicked.connect(action)
        return button

    def _text(self, *, small: bool = False) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("small", small)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _heading(self, text: str, buddy: QWidget | None = None) -> QLabel:
        label = QLabel(text)
        label.setProperty("heading", True)
        if buddy:
            label.setBuddy(buddy)
        return label

    def _intro(self) -> QLabel:
        label = self._text(small=True)
        label.setText(
            self.tr(
                "An emotion can learn the chords that you use. Your music stays on this computer, and you can go on "
                "composing and playing meanwhile."
            )
        )
        return label

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self._heading(self.tr("&Emotion"), self.emotion))
        first.addWidget(self.emotion, 1)
        going = QHBoxLayout()
        going.addWidget(self.stage, 1)
        going.addWidget(self.stop)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.shut)
        last.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE - 2)
        column.addWidget(self._intro())
        column.addLayout(first)
        column.addWidget(self.folder)
        column.addWidget(self.told)
        column.addWidget(self.curve, 2)
        column.addWidget(self.bar)
        column.addLayout(going)
        column.addWidget(self._heading(self.tr("Emotions that learned your music")))
        column.addWidget(self.machines, 1)
        column.addLayout(last)
