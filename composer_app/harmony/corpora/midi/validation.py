"""Whether bytes are a whole standard MIDI file: symusic 0.5.9 reads past the end of broken ones, and dies of it."""

import struct

_HEADER_BYTES = 14
_META, _SYSEX = 0xFF, (0xF0, 0xF7)
# Data bytes of channel messages 8 to E.
_DATA_BYTES = {8: 2, 9: 2, 10: 2, 11: 2, 12: 1, 13: 1, 14: 2}


def check_midi(content: bytes) -> None:
    """Walk through every event of every track.

    Raises:
        ValueError: It is not a MIDI file, is cut off, or has bytes where none belong.
    """
    if len(content) < _HEADER_BYTES or content[:4] != b"MThd":
        raise ValueError("it is not a MIDI file")
    length, _, tracks, division = struct.unpack(">IHHH", content[4:_HEADER_BYTES])
    if not 0 < division < 0x8000:
        raise ValueError("it counts time in film frames instead of beats")
    at, found = 8 + length, 0
    while at + 8 <= len(content) and found < tracks:
        kind, (length,) = content[at : at + 4], struct.unpack(">I", content[at + 4 : at + 8])
        at += 8
        if at + length > len(content):
            raise ValueError("it is cut off")
        if kind == b"MTrk":
            _check_track(content[at : at + length])
            found += 1
        at += length
    if found < tracks or not tracks:
        raise ValueError("it is cut off")


def _check_track(track: bytes) -> None:
    at, status = 0, 0
    try:
        while at < len(track):
            _, at = _variable_length_number(track, at)
            if track[at] & 0x80:
                status, at = track[at], at + 1
            at = _event_end(track, at, status)
            status = 0 if status >= _SYSEX[0] else status  # those end a running status
    except IndexError as error:
        raise ValueError("it is cut off within a track") from error
    if at > len(track):
        raise ValueError("it is cut off within a track")


def _event_end(track: bytes, at: int, status: int) -> int:
    """Where the event ends whose data start at an index."""
    if status == _META or status in _SYSEX:
        length, at = _variable_length_number(track, at + (status == _META))
        return at + length
    count = _DATA_BYTES.get(status >> 4, 0)
    if not count or any(byte & 0x80 for byte in track[at : at + count]):
        raise ValueError("it has bytes where none belong")
    return at + count


def _variable_length_number(track: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and where it ends."""
    value = 0
    for index in range(at, at + 4):
        value = value << 7 | track[index] & 0x7F
        if not track[index] & 0x80:
            return value, index + 1
    raise ValueError("it has bytes where none belong")
