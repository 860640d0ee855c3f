"""The controller of the takes: saves new ones, and shows, marks and compares them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from composer_app.engine.events import Composed
from composer_app.errors import FileError
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import ABComparison, OpenTake, OpenTakes, open_take_from
from composer_app.gui.session.playback_controller import PlaybackController
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.takes.action_labels import describe_take_action
from composer_app.gui.takes.panel import TakesPanel
from composer_app.gui.takes.unsaved_takes import UnsavedTakes
from composer_app.gui.widgets.idle_task import IdleTask
from composer_app.gui.widgets.recovery import RecoveryAction
from composer_app.library.summary import summarize
from composer_app.library.take import NO_MARKS, Take, TakeMarks
from composer_app.library.take_store import TakeStore

_REFRESH_INTERVAL_TAKES = 1000  # more often would slow the loading down


class TakesController(QObject):
    """Keeps the list of takes, the take store and the open takes in step.

    Signals:
        takes_found: Some takes of earlier sessions were listed.
        composition_shown: Another version is shown, with its `Composition`; emitted before `take_shown`.
        take_shown: Another version is shown, with its `OpenTake`.
        take_added: A new take was added and shown.
        action_done: The user did something that can be undone, with its label, and whether it merges with the
            same action just before.
        marks_loaded: The marks of earlier sessions were read, as a mapping from take ids to `TakeMarks`.
    """

    takes_found = Signal()
    composition_shown = Signal(object)
    take_shown = Signal(object)
    take_added = Signal()
    action_done = Signal(str, bool)
    marks_loaded = Signal(object)

    def __init__(
        self,
        panel: TakesPanel,
        session: EngineSession,
        open_takes: OpenTakes,
        request_controller: RequestController,
        playback: PlaybackController,
        status: StatusReporter,
        folder: Path,
    ) -> None:
        super().__init__(panel)
        self._panel, self._session, self._open_takes = panel, session, open_takes
        self._request_controller, self._playback, self._status = request_controller, playback, status
        self._store, self._take_index, self._comparison = TakeStore(folder), panel.take_index, ABComparison()
        self._first_take = ""
        self._folder = folder
        self.unwritten = UnsavedTakes(panel, self._store, folder)
        self.unwritten.written.connect(self._on_take_written)
        self.reading: IdleTask | None = None

    @property
    def marks(self) -> Mapping[str, TakeMarks]:
        """The marks of takes, by their ids."""
        return self._take_index.marks

    def close(self) -> None:
        """Stop loading, and try to write unsaved takes."""
        self.unwritten.close()
        if self.reading:
            self.reading.stop()

    def show_at_first(self, take: str) -> None:
        """Show a take once all are listed, without playing it, unless another is shown by then."""
        self._first_take = take

    def select(self, take: str) -> None:
        """Show and play a take."""
        if self._show_version(self._take_index.current_version(take)):
            self._playback.play()
            self.action_done.emit(
                self.tr("go to take {n}").format(n=self._take_index.row(take).number), False
            )

    def select_version(self, version: str) -> None:
        """Show and play a version of a take."""
        if self._show_version(version):
            self._playback.play()
            row = self._take_index.row(self._take_index.take_of(version))
            label = self.tr("go to version {n} of take {take}").format(n=row.version_number, take=row.number)
            self.action_done.emit(label, False)

    def go_back_takes(self, takes: int = 1) -> None:
        """Show and play a take made earlier, at most the first."""
        order, shown = self._take_index.listed_takes(), self._open_takes.shown
        position = (
            order.index(self._take_of(shown)) if shown and self._take_of(shown) in order else len(order)
        )
        if position:
            self.select(order[max(0, position - takes)])

    def go_back_versions(self, steps: int = 1) -> None:
        """Show and play an earlier version; from a first version, go on with the takes made earlier."""
        shown = self._open_takes.shown
        version, remaining = shown.id if shown else "", steps
        while version and remaining and (before := self._take_index.previous_version(version)):
            version, remaining = before, remaining - 1
        if remaining:
            self.go_back_takes(remaining)
        elif self._show_version(version):
            self._playback.play()
            self.action_done.emit(self.tr("go back"), False)

    def restore_version(self, version: str) -> None:
        """Show a version for undo or redo; play it only if something plays already."""
        was_playing = self._playback.output_player.is_playing
        if self._show_version(version) and was_playing:
            self._playback.play_at_bar_line()

    def toggle_ab(self) -> None:
        """Make the shown take A, or switch between A and B during playback."""
        if shown := self._open_takes.shown:
            version = self._comparison.toggle(shown.id)
            if version != shown.id and self._show_version(version):
                self._playback.play_at_bar_line()
                self.action_done.emit(self.tr("compare"), True)
            self._show_compared()

    def toggle_compared(self, take: str) -> None:
        """Make a take A of the comparison, or end the comparison if it is A already."""
        self._comparison.toggle_a(self._take_index.current_version(take))
        self._show_compared()

    def new_variation_of(self, take: str) -> None:
        """Compose the request of a take with a new seed."""
        if self._show_version(self._take_index.current_version(take)):
            self._request_controller.new_variation()

    def toggle_star(self, take: str) -> None:
        """Add or remove the star of a take."""
        marks = self._marks_of(take)
        action = self.tr("remove star") if marks.starred else self.tr("add star")
        self._change_marks(take, replace(marks, starred=not marks.starred), action)

    def rename(self, take: str, name: str) -> None:
        """Rename a take; an empty name restores its sentence."""
        self._change_marks(take, replace(self._marks_of(take), name=name), self.tr("rename take"))

    def toggle_removed(self, take: str) -> None:
        """Hide or unhide a take."""
        marks = self._marks_of(take)
        action = self.tr("unhide take") if marks.removed else self.tr("hide take")
        self._change_marks(take, replace(marks, removed=not marks.removed), action)

    def set_marks(self, marks: Mapping[str, TakeMarks]) -> None:
        """Replace all marks, and save those that changed."""
        before = self._take_index.marks
        self._take_index.set_marks(marks)
        for take in {**before, **marks}:
            if before.get(take, NO_MARKS) != (now := marks.get(take, NO_MARKS)):
                self._try_writing(partial(self._store.save_marks, take, now))
        self._panel.browser.refresh()

    def on_composed(self, composed: Composed) -> None:
        """Save, show and play a new take, or a new version of the shown take."""
        composition, before = composed.composition, self._open_takes.shown
        self._status.show_idle()
        request = self._request_controller.request or composition.request
        action = describe_take_action(before, composition, request, is_revision=composed.is_revision)
        revised_take = self._take_of(before) if before and composed.is_revision else ""
        source = before.id if before and action.continues_shown_take else ""
        self.unwritten.retry()
        take, error = self._store.add(composition, request, revised_take, source, composed.midi)
        self._open_takes.add(open_take_from(take, composed.audio))
        self._take_index.add(summarize(take))
        if self._take_index.set_current_version(take.id) and not error:
            # The record may name an older version of this take.
            self._try_writing(partial(self._store.save_shown_version, take.take_id, take.id))
        self._panel.browser.refresh()
        self._panel.browser.clear_search_if_hidden(take.take_id)
        self._show_current()
        self._playback.play_at_bar_line()
        self.take_added.emit()
        self.action_done.emit(action.label, False)
        if error:
            self.unwritten.add(take, composed.midi)
            self._status.show_error(error)
        elif composed.warnings:
            self._status.show_message(composed.warnings[0], (RecoveryAction.MY_MUSIC,))

    def _on_take_written(self, take: Take) -> None:
        """Save the marks of a take that has its files now, and offer it for export."""
        self._open_takes.set_file(take.id, take.midi_path)
        if take.take_id in self.marks:
            self._try_writing(partial(self._store.save_marks, take.take_id, self.marks[take.take_id]))
        if (shown := self._open_takes.shown) and shown.id == take.id:
            self._panel.export_bar.show_take(shown.composition, shown.midi_path)
        if not self.unwritten:
            self._status.hide_message()
            self._status.show_result(self.tr("All takes are saved now"))

    def _show_version(self, version: str) -> bool:
        """Show a version; return False, and report an error, if it cannot be loaded."""
        if not self._open_takes.select(version):
            take = self._store.load(version)
            if not take:
                self._mark_current()
                self._status.show_error(FileError(self._load_error(version)))
                return False
            self._open_takes.add(open_take_from(take))
        if self._take_index.set_current_version(version):
            self._try_writing(
                partial(self._store.save_shown_version, self._take_index.take_of(version), version)
            )
        self._show_current()
        return True

    def _load_error(self, version: str) -> str:
        """Return the reason why a version cannot be loaded."""
        if self._store.has_record(version):
            return self.tr(
                "The record of this take is damaged, or made by a newer version of Composer. "
                "Its files stay in {folder}."
            ).format(folder=self._folder)
        return self.tr("The files of this take are missing from its folder. Choose another take.")

    def _report_unreadable(self) -> None:
        """Report the takes that could not be read, once each."""
        if not (names := self._store.newly_unreadable()):
            return
        more = self.tr(" and {n} more").format(n=len(names) - 1) if len(names) > 1 else ""
        self._status.show_message(
            self.tr(
                "Not listed, because its record is damaged, or made by a newer version of Composer: {name}{more}. "
                "The files stay in {folder}."
            ).format(name=names[0], more=more, folder=self._folder)
        )

    def _show_current(self) -> None:
        entry = self._open_takes.shown
        assert entry
        self._session.cancel()
        self.composition_shown.emit(entry.composition)
        self._mark_current()
        self._show_compared()
        self.take_shown.emit(entry)

    def _mark_current(self) -> None:
        self._panel.take_list.mark_shown_take(self._take_of(self._open_takes.shown))

    def _show_compared(self) -> None:
        a = self._take_index.take_of(self._comparison.version_a)
        self._panel.browser.show_compared(a, shown=self._take_of(self._open_takes.shown))

    def _take_of(self, open_take: OpenTake | None) -> str:
        return self._take_index.take_of(open_take.id) if open_take else ""

    def _marks_of(self, take: str) -> TakeMarks:
        return self.marks.get(take, NO_MARKS)

    def _change_marks(self, take: str, marks: TakeMarks, action: str) -> None:
        self.set_marks({**self.marks, take: marks})
        self.action_done.emit(action, False)

    def _try_writing(self, write: Callable[[], None]) -> None:
        """Write to the take store; after an error, the change lasts until the window is closed."""
        try:
            write()
        except FileError as error:
            self._status.show_error(error)

    def load_takes(self) -> None:
        """List the takes of earlier sessions, in idle time."""
        self.reading = IdleTask(self._load_steps(), self)
        self.reading.finished.connect(self._on_takes_loaded)
        self.reading.finished.connect(self._report_unreadable)

    def _on_takes_loaded(self) -> None:
        self._panel.browser.refresh()
        if self._first_take in self._take_index and not self._open_takes.shown:
            self._show_version(self._take_index.current_version(self._first_take))

    def _load_steps(self) -> Iterator[None]:
        marks: dict[str, TakeMarks] = {}
        current_versions: dict[str, str] = {}
        for take, annotation in self._store.annotations():
            if isinstance(annotation, TakeMarks):
                marks[take] = annotation
            else:
                current_versions[take] = annotation
            yield
        self._take_index.set_marks({**marks, **self._take_index.marks})
        self._take_index.restore_current_versions(current_versions)
        self.marks_loaded.emit(marks)
        for summary in self._store.summaries():
            if summary:
                self._take_index.add(summary)
                if len(self._take_index) % _REFRESH_INTERVAL_TAKES == 1:
                    self.takes_found.emit()
                    self._panel.browser.refresh()
            yield
