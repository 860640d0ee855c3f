"""A MIDI receiver in a process of its own: prints each message with its time.

Usage: jack_listener.py NAME [PORT]    listens on its own port NAME:in, or to another client's output PORT.
Exits when its standard input closes.
"""

import sys
import time

import rtmidi

# Messages are queued here until they are printed; printing in the callback would block the sender.
_QUEUE = 100_000


def main(name: str, port: str = "") -> None:
    """Listen until standard input closes."""
    midi = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name=name, queue_size_limit=_QUEUE)

    def hear(event: tuple[list[int], float], _: object) -> None:
        sys.stdout.write(f"{time.monotonic()} {bytes(event[0]).hex()}\n")
        sys.stdout.flush()

    midi.set_callback(hear)
    if port:
        midi.open_port(midi.get_ports().index(port), "in")
    else:
        midi.open_virtual_port("in")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    midi.close_port()
    midi.delete()


if __name__ == "__main__":
    main(*sys.argv[1:])
