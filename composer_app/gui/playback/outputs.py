"""Where a take can sound: what the output chooser lists, and which of it is chosen."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from composer_app.gui.session.output_player import BUILT_IN
from composer_app.midi.ports import VIRTUAL_PORT_NAME

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class OutputChoice:
    """One line of the chooser.

    Attributes:
        port: What the jukebox is told.
        text: What the person reads.
        is_available: Whether it can be played on now.
    """

    port: str
    text: str
    is_available: bool = True


def output_choices(ports: tuple[str, ...] | None, chosen: str) -> tuple[OutputChoice, ...]:
    """What to offer: always the built-in sound; the own port and the others where there is a MIDI system.

    Args:
        ports: The names of the ports that are there; None where there is no MIDI system.
        chosen: The port that is chosen; it is listed even while it is away, so that it can come back.
    """
    listed = [OutputChoice(BUILT_IN, translate("Outputs", "Built-in sound"))]
    if ports is not None:
        listed.append(OutputChoice(VIRTUAL_PORT_NAME, translate("Outputs", "MIDI: Composer’s own port")))
        listed.extend(
            OutputChoice(port, translate("Outputs", "MIDI: {port}").format(port=port)) for port in ports
        )
    if chosen not in {choice.port for choice in listed}:
        text = translate("Outputs", "MIDI: {port} (not connected)").format(port=chosen)
        listed.append(OutputChoice(chosen, text, is_available=False))
    return tuple(listed)
