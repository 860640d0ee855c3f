"""Speaking to the person, or the script, at the terminal."""

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper

import typer

from composer_app.errors import ComposerError
from composer_app.stopping import Stop, heeding
from composer_app.work import Cancelled, Job, Progress

logger = logging.getLogger(__name__)

_BAR = 20  # characters
_SOON = 3.0  # seconds before which nobody can say how long it takes

STOP = Stop(interrupts=True)
"""Whether the program was told to end; there is one, as signals are the process's."""


def say(text: str) -> None:
    """Tell what is not the result: on standard error."""
    typer.echo(text, err=True)


def speak_utf8() -> None:
    """Read and write UTF-8 also where the system's own is another; what is neither is shown as "�"."""
    for stream, encoding in ((sys.stdin, "utf-8-sig"), (sys.stdout, "utf-8"), (sys.stderr, "utf-8")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="replace")


@contextmanager
def answering() -> Iterator[None]:
    """Write results to standard output; one that is closed or full is said, and ends with exit code 1.

    Raises:
        SystemExit: Nothing can be written there. Who reads no further ("| head") is not told.
    """
    if sys.stdout is None:
        say("Standard output is closed, so nothing can be shown. Leave it open, or send it to /dev/null.")
        raise SystemExit(1)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:  # of a file, and so no matter of ours
            raise
        _forget_output()
        if not isinstance(error, BrokenPipeError):
            say(
                f"Standard output cannot be written ({error.strerror}). Send it elsewhere, or free some space."
            )
        raise SystemExit(1) from error


def _forget_output() -> None:
    """What is still to be written would fail once more when Python ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


class _Reporter:
    """Shows progress: a line for each stage, with a bar and the time that is left where there is a terminal."""

    def __init__(self) -> None:
        self._stage = ""
        self._began = 0.0
        self._terminal = bool(sys.stderr) and sys.stderr.isatty()  # none where it is closed

    def __call__(self, progress: Progress) -> None:
        if STOP.asked:  # where the interruption was swallowed: by a destructor, by a library's callback
            raise Cancelled
        words = _words_of(progress.stage)
        new, self._stage = words != self._stage, words
        if new:
            self._began = time.monotonic()
        if self._terminal:
            counted = bar(progress, time.monotonic() - self._began)
            typer.echo(f"\r\x1b[K{progress.stage} …{counted}", err=True, nl=False)
        elif new:
            say(f"{progress.stage} …")

    def close(self) -> None:
        """Leave the line clean for what comes next."""
        if self._terminal and self._stage:
            typer.echo("\r\x1b[K", err=True, nl=False)


def bar(progress: Progress, seconds: float) -> str:
    """How far work is that was begun some seconds ago: " ━━━━━─────  45 %, 1:20 left"; empty where nobody can know."""
    if not progress.total:
        return ""
    share = progress.done / progress.total
    full = round(_BAR * share)
    told = f" {'━' * full}{'─' * (_BAR - full)} {share:4.0%}"
    if seconds < _SOON or not progress.done:
        return told
    left = round(seconds * (1 - share) / share)
    return f"{told}, {left // 60}:{left % 60:02} left"


def _words_of(stage: str) -> str:
    """A stage without the figures in brackets that change while it lasts."""
    return stage.partition(" (")[0]


@contextmanager
def working() -> Iterator[Job]:
    """Work with a job that reports to the terminal; failures become a sentence and exit code 1."""
    reporter = _Reporter()
    try:
        with heeding(STOP, last=_fall_silent):
            yield Job(reporter)
    except ComposerError as error:
        reporter.close()
        logger.debug("Could not be done", exc_info=error)
        say(str(error))
        raise typer.Exit(1) from error
    except (KeyboardInterrupt, Cancelled) as stop:
        reporter.close()
        say("Stopped.")
        raise typer.Exit(1) from stop
    reporter.close()


def _fall_silent() -> None:
    from composer_app.midi.port import silence_all

    silence_all()
