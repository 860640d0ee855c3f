"""The controller of dialogue turns: applies a `DialogueTurn` to the shown take."""

from collections.abc import Callable, Mapping

from composer_app.gui.score.chord_controller import ChordController
from composer_app.gui.session.engine_session import EngineSession
from composer_app.gui.session.open_takes import OpenTakes, dialogue_state_of
from composer_app.gui.session.overrides import preserves_chords
from composer_app.gui.session.request_controller import RequestController
from composer_app.gui.session.status import StatusReporter
from composer_app.request.dialogue.turn import ChangeStep, DialogueAct, DialogueTurn
from composer_app.request.request import Request


class TurnController:
    """Runs commands, and applies changes so that the chords or at least the seed stay the same if they can."""

    def __init__(
        self,
        open_takes: OpenTakes,
        session: EngineSession,
        chord_controller: ChordController,
        request_controller: RequestController,
        status: StatusReporter,
        command_handlers: Mapping[DialogueAct, Callable[[int], object]],
    ) -> None:
        """Each handler of a command is called with a number of takes."""
        self._open_takes, self._session = open_takes, session
        self._chord_controller, self._request_controller, self._status, self._command_handlers = (
            chord_controller,
            request_controller,
            status,
            command_handlers,
        )
        self._steps: tuple[ChangeStep, ...] = ()

    def apply_turn(self, turn: DialogueTurn) -> None:
        """Apply a dialogue turn."""
        shown = self._open_takes.shown
        if shown and turn.chords_to_lock and turn.request:
            self._steps = turn.steps
            self._request_controller.show_text(turn.request.text)
            self._request_controller.show_request(turn.request)
            self._chord_controller.lock_chords(turn.chords_to_lock)
            self._chord_controller.regenerate_unlocked_for(turn.request)
        elif turn.chord_edits:
            if self._chord_controller.edit(*turn.chord_edits):
                self._restore_request_text()
                if turn.note:
                    self._status.show_message(turn.note)
        elif handler := self._command_handlers.get(turn.act):
            self._restore_request_text()
            self._status.show_idle()
            handler(turn.takes_back)
        elif turn.request:
            self._apply_request(turn.act, turn.request, turn.steps)

    def _restore_request_text(self) -> None:
        """Show the request of the shown take instead of the command."""
        if shown := self._open_takes.shown:
            self._request_controller.show_text(shown.original_request.text)

    def _apply_request(self, act: DialogueAct, request: Request, steps: tuple[ChangeStep, ...]) -> None:
        """Compose a request; for a change, keep the chords or the seed of the shown take."""
        shown, take = self._open_takes.shown, self._chord_controller.current_take
        self._steps = steps
        self._request_controller.show_request(request)
        if not (shown and take) or act is not DialogueAct.CHANGE:
            self._session.compose(request)
        elif preserves_chords(take, shown.original_request, request):
            self._session.rearrange(take, request)
        else:
            self._session.compose(request, take.seed)

    def on_take_shown(self) -> None:
        """Let the next sentence refer to the shown take."""
        if shown := self._open_takes.shown:
            self._session.set_dialogue_state(dialogue_state_of(shown, self._steps))
            self._steps = ()
