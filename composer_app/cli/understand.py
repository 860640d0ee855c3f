"""`composer-app understand`: prints how requests are understood."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from composer_app.cli.report import explanation_text, request_json, request_text
from composer_app.cli.terminal import print_status, terminal_job
from composer_app.errors import RequestError
from composer_app.request.emotion.mood import Mood
from composer_app.request.request import Request

if TYPE_CHECKING:
    from composer_app.request.reader import RequestReader


def understand(
    requests: Annotated[
        list[str] | None, typer.Argument(help="Requests. Default: one per line from standard input.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each word contributed.")] = False,
) -> None:
    """Print which emotions, and what else, requests are understood to ask for."""
    from composer_app.request.reader import RequestReader  # imports gensim, which the window does not need

    unread = 0
    with terminal_job():
        reader = RequestReader()
        for text in requests or _read_stdin_lines():
            request, problem = _read_request(reader, text)
            if problem:
                unread += 1
                print_status(problem)
            if as_json:
                # An unreadable request gets a line too, so that output lines match input lines.
                row = request_json(request) | ({"error": problem} if problem else {})
                typer.echo(json.dumps(row, ensure_ascii=False))
            elif not problem:
                typer.echo(request_text(request))
                if explain:
                    typer.echo(explanation_text(request))
    if unread:
        raise typer.Exit(1)


def _read_request(reader: "RequestReader", text: str) -> tuple[Request, str]:
    """Return the request in a text, and the error message if it could not be read."""
    try:
        return reader.read(text), ""
    except RequestError as error:
        return Request(text, "", text, Mood((), 0.0, 0.0)), str(error)


def _read_stdin_lines() -> Iterator[str]:
    """Return the non-empty lines of standard input."""
    return (line.strip() for line in sys.stdin or () if line.strip())
