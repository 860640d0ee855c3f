"""What made a take of the one before, told from the two: whether it went on from it, and what undoing says."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from PySide6.QtCore import QCoreApplication

from composer_app.composition import Composition
from composer_app.gui.session.open_takes import OpenTake
from composer_app.gui.text.format import format_mood_title
from composer_app.gui.text.notation import format_accidentals, format_chord_symbol
from composer_app.music.constraints import Constraints
from composer_app.request.request import Request

translate = QCoreApplication.translate
_MAX_QUOTE_CHARS = 32  # letters of a sentence in a menu


@dataclass(frozen=True, slots=True)
class TakeAction:
    """How a take came about.

    Attributes:
        label: What a person would call it: "regenerate unlocked".
        continues_shown_take: Whether it goes on from the take that was shown.
    """

    label: str
    continues_shown_take: bool = True


def describe_take_action(
    before: OpenTake | None, made: Composition, original_request: Request, *, is_revision: bool
) -> TakeAction:
    """How a take came about.

    Args:
        before: The take that was shown when it was asked for.
        made: The take.
        original_request: What was understood, before the controls fixed something else.
        is_revision: Whether it is the take before, changed in places.
    """
    act = _action_label(before, made, original_request, is_revision=is_revision) if before else ""
    return TakeAction(act or _quote(original_request.text), continues_shown_take=bool(act))


def _action_label(
    before: OpenTake, made: Composition, original_request: Request, *, is_revision: bool
) -> str:
    """What went on from the take before; empty for something new."""
    old = before.composition
    other = made.seed != old.seed
    same = original_request.text == before.original_request.text
    rules: tuple[tuple[bool, Callable[[], str]], ...] = (
        (is_revision, lambda: _describe_change(old, made)),
        (other and made.performance_seed is not None, lambda: translate("Acts", "regenerate unlocked")),
        (
            same and original_request.mood != before.original_request.mood,
            lambda: translate("Acts", "feel {mood}").format(
                mood=format_mood_title(original_request.mood).lower()
            ),
        ),
        (other and original_request == before.original_request, lambda: translate("Acts", "regenerate")),
        (same, lambda: _describe_override_change(old, made) or _quote(original_request.text)),
        (not other, lambda: _quote(original_request.text)),
    )
    return next((name() for holds, name in rules if holds), "")


def _describe_change(old: Composition, new: Composition) -> str:
    """What was changed in a take: the one chord that is another, if it is one; or what is fixed otherwise."""
    before, after = old.progression, new.progression
    if len(before.chords) == len(after.chords):
        pairs = [
            (format_chord_symbol(first, before), format_chord_symbol(second, after))
            for first, second in zip(before.chords, after.chords, strict=True)
            if first.chord != second.chord
        ]
        if len(pairs) == 1:
            return f"{pairs[0][0]} → {pairs[0][1]}"
    return _describe_override_change(old, new) or translate("Acts", "change the chords")


def _describe_override_change(old: Composition, new: Composition) -> str:
    """What the controls fixed otherwise, in a word; empty where they did not."""
    was, now = old.request.constraints, new.request.constraints
    changed = [
        each.name for each in fields(Constraints) if getattr(was, each.name) != getattr(now, each.name)
    ]
    names = dict.fromkeys(_constraint_names()[name] for name in changed)
    if not names and (old.performance_settings, old.generation_settings) != (
        new.performance_settings,
        new.generation_settings,
    ):
        names = {translate("Acts", "performance settings"): None}
    return ", ".join(names)


def _constraint_names() -> dict[str, str]:
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


def describe_lock_change(open_take: OpenTake, before: frozenset[int], after: frozenset[int]) -> str:
    """What keeping other chords than before is called."""
    chords = open_take.composition.progression
    if len(changed := before ^ after) != 1:
        return (
            translate("Acts", "lock chords")
            if len(after) > len(before)
            else translate("Acts", "unlock chords")
        )
    (number,) = changed
    name = format_accidentals(format_chord_symbol(chords.chords[number], chords))
    return (
        translate("Acts", "lock {chord}") if number in after else translate("Acts", "unlock {chord}")
    ).format(chord=name)


def _quote(text: str) -> str:
    short = text if len(text) <= _MAX_QUOTE_CHARS else text[: _MAX_QUOTE_CHARS - 1].rstrip() + "…"
    return f"“{short}”"
