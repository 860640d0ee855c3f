"""Undo and redo by themselves, in any order of acts."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from composer_app.gui.session.undo_history import UndoHistory

_STATES = some.integers(0, 3)
_ACTS = some.sampled_from(["star", "regenerate unlocked", "compare"])


def _past(states: list[int]) -> UndoHistory[int]:
    past = UndoHistory(0)
    for state in states:
        past.push("act", state)
    return past


def test_at_first_there_is_nothing_to_undo() -> None:
    past = UndoHistory("first")
    assert (past.current, past.undo_label, past.redo_label) == ("first", "", "")
    assert past.undo() == past.redo() == "first"


def test_an_act_is_named_by_what_led_to_it() -> None:
    past = UndoHistory(0)
    past.push("add star", 1)
    past.push("regenerate unlocked", 2)
    assert past.undo_label == "regenerate unlocked"
    assert past.undo() == 1
    assert (past.undo_label, past.redo_label) == ("add star", "regenerate unlocked")


def test_something_new_gives_up_what_was_undone() -> None:
    past = _past([1, 2])
    past.undo()
    past.push("other", 3)
    assert past.redo_label == ""
    assert past.undo() == 1


def test_an_act_without_an_effect_is_none() -> None:
    past = _past([1])
    past.push("nothing", 1)
    assert past.undo_label == "act"


def test_an_act_without_an_effect_does_not_give_up_what_was_undone() -> None:
    past = _past([1, 2])
    past.undo()
    past.push("nothing", 1)
    assert past.redo() == 2


def test_acts_that_go_on_are_undone_together() -> None:
    past = UndoHistory(0)
    for state in (1, 2, 3):
        past.push("compare", state, merge=True)
    assert past.undo() == 0
    assert past.redo() == 3


def test_an_act_that_goes_on_until_all_is_as_before_is_none() -> None:
    past = _past([5])
    past.push("compare", 6, merge=True)
    past.push("compare", 5, merge=True)
    assert (past.current, past.undo_label) == (5, "act")


def test_something_that_was_there_all_the_time_is_in_every_state() -> None:
    past = _past([1, 2])
    past.transform_all(lambda state: state + 10)
    assert (past.current, past.undo(), past.undo(), past.redo()) == (12, 11, 10, 11)


def test_a_long_past_is_forgotten_at_its_beginning() -> None:
    past = _past(list(range(1, 2000)))
    states = [past.undo() for _ in range(2000)]
    assert states[0] == 1998
    assert states[-1] == 1999 - 500
    assert past.undo_label == ""


@given(some.lists(some.tuples(_ACTS, _STATES, some.booleans())), some.integers(1, 20))
def test_undone_and_redone_as_often_all_is_as_before(acts: list[tuple[str, int, bool]], times: int) -> None:
    past = UndoHistory(0)
    for act, state, merge in acts:
        past.push(act, state, merge=merge)
    before = past.current, past.undo_label, past.redo_label
    done = 0
    while done < times and past.undo_label:
        past.undo()
        done += 1
    for _ in range(done):
        past.redo()
    assert (past.current, past.undo_label, past.redo_label) == before


@dataclass(frozen=True)
class _Model:
    """The same, written down plainly: what was, what is, what was undone."""

    before: tuple[tuple[str, int], ...] = ()
    now: tuple[str, int] = ("", 0)
    undone: tuple[tuple[str, int], ...] = ()


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.past, self.model = UndoHistory(0), _Model()

    @rule(act=_ACTS, state=_STATES)
    def do(self, act: str, state: int) -> None:
        self.past.push(act, state)
        if state != self.model.now[1]:
            self.model = _Model((*self.model.before, self.model.now), (act, state))

    @rule()
    def undo(self) -> None:
        self.past.undo()
        if self.model.before:
            *before, now = self.model.before
            self.model = _Model(tuple(before), now, (self.model.now, *self.model.undone))

    @rule()
    def redo(self) -> None:
        self.past.redo()
        if self.model.undone:
            now, *undone = self.model.undone
            self.model = replace(
                self.model, before=(*self.model.before, self.model.now), now=now, undone=tuple(undone)
            )

    @invariant()
    def they_agree(self) -> None:
        redoable = self.model.undone[0][0] if self.model.undone else ""
        assert (self.past.undo_label, self.past.current, self.past.redo_label) == (*self.model.now, redoable)


TestAnyOrder = AnyOrder.TestCase
