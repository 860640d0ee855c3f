"""A composition as JSON and back: what a take remembers of itself beside its MIDI file.

The values say themselves what they are made of, so one rule reads them all: a dataclass from an object, a
tuple from an array, an enumeration from its value, and a plain value as it is.
"""

import dataclasses
from datetime import datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import cast, get_args, get_origin, get_type_hints

from composer_app.composer import Composition

_TOO_LARGE = 1 << 63  # seeds are the largest numbers that a take has
_YEARS = range(1970, 9_000)


def plain(composition: Composition) -> dict[str, object]:
    """A composition in plain values that JSON can hold, notes and all."""
    return dataclasses.asdict(composition)


def read(value: object) -> Composition:
    """The composition that `plain` made plain, once it has been through JSON.

    Raises:
        ValueError: It is none.
    """
    return cast("Composition", read_as(Composition, value))


def read_as(kind: type, value: object) -> object:
    """A value of that kind out of plain ones, once they have been through JSON.

    Raises:
        ValueError: It is none.
    """
    try:
        return _value(kind, value)
    except (TypeError, LookupError, ValueError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"this is not the record of a {kind.__name__.lower()}") from error


def _value(kind: object, value: object) -> object:
    """What a plain JSON value says, where a value of `kind` is wanted."""
    if isinstance(kind, UnionType):
        wanted = next(each for each in get_args(kind) if each is not type(None))
        return None if value is None else _value(wanted, value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if not isinstance(kind, type):
        raise TypeError(f"{kind} cannot be read")
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, value)
    if issubclass(kind, Enum):
        return kind(value)
    if kind is datetime:
        return moment(value)
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise TypeError(f"{value!r} is not of {kind}")
    if (
        isinstance(value, int | float) and not abs(value) < _TOO_LARGE
    ):  # what is no number is not below it either
        raise ValueError(f"{value!r} is no value of a take")
    return float(value) if isinstance(value, int) and kind is float else value


def moment(value: object) -> datetime:
    """The moment that an ISO text names; one without a time zone is in the local one."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    when = datetime.fromisoformat(value)
    if when.year not in _YEARS:  # at the ends of time, no other time zone can be told
        raise ValueError(f"no take was made in {when.year}")
    return when if when.tzinfo else when.astimezone()


def _tuple(kinds: tuple[object, ...], value: object) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not an array")
    each = kinds[:1] * len(value) if kinds[-1] is Ellipsis else kinds
    return tuple(_value(kind, item) for kind, item in zip(each, value, strict=True))


def _dataclass(kind: type, value: object) -> object:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is not an object")
    # A take of an older version lacks what has come since, and gets the usual.
    known = {name: kinds for name, kinds in _fields(kind).items() if name in value}
    return kind(**{name: _value(kinds, value[name]) for name, kinds in known.items()})


@cache
def _fields(kind: type) -> dict[str, object]:
    """A dataclass's fields and what they hold."""
    return get_type_hints(kind)
