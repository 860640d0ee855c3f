"""What a sentence asked for beside its feeling, as a person reads it, and what it could be changed to."""

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
    """One thing that was asked for.

    Attributes:
        fields: Which fields of `Constraints` say it: one, or tonic and mode together.
        text: What it is, such as "D minor".
        words: The words of the sentence that named it; empty where a person chose it.
    """

    fields: tuple[str, ...]
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ConstraintOption:
    """What something could be changed to: its name, and the values of its fields."""

    text: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The numbers that something could be changed to, and their unit."""

    minimum: int
    maximum: int
    unit: str


def requested_constraints(request: Request | None) -> tuple[RequestedConstraint, ...]:
    """All that a request asks for beside its feeling, in a fixed order."""
    if not request:
        return ()
    held, because = request.constraints, dict(request.constraint_phrases)
    things = []
    for group in _FIELD_GROUPS:
        if fields := tuple(name for name in group if getattr(held, name) is not None):
            text = _format_constraint(
                fields, tuple(getattr(held, name) for name in fields), held.spelling or ""
            )
            words = " … ".join(dict.fromkeys(because[name] for name in fields if name in because))
            things.append(RequestedConstraint(fields, text, words))
    return tuple(things)


def constraint_options(fields: tuple[str, ...]) -> tuple[ConstraintOption, ...] | NumberRange:
    """What a thing could be changed to: a list of choices, or a range of numbers."""
    ranges = {
        "tempo": NumberRange(int(TEMPO_LIMITS_BPM[0]), int(TEMPO_LIMITS_BPM[1]), translate("Asked", " bpm")),
        "bars": NumberRange(*BAR_LIMITS, translate("Asked", " bars")),
        "seconds": NumberRange(
            int(DURATION_LIMITS_S[0]), int(DURATION_LIMITS_S[1]), translate("Asked", " seconds")
        ),
    }
    return ranges.get(fields[0]) or tuple(
        ConstraintOption(_format_constraint(fields, each), each) for each in _option_values(fields)
    )


def without_constraints(request: Request, fields: Iterable[str]) -> Request:
    """The same request, with some fields left open."""
    return with_constraints(request, dict.fromkeys(fields))


def with_constraints(request: Request, values: dict[str, Any]) -> Request:
    """The same request with other values in some fields, which no word of the sentence named."""
    because = tuple((name, words) for name, words in request.constraint_phrases if name not in values)
    if "tonic" in values:
        values = {"spelling": None, **values}
    return replace(request, constraints=replace(request.constraints, **values), constraint_phrases=because)


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
    """One thing in words; a tonic with its spelling, where that is not the usual."""
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


# How each field is said.
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
