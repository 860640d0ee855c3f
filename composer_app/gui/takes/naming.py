"""What made a take of the one before, told from the two: whether it went on from it, and what undoing says."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from PySide6.QtCore import QCoreApplication

from composer_app.composer import Composition
from composer_app.gui.phrases import mood_title
from composer_app.gui.score.notation import pretty, symbol
from composer_app.gui.takes.history import Entry
from composer_app.music.constraints import Constraints
from composer_app.request.request import Request

translate = QCoreApplication.translate
_LONGEST = 32  # letters of a sentence in a menu


@dataclass(frozen=True, slots=True)
class Origin:
    """How a take came about.

    Attributes:
        act: What a person would call it: "redo the rest".
        goes_on: Whether it goes on from the take that was shown.
    """

    act: str
    goes_on: bool = True


def origin(before: Entry | None, made: Composition, asked: Request, *, revises: bool) -> Origin:
    """How a take came about.

    Args:
        before: The take that was shown when it was asked for.
        made: The take.
        asked: What was understood, before the controls fixed something else.
        revises: Whether it is the take before, changed in places.
    """
    act = _act(before, made, asked, revises=revises) if before else ""
    return Origin(act or _quoted(asked.text), goes_on=bool(act))


def _act(before: Entry, made: Composition, asked: Request, *, revises: bool) -> str:
    """What went on from the take before; empty for something new."""
    old = before.composition
    other = made.seed != old.seed
    same = asked.text == before.asked.text
    rules: tuple[tuple[bool, Callable[[], str]], ...] = (
        (revises, lambda: _change(old, made)),
        (other and made.playing_seed is not None, lambda: translate("Acts", "redo the rest")),
        (
            same and asked.mood != before.asked.mood,
            lambda: translate("Acts", "feel {mood}").format(mood=mood_title(asked.mood).lower()),
        ),
        (other and asked == before.asked, lambda: translate("Acts", "another one")),
        (same, lambda: _wish(old, made) or _quoted(asked.text)),
        (not other, lambda: _quoted(asked.text)),
    )
    return next((name() for holds, name in rules if holds), "")


def _change(old: Composition, new: Composition) -> str:
    """What was changed in a take: the one chord that is another, if it is one; or what is fixed otherwise."""
    before, after = old.progression, new.progression
    if len(before.chords) == len(after.chords):
        pairs = [
            (symbol(first, before), symbol(second, after))
            for first, second in zip(before.chords, after.chords, strict=True)
            if first.chord != second.chord
        ]
        if len(pairs) == 1:
            return f"{pairs[0][0]} → {pairs[0][1]}"
    return _wish(old, new) or translate("Acts", "change the chords")


def _wish(old: Composition, new: Composition) -> str:
    """What the controls fixed otherwise, in a word; empty where they did not."""
    was, now = old.request.constraints, new.request.constraints
    changed = [
        each.name for each in fields(Constraints) if getattr(was, each.name) != getattr(now, each.name)
    ]
    names = dict.fromkeys(_names()[name] for name in changed)
    if not names and (old.manner, old.taste) != (new.manner, new.taste):
        names = {translate("Acts", "how it is played"): None}
    return ", ".join(names)


def _names() -> dict[str, str]:
    """What each constraint is called."""
    return {
        "tonic": translate("Acts", "key"),
        "mode": translate("Acts", "key"),
        "spelling": translate("Acts", "key"),
        "tempo": translate("Acts", "tempo"),
        "metre": translate("Acts", "metre"),
        "bars": translate("Acts", "bars"),
        "seconds": translate("Acts", "length"),
        "instrument": translate("Acts", "instrument"),
        "pattern": translate("Acts", "pattern"),
        "ending": translate("Acts", "ending"),
    }


def kept(entry: Entry, before: frozenset[int], after: frozenset[int]) -> str:
    """What keeping other chords than before is called."""
    chords = entry.composition.progression
    if len(changed := before ^ after) != 1:
        return (
            translate("Acts", "keep chords")
            if len(after) > len(before)
            else translate("Acts", "keep fewer chords")
        )
    (number,) = changed
    name = pretty(symbol(chords.chords[number], chords))
    return (
        translate("Acts", "keep {chord}") if number in after else translate("Acts", "let go of {chord}")
    ).format(chord=name)


def _quoted(text: str) -> str:
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    return f"“{short}”"
