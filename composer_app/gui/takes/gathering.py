"""Gathering takes: each is kept as it is made, shown, marked, and gone back to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from composer_app.engine.messages import Composed
from composer_app.errors import FileError
from composer_app.gui.asking import Asking
from composer_app.gui.failure import Way
from composer_app.gui.idle import Idle
from composer_app.gui.play.playback import Playback
from composer_app.gui.status import Status
from composer_app.gui.takes.comparing import Comparing
from composer_app.gui.takes.history import Entry, History, entry_of
from composer_app.gui.takes.naming import origin
from composer_app.gui.takes.unwritten import Unwritten
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow
from composer_app.library.shelf import Shelf
from composer_app.library.summary import summary_of
from composer_app.library.take import NO_MARKS, Marks, Take

_REFRESH = 1000  # takes read between two looks at the list


class Gathering(QObject):
    """Joins the shelf and the history to the list of takes.

    Signals:
        shown: Another take, or another version of it, is shown, with its `Entry`.
        did: A person did something with takes: what it is called, and whether it goes on with the same just before.
        remembered: What was noted on the takes of earlier sittings, with the `Marks` by their ids.
    """

    shown = Signal(object)
    did = Signal(str, bool)
    remembered = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        workflow: Workflow,
        history: History,
        asking: Asking,
        playback: Playback,
        status: Status,
        folder: Path,
    ) -> None:
        super().__init__(window)
        self._window, self._workflow, self._history = window, workflow, history
        self._asking, self._playback, self._status = asking, playback, status
        self._shelf, self._catalogue, self._comparing = Shelf(folder), window.takes.catalogue, Comparing()
        self._at_first = ""
        self.unwritten = Unwritten(window, self._shelf, folder)
        self.unwritten.written.connect(self._have_written)
        self._folder = folder
        self.reading: Idle | None = None
        window.painted.connect(self._remember)
        workflow.composed.connect(self._take)
        browser = window.takes.browser
        browser.flipped.connect(self.flip)
        browser.branched.connect(asking.another)
        browser.model.renamed.connect(self.rename)
        browser.list.chosen.connect(self.go)
        browser.list.starred.connect(self.star)
        browser.list.branched.connect(self.branch)
        browser.list.compared.connect(self.compare)
        browser.list.removed.connect(self.remove)
        browser.list.opened.connect(self.go_to_version)

    @property
    def marks(self) -> Mapping[str, Marks]:
        """What is noted on takes, by their ids."""
        return self._catalogue.marks

    def close(self) -> None:
        """Read no more, and write what could not be written, if it can be now."""
        self.unwritten.close()
        if self.reading:
            self.reading.stop()

    def show_at_first(self, take: str) -> None:
        """Show a take, in silence, once those of earlier sittings are listed, unless another is shown by then."""
        self._at_first = take

    def go(self, take: str) -> None:
        """Go back to a take, and sound it."""
        if self._open(self._catalogue.current(take)):
            self._playback.play()
            self.did.emit(self.tr("go to take {n}").format(n=self._catalogue.row(take).number), False)

    def go_to_version(self, version: str) -> None:
        """Go to a version of a take, and sound it."""
        if self._open(version):
            self._playback.play()
            row = self._catalogue.row(self._catalogue.take_of(version))
            act = self.tr("go to version {n} of take {take}").format(n=row.version, take=row.number)
            self.did.emit(act, False)

    def back(self, takes: int = 1) -> None:
        """Go back so many takes in the order they were made, or to the first, and sound it."""
        order, shown = self._catalogue.order(), self._history.shown
        at = order.index(self._take_of(shown)) if shown and self._take_of(shown) in order else len(order)
        if at:
            self.go(order[max(0, at - takes)])

    def step_back(self, steps: int = 1) -> None:
        """Go back so many steps, to the version before or, from the first, to the take before, and sound it."""
        shown = self._history.shown
        version, left = shown.id if shown else "", steps
        while version and left and (before := self._catalogue.before(version)):
            version, left = before, left - 1
        if left:
            self.back(left)
        elif self._open(version):
            self._playback.play()
            self.did.emit(self.tr("go back"), False)

    def reveal(self, version: str) -> None:
        """Show a version again, as before something was undone; music goes on with it, and silence stays."""
        sounding = self._playback.jukebox.playing
        if self._open(version) and sounding:
            self._playback.follow()

    def flip(self) -> None:
        """Let the take that is shown be A; or change between A and the other one, while it plays."""
        if shown := self._history.shown:
            version = self._comparing.flip(shown.id)
            if version != shown.id and self._open(version):
                self._playback.follow()
                self.did.emit(self.tr("compare"), True)
            self._show_compared()

    def compare(self, take: str) -> None:
        """Let a take be the one that others are compared with, or no longer."""
        self._comparing.mark(self._catalogue.current(take))
        self._show_compared()

    def branch(self, take: str) -> None:
        """Make another one of a take."""
        if self._open(self._catalogue.current(take)):
            self._asking.another()

    def star(self, take: str) -> None:
        """Give a take a star, or take it back."""
        marks = self._marks_of(take)
        act = self.tr("take a star away") if marks.star else self.tr("give a star")
        self._note(take, replace(marks, star=not marks.star), act)

    def rename(self, take: str, name: str) -> None:
        """Call a take something; by its sentence where the name is empty."""
        self._note(take, replace(self._marks_of(take), name=name), self.tr("rename a take"))

    def remove(self, take: str) -> None:
        """Take a take off the list, or bring it back."""
        marks = self._marks_of(take)
        act = self.tr("bring a take back") if marks.removed else self.tr("take a take off the list")
        self._note(take, replace(marks, removed=not marks.removed), act)

    def set_marks(self, marks: Mapping[str, Marks]) -> None:
        """Note all marks anew; what has changed of them is kept on the shelf."""
        before, self._catalogue.marks = self._catalogue.marks, marks
        for take in {**before, **marks}:
            if before.get(take, NO_MARKS) != (now := marks.get(take, NO_MARKS)):
                self._try(partial(self._shelf.mark, take, now))
        self._window.takes.browser.refresh()

    def _take(self, composed: Composed) -> None:
        """A new take, or a new version of the one that is shown: keep it, show it, sound it."""
        composition, before = composed.composition, self._history.shown
        self._status.rest()
        asked = self._asking.request or composition.request
        how = origin(before, composition, asked, revises=composed.revises)
        of = self._take_of(before) if before and composed.revises else ""
        source = before.id if before and how.goes_on else ""
        self.unwritten.try_again()
        take, trouble = self._shelf.keep(composition, asked, of, source, composed.midi)
        self._history.add(entry_of(take, composed.audio))
        self._catalogue.add(summary_of(take))
        if self._catalogue.leave_at(take.id) and not trouble:
            self._try(
                partial(self._shelf.leave_at, take.of, take.id)
            )  # it may have been left at an older one
        self._window.takes.browser.refresh()
        self._window.takes.browser.uncover(take.of)
        self._show()
        self._playback.follow()
        if self._window.speak.field.hasFocus():
            self._window.transport.play.setFocus()  # so that the space bar stops and plays
        self.did.emit(how.act, False)
        if trouble:
            self.unwritten.add(take, composed.midi)
            self._status.fail(trouble)
        elif composed.warnings:
            self._window.notice.say(composed.warnings[0], (Way.MY_MUSIC,))

    def _have_written(self, take: Take) -> None:
        """A take that had no file has one now: it can be taken away, and what was noted on it is kept, too."""
        self._history.set_file(take.id, take.file)
        if take.of in self.marks:
            self._try(partial(self._shelf.mark, take.of, self.marks[take.of]))
        if (shown := self._history.shown) and shown.id == take.id:
            self._window.takes.away.show_take(shown.composition, shown.midi)
        if not self.unwritten:
            self._window.notice.hide()
            self._window.progress.rest(self.tr("All takes are written now"))

    def _open(self, version: str) -> bool:
        """Show a version; False, and word of it, where the shelf has it no more."""
        if not self._history.go(version):
            take = self._shelf.open(version)
            if not take:
                self._mark_shown()
                self._status.fail(FileError(self._why_not(version)))
                return False
            self._history.add(entry_of(take))
        if self._catalogue.leave_at(version):
            self._try(partial(self._shelf.leave_at, self._catalogue.take_of(version), version))
        self._show()
        return True

    def _why_not(self, version: str) -> str:
        """Why a take cannot be shown."""
        if self._shelf.unread(version):
            return self.tr(
                "The record of this take is damaged, or made by a newer version of Composer. "
                "Its files stay in {folder}."
            ).format(folder=self._folder)
        return self.tr("This take is gone from its folder. Choose another one.")

    def _tell_unreadable(self) -> None:
        """Say once which takes are not listed."""
        if not (names := self._shelf.newly_unreadable()):
            return
        more = self.tr(" and {n} more").format(n=len(names) - 1) if len(names) > 1 else ""
        self._window.notice.say(
            self.tr(
                "Not listed, because its record is damaged, or made by a newer version of Composer: {name}{more}. "
                "The files stay in {folder}."
            ).format(name=names[0], more=more, folder=self._folder)
        )

    def _show(self) -> None:
        entry = self._history.shown
        assert entry
        self._workflow.cancel()
        window = self._window
        window.score.show_take(entry.composition)
        self._mark_shown()
        self._show_compared()
        self.shown.emit(entry)

    def _mark_shown(self) -> None:
        self._window.takes.list.show_chosen(self._take_of(self._history.shown))

    def _show_compared(self) -> None:
        a = self._catalogue.take_of(self._comparing.a)
        self._window.takes.browser.show_compared(a, shown=self._take_of(self._history.shown))

    def _take_of(self, entry: Entry | None) -> str:
        return self._catalogue.take_of(entry.id) if entry else ""

    def _marks_of(self, take: str) -> Marks:
        return self.marks.get(take, NO_MARKS)

    def _note(self, take: str, marks: Marks, act: str) -> None:
        self.set_marks({**self.marks, take: marks})
        self.did.emit(act, False)

    def _try(self, write: Callable[[], None]) -> None:
        """Write something to the shelf; what cannot be written is said, and holds until the window is closed."""
        try:
            write()
        except FileError as error:
            self._status.fail(error)

    def _remember(self) -> None:
        """List the takes of earlier sittings, while nothing else is to be done."""
        self.reading = Idle(self._read(), self)
        self.reading.over.connect(self._have_remembered)
        self.reading.over.connect(self._tell_unreadable)

    def _have_remembered(self) -> None:
        self._window.takes.browser.refresh()
        if self._at_first in self._catalogue and not self._history.shown:
            self._open(self._catalogue.current(self._at_first))

    def _read(self) -> Iterator[None]:
        marks: dict[str, Marks] = {}
        left: dict[str, str] = {}
        for take, noted in self._shelf.noted():
            if isinstance(noted, Marks):
                marks[take] = noted
            else:
                left[take] = noted
            yield
        self._catalogue.marks = {**marks, **self._catalogue.marks}
        self._catalogue.remember_left(left)
        self.remembered.emit(marks)
        for summary in self._shelf.summaries():
            if summary:
                self._catalogue.add(summary)
                if len(self._catalogue) % _REFRESH == 1:
                    self._window.speak.hide_examples()
                    self._window.takes.browser.refresh()
            yield
