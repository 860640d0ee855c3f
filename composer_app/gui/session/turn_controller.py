"""Talking back: does what a sentence does to the take that is shown."""

from collections.abc import Callable, Mapping

from composer_app.gui.score.chord_controller import ChordController
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTakes, dialogue_state_of
from composer_app.gui.session.overrides import preserves_chords
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.session.status import StatusReporter
from composer_app.gui.shell.main_window import MainWindow
from composer_app.request.dialogue.turn import ChangeStep, DialogueAct, DialogueTurn
from composer_app.request.request import Request


class TurnController:
    """Orders are carried out at once; a change keeps the chords, or the seed, so that what can stay stays."""

    def __init__(
        self,
        window: MainWindow,
        open_takes: OpenTakes,
        session: EngineSession,
        chord_controller: ChordController,
        request_controller: RequestController,
        status: StatusReporter,
        command_handlers: Mapping[DialogueAct, Callable[[int], object]],
    ) -> None:
        """Each order is called with how many takes it is about."""
        self._window, self._open_takes, self._session = window, open_takes, session
        self._chord_controller, self._request_controller, self._status, self._command_handlers = (
            chord_controller,
            request_controller,
            status,
            command_handlers,
        )
        self._steps: tuple[ChangeStep, ...] = ()

    def apply_turn(self, turn: DialogueTurn) -> None:
        """Do what a sentence does."""
        shown = self._open_takes.shown
        if shown and turn.chords_to_lock and turn.request:
            self._steps = turn.steps
            self._window.input_panel.show_text(turn.request.text)
            self._request_controller.show_request(turn.request)
            self._chord_controller.lock_chords(turn.chords_to_lock)
            self._chord_controller.regenerate_unlocked_for(turn.request)
        elif turn.chord_edits:
            if self._chord_controller.edit(*turn.chord_edits):
                self._restore_request_text()
                if turn.note:
                    self._window.message_bar.show_message(turn.note)
        elif order := self._command_handlers.get(turn.act):
            self._restore_request_text()
            self._status.show_idle()
            order(turn.takes_back)
        elif turn.request:
            self._apply_request(turn.act, turn.request, turn.steps)

    def _restore_request_text(self) -> None:
        """The field keeps what was asked for, not the order."""
        if shown := self._open_takes.shown:
            self._window.input_panel.show_text(shown.original_request.text)

    def _apply_request(self, act: DialogueAct, request: Request, steps: tuple[ChangeStep, ...]) -> None:
        """Make music of a request, out of what is shown where that is changed."""
        shown, take = self._open_takes.shown, self._chord_controller.current_take
        self._steps = steps
        self._request_controller.show_request(request)
        workflow = self._session
        if not (shown and take) or act is not DialogueAct.CHANGE:
            workflow.compose(request)
        elif preserves_chords(take, shown.original_request, request):
            workflow.rearrange(take, request, workflow.constraint_overrides, workflow.performance_settings)
        else:
            workflow.compose(request, take.seed)

    def on_take_shown(self) -> None:
        """From now on, sentences are about the take that is shown."""
        if shown := self._open_takes.shown:
            self._session.dialogue_state = dialogue_state_of(shown, self._steps)
            self._steps = ()
