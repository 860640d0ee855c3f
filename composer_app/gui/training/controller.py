"""My music: joins the dialog to the teacher and to the machines that were trained."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from composer_app.engine.messages import Event, FineTuned, FolderScan
from composer_app.errors import ComposerError, FileError
from composer_app.gui.session.devices import EngineLike
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.text.translation import term
from composer_app.gui.training.dialog import MyMusicDialog
from composer_app.gui.training.learning_curve import LearningCurve
from composer_app.gui.training.text import EtaEstimator, came_of_it, found, time_left
from composer_app.gui.training.training_client import TrainingClient
from composer_app.harmony.model.user_models import owned, undo
from composer_app.job import Progress
from composer_app.request.emotion.mood import emotions


class TrainingController(QObject):
    """Opens the dialog, and keeps it in step; what ends while it is closed is told in the window."""

    def __init__(
        self,
        window: MainWindow,
        teacher: Callable[[Callable[[Event], None]], EngineLike],
        machines: Path,
        status: StatusReporter,
        left: EtaEstimator | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._status = window, status
        self._left = left or EtaEstimator()
        self._curve = LearningCurve()
        self._enough = False
        self.dialog: MyMusicDialog | None = None
        self.lesson = TrainingClient(teacher, machines, self)
        self.lesson.surveyed.connect(self._have_surveyed)
        self.lesson.progressed.connect(self._show_progress)
        self.lesson.taught.connect(self._have_learned)
        self.lesson.failed.connect(self._fail)
        self.lesson.stopped.connect(self._have_stopped)

    def open(self, emotion: str = "") -> None:
        """Show the dialog; on its first opening an emotion is proposed."""
        if not self.dialog:
            self.dialog = self._make()
            self.dialog.choose_emotion(emotion)
        self._list()
        self.dialog.show()
        self.dialog.activateWindow()

    def close(self) -> None:
        """End all of it."""
        self.lesson.close()
        if self.dialog:
            self.dialog.hide()

    def _make(self) -> MyMusicDialog:
        dialog = MyMusicDialog(emotions(), self._window)
        dialog.folder_chosen.connect(self._survey)
        dialog.learn.connect(self._learn)
        dialog.cancel.connect(self.lesson.cancel)
        dialog.undo.connect(self._undo)
        return dialog

    def _survey(self, folder: Path) -> None:
        assert self.dialog
        self._enough, self._curve = False, LearningCurve()
        self.dialog.say("")
        self.dialog.show_curve(None)
        if not folder.is_dir():
            self._fail(
                FileError(self.tr("There is no folder {folder}. Choose another.").format(folder=folder))
            )
            return
        self.dialog.work(self.tr("Looking through the folder…"), self.tr("Stop looking (nothing is changed)"))
        self.lesson.survey(folder)

    def _learn(self, emotion: str, folder: Path) -> None:
        assert self.dialog
        self._curve = LearningCurve()
        self._left.begin()
        self.dialog.say("")
        self.dialog.show_curve(self._curve)
        keeps = self.tr("Stop; what was learned until now is not kept, and {emotion} stays as it is")
        self.dialog.work(self.tr("Getting ready to learn…"), keeps.format(emotion=term(emotion)))
        self.lesson.teach(emotion, folder)

    def _undo(self, emotion: str) -> None:
        assert self.dialog
        try:
            undo(emotion, self.lesson.machines)
        except FileError as error:
            self._fail(error)
            return
        self._list()
        self.dialog.show_curve(None)
        self.dialog.say(
            self.tr("{emotion} is what it was before.").format(emotion=term(emotion).capitalize())
        )

    def _show_progress(self, progress: Progress) -> None:
        assert self.dialog
        if progress.figure is not None:
            self._curve = self._curve.with_point(progress.done / progress.total, progress.figure)
            self.dialog.show_curve(self._curve)
        if self._curve.start is None:
            self.dialog.show_step(f"{progress.stage}…", progress.done, progress.total)
            return
        left = time_left(self._left.after(progress.done, progress.total))
        stage = self.tr("Learning")
        self.dialog.show_step(f"{stage}: {left}" if left else f"{stage}…", progress.done, progress.total)

    def _have_surveyed(self, survey: FolderScan) -> None:
        assert self.dialog
        self._enough = not survey.trouble
        self._rest()
        self.dialog.say(found(survey))

    def _have_learned(self, taught: FineTuned) -> None:
        assert self.dialog
        self._rest()
        told = came_of_it(taught)
        self.dialog.say(told)
        if self.dialog.isHidden() and not self._window.progress.bar.isVisible():
            self._window.progress.rest(told)

    def _have_stopped(self) -> None:
        assert self.dialog
        learning = self.lesson.learning
        self._rest()
        self.dialog.show_curve(None)
        self.dialog.say(
            self.tr("Stopped. Nothing of it was kept: {emotion} is as it was.").format(
                emotion=term(self.dialog.chosen_emotion)
            )
            if learning
            else self.tr("Stopped. Choose a folder.")
        )

    def _fail(self, error: ComposerError) -> None:
        assert self.dialog
        self._rest()
        self.dialog.say(str(error))
        if self.dialog.isHidden():
            self._status.fail(error)

    def _rest(self) -> None:
        assert self.dialog
        self._list()
        self.dialog.rest(can_learn=self._enough)

    def _list(self) -> None:
        assert self.dialog
        names = emotions()
        self.dialog.show_machines(own for own in owned(self.lesson.machines) if own.emotion in names)
        self.dialog.machines.allow_undo(allowed=not self.lesson.busy)
