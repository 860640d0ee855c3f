"""Retune a SoundFont for symusic: `python packaging/sound_bank.py FROM.sf3 TO.sf3`.

WORKAROUND, symusic 0.5.9: its synthesizer takes a sample's pitch from the sample's header alone, but SoundFont 2.04
lets each zone set a root key (8.1.2, generator 58) and tune it by semitones (51); and it takes a tremolo (13) for a
gain. So the root key minus the semitones is written into the header, with one header for each pitch that a sample is
used at, and both other generators are set to 0. Other synthesizers play the result like the original, except for the
tremolo. Remove this when symusic plays the original in tune; tests/sound/test_synth.py would show that.
"""

import struct
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_ROOT_KEY, _SEMITONES, _SAMPLE, _TREMOLO = 58, 51, 53, 13
_BAG, _GENERATOR, _INSTRUMENT = struct.Struct("<HH"), struct.Struct("<HH"), struct.Struct("<20sH")
_UNPITCHED = 255


class Header(NamedTuple):
    """A sample's header, as stored in the file."""

    name: bytes
    start: int
    end: int
    loop_start: int
    loop_end: int
    rate: int
    pitch: int
    correction: int
    link: int
    kind: int


_HEADER = struct.Struct("<20sIIIIIBbHH")


def chunks(content: bytes) -> dict[bytes, bytes]:
    """Return the chunks of a list by name. Some writers leave out the padding byte of an odd length."""
    found, place = {}, 0
    while place + 8 <= len(content):
        name, (size,) = content[place : place + 4], struct.unpack_from("<I", content, place + 4)
        found[name] = content[place + 8 : place + 8 + size]
        place += 8 + size
        if size % 2 and content[place : place + 1] == b"\0":
            place += 1
    return found


def _signed(amount: int) -> int:
    """Return a generator's amount as a signed number, which most generators use."""
    return amount - 0x10000 if amount & 0x8000 else amount


def _by_kind(zone: list[list[int]]) -> dict[int, int]:
    """Return a zone's amounts by generator."""
    return {kind: amount for kind, amount in zone}  # noqa: C416 - lists, not tuples


def _root(zone: dict[int, int], header: Header) -> int:
    """Return the key at which a zone plays its sample at the recorded pitch."""
    return zone.get(_ROOT_KEY, 60 if header.pitch == _UNPITCHED else header.pitch)


def bake(articulation: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """Return the articulation chunks ("pdta") with each zone's pitch moved into its sample's header."""
    generators = [list(each) for each in _GENERATOR.iter_unpack(articulation[b"igen"])]
    headers = [Header(*each) for each in _HEADER.iter_unpack(articulation[b"shdr"])]
    end_mark = headers.pop()
    used: dict[tuple[int, int], int] = {}
    for zone, shared in zones(articulation, generators):
        named = {**shared, **_by_kind(zone)}
        number = named[_SAMPLE]
        pitch = _root(named, headers[number]) - _signed(named.get(_SEMITONES, 0))
        if (number, pitch) not in used:
            needs_copy = number in {sample for sample, _ in used}
            used[number, pitch] = len(headers) if needs_copy else number
            moved = headers[number]._replace(pitch=pitch)
            if needs_copy:
                headers.append(moved)
            else:
                headers[number] = moved
        for generator in zone:
            if generator[0] == _SAMPLE:
                generator[1] = used[number, pitch]
            elif generator[0] == _ROOT_KEY:
                generator[1] = pitch
    for generator in generators:
        if generator[0] in (_SEMITONES, _TREMOLO):
            generator[1] = 0
    return {
        **articulation,
        b"igen": b"".join(_GENERATOR.pack(*each) for each in generators),
        b"shdr": b"".join(_HEADER.pack(*each) for each in (*headers, end_mark)),
    }


def zones(
    articulation: dict[bytes, bytes], generators: list[list[int]]
) -> list[tuple[list[list[int]], dict[int, int]]]:
    """Yield the generators of each zone that has a sample, with those of its instrument's global zone."""
    bags = [first for first, _ in _BAG.iter_unpack(articulation[b"ibag"])]
    firsts = [first for _, first in _INSTRUMENT.iter_unpack(articulation[b"inst"])]
    found = []
    for start, end in pairwise(firsts):
        shared: dict[int, int] = {}
        for bag in range(start, end):
            zone = generators[bags[bag] : bags[bag + 1]]
            if any(kind == _SAMPLE for kind, _ in zone):
                found.append((zone, shared))
            elif bag == start:
                shared = _by_kind(zone)
    return found


def packed(name: bytes, kind: bytes, parts: dict[bytes, bytes]) -> bytes:
    """Return a list of chunks, as stored in a file."""
    body = b"".join(key + struct.pack("<I", len(part)) + part for key, part in parts.items())
    return name + struct.pack("<I", len(body) + 4) + kind + body


def main(source: Path, target: Path) -> None:
    """Read a SoundFont, and write it retuned."""
    content = source.read_bytes()
    lists, place = [], 12
    while place + 12 <= len(content):
        (size,) = struct.unpack_from("<I", content, place + 4)
        kind, body = content[place + 8 : place + 12], content[place + 12 : place + 8 + size]
        lists.append(
            packed(b"LIST", kind, bake(chunks(body)))
            if kind == b"pdta"
            else content[place : place + 8 + size]
        )
        place += 8 + size + size % 2 * (content[place + 8 + size : place + 9 + size] == b"\0")
    body = b"sfbk" + b"".join(lists)
    target.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
