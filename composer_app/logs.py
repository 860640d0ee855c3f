"""Formats log records: without the user's words, unless the user enables debug logging."""

import copy
import logging
import traceback
from types import TracebackType

_FORMAT = "%(asctime)s %(levelname)s %(processName)s %(name)s: %(message)s"
_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RedactingFormatter(logging.Formatter):
    """A formatter that reduces an exception to its type and location, because its text may quote the user."""

    def format(self, record: logging.LogRecord) -> str:  # noqa: D102
        redacted = copy.copy(record)
        redacted.exc_text = None  # another handler may have set it
        return super().format(redacted)

    def formatException(self, ei: _Caught) -> str:  # noqa: D102, N802
        error: BaseException | None = ei[1]
        tracebacks: list[str] = []
        seen: set[int] = set()
        while error and id(error) not in seen:
            seen.add(id(error))
            frames = "".join(traceback.format_tb(error.__traceback__))
            tracebacks.insert(0, f"{frames}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\nthen\n\n".join(tracebacks)


def formatter(*, debug: bool, brief: bool = False) -> logging.Formatter:
    """Return the formatter; `brief` for records that another process formats again."""
    kind = logging.Formatter if debug else RedactingFormatter
    return kind(None if brief else _FORMAT)
