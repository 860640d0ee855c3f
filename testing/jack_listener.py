"""A synthesizer without sound, in a process of its own: prints each message that it hears, with the time.

Usage: jack_listener.py NAME [PORT]    listens on its own port NAME:in, or to somebody else's output PORT.
It ends when its standard input does.
"""

import sys
import time

import rtmidi

# Messages wait here until they are read; a callback would hold the writer up.
_QUEUE = 100_000


def main(name: str, port: str = "") -> None:
    """Listen until standard input ends."""
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
