"""MIDI files as people have them, written byte by byte: what other programs play is read, and nothing ends ours."""

import struct
from pathlib import Path

import pytest

from composer_app.harmony.corpora.midi import read_midi
from composer_app.harmony.corpora.smf import File, read_smf

END = "00 ff 2f 00"
# Three notes on one status byte, then let go of: C4 from 0 to 96, E4 and G4 from 96 to 192.
C_DOWN, C_UP = "00 90 3c 50", "60 80 3c 00"
E_DOWN, E_UP = "00 90 40 50", "60 80 40 00"
BOTH = [(0, 96, 60, 0), (96, 192, 64, 0)]


def chunk(kind: bytes, content: str, length: int | None = None) -> bytes:
    data = bytes.fromhex(content)
    return kind + struct.pack(">I", len(data) if length is None else length) + data


def head(tracks: int = 1, form: int = 0) -> bytes:
    return chunk(b"MThd", f"{form:04x} {tracks:04x} 0060")  # 96 ticks a quarter


def track(*events: str, length: int | None = None) -> bytes:
    return chunk(b"MTrk", " ".join(events), length)


def read(*parts: bytes) -> list[tuple[int, int, int, int]]:
    return list(read_smf(b"".join(parts)).notes)


PLAIN = track(C_DOWN, C_UP, E_DOWN, E_UP, END)

FORGIVEN = {
    "plain": [head(), PLAIN],
    "a note-on without velocity ends a note": [
        head(),
        track(C_DOWN, "60 90 3c 00", E_DOWN, "60 90 40 00", END),
    ],
    "running status": [head(), track("00 90 3c 50", "60 3c 00", "00 40 50", "60 40 00", END)],
    # A meta event ends a running status, says the standard; many programs go on.
    "running status over a text": [
        head(),
        track("00 90 3c 50", "60 3c 00", "00 ff 01 02 68 69", "00 40 50", "60 40 00", END),
    ],
    "running status over a system exclusive message": [
        head(),
        track("00 90 3c 50", "00 f0 05 7e 7f 09 01 f7", "60 3c 00", "00 40 50", "60 40 00", END),
    ],
    # An escape: its length, then bytes for the wire, whatever they are.
    "an F7 event": [head(), track(C_DOWN, "00 f7 03 f2 10 20", C_UP, E_DOWN, E_UP, END)],
    "an F7 event of nothing": [head(), track("00 f7 00", C_DOWN, C_UP, E_DOWN, E_UP, END)],
    "an F7 event of status bytes": [head(), track(C_DOWN, "00 f7 04 90 ff 2f 00", C_UP, E_DOWN, E_UP, END)],
    # A velocity of 200, a controller of 255.
    "data bytes with the high bit set": [
        head(),
        track("00 90 3c c8", "00 b0 07 ff", "60 80 3c c0", E_DOWN, E_UP, END),
    ],
    "a pitch that there is none of": [head(), track(C_DOWN, "00 90 c8 50", C_UP, E_DOWN, E_UP, END)],
    # What belongs on a wire: time code, song position, song, tune request, clock, start, active sensing.
    "system messages": [
        head(),
        track(C_DOWN, "00 f1 7f 00 f2 7f 7f 00 f3 7f 00 f4 00 f6 00 f8 00 fa 00 fe", C_UP, E_DOWN, E_UP, END),
    ],
    "fewer tracks than claimed": [head(tracks=17, form=1), PLAIN],
    "more tracks than claimed": [head(), track(C_DOWN, C_UP, END), track("60 90 40 50", E_UP, END)],
    "no track claimed": [head(tracks=0), PLAIN],
    "a chunk of another kind before": [head(), chunk(b"Junk", "00 01 02 03"), PLAIN],
    "a chunk of another kind after": [head(), PLAIN, chunk(b"XFIH", "90 3c 50")],
    "a chunk of another kind that is cut off": [head(), PLAIN, chunk(b"CASM", "90 3c", length=4000)],
    "a longer head": [chunk(b"MThd", "0000 0001 0060 0000 0000"), PLAIN],
    # A RIFF file around the MIDI file, of Windows, which is often called .mid.
    "RMID": [b"RIFF" + struct.pack("<I", 100) + b"RMIDdata" + struct.pack("<I", 80), head(), PLAIN],
    "bytes before the head": [b"\0" * 128, head(), PLAIN],
    "a byte after the end": [head(), PLAIN, b"*"],
    "without the last byte": [head(), PLAIN[:-1]],
    "without an end of the track": [head(), track(C_DOWN, C_UP, E_DOWN, E_UP)],
    "a length that is too large": [head(), track(C_DOWN, C_UP, E_DOWN, E_UP, END, length=9999)],
    "a length that goes on into the next track": [
        head(tracks=2, form=1),
        track(C_DOWN, C_UP, END, length=35),
        track("60 90 40 50", E_UP, END),
    ],
    "an empty track": [head(tracks=2, form=1), track(), PLAIN],
    "a note that is never let go of": [head(), track("00 90 30 50", C_DOWN, C_UP, E_DOWN, E_UP, END)],
    "a time signature that is cut short": [head(), track("00 ff 58 01 04", C_DOWN, C_UP, E_DOWN, E_UP, END)],
    "a time signature of a unit without end": [
        head(),
        track("00 ff 58 04 04 ff 18 08", C_DOWN, C_UP, E_DOWN, E_UP, END),
    ],
}


@pytest.mark.parametrize("name", FORGIVEN)
def test_what_other_programs_forgive_is_forgiven(name: str) -> None:
    assert read(*FORGIVEN[name]) == BOTH


def test_in_a_folder_they_are_charts(tmp_path: Path) -> None:
    for number, parts in enumerate(FORGIVEN.values()):
        path = tmp_path / f"{number}.mid"
        path.write_bytes(b"".join(parts))
        list(read_midi(path))


REFUSED = {
    "bytes before any status": ([head(), track("00 3c 50", END)], "bytes where none belong"),
    "a number without end": ([head(), track("ff ff ff ff ff", END)], "bytes where none belong"),
    "cut off in a track": ([head(), PLAIN[:-8]], "it is cut off"),
    "a text that is longer than its track": ([head(), track("00 ff 01 7f 68 69", END)], "cut off"),
    "no track": ([head()], "it is cut off"),
    "film frames": ([chunk(b"MThd", "0000 0001 e728"), PLAIN], "film frames"),
    "no time": ([chunk(b"MThd", "0000 0001 0000"), PLAIN], "film frames"),
    "something else": ([b"ID3", b"\0" * 2000, head(), PLAIN], "not a MIDI file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_whole_is_refused(name: str) -> None:
    parts, why = REFUSED[name]
    with pytest.raises(ValueError, match=why):
        read(*parts)


def test_keys_on_one_pitch_come_up_in_the_order_they_went_down() -> None:
    events = track("00 90 3c 50", "10 90 3c 50", "10 80 3c 00", "10 80 3c 00", END)
    assert read(head(), events) == [(0, 32, 60, 0), (16, 48, 60, 0)]


def test_time_signatures_are_in_order_over_all_tracks() -> None:
    three, four = "00 ff 58 04 03 02 18 08", "81 40 ff 58 04 04 02 18 08"  # at ticks 0 and 192
    file = read_smf(b"".join([head(tracks=2, form=1), track(four, END), track(three, C_DOWN, C_UP, END)]))
    assert file == File(96, ((0, 96, 60, 0),), ((0, 3, 4), (192, 4, 4)))
