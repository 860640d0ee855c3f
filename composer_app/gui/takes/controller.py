"""Gathering takes: each is kept as it is made, shown, marked, and gone back to."""

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
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.takes.action_labels import describe_take_action
from composer_app.gui.takes.unsaved_takes import UnsavedTakes
from composer_app.gui.widgets.idle_task import IdleTask
from composer_app.gui.widgets.recovery import RecoveryAction
from composer_app.library.summary import summarize
from composer_app.library.take import NO_MARKS, Take, TakeMarks
from composer_app.library.take_store import TakeStore

_REFRESH_INTERVAL_TAKES = 1000  # takes read between two looks at the list


class TakesController(QObject):
    """Joins the shelf and the history to the list of takes.

    Signals:
        take_shown: Another take, or another version of it, is shown, with its `OpenTake`.
        action_done: A person did something with takes: what it is called, and whether it goes on with the same
            just before.
        marks_loaded: What was noted on the takes of earlier sittings, with the `TakeMarks` by their ids.
    """

    take_shown = Signal(object)
    action_done = Signal(str, bool)
    marks_loaded = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        session: EngineSession,
        open_takes: OpenTakes,
        request_controller: RequestController,
        playback: PlaybackController,
        status: StatusReporter,
        folder: Path,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._open_takes = window, session, open_takes
        self._request_controller, self._playback, self._status = request_controller, playback, status
        self._store, self._take_index, self._comparison = (
            TakeStore(folder),
            window.takes_panel.take_index,
            ABComparison(),
        )
        self._at_first = ""
        self.unwritten = UnsavedTakes(window, self._store, folder)
        self.unwritten.written.connect(self._have_written)
        self._folder = folder
        self.reading: IdleTask | None = None
        window.first_painted.connect(self._load_takes)
        session.composed.connect(self._on_composed)
        browser = window.takes_panel.browser
        browser.ab_toggle_requested.connect(self.toggle_ab)
        browser.new_variation_requested.connect(request_controller.new_variation)
        browser.model.renamed.connect(self.rename)
        browser.take_list.take_chosen.connect(self.select)
        browser.take_list.star_toggled.connect(self.toggle_star)
        browser.take_list.new_variation_requested.connect(self.new_variation_of)
        browser.take_list.compare_requested.connect(self.toggle_compared)
        browser.take_list.removal_toggled.connect(self.toggle_removed)
        browser.take_list.version_chosen.connect(self.select_version)

    @property
    def marks(self) -> Mapping[str, TakeMarks]:
        """What is noted on takes, by their ids."""
        return self._take_index.marks

    def close(self) -> None:
        """Read no more, and write what could not be written, if it can be now."""
        self.unwritten.close()
        if self.reading:
            self.reading.stop()

    def show_at_first(self, take: str) -> None:
        """Show a take, in silence, once those of earlier sittings are listed, unless another is shown by then."""
        self._at_first = take

    def select(self, take: str) -> None:
        """Go back to a take, and sound it."""
        if self._show_version(self._take_index.current_version(take)):
            self._playback.play()
            self.action_done.emit(
                self.tr("go to take {n}").format(n=self._take_index.row(take).number), False
            )

    def select_version(self, version: str) -> None:
        """Go to a version of a take, and sound it."""
        if self._show_version(version):
            self._playback.play()
            row = self._take_index.row(self._take_index.take_of(version))
            act = self.tr("go to version {n} of take {take}").format(n=row.version_number, take=row.number)
            self.action_done.emit(act, False)

    def go_back_takes(self, takes: int = 1) -> None:
        """Go back so many takes in the order they were made, or to the first, and sound it."""
        order, shown = self._take_index.listed_takes(), self._open_takes.shown
        at = order.index(self._take_of(shown)) if shown and self._take_of(shown) in order else len(order)
        if at:
            self.select(order[max(0, at - takes)])

    def go_back_versions(self, steps: int = 1) -> None:
        """Go back so many steps, to the version before or, from the first, to the take before, and sound it."""
        shown = self._open_takes.shown
        version, left = shown.id if shown else "", steps
        while version and left and (before := self._take_index.previous_version(version)):
            version, left = before, left - 1
        if left:
            self.go_back_takes(left)
        elif self._show_version(version):
            self._playback.play()
            self.action_done.emit(self.tr("go back"), False)

    def restore_version(self, version: str) -> None:
        """Show a version again, as before something was undone; music goes on with it, and silence stays."""
        sounding = self._playback.output_player.is_playing
        if self._show_version(version) and sounding:
            self._playback.play_at_bar_line()

    def toggle_ab(self) -> None:
        """Let the take that is shown be A; or change between A and the other one, while it plays."""
        if shown := self._open_takes.shown:
            version = self._comparison.toggle(shown.id)
            if version != shown.id and self._show_version(version):
                self._playback.play_at_bar_line()
                self.action_done.emit(self.tr("compare"), True)
            self._show_compared()

    def toggle_compared(self, take: str) -> None:
        """Let a take be the one that others are compared with, or no longer."""
        self._comparison.toggle_a(self._take_index.current_version(take))
        self._show_compared()

    def new_variation_of(self, take: str) -> None:
        """Make another one of a take."""
        if self._show_version(self._take_index.current_version(take)):
            self._request_controller.new_variation()

    def toggle_star(self, take: str) -> None:
        """Give a take a star, or take it back."""
        marks = self._marks_of(take)
        act = self.tr("remove star") if marks.starred else self.tr("add star")
        self._change_marks(take, replace(marks, starred=not marks.starred), act)

    def rename(self, take: str, name: str) -> None:
        """Call a take something; by its sentence where the name is empty."""
        self._change_marks(take, replace(self._marks_of(take), name=name), self.tr("rename take"))

    def toggle_removed(self, take: str) -> None:
        """Take a take off the list, or bring it back."""
        marks = self._marks_of(take)
        act = self.tr("unhide take") if marks.removed else self.tr("hide take")
        self._change_marks(take, replace(marks, removed=not marks.removed), act)

    def set_marks(self, marks: Mapping[str, TakeMarks]) -> None:
        """Note all marks anew; what has changed of them is kept on the shelf."""
        before, self._take_index.marks = self._take_index.marks, marks
        for take in {**before, **marks}:
            if before.get(take, NO_MARKS) != (now := marks.get(take, NO_MARKS)):
                self._try_writing(partial(self._store.save_marks, take, now))
        self._window.takes_panel.browser.refresh()

    def _on_composed(self, composed: Composed) -> None:
        """A new take, or a new version of the one that is shown: keep it, show it, sound it."""
        composition, before = composed.composition, self._open_takes.shown
        self._status.show_idle()
        asked = self._request_controller.request or composition.request
        how = describe_take_action(before, composition, asked, is_revision=composed.is_revision)
        of = self._take_of(before) if before and composed.is_revision else ""
        source = before.id if before and how.continues_shown_take else ""
        self.unwritten.retry()
        take, trouble = self._store.add(composition, asked, of, source, composed.midi)
        self._open_takes.add(open_take_from(take, composed.audio))
        self._take_index.add(summarize(take))
        if self._take_index.set_current_version(take.id) and not trouble:
            self._try_writing(
                partial(self._store.save_shown_version, take.take_id, take.id)
            )  # it may have been left at an older one
        self._window.takes_panel.browser.refresh()
        self._window.takes_panel.browser.clear_search_if_hidden(take.take_id)
        self._show_current()
        self._playback.play_at_bar_line()
        if self._window.input_panel.request_field.hasFocus():
            self._window.transport_bar.play_button.setFocus()  # so that the space bar stops and plays
        self.action_done.emit(how.label, False)
        if trouble:
            self.unwritten.add(take, composed.midi)
            self._status.show_error(trouble)
        elif composed.warnings:
            self._window.message_bar.show_message(composed.warnings[0], (RecoveryAction.MY_MUSIC,))

    def _have_written(self, take: Take) -> None:
        """A take that had no file has one now: it can be taken away, and what was noted on it is kept, too."""
        self._open_takes.set_file(take.id, take.midi_path)
        if take.take_id in self.marks:
            self._try_writing(partial(self._store.save_marks, take.take_id, self.marks[take.take_id]))
        if (shown := self._open_takes.shown) and shown.id == take.id:
            self._window.takes_panel.export_bar.show_take(shown.composition, shown.midi_path)
        if not self.unwritten:
            self._window.message_bar.hide()
            self._window.progress_line.show_idle(self.tr("All takes are saved now"))

    def _show_version(self, version: str) -> bool:
        """Show a version; False, and word of it, where the shelf has it no more."""
        if not self._open_takes.select(version):
            take = self._store.load(version)
            if not take:
                self._mark_current()
                self._status.show_error(FileError(self._why_not(version)))
                return False
            self._open_takes.add(open_take_from(take))
        if self._take_index.set_current_version(version):
            self._try_writing(
                partial(self._store.save_shown_version, self._take_index.take_of(version), version)
            )
        self._show_current()
        return True

    def _why_not(self, version: str) -> str:
        """Why a take cannot be shown."""
        if self._store.has_record(version):
            return self.tr(
                "The record of this take is damaged, or made by a newer version of Composer. "
                "Its files stay in {folder}."
            ).format(folder=self._folder)
        return self.tr("The files of this take are missing from its folder. Choose another take.")

    def _tell_unreadable(self) -> None:
        """Say once which takes are not listed."""
        if not (names := self._store.newly_unreadable()):
            return
        more = self.tr(" and {n} more").format(n=len(names) - 1) if len(names) > 1 else ""
        self._window.message_bar.show_message(
            self.tr(
                "Not listed, because its record is damaged, or made by a newer version of Composer: {name}{more}. "
                "The files stay in {folder}."
            ).format(name=names[0], more=more, folder=self._folder)
        )

    def _show_current(self) -> None:
        entry = self._open_takes.shown
        assert entry
        self._session.cancel()
        window = self._window
        window.score_view.show_take(entry.composition)
        self._mark_current()
        self._show_compared()
        self.take_shown.emit(entry)

    def _mark_current(self) -> None:
        self._window.takes_panel.take_list.mark_shown_take(self._take_of(self._open_takes.shown))

    def _show_compared(self) -> None:
        a = self._take_index.take_of(self._comparison.version_a)
        self._window.takes_panel.browser.show_compared(a, shown=self._take_of(self._open_takes.shown))

    def _take_of(self, open_take: OpenTake | None) -> str:
        return self._take_index.take_of(open_take.id) if open_take else ""

    def _marks_of(self, take: str) -> TakeMarks:
        return self.marks.get(take, NO_MARKS)

    def _change_marks(self, take: str, marks: TakeMarks, action: str) -> None:
        self.set_marks({**self.marks, take: marks})
        self.action_done.emit(action, False)

    def _try_writing(self, write: Callable[[], None]) -> None:
        """Write something to the shelf; what cannot be written is said, and holds until the window is closed."""
        try:
            write()
        except FileError as error:
            self._status.show_error(error)

    def _load_takes(self) -> None:
        """List the takes of earlier sittings, while nothing else is to be done."""
        self.reading = IdleTask(self._load_steps(), self)
        self.reading.finished.connect(self._have_remembered)
        self.reading.finished.connect(self._tell_unreadable)

    def _have_remembered(self) -> None:
        self._window.takes_panel.browser.refresh()
        if self._at_first in self._take_index and not self._open_takes.shown:
            self._show_version(self._take_index.current_version(self._at_first))

    def _load_steps(self) -> Iterator[None]:
        marks: dict[str, TakeMarks] = {}
        left: dict[str, str] = {}
        for take, noted in self._store.annotations():
            if isinstance(noted, TakeMarks):
                marks[take] = noted
            else:
                left[take] = noted
            yield
        self._take_index.marks = {**marks, **self._take_index.marks}
        self._take_index.restore_current_versions(left)
        self.marks_loaded.emit(marks)
        for summary in self._store.summaries():
            if summary:
                self._take_index.add(summary)
                if len(self._take_index) % _REFRESH_INTERVAL_TAKES == 1:
                    self._window.input_panel.hide_examples()
                    self._window.takes_panel.browser.refresh()
            yield
