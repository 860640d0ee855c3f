"""Standard MIDI files of any origin as notes and time signatures: what is out of order is read as it was meant.

Files that people have keep the standard (RP-001) less strictly than the programs that play them. What all of those
forgive is forgiven here: a wrapper around the file (RMID), chunks of other kinds, fewer or more tracks than the head
says, a track's length that is wrong where its end is marked, a running status that goes on after a meta event, data
bytes of more than 127, messages that belong on a wire rather than into a file. What is cut off is refused.
"""

import struct
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = 14
_WRAPPED = 1024  # where in a file its head begins at the latest, inside a wrapper
_META, _SYSEX = 0xFF, (0xF0, 0xF7)
_END_OF_TRACK, _TIME_SIGNATURE = 0x2F, 0x58
_NOTE_OFF, _NOTE_ON = 8, 9
# How many data bytes follow a status byte; none follow those that are not named.
_LENGTHS = {
    **{status: 1 if status >> 4 in {0xC, 0xD} else 2 for status in range(0x80, 0xF0)},
    0xF1: 1,
    0xF2: 2,
    0xF3: 1,
}
_SMALLEST_UNIT = 7  # as a power of two: a 128th

Event = tuple[int, int, int, int]  # tick, status (or the kind of a meta event, negative), two data bytes
Note = tuple[int, int, int, int]  # start and end in ticks, pitch, channel from 0
Signature = tuple[int, int, int]  # tick, count, unit


@dataclass(frozen=True, slots=True)
class File:
    """What a MIDI file says.

    Attributes:
        ticks: How many make a quarter note.
        notes: Those that come up again, track by track.
        signatures: Its time signatures, in order; of those at one tick the last was written last.
    """

    ticks: int
    notes: tuple[Note, ...]
    signatures: tuple[Signature, ...]


def read_smf(content: bytes) -> File:
    """Read the bytes of a MIDI file.

    Raises:
        ValueError: It is not a MIDI file, is cut off, or has bytes where none belong.
    """
    at = content.find(b"MThd", 0, _WRAPPED)
    if at < 0 or len(content) < at + _HEAD:
        raise ValueError("it is not a MIDI file")
    length, _, _, division = struct.unpack_from(">IHHH", content, at + 4)
    if not 0 < division < 0x8000:
        raise ValueError("it counts time in film frames instead of beats")
    tracks = list(_tracks(content, at + 8 + length))
    if not tracks:
        raise ValueError("it is cut off")
    notes = tuple(note for track in tracks for note in _notes(track))
    signatures = sorted(
        (
            (tick, count, 1 << power)
            for track in tracks
            for tick, status, count, power in track
            if status == -_TIME_SIGNATURE and power <= _SMALLEST_UNIT
        ),
        key=lambda signature: signature[0],
    )
    return File(division, notes, tuple(signatures))


def _tracks(content: bytes, at: int) -> Iterator[list[Event]]:
    """The events of each track; chunks of other kinds are passed over."""
    while at + 8 <= len(content):
        kind, (length,) = content[at : at + 4], struct.unpack_from(">I", content, at + 4)
        at += 8
        if kind == b"MTrk":
            events, ended = _events(content, at, at + length)
            yield events
            lied = at + length > len(content) or content.startswith(b"MTrk", ended)
            at = ended if lied else at + length
        else:
            at += length


def _events(content: bytes, at: int, end: int) -> tuple[list[Event], int]:
    """The events of a track that matter here, and where its end is marked, or its length says that it is."""
    events: list[Event] = []
    tick = running = 0
    try:
        while at < end:
            delta, at = _number(content, at)
            tick += delta
            status = content[at]
            if status & 0x80:
                at += 1
                running = status if status < _SYSEX[0] else running
            else:
                status = running
            if status == _META and content[at] == _END_OF_TRACK:
                return events, at + 2
            event, at = _event(content, at, status)
            events.append((tick, *event))
    except IndexError as error:
        raise ValueError("it is cut off") from error
    if at > min(end, len(content)):
        raise ValueError("it is cut off within a track")
    return events, at


def _event(content: bytes, at: int, status: int) -> tuple[tuple[int, int, int], int]:
    """The event whose data start at an index, and where it ends."""
    if status == _META:
        kind = content[at]
        length, at = _number(content, at + 1)
        known = kind == _TIME_SIGNATURE and length >= 2
        return ((-kind, content[at], content[at + 1]) if known else (0, 0, 0)), at + length
    if status in _SYSEX:
        length, at = _number(content, at)
        return (0, 0, 0), at + length
    if not status:
        raise ValueError("it has bytes where none belong")
    count = _LENGTHS.get(status, 0)
    first = content[at] if count else 0
    return (status, first, content[at + 1] if count > 1 else 0), at + count


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and where it ends."""
    byte = content[at]
    if byte < 0x80:
        return byte, at + 1
    value = byte & 0x7F
    for index in range(at + 1, at + 4):
        byte = content[index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, index + 1
    raise ValueError("it has bytes where none belong")


def _notes(track: list[Event]) -> Iterator[Note]:
    """Keys that go down, each with where it comes up: of those down at once on one pitch the first comes up first."""
    down: dict[tuple[int, int], deque[int]] = defaultdict(deque)
    for tick, status, pitch, velocity in track:
        kind, channel = status >> 4, status & 0xF
        if kind not in {_NOTE_OFF, _NOTE_ON} or pitch > 127:
            continue
        if kind == _NOTE_ON and velocity:
            down[channel, pitch].append(tick)
        elif starts := down[channel, pitch]:
            yield starts.popleft(), tick, pitch, channel
