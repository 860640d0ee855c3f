"""Talking back: does what a sentence does to the take that is shown."""

from collections.abc import Callable, Mapping

from composer_app.gui.asking import Asking
from composer_app.gui.play.fixed import plays_same_chords
from composer_app.gui.score.shaping import Shaping
from composer_app.gui.status import Status
from composer_app.gui.takes.history import History, state_of
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow
from composer_app.request.request import Request
from composer_app.request.turn import Act, Step, Turn


class Replies:
    """Orders are carried out at once; a change keeps the chords, or the seed, so that what can stay stays."""

    def __init__(
        self,
        window: MainWindow,
        history: History,
        workflow: Workflow,
        shaping: Shaping,
        asking: Asking,
        status: Status,
        orders: Mapping[Act, Callable[[int], object]],
    ) -> None:
        """Each order is called with how many takes it is about."""
        self._window, self._history, self._workflow = window, history, workflow
        self._shaping, self._asking, self._status, self._orders = shaping, asking, status, orders
        self._steps: tuple[Step, ...] = ()

    def answer(self, turn: Turn) -> None:
        """Do what a sentence does."""
        shown = self._history.shown
        if shown and turn.keep and turn.request:
            self._steps = turn.steps
            self._window.speak.show_text(turn.request.text)
            self._asking.show_request(turn.request)
            self._shaping.keep(turn.keep)
            self._shaping.redo_for(turn.request)
        elif turn.changes:
            if self._shaping.edit(*turn.changes):
                self._keep_request()
                if turn.note:
                    self._window.notice.say(turn.note)
        elif order := self._orders.get(turn.act):
            self._keep_request()
            self._status.rest()
            order(turn.takes)
        elif turn.request:
            self._change(turn.act, turn.request, turn.steps)

    def _keep_request(self) -> None:
        """The field keeps what was asked for, not the order."""
        if shown := self._history.shown:
            self._window.speak.show_text(shown.asked.text)

    def _change(self, act: Act, request: Request, steps: tuple[Step, ...]) -> None:
        """Make music of a request, out of what is shown where that is changed."""
        shown, take = self._history.shown, self._shaping.take
        self._steps = steps
        self._asking.show_request(request)
        workflow = self._workflow
        if not (shown and take) or act is not Act.CHANGE:
            workflow.compose(request)
        elif plays_same_chords(take, shown.asked, request):
            workflow.perform(take, request, workflow.wishes, workflow.manner)
        else:
            workflow.compose(request, take.seed)

    def heed_shown(self) -> None:
        """From now on, sentences are about the take that is shown."""
        if shown := self._history.shown:
            self._workflow.state = state_of(shown, self._steps)
            self._steps = ()
