"""`composer-app ports`: lists the MIDI ports."""

import typer

from composer_app.cli.terminal import STOP, print_status, terminal_job


def ports() -> None:
    """Print the MIDI ports that can be played into, one a line."""
    with terminal_job():
        from composer_app.midi.ports import close_client, list_ports

        with STOP.without_interrupts():
            try:
                names = list_ports()
            finally:
                close_client()
        for name in names:
            typer.echo(name)
        if not names:
            print_status(
                "There is no MIDI port. Start or connect an instrument, then try again; the built-in sound needs none."
            )
