"""The command line. Without a subcommand it opens the window.

Results go to standard output, status and errors to standard error. Exit codes: 0 success, 1 failure (explained in
one sentence), 2 wrong usage.
"""

import logging
from pathlib import Path
from typing import Annotated

import typer

from composer_app import APP_NAME, __version__
from composer_app.cli.compose import compose
from composer_app.cli.feel import feel
from composer_app.cli.first_song import first_song
from composer_app.cli.models import models, train
from composer_app.cli.ports import ports
from composer_app.cli.terminal import print_status, use_utf8_streams
from composer_app.cli.understand import understand
from composer_app.gui.display import has_display, what_is_missing
from composer_app.paths import Folders

app = typer.Typer(
    name="composer-app",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (compose, understand, feel, ports, models, train):
    app.command()(command)
app.command(hidden=True)(first_song)


def _print_version(requested: bool) -> None:
    if requested:
        typer.echo(f"{APP_NAME} {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Option(help="Keep settings, takes and logs in this folder.")] = None,
    take: Annotated[
        str,
        typer.Option(help="Open the window with this take in it: the name of its MIDI file, without .mid."),
    ] = "",
    debug: Annotated[bool, typer.Option("--debug", help="Enable debug logging on standard error.")] = False,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Say or type what you feel; hear, see and keep the chords that carry it.

    Without a command, the window opens.
    """
    use_utf8_streams()
    context.obj = folders = Folders.under(folder) if folder else Folders.for_user()
    folders.close_to_others()
    if context.invoked_subcommand is None:
        if not has_display():
            print_status(
                'There is no display for a window here. Use “composer-app compose "hope and wonder" -o hope.mid”.'
            )
            raise typer.Exit(1)
        if lacking := what_is_missing():
            print_status(lacking)
            raise typer.Exit(1)
        from composer_app.gui.shell.app import run

        raise typer.Exit(run(folders, debug, take))
    if debug:
        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
