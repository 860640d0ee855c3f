"""A composition as JSON and back: what a take remembers of itself beside its MIDI file.

The values say themselves what they are made of, so one rule reads them all: a dataclass from an object, a
tuple from an array, an enumeration from its value, and a plain value as it is.
"""

import dataclasses
from enum import Enum
from functools import cache
from types import UnionType
from typing import cast, get_args, get_origin, get_type_hints

from composer_app.composer import Composition


def plain(composition: Composition) -> dict[str, object]:
    """A composition in plain values that JSON can hold, notes and all."""
    return dataclasses.asdict(composition)


def read(value: object) -> Composition:
    """The composition that `plain` made plain, once it has been through JSON.

    Raises:
        ValueError: It is none.
    """
    try:
        return cast("Composition", _value(Composition, value))
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("this is not the record of a composition") from error


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
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise TypeError(f"{value!r} is not of {kind}")
    return float(value) if isinstance(value, int) and kind is float else value


def _tuple(kinds: tuple[object, ...], value: object) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not an array")
    each = kinds[:1] * len(value) if kinds[-1] is Ellipsis else kinds
    return tuple(_value(kind, item) for kind, item in zip(each, value, strict=True))


def _dataclass(kind: type, value: object) -> object:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is not an object")
    kept = {name for name in _fields(kind) if name in value or name not in _optional(kind)}
    return kind(**{name: _value(kinds, value[name]) for name, kinds in _fields(kind).items() if name in kept})


@cache
def _optional(kind: type) -> frozenset[str]:
    """Fields that a record from before they were there may lack."""
    unset = dataclasses.MISSING
    return frozenset(
        field.name
        for field in dataclasses.fields(kind)
        if field.default is not unset or field.default_factory is not unset
    )


@cache
def _fields(kind: type) -> dict[str, object]:
    """A dataclass's fields and what they hold."""
    return get_type_hints(kind)
