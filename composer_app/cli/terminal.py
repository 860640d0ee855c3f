"""Output to the terminal: results, status lines and progress."""

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper

import typer

from composer_app.errors import ComposerError
from composer_app.job import Cancelled, Job, Progress
from composer_app.shutdown import ShutdownRequest, handle_signals

logger = logging.getLogger(__name__)

_BAR_CHARS = 20
_MIN_ESTIMATE_S = 3.0  # before this much time has passed, an estimate is too unreliable

STOP = ShutdownRequest(interrupts=True)
"""Whether the program was told to end. A single object, because signals are per process."""


def print_status(text: str) -> None:
    """Print a status line to standard error."""
    typer.echo(text, err=True)


def use_utf8_streams() -> None:
    """Use UTF-8 for all streams, whatever the system's encoding; replace invalid bytes by "�"."""
    for stream, encoding in ((sys.stdin, "utf-8-sig"), (sys.stdout, "utf-8"), (sys.stderr, "utf-8")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="replace")


@contextmanager
def writing_results() -> Iterator[None]:
    """Write results to standard output; exit with code 1 if it is closed or full.

    Raises:
        SystemExit: If nothing can be written. A closed pipe ("| head") is not reported.
    """
    if sys.stdout is None:
        print_status(
            "Standard output is closed, so nothing can be shown. Leave it open, or send it to /dev/null."
        )
        raise SystemExit(1)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:  # about a file, so not about standard output
            raise
        _discard_output()
        if not isinstance(error, BrokenPipeError):
            print_status(
                f"Standard output cannot be written ({error.strerror}). Send it elsewhere, or free some space."
            )
        raise SystemExit(1) from error


def _discard_output() -> None:
    """Discard buffered output, which would otherwise fail again when Python exits."""
    with suppress(OSError, ValueError):
        null_device = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_device, sys.stdout.fileno())
        os.close(null_device)


class _ProgressReporter:
    """Progress output: a line per stage and, on a terminal, a bar and the time left."""

    def __init__(self) -> None:
        self._stage = ""
        self._stage_started = 0.0
        self._terminal = bool(sys.stderr) and sys.stderr.isatty()  # None if it is closed

    def __call__(self, progress: Progress) -> None:
        if STOP.requested:  # the KeyboardInterrupt was swallowed, by a destructor or a library's callback
            raise Cancelled
        stage = _stage_name(progress.stage)
        new, self._stage = stage != self._stage, stage
        if new:
            self._stage_started = time.monotonic()
        if self._terminal:
            bar = progress_bar(progress, time.monotonic() - self._stage_started)
            typer.echo(f"\r\x1b[K{progress.stage} …{bar}", err=True, nl=False)
        elif new:
            print_status(f"{progress.stage} …")

    def close(self) -> None:
        """Clear the progress line."""
        if self._terminal and self._stage:
            typer.echo("\r\x1b[K", err=True, nl=False)


def progress_bar(progress: Progress, elapsed_seconds: float) -> str:
    """Return a bar such as " ━━━━━─────  45 %, 1:20 left"; empty if the total is unknown."""
    if not progress.total:
        return ""
    share = progress.done / progress.total
    filled = round(_BAR_CHARS * share)
    bar = f" {'━' * filled}{'─' * (_BAR_CHARS - filled)} {share:4.0%}"
    if elapsed_seconds < _MIN_ESTIMATE_S or not progress.done:
        return bar
    seconds_left = round(elapsed_seconds * (1 - share) / share)
    return f"{bar}, {seconds_left // 60}:{seconds_left % 60:02} left"


def _stage_name(stage: str) -> str:
    """Return a stage without the changing figures in brackets."""
    return stage.partition(" (")[0]


@contextmanager
def terminal_job() -> Iterator[Job]:
    """Run work with a job that reports to the terminal; print failures and exit with code 1."""
    reporter = _ProgressReporter()
    try:
        with handle_signals(STOP, last=_fall_silent):
            yield Job(reporter)
    except ComposerError as error:
        reporter.close()
        logger.debug("Could not be done", exc_info=error)
        print_status(str(error))
        raise typer.Exit(1) from error
    except (KeyboardInterrupt, Cancelled) as stop:
        reporter.close()
        print_status("Stopped.")
        raise typer.Exit(1) from stop
    reporter.close()


def _fall_silent() -> None:
    from composer_app.midi.port import silence_all

    silence_all()
