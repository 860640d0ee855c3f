"""What a sentence asked for beside its feeling, as a person reads it, and what it could be changed to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from composer_app.gui.phrases import bars
from composer_app.gui.score.notation import pretty
from composer_app.gui.translation import term
from composer_app.music.constraints import BARS, PATTERNS, SECONDS, TEMPI, Ending
from composer_app.music.instrument import INSTRUMENTS
from composer_app.music.key import Key, Mode
from composer_app.music.metre import read_metre
from composer_app.request.request import Request

translate = QCoreApplication.translate

_FIELDS = (
    ("tonic", "mode"), ("tempo",), ("metre",), ("bars",), ("seconds",), ("instrument",), ("pattern",), ("ending",),
)  # fmt: skip
_TONICS = ("C", "D♭", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
_METRES = ("4/4", "3/4", "2/4", "6/8", "5/4", "7/8", "12/8")


@dataclass(frozen=True, slots=True)
class Asked:
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
class Option:
    """What something could be changed to: its name, and the values of its fields."""

    text: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that something could be changed to, and their unit."""

    least: int
    most: int
    unit: str


def asked(request: Request | None) -> tuple[Asked, ...]:
    """All that a request asks for beside its feeling, in a fixed order."""
    if not request:
        return ()
    held, because = request.constraints, dict(request.because)
    things = []
    for group in _FIELDS:
        if fields := tuple(name for name in group if getattr(held, name) is not None):
            text = _said(fields, tuple(getattr(held, name) for name in fields), held.spelling or "")
            words = " … ".join(dict.fromkeys(because[name] for name in fields if name in because))
            things.append(Asked(fields, text, words))
    return tuple(things)


def options(fields: tuple[str, ...]) -> tuple[Option, ...] | Numbers:
    """What a thing could be changed to: a list of choices, or a range of numbers."""
    ranges = {
        "tempo": Numbers(int(TEMPI[0]), int(TEMPI[1]), translate("Asked", " bpm")),
        "bars": Numbers(*BARS, translate("Asked", " bars")),
        "seconds": Numbers(int(SECONDS[0]), int(SECONDS[1]), translate("Asked", " seconds")),
    }
    return ranges.get(fields[0]) or tuple(Option(_said(fields, each), each) for each in _values(fields))


def without(request: Request, fields: Iterable[str]) -> Request:
    """The same request, with some fields left open."""
    return changed(request, dict.fromkeys(fields))


def changed(request: Request, values: dict[str, Any]) -> Request:
    """The same request with other values in some fields, which no word of the sentence named."""
    because = tuple((name, words) for name, words in request.because if name not in values)
    if "tonic" in values:
        values = {"spelling": None, **values}
    return replace(request, constraints=replace(request.constraints, **values), because=because)


def _values(fields: tuple[str, ...]) -> tuple[tuple[Any, ...], ...]:
    table: dict[tuple[str, ...], Iterable[tuple[Any, ...]]] = {
        ("tonic", "mode"): ((tonic, mode) for mode in Mode for tonic in range(12)),
        ("tonic",): ((tonic,) for tonic in range(12)),
        ("mode",): ((mode,) for mode in Mode),
        ("metre",): ((read_metre(metre),) for metre in _METRES),
        ("instrument",): ((name,) for name in INSTRUMENTS),
        ("pattern",): ((name,) for name in PATTERNS),
        ("ending",): ((ending,) for ending in Ending),
    }
    return tuple(table[fields])


def _said(fields: tuple[str, ...], values: tuple[Any, ...], spelling: str = "") -> str:
    """One thing in words; a tonic with its spelling, where that is not the usual."""
    if len(fields) > 1:
        tonic, mode = values
        return _key(Key(tonic, mode, spelling))
    if fields == ("tonic",) and spelling:
        return translate("Asked", "in {tonic}").format(tonic=pretty(spelling))
    return _SAYINGS[fields[0]](*values)


def _key(key: Key) -> str:
    name = pretty(key.tonic_name)
    return (
        translate("Asked", "{tonic} major") if key.mode is Mode.MAJOR else translate("Asked", "{tonic} minor")
    ).format(tonic=name)


def _mode(mode: Mode) -> str:
    return translate("Asked", "major") if mode is Mode.MAJOR else translate("Asked", "minor")


def _ending(ending: Ending) -> str:
    return translate("Asked", "as a loop") if ending is Ending.LOOP else translate("Asked", "with an ending")


# How each field is said.
_SAYINGS: dict[str, Callable[[Any], str]] = {
    "tonic": lambda tonic: translate("Asked", "in {tonic}").format(tonic=_TONICS[tonic]),
    "mode": _mode,
    "tempo": lambda tempo: translate("Asked", "{tempo:g} bpm").format(tempo=tempo),
    "metre": lambda metre: translate("Asked", "in {metre}").format(metre=metre),
    "bars": bars,
    "seconds": lambda seconds: translate("Asked", "{seconds:g} seconds").format(seconds=seconds),
    "instrument": term,
    "pattern": lambda name: translate("Asked", "{pattern} pattern").format(pattern=term(name)),
    "ending": _ending,
}
