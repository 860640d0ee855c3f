"""The outputs that the transport bar lists: the built-in sound and the MIDI ports."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from composer_app.gui.session.output_player import BUILT_IN
from composer_app.midi.ports import VIRTUAL_PORT_NAME

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class OutputChoice:
    """An item of the output list.

    Attributes:
        port: The name of the MIDI port; "" for the built-in sound.
        text: Its text in the list.
        is_available: Whether the port is connected.
    """

    port: str
    text: str
    is_available: bool = True


def output_choices(ports: tuple[str, ...] | None, chosen: str) -> tuple[OutputChoice, ...]:
    """Return the outputs: the built-in sound, and if there is a MIDI system, Composer's own port and the others.

    Args:
        ports: The names of the connected ports; None if there is no MIDI system.
        chosen: The chosen port; it is listed even while it is disconnected.
    """
    choices = [OutputChoice(BUILT_IN, translate("Outputs", "Built-in sound"))]
    if ports is not None:
        choices.append(OutputChoice(VIRTUAL_PORT_NAME, translate("Outputs", "MIDI: Composer’s own port")))
        choices.extend(
            OutputChoice(port, translate("Outputs", "MIDI: {port}").format(port=port)) for port in ports
        )
    if chosen not in {choice.port for choice in choices}:
        text = translate("Outputs", "MIDI: {port} (not connected)").format(port=chosen)
        choices.append(OutputChoice(chosen, text, is_available=False))
    return tuple(choices)
