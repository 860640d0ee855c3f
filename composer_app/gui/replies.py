"""Talking back: does what a sentence does to the take that is shown."""

from collections.abc import Callable, Mapping

from composer_app.gui.history import History, state_of
from composer_app.gui.shaping import Shaping
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow
from composer_app.request.request import Request
from composer_app.request.turn import Act, Step, Turn


class Replies:
    """Orders are carried out at once; a change keeps the seed, so that what can stay stays."""

    def __init__(
        self,
        window: MainWindow,
        history: History,
        workflow: Workflow,
        shaping: Shaping,
        show: Callable[[Request], None],
        orders: Mapping[Act, Callable[[int], object]],
    ) -> None:
        """Show requests by `show`; each order is called with how many takes it is about."""
        self._window, self._history, self._workflow = window, history, workflow
        self._shaping, self._show, self._orders = shaping, show, orders
        self._steps: tuple[Step, ...] = ()

    def answer(self, turn: Turn) -> None:
        """Do what a sentence does."""
        shown = self._history.shown
        if shown and turn.keep and turn.request:
            self._steps = turn.steps
            self._show(turn.request)
            self._shaping.keep(turn.keep)
            self._shaping.redo_for(turn.request)
        elif order := self._orders.get(turn.act):
            if shown:
                self._window.speak.show_text(shown.asked.text)  # the field keeps the request, not the order
            order(turn.takes)
        elif turn.request:
            self._steps = turn.steps
            self._show(turn.request)
            same = shown.composition.seed if shown and turn.act is Act.CHANGE else None
            self._workflow.compose(turn.request, same)

    def heed_shown(self) -> None:
        """From now on, sentences are about the take that is shown."""
        if shown := self._history.shown:
            self._workflow.state = state_of(shown, self._steps)
            self._steps = ()
