"""`composer-app ports`: where MIDI can be sent."""

import typer

from composer_app.cli.terminal import STOP, say, working


def ports() -> None:
    """Print the MIDI ports that can be played into, one a line."""
    with working():
        from composer_app.midi.output import leave
        from composer_app.midi.output import ports as list_ports

        with STOP.unbroken():
            try:
                names = list_ports()
            finally:
                leave()
        for name in names:
            typer.echo(name)
        if not names:
            say(
                "There is no MIDI port. Start or connect an instrument, then try again; the built-in sound needs none."
            )
