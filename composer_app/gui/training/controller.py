"""The controller of My music: scans a folder, fine-tunes a model on it, and reports the progress."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from composer_app.engine.events import Event, FineTuned, FolderScan
from composer_app.errors import ComposerError, FileError
from composer_app.gui.session.devices import EngineLike
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.text.translation import translate_term
from composer_app.gui.training.dialog import MyMusicDialog
from composer_app.gui.training.learning_curve import LearningCurve
from composer_app.gui.training.text import (
    EtaEstimator,
    describe_scan,
    describe_training_result,
    format_time_left,
)
from composer_app.gui.training.training_client import TrainingClient
from composer_app.harmony.model.user_models import list_user_models, restore_previous
from composer_app.job import Progress
from composer_app.request.emotion.mood import emotions


class TrainingController(QObject):
    """Keeps the dialog in step with the training; if it is closed, the result is shown in the status line."""

    def __init__(
        self,
        parent: QWidget,
        make_engine: Callable[[Callable[[Event], None]], EngineLike],
        user_models: Path,
        status: StatusReporter,
        eta: EtaEstimator | None = None,
    ) -> None:
        super().__init__(parent)
        self._dialog_parent, self._status = parent, status
        self._eta = eta or EtaEstimator()
        self._curve = LearningCurve()
        self._can_train = False
        self.dialog: MyMusicDialog | None = None
        self.client = TrainingClient(make_engine, user_models, self)
        self.client.folder_scanned.connect(self._on_folder_scanned)
        self.client.progressed.connect(self._show_progress)
        self.client.fine_tuned.connect(self._on_fine_tuned)
        self.client.failed.connect(self._on_failed)
        self.client.cancelled.connect(self._on_cancelled)

    def open(self, emotion: str = "") -> None:
        """Open the dialog; the first time, select an emotion in it."""
        if not self.dialog:
            self.dialog = self._make_dialog()
            self.dialog.choose_emotion(emotion)
        self._list_models()
        self.dialog.show()
        self.dialog.activateWindow()

    def close(self) -> None:
        """Cancel the training, and hide the dialog."""
        self.client.close()
        if self.dialog:
            self.dialog.hide()

    def _make_dialog(self) -> MyMusicDialog:
        dialog = MyMusicDialog(emotions(), self._dialog_parent)
        dialog.folder_chosen.connect(self._scan_folder)
        dialog.training_requested.connect(self._start_training)
        dialog.cancel_requested.connect(self.client.cancel)
        dialog.undo_requested.connect(self._undo_training)
        return dialog

    def _scan_folder(self, folder: Path) -> None:
        assert self.dialog
        self._can_train, self._curve = False, LearningCurve()
        self.dialog.show_message("")
        self.dialog.show_curve(None)
        if not folder.is_dir():
            self._on_failed(
                FileError(self.tr("There is no folder {folder}. Choose another.").format(folder=folder))
            )
            return
        self.dialog.show_busy(self.tr("Scanning the folder…"), self.tr("Stop scanning (nothing is changed)"))
        self.client.scan_folder(folder)

    def _start_training(self, emotion: str, folder: Path) -> None:
        assert self.dialog
        self._curve = LearningCurve()
        self._eta.start()
        self.dialog.show_message("")
        self.dialog.show_curve(self._curve)
        tooltip = self.tr("Stop; the result is discarded and {emotion} stays as it is")
        self.dialog.show_busy(self.tr("Preparing to train…"), tooltip.format(emotion=translate_term(emotion)))
        self.client.fine_tune(emotion, folder)

    def _undo_training(self, emotion: str) -> None:
        assert self.dialog
        try:
            restore_previous(emotion, self.client.user_models)
        except FileError as error:
            self._on_failed(error)
            return
        self._list_models()
        self.dialog.show_curve(None)
        self.dialog.show_message(
            self.tr("{emotion} was restored.").format(emotion=translate_term(emotion).capitalize())
        )

    def _show_progress(self, progress: Progress) -> None:
        assert self.dialog
        if progress.metric is not None:
            self._curve = self._curve.with_point(progress.done / progress.total, progress.metric)
            self.dialog.show_curve(self._curve)
        if self._curve.initial_accuracy is None:
            self.dialog.show_progress(f"{progress.stage}…", progress.done, progress.total)
            return
        time_left = format_time_left(self._eta.remaining_seconds(progress.done, progress.total))
        stage = self.tr("Training")
        self.dialog.show_progress(
            f"{stage}: {time_left}" if time_left else f"{stage}…", progress.done, progress.total
        )

    def _on_folder_scanned(self, scan: FolderScan) -> None:
        assert self.dialog
        self._can_train = not scan.problem
        self._show_idle()
        self.dialog.show_message(describe_scan(scan))

    def _on_fine_tuned(self, result: FineTuned) -> None:
        assert self.dialog
        self._show_idle()
        text = describe_training_result(result)
        self.dialog.show_message(text)
        if self.dialog.isHidden() and not self._status.is_progress_visible:
            self._status.show_result(text)

    def _on_cancelled(self) -> None:
        assert self.dialog
        was_fine_tuning = self.client.is_fine_tuning
        self._show_idle()
        self.dialog.show_curve(None)
        self.dialog.show_message(
            self.tr("Stopped. Nothing was changed: {emotion} is as it was.").format(
                emotion=translate_term(self.dialog.chosen_emotion)
            )
            if was_fine_tuning
            else self.tr("Stopped. Choose a folder.")
        )

    def _on_failed(self, error: ComposerError) -> None:
        assert self.dialog
        self._show_idle()
        self.dialog.show_message(str(error))
        if self.dialog.isHidden():
            self._status.show_error(error)

    def _show_idle(self) -> None:
        assert self.dialog
        self._list_models()
        self.dialog.show_idle(can_train=self._can_train)

    def _list_models(self) -> None:
        assert self.dialog
        names = emotions()
        self.dialog.show_models(
            model for model in list_user_models(self.client.user_models) if model.emotion in names
        )
        self.dialog.model_list.allow_undo(allowed=not self.client.is_busy)
