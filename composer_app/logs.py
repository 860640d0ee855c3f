"""How log records are written: without what a person said, unless a developer asks for everything."""

import copy
import logging
import traceback
from types import TracebackType

_FORMAT = "%(asctime)s %(levelname)s %(processName)s %(name)s: %(message)s"
_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Wordless(logging.Formatter):
    """Tells of an exception its kind and where it was raised, and not its text, which may quote a person."""

    def format(self, record: logging.LogRecord) -> str:  # noqa: D102
        own = copy.copy(record)
        own.exc_text = None  # as another handler may have written it
        return super().format(own)

    def formatException(self, ei: _Caught) -> str:  # noqa: D102, N802
        error: BaseException | None = ei[1]
        told: list[str] = []
        seen: set[int] = set()
        while error and id(error) not in seen:
            seen.add(id(error))
            frames = "".join(traceback.format_tb(error.__traceback__))
            told.insert(0, f"{frames}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\nthen\n\n".join(told)


def formatter(*, debug: bool, brief: bool = False) -> logging.Formatter:
    """What writes records; those that another process will write again need only be `brief`."""
    kind = logging.Formatter if debug else Wordless
    return kind(None if brief else _FORMAT)
