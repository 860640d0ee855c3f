"""Analysis of MIDI messages for tests: which keys are down."""

from collections.abc import Iterable


def sounding(messages: Iterable[bytes]) -> set[tuple[int, int]]:
    """Return the keys that are down after these messages, as (channel, pitch)."""
    down: set[tuple[int, int]] = set()
    for message in messages:
        kind, channel = message[0] & 0xF0, message[0] & 0x0F
        if kind == 0x90 and message[2]:
            down.add((channel, message[1]))
        elif kind in (0x80, 0x90):
            down.discard((channel, message[1]))
    return down


def struck(messages: Iterable[bytes]) -> list[int]:
    """Return the pitches that were struck, in order."""
    return [message[1] for message in messages if message[0] & 0xF0 == 0x90]


def is_panic(messages: list[bytes]) -> bool:
    """Return whether the last messages silence all sixteen channels."""
    controls = {(m[0] & 0x0F, m[1]) for m in messages if m[0] & 0xF0 == 0xB0 and m[2] == 0}
    return {(channel, control) for channel in range(16) for control in (64, 120, 123)} <= controls
