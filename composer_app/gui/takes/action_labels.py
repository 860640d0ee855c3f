"""Labels for the action that produced a take, derived from the take and the one shown before."""

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
_MAX_QUOTE_CHARS = 32  # of a request, so that it fits into a menu


@dataclass(frozen=True, slots=True)
class TakeAction:
    """The action that produced a take.

    Attributes:
        label: The label for undo and redo: "regenerate unlocked".
        continues_shown_take: Whether the take was derived from the one shown before.
    """

    label: str
    continues_shown_take: bool = True


def describe_take_action(
    before: OpenTake | None, composition: Composition, original_request: Request, *, is_revision: bool
) -> TakeAction:
    """Return the action that produced a take.

    Args:
        before: The take shown when it was requested; None if none was.
        composition: The new take.
        original_request: Its request before overrides.
        is_revision: Whether it is a new version of the take shown before.
    """
    label = _action_label(before, composition, original_request, is_revision=is_revision) if before else ""
    return TakeAction(label or _quote(original_request.text), continues_shown_take=bool(label))


def _action_label(
    before: OpenTake, composition: Composition, original_request: Request, *, is_revision: bool
) -> str:
    """Return the label if the take was derived from the one before; empty for a new request."""
    old = before.composition
    is_other_seed = composition.seed != old.seed
    is_same_text = original_request.text == before.original_request.text
    rules: tuple[tuple[bool, Callable[[], str]], ...] = (
        (is_revision, lambda: _describe_change(old, composition)),
        (
            is_other_seed and composition.performance_seed is not None,
            lambda: translate("Acts", "regenerate unlocked"),
        ),
        (
            is_same_text and original_request.mood != before.original_request.mood,
            lambda: translate("Acts", "feel {mood}").format(
                mood=format_mood_title(original_request.mood).lower()
            ),
        ),
        (
            is_other_seed and original_request == before.original_request,
            lambda: translate("Acts", "regenerate"),
        ),
        (is_same_text, lambda: _describe_override_change(old, composition) or _quote(original_request.text)),
        (not is_other_seed, lambda: _quote(original_request.text)),
    )
    return next((name() for holds, name in rules if holds), "")


def _describe_change(old: Composition, new: Composition) -> str:
    """Return the change between two versions: the chord, if one chord differs, or the changed overrides."""
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


def _describe_override_change(before: Composition, after: Composition) -> str:
    """Return the names of the changed overrides; empty if none changed."""
    old, new = before.request.constraints, after.request.constraints
    changed = [
        field.name for field in fields(Constraints) if getattr(old, field.name) != getattr(new, field.name)
    ]
    names = dict.fromkeys(_constraint_names()[name] for name in changed)
    if not names and (before.performance_settings, before.generation_settings) != (
        after.performance_settings,
        after.generation_settings,
    ):
        names = {translate("Acts", "performance settings"): None}
    return ", ".join(names)


def _constraint_names() -> dict[str, str]:
    """Return the name of each constraint in the window's language."""
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
    """Return the label for a change of the locked chords."""
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
    shortened = text if len(text) <= _MAX_QUOTE_CHARS else text[: _MAX_QUOTE_CHARS - 1].rstrip() + "…"
    return f"“{shortened}”"
