"""Fails a test on any log record at WARNING or above that the test did not announce."""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

ExpectedLog = Callable[[str], None]


@dataclass
class _Listener:
    """The records that a test caused, and the patterns that it announced."""

    records: list[logging.LogRecord] = field(default_factory=list)
    patterns: list[re.Pattern[str]] = field(default_factory=list)

    def unexpected(self) -> list[str]:
        """Return records that match no pattern, and patterns that no record matched."""
        texts = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in self.records]
        return [
            *(f"logged: {text}" for text in texts if not any(p.search(text) for p in self.patterns)),
            *(f"never logged: {p.pattern}" for p in self.patterns if not any(map(p.search, texts))),
        ]


class _Handler(logging.Handler):
    """A handler that appends records to a list."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


@pytest.fixture(autouse=True)
def _listener() -> Iterator[_Listener]:
    listener = _Listener()
    handler = _Handler(listener.records)
    logging.getLogger().addHandler(handler)
    yield listener
    logging.getLogger().removeHandler(handler)
    if problems := listener.unexpected():
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def expected_log(_listener: _Listener) -> ExpectedLog:
    """Announce a log record by a regular expression on "LEVEL logger: message"; the test fails without it."""

    def expect(pattern: str) -> None:
        _listener.patterns.append(re.compile(pattern))

    return expect
