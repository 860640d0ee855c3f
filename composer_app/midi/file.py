"""A performance as a standard MIDI file that every music program imports unchanged.

The rules, each of which some program needs: 480 ticks per quarter note; one track for a single part, or one track per
part without a separate tempo track; tempo, time signature, key signature and name at tick 0 of the first track; no
controllers, and program changes only on request; each track ends exactly on the last bar line.
"""

import io
import re
import unicodedata
from pathlib import Path

import mido

from composer_app.midi.message import PROGRAM_CHANGE, key_events, part_channels
from composer_app.music.key import Key, Mode
from composer_app.music.performance import Part, Performance
from composer_app.music.progression import Progression, TimedChord
from composer_app.paths import write_atomically

TICKS_PER_BEAT = 480
_MAX_NAME_LENGTH = 99  # including the suffix
_MAX_NAME_BYTES = 240  # of 255 that file systems allow, so that a number can be appended
_RESERVED = re.compile(
    r"(con|conin\$|conout\$|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL
)
# Zero-width joiners, which Persian words and emoji need.
_JOINERS = "\u200c\u200d"
_STRIPPED_CHARACTERS = " ." + _JOINERS
# MIDI files do not declare their text encoding; at a typographic dash, Rosegarden asks whether it is UTF-32.
_ASCII_PUNCTUATION = str.maketrans(
    {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "♭": "b", "♯": "#"}
)
_UNSAFE_CHARACTERS = re.compile(r'[<>:"/\\|?*\s]+')


def save_midi(
    performance: Performance,
    path: Path,
    track_name: str,
    comment: str = "",
    *,
    programs: bool = False,
    markers: Progression | None = None,
) -> None:
    """Write a performance to a file atomically; replace an existing file.

    Args:
        performance: As for `encode_midi_file`; so are the others.
        path: The file to write.
        track_name: The name of the track.
        comment: A text event to add to the file.
        programs: Whether to write General MIDI program changes.
        markers: Chords whose names are written as markers.

    Raises:
        FileError: If the file cannot be written.
    """
    write_atomically(
        path, encode_midi_file(performance, track_name, comment, programs=programs, markers=markers)
    )


def encode_midi_file(
    performance: Performance,
    track_name: str,
    comment: str = "",
    *,
    programs: bool = False,
    markers: Progression | None = None,
) -> bytes:
    """Encode a performance as the bytes of a MIDI file.

    Args:
        performance: The performance. A note shorter than half a tick is left out.
        track_name: The name of the track, in any script; typographic characters become plain ones. With several
            tracks, each name starts with that of the part.
        comment: A text event to add to the file, such as the request and the seed.
        programs: Whether to write each part's General MIDI program.
        markers: Chords whose names are written as markers where they begin; some programs make a track of them.
    """
    parts = performance.parts
    file = mido.MidiFile(type=int(len(parts) > 1), ticks_per_beat=TICKS_PER_BEAT, charset="utf-8")
    for part, channel in zip(parts, part_channels(performance), strict=True):
        title = f"{part.name} – {track_name}" if len(parts) > 1 else track_name
        head = [mido.MetaMessage("track_name", name=_encodable(title))]
        if not file.tracks:
            head += _song_messages(performance, comment)
        if programs:
            head.append(mido.Message.from_bytes((PROGRAM_CHANGE | channel, part.program)))
        symbols = markers if markers and not file.tracks else None
        file.tracks.append(_track(head, part, channel, performance.beats, symbols))
    content = io.BytesIO()
    file.save(file=content)
    return content.getvalue()


def safe_file_name(title: str, suffix: str = ".mid") -> str:
    """Return a title as a file name that is valid on Windows, macOS and Linux, under 100 characters with its suffix."""
    plain = _UNSAFE_CHARACTERS.sub(" ", unicodedata.normalize("NFC", title))
    kept = "".join(letter for letter in plain if letter in _JOINERS or unicodedata.category(letter)[0] != "C")
    stem = kept.strip(_STRIPPED_CHARACTERS) or "Chords"
    stem = ("_" if _RESERVED.fullmatch(stem) else "") + stem
    stem = stem[: _MAX_NAME_LENGTH - len(suffix)]
    while len((stem + suffix).encode()) > _MAX_NAME_BYTES:
        stem = stem[:-1]
    return stem.rstrip(_STRIPPED_CHARACTERS) + suffix


def _song_messages(performance: Performance, comment: str) -> list[mido.MetaMessage]:
    """Return the meta messages for the whole piece."""
    metre = performance.metre
    time = mido.MetaMessage(
        "time_signature",
        numerator=metre.count,
        denominator=metre.unit,
        clocks_per_click=round(24 * metre.pulse),
    )
    return [
        *([mido.MetaMessage("text", text=_encodable(comment))] if comment else []),
        mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(performance.tempo)),
        time,
        mido.MetaMessage("key_signature", key=_key_name(performance.key)),
    ]


def _track(
    head: list[mido.MetaMessage], part: Part, channel: int, beats: float, markers: Progression | None
) -> mido.MidiTrack:
    """Return a track: meta messages at tick 0, notes and markers, and an end on the last bar line."""
    timed = [
        (int(e.position), mido.Message.from_bytes(e.data)) for e in key_events(part, channel, beats, _tick)
    ]
    if markers:
        timed += [(_tick(chord.start), _marker(chord, markers.key)) for chord in markers.chords]
        timed.sort(key=lambda pair: (pair[0], not pair[1].is_meta))
    track = mido.MidiTrack(head)
    now = 0
    for tick, message in timed:
        track.append(message.copy(time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=_tick(beats) - now))
    return track


def _marker(timed: TimedChord, key: Key) -> mido.MetaMessage:
    return mido.MetaMessage("marker", text=timed.chord.symbol(key))


def _tick(beat: float) -> int:
    return round(beat * TICKS_PER_BEAT)


def _key_name(key: Key) -> str:
    """Return a key in mido's notation, such as "Ebm"."""
    return key.tonic_name + ("m" if key.mode is Mode.MINOR else "")


def _encodable(text: str) -> str:
    """Replace typographic characters by plain ones, and drop lone surrogates, which UTF-8 cannot encode."""
    return text.translate(_ASCII_PUNCTUATION).encode("utf-8", "replace").decode("utf-8")
