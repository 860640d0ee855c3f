"""Encodes dataclasses as plain values for JSON and TOML, with keys that are independent of the field names.

A codec has a table with the keys of each dataclass. If a field is renamed or added without its key, creating the codec
fails, so no value can get lost in a file when the program changes.
"""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

_MAX_NUMBER = 1 << 63  # seeds are the largest numbers in the files
_YEARS = range(1970, 9_000)

T = TypeVar("T")


class Codec:
    """Encodes and decodes the dataclasses of one kind of file."""

    def __init__(self, keys: Mapping[type, str]) -> None:
        """Check the table.

        Args:
            keys: The keys of each dataclass in the file, separated by spaces: `tempo` if the field has the same name,
                `bpm=tempo` if the file calls it `bpm`.

        Raises:
            TypeError: If the keys of a dataclass do not name each of its fields once.
        """
        self._fields = {kind: _fields_by_key(kind, names) for kind, names in keys.items()}

    def fields(self, kind: type) -> Mapping[str, str]:
        """Return the fields of a dataclass by their keys in the file."""
        return self._fields[kind]

    def encode(self, value: object) -> Any:  # noqa: ANN401 - plain values
        """Return `value` as dicts, lists, strings, numbers and booleans."""
        if type(value) in self._fields:
            fields = self._fields[type(value)]
            return {key: self.encode(getattr(value, field)) for key, field in fields.items()}
        if isinstance(value, tuple):
            return [self.encode(each) for each in value]
        if isinstance(value, Enum):
            return value.value
        return value.isoformat() if isinstance(value, datetime) else value

    def decode(self, kind: type[T], value: object) -> T:
        """Return the `kind` that `value` encodes; a missing key gets the default of its field.

        Raises:
            ValueError: If `value` does not encode a `kind`.
        """
        try:
            return cast("T", self._decode(kind, value))
        except (TypeError, LookupError, ValueError, ArithmeticError, RecursionError) as error:
            raise ValueError(f"this does not encode a {kind.__name__}") from error

    def _decode(self, kind: object, value: object) -> object:
        if isinstance(kind, UnionType):
            inner = next(each for each in get_args(kind) if each is not type(None))
            return None if value is None else self._decode(inner, value)
        if get_origin(kind) is tuple:
            return self._tuple(get_args(kind), value)
        if not isinstance(kind, type):
            raise TypeError(f"{kind} cannot be decoded")
        if kind in self._fields:
            return self._dataclass(kind, value)
        if issubclass(kind, Enum):
            return kind(value)
        return parse_datetime(value) if kind is datetime else _scalar(kind, value)

    def _tuple(self, kinds: tuple[object, ...], value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise TypeError(f"{value!r} is not an array")
        item_kinds = kinds[:1] * len(value) if kinds[-1] is Ellipsis else kinds
        return tuple(self._decode(kind, item) for kind, item in zip(item_kinds, value, strict=True))

    def _dataclass(self, kind: type, value: object) -> object:
        if not isinstance(value, dict):
            raise TypeError(f"{value!r} is not an object")
        hints = _hints(kind)
        present = {key: field for key, field in self._fields[kind].items() if key in value}
        return kind(**{field: self._decode(hints[field], value[key]) for key, field in present.items()})


def parse_datetime(value: object) -> datetime:
    """Parse an ISO 8601 time; without a time zone it is local.

    Raises:
        TypeError: If `value` is not a string.
        ValueError: If it is not a time, or outside the years that every time zone can express.
    """
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a string")
    time = datetime.fromisoformat(value)
    if time.year not in _YEARS:
        raise ValueError(f"the year {time.year} is out of range")
    return time if time.tzinfo else time.astimezone()


def _scalar(kind: type, value: object) -> object:
    """Check that a string, number or boolean is of exactly this kind; an integer is accepted as a float."""
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise TypeError(f"{value!r} is not of {kind}")
    if isinstance(value, int | float) and not abs(value) < _MAX_NUMBER:  # catches NaN, too
        raise ValueError(f"{value!r} is out of range")
    return float(value) if isinstance(value, int) and kind is float else value


def _fields_by_key(kind: type, names: str) -> dict[str, str]:
    pairs = (name.partition("=") for name in names.split())
    fields = {key: field or key for key, _, field in pairs}
    expected = {field.name for field in dataclasses.fields(kind)}
    if expected != set(fields.values()) or len(fields) != len(expected):
        different = expected.symmetric_difference(fields.values())
        raise TypeError(
            f"the keys of {kind.__name__} do not match its fields: {', '.join(sorted(different))}"
        )
    return fields


@cache
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)
