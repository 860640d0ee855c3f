"""Scores in MusicXML: what is played on staves with chord symbols, or a lead sheet. The one place that knows music21.

What is written is what a player would want to read, not each millisecond of a performance: strokes on sixteenths,
each held until the next one on its staff.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from composer_app.errors import FileError
from composer_app.music.chord import Chord
from composer_app.music.key import Key
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.progression import Progression
from composer_app.paths import install_line

if TYPE_CHECKING:
    from music21.stream import Part as M21Part
    from music21.stream import Score

_GRID = 4  # parts of a beat
_MIDDLE_C = 60
_SLASH = "B4"  # the middle line, where rhythm is written that names no pitch
_KINDS = {
    "maj": "major", "min": "minor", "7": "dominant-seventh", "maj7": "major-seventh", "min7": "minor-seventh",
    "sus4": "suspended-fourth", "sus2": "suspended-second", "5": "power", "dim": "diminished",
    "hdim7": "half-diminished-seventh", "dim7": "diminished-seventh", "aug": "augmented", "6": "major-sixth",
    "min6": "minor-sixth",
}  # fmt: skip


def score(title: str, progression: Progression, performance: Performance) -> bytes:
    """The parts on their staves, the chords' on two, with chord symbols above.

    Raises:
        FileError: music21 is not installed.
    """
    staves = [staff for part in performance.parts for staff in _staves(part)]
    streams = [_staff(name, notes, performance) for name, notes in staves]
    _add_symbols(streams[0], progression)
    return _written(title, streams, performance)


def lead_sheet(title: str, progression: Progression, performance: Performance) -> bytes:
    """One staff with chord symbols: over the counter-line where there is one, else over slashes.

    Raises:
        FileError: music21 is not installed.
    """
    line = next((part for part in performance.parts if part.name == "Counter-line"), None)
    stream = _staff("Lead", line.notes, performance) if line else _slashes(performance)
    _add_symbols(stream, progression)
    return _written(title, [stream], performance)


def _music21() -> Any:  # noqa: ANN401 - a whole library
    try:
        import music21
    except ImportError as error:
        raise FileError(f"MusicXML needs music21. Install it with: {install_line('music21')}") from error
    return music21


def _staves(part: Part) -> Iterator[tuple[str, Sequence[Note]]]:
    """A part's notes; those of two hands, apart at middle C."""
    low = [note for note in part.notes if note.pitch < _MIDDLE_C]
    high = [note for note in part.notes if note.pitch >= _MIDDLE_C]
    yield from ((part.name, notes) for notes in (high, low) if notes)


def _staff(name: str, notes: Sequence[Note], performance: Performance) -> "M21Part":
    """Strokes on the grid, each until the next or the bar line, over which what still sounds is tied."""
    music21, stream = _music21(), _empty(name, performance)
    stream.insert(0, _clef(notes))
    struck = _struck(notes, performance)
    lines = {bar * performance.metre.beats for bar in range(performance.bars + 1)}
    held: dict[int, float] = {}
    before = None
    for start, end in pairwise(sorted({*struck, *lines})):
        tied = start not in struck
        held = {p: until for p, until in held.items() if until > start + 1 / _GRID} if tied else struck[start]
        if held:
            written = _written_chord(sorted(held), performance.key, end - start)
            if tied and before:
                before.tie = music21.tie.Tie("continue" if before.tie else "start")
                written.tie = music21.tie.Tie("stop")
            stream.insert(start, written)
            before = written
    return stream


def _struck(notes: Sequence[Note], performance: Performance) -> dict[float, dict[int, float]]:
    """What is struck at each place of the grid, and the beat until which it sounds."""
    struck: dict[float, dict[int, float]] = defaultdict(dict)
    for note in notes:
        place = min(round(note.start * _GRID) / _GRID, performance.beats - 1 / _GRID)
        struck[place][note.pitch] = note.end
    return struck


def _written_chord(pitches: Sequence[int], key: Key, beats: float) -> Any:  # noqa: ANN401 - music21's
    music21 = _music21()
    named = [_spelled(pitch, key) for pitch in pitches]
    if len(named) > 1:
        return music21.chord.Chord(named, quarterLength=beats)
    return music21.note.Note(named[0], quarterLength=beats)


def _clef(notes: Sequence[Note]) -> Any:  # noqa: ANN401 - music21's clef
    clefs = _music21().clef
    middle = sum(note.pitch for note in notes) / max(1, len(notes))
    return clefs.BassClef() if middle < _MIDDLE_C else clefs.TrebleClef()


def _slashes(performance: Performance) -> "M21Part":
    """A slash on every pulse."""
    music21, stream = _music21(), _empty("Lead", performance)
    stream.insert(0, music21.clef.TrebleClef())
    pulse = performance.metre.pulse
    for place in range(round(performance.beats / pulse)):
        slash = music21.note.Note(_SLASH, quarterLength=pulse)
        slash.notehead, slash.stemDirection = "slash", "noStem"
        stream.insert(place * pulse, slash)
    return stream


def _empty(name: str, performance: Performance) -> "M21Part":
    music21 = _music21()
    part: M21Part = music21.stream.Part(id=name)
    part.partName = name
    part.insert(0, music21.meter.TimeSignature(str(performance.metre)))
    part.insert(0, music21.key.Key(_pitch(performance.key.tonic_name), str(performance.key.mode)))
    return part


def _add_symbols(stream: "M21Part", progression: Progression) -> None:
    music21 = _music21()
    for timed in progression.chords:
        symbol = music21.harmony.ChordSymbol(**_symbol(timed.chord, progression.key))
        symbol.writeAsChord = False
        stream.insert(timed.start, symbol)


def _symbol(chord: Chord, key: Key) -> dict[str, str]:
    """What music21 makes a chord symbol of."""
    named = {"root": _pitch(key.name_of(chord.root)), "kind": _KINDS[chord.quality]}
    bass = chord.symbol(key).rpartition("/")[2] if chord.bass is not None else ""
    return {**named, "bass": _pitch(bass)} if bass else named


def _spelled(pitch: int, key: Key) -> Any:  # noqa: ANN401 - music21's pitch
    """A pitch as its key writes it."""
    named = _music21().pitch.Pitch(_pitch(key.name_of(pitch % 12)))
    named.octave = 4
    named.octave += round((pitch - named.midi) / 12)
    return named


def _pitch(name: str) -> str:
    """A name as music21 writes it: "B-" for Bb."""
    return name.replace("b", "-")


def _written(title: str, streams: "Sequence[M21Part]", performance: Performance) -> bytes:
    music21 = _music21()
    whole: Score = music21.stream.Score()
    for stream in streams:
        whole.insert(0, stream)
    hands = [stream for stream in streams if stream.partName == streams[0].partName]
    if len(hands) > 1:
        whole.insert(0, music21.layout.StaffGroup(hands, symbol="brace"))
    tempo = music21.tempo.MetronomeMark(number=performance.tempo)
    tempo.placement = "above"
    streams[0].insert(0, tempo)
    whole.metadata = music21.metadata.Metadata(title=title, composer="Composer")
    xml: bytes = music21.musicxml.m21ToXml.GeneralObjectExporter(whole).parse()
    return xml
