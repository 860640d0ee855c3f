"""The constraints of a request as texts, and the values that each can be changed to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from composer_app.gui.text.format import format_bars
from composer_app.gui.text.notation import format_accidentals
from composer_app.gui.text.translation import translate_term
from composer_app.music.constraints import (
    BAR_LIMITS,
    DURATION_LIMITS_S,
    TEMPO_LIMITS_BPM,
    Ending,
)
from composer_app.music.instruments import INSTRUMENTS
from composer_app.music.key import Key, Mode
from composer_app.music.metre import read_metre
from composer_app.music.pattern import pattern_names
from composer_app.request.request import Request

translate = QCoreApplication.translate

_FIELD_GROUPS = (
    ("tonic", "mode"), ("tempo",), ("metre",), ("bars",), ("seconds",), ("instrument",), ("pattern",), ("ending",),
)  # fmt: skip
_TONIC_NAMES = ("C", "D♭", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
_METRE_NAMES = ("4/4", "3/4", "2/4", "6/8", "5/4", "7/8", "12/8")


@dataclass(frozen=True, slots=True)
class RequestedConstraint:
    """A constraint of a request.

    Attributes:
        fields: Its fields of `Constraints`: one, or tonic and mode together.
        text: Its text in the window, such as "D minor".
        words: The words of the sentence that named it; empty if the user chose it by other means.
    """

    fields: tuple[str, ...]
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ConstraintOption:
    """A value that a constraint can be changed to: its text, and the values of its fields."""

    text: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The range of numbers that a constraint can be changed to, and their unit."""

    minimum: int
    maximum: int
    unit: str


def requested_constraints(request: Request | None) -> tuple[RequestedConstraint, ...]:
    """Return all constraints of a request, in a fixed order."""
    if not request:
        return ()
    constraints, phrases = request.constraints, dict(request.constraint_phrases)
    requested = []
    for group in _FIELD_GROUPS:
        if fields := tuple(name for name in group if getattr(constraints, name) is not None):
            text = _format_constraint(
                fields, tuple(getattr(constraints, name) for name in fields), constraints.spelling or ""
            )
            words = " … ".join(dict.fromkeys(phrases[name] for name in fields if name in phrases))
            requested.append(RequestedConstraint(fields, text, words))
    return tuple(requested)


def constraint_options(fields: tuple[str, ...]) -> tuple[ConstraintOption, ...] | NumberRange:
    """Return the values that a constraint can be changed to: options, or a range of numbers."""
    ranges = {
        "tempo": NumberRange(int(TEMPO_LIMITS_BPM[0]), int(TEMPO_LIMITS_BPM[1]), translate("Asked", " bpm")),
        "bars": NumberRange(*BAR_LIMITS, translate("Asked", " bars")),
        "seconds": NumberRange(
            int(DURATION_LIMITS_S[0]), int(DURATION_LIMITS_S[1]), translate("Asked", " seconds")
        ),
    }
    return ranges.get(fields[0]) or tuple(
        ConstraintOption(_format_constraint(fields, values), values) for values in _option_values(fields)
    )


def without_constraints(request: Request, fields: Iterable[str]) -> Request:
    """Return a request without the constraints of some fields."""
    return with_constraints(request, dict.fromkeys(fields))


def with_constraints(request: Request, values: dict[str, Any]) -> Request:
    """Return a request with other values for some fields, no longer linked to words of the sentence."""
    phrases = tuple((name, words) for name, words in request.constraint_phrases if name not in values)
    if "tonic" in values:
        values = {"spelling": None, **values}
    return replace(request, constraints=replace(request.constraints, **values), constraint_phrases=phrases)


def _option_values(fields: tuple[str, ...]) -> tuple[tuple[Any, ...], ...]:
    table: dict[tuple[str, ...], Iterable[tuple[Any, ...]]] = {
        ("tonic", "mode"): ((tonic, mode) for mode in Mode for tonic in range(12)),
        ("tonic",): ((tonic,) for tonic in range(12)),
        ("mode",): ((mode,) for mode in Mode),
        ("metre",): ((read_metre(metre),) for metre in _METRE_NAMES),
        ("instrument",): ((name,) for name in INSTRUMENTS),
        ("pattern",): ((name,) for name in pattern_names()),
        ("ending",): ((ending,) for ending in Ending),
    }
    return tuple(table[fields])


def _format_constraint(fields: tuple[str, ...], values: tuple[Any, ...], spelling: str = "") -> str:
    """Return a constraint as text; `spelling` is the name of the tonic, if it is not the default."""
    if len(fields) > 1:
        tonic, mode = values
        return _format_key(Key(tonic, mode, spelling))
    if fields == ("tonic",) and spelling:
        return translate("Asked", "in {tonic}").format(tonic=format_accidentals(spelling))
    return _FORMATTERS[fields[0]](*values)


def _format_key(key: Key) -> str:
    name = format_accidentals(key.tonic_name)
    return (
        translate("Asked", "{tonic} major") if key.mode is Mode.MAJOR else translate("Asked", "{tonic} minor")
    ).format(tonic=name)


def _format_mode(mode: Mode) -> str:
    return translate("Asked", "major") if mode is Mode.MAJOR else translate("Asked", "minor")


def _format_ending(ending: Ending) -> str:
    return translate("Asked", "as a loop") if ending is Ending.LOOP else translate("Asked", "with an ending")


# The text of each field.
_FORMATTERS: dict[str, Callable[[Any], str]] = {
    "tonic": lambda tonic: translate("Asked", "in {tonic}").format(tonic=_TONIC_NAMES[tonic]),
    "mode": _format_mode,
    "tempo": lambda tempo: translate("Asked", "{tempo:g} bpm").format(tempo=tempo),
    "metre": lambda metre: translate("Asked", "in {metre}").format(metre=metre),
    "bars": format_bars,
    "seconds": lambda seconds: translate("Asked", "{seconds:g} seconds").format(seconds=seconds),
    "instrument": translate_term,
    "pattern": lambda name: translate("Asked", "{pattern} pattern").format(pattern=translate_term(name)),
    "ending": _format_ending,
}
