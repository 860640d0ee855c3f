"""Scores and lead sheets in MusicXML with chord symbols. The only module that uses music21.

The rhythm is simplified for reading: onsets are on sixteenths, and each note lasts until the next one on its staff.
"""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import redirect_stderr
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from composer_app.errors import FileError
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.key import Key
from composer_app.music.metre import Metre
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.progression import Progression
from composer_app.paths import install_line

if TYPE_CHECKING:
    from music21.stream import Part as M21Part
    from music21.stream import Score

_STEPS_PER_BEAT = 4
_MIDDLE_C = 60
# The kinds that music21 calls otherwise than MusicXML.
_MUSIC21_KINDS = {
    "dominant": "dominant-seventh", "half-diminished": "half-diminished-seventh",
    "major-minor": "minor-major-seventh",
}  # fmt: skip


def score(title: str, progression: Progression, performance: Performance) -> bytes:
    """Return a score with a staff for each part, two for the chords, and chord symbols above.

    Raises:
        FileError: If music21 is not installed.
    """
    parts = [_split_hands(part, performance) for part in performance.parts]
    _add_symbols(parts[0][0], progression)
    return _to_musicxml(title, parts, performance)


def lead_sheet(title: str, progression: Progression, performance: Performance) -> bytes:
    """Return one staff with chord symbols, above the countermelody if there is one, else above slashes.

    Raises:
        FileError: If music21 is not installed.
    """
    line = next((part for part in performance.parts if part.name == "Counter-line"), None)
    stream = _staff("Lead", line.notes, performance) if line else _slash_staff(performance)
    _add_symbols(stream, progression)
    return _to_musicxml(title, [[stream]], performance)


def _music21() -> Any:  # noqa: ANN401 - a whole library
    try:
        with redirect_stderr(StringIO()):  # hides the warning that matplotlib is missing
            import music21
    except ImportError as error:
        raise FileError(f"MusicXML needs music21. Install it with: {install_line('music21')}") from error
    return music21


def _split_hands(part: Part, performance: Performance) -> "list[M21Part]":
    """Return the staves of a part: two for chords on both sides of middle C, as for a pianist, else one."""
    low = [note for note in part.notes if note.pitch < _MIDDLE_C]
    high = [note for note in part.notes if note.pitch >= _MIDDLE_C]
    if part is performance.parts[0] and low and high:
        return [_staff(part.name, hand, performance, of_two=True) for hand in (high, low)]
    return [_staff(part.name, part.notes, performance)]


def _staff(name: str, notes: Sequence[Note], performance: Performance, *, of_two: bool = False) -> "M21Part":
    """Return a staff: each note lasts until the next one, with ties over bar lines.

    The bars are filled here, in one voice, because music21 would add a voice of rests to some.
    """
    music21, stream = _music21(), _empty_part(name, performance, of_two=of_two)
    _bar(stream, 1).insert(0, _clef(notes))
    struck = _notes_by_onset(notes, performance)
    lines = {bar * performance.metre.beats for bar in range(performance.bars + 1)}
    held: dict[int, float] = {}
    before = None
    for start, end in pairwise(sorted({*struck, *lines})):
        tied = start not in struck
        held = (
            {p: until for p, until in held.items() if until > start + 1 / _STEPS_PER_BEAT}
            if tied
            else struck[start]
        )
        if held:
            written = _chord_or_note(sorted(held), performance.key, end - start)
            if tied and before:
                before.tie = music21.tie.Tie("continue" if before.tie else "start")
                written.tie = music21.tie.Tie("stop")
            before = written
        else:
            written = music21.note.Rest(quarterLength=end - start)
        _put(stream, written, start, performance)
    return _with_accidentals(stream)


def _bar(stream: "M21Part", number: int) -> Any:  # noqa: ANN401 - music21's
    """Return a bar of a part, counted from 1."""
    return stream.measure(number)


def _put(stream: "M21Part", element: Any, beat: float, performance: Performance) -> None:  # noqa: ANN401 - music21's
    """Insert an element into the bar of a beat."""
    bar = int(beat / performance.metre.beats + 1e-9)
    _bar(stream, bar + 1).insert(beat - bar * performance.metre.beats, element)


def _notes_by_onset(notes: Sequence[Note], performance: Performance) -> dict[float, dict[int, float]]:
    """Return the pitches that start at each beat of the grid, with their ends."""
    struck: dict[float, dict[int, float]] = defaultdict(dict)
    for note in notes:
        place = min(
            round(note.start * _STEPS_PER_BEAT) / _STEPS_PER_BEAT, performance.beats - 1 / _STEPS_PER_BEAT
        )
        struck[place][note.pitch] = note.end
    return struck


def _chord_or_note(pitches: Sequence[int], key: Key, beats: float) -> Any:  # noqa: ANN401 - music21's
    music21 = _music21()
    named = [_spell_pitch(pitch, key) for pitch in pitches]
    if len(named) > 1:
        return music21.chord.Chord(named, quarterLength=beats)
    return music21.note.Note(named[0], quarterLength=beats)


def _clef(notes: Sequence[Note]) -> Any:  # noqa: ANN401 - music21's clef
    clefs = _music21().clef
    middle = sum(note.pitch for note in notes) / max(1, len(notes))
    return clefs.BassClef() if middle < _MIDDLE_C else clefs.TrebleClef()


def _slash_staff(performance: Performance) -> "M21Part":
    """Return a staff with a slash on every pulse, on the middle line, spelled so that it needs no accidental."""
    music21, stream = _music21(), _empty_part("Lead", performance)
    _bar(stream, 1).insert(0, music21.clef.TrebleClef())
    middle = next(
        name for pitch in performance.key.scale if (name := performance.key.exact_name_of(pitch))[0] == "B"
    )
    for bar in range(performance.bars):
        beat = bar * performance.metre.beats
        for length in _slash_lengths(performance.metre):
            slash = music21.note.Note(_music21_name(middle) + "4", quarterLength=length)
            slash.notehead, slash.stemDirection = "slash", "noStem"
            _put(stream, slash, beat, performance)
            beat += length
    return _with_accidentals(stream)


def _with_accidentals(stream: "M21Part") -> "M21Part":
    """Set the accidentals, before chord symbols are added, because music21 would count their tones, too."""
    music21 = _music21()
    stream.makeAccidentals(inPlace=True)  # type: ignore[no-untyped-call]
    for note in stream.recurse().notes:
        for pitch in note.pitches:
            if pitch.accidental is None:
                pitch.accidental = music21.pitch.Accidental("natural")
                pitch.accidental.displayStatus = False
    return stream


def _slash_lengths(metre: Metre) -> list[float]:
    """Return the lengths of the slashes in a bar, in beats; after odd eighths a dotted quarter, to avoid beams."""
    if metre.unit != 8 or metre.is_compound:
        return [metre.pulse] * round(metre.beats / metre.pulse)
    quarters = max(1, metre.count // 2)
    return [1.0] * (quarters - 1) + [metre.beats - (quarters - 1)]


def _empty_part(name: str, performance: Performance, *, of_two: bool = False) -> "M21Part":
    """Return a part of empty bars; `of_two` for one of two staves of an instrument."""
    music21 = _music21()
    part: M21Part = (music21.stream.PartStaff if of_two else music21.stream.Part)()
    part.partName = name
    for number in range(performance.bars):
        part.insert(number * performance.metre.beats, music21.stream.Measure(number=number + 1))
    first = _bar(part, 1)
    first.insert(0, music21.meter.TimeSignature(str(performance.metre)))
    first.insert(0, music21.key.Key(_music21_name(performance.key.tonic_name), str(performance.key.mode)))
    _bar(part, performance.bars).rightBarline = music21.bar.Barline("final")
    return part


def _add_symbols(stream: "M21Part", progression: Progression) -> None:
    music21 = _music21()
    for timed in progression.chords:
        symbol = music21.harmony.ChordSymbol(**_symbol_arguments(timed.chord, progression.key))
        for degree, alteration in QUALITIES[timed.chord.quality].added:
            symbol.addChordStepModification(
                music21.harmony.ChordStepModification("add", degree, alteration), updatePitches=False
            )
        symbol.writeAsChord = False
        bar = int(timed.start / progression.metre.beats + 1e-9)
        _bar(stream, bar + 1).insert(timed.start - bar * progression.metre.beats, symbol)


def _symbol_arguments(chord: Chord, key: Key) -> dict[str, str]:
    """What music21 makes a chord symbol of."""
    kind = QUALITIES[chord.quality].kind
    named = {"root": _music21_name(key.name_of(chord.root)), "kind": _MUSIC21_KINDS.get(kind, kind)}
    bass = chord.symbol(key).rpartition("/")[2] if chord.bass is not None else ""
    return {**named, "bass": _music21_name(bass)} if bass else named


def _spell_pitch(pitch: int, key: Key) -> Any:  # noqa: ANN401 - music21's pitch
    """Return a pitch spelled in its key."""
    named = _music21().pitch.Pitch(_music21_name(key.exact_name_of(pitch % 12)))
    named.octave = 4
    named.octave += round((pitch - named.midi) / 12)
    return named


def _music21_name(name: str) -> str:
    """Return music21's name of a note: "B-" for Bb."""
    return name.replace("b", "-")


def _to_musicxml(title: str, parts: "Sequence[Sequence[M21Part]]", performance: Performance) -> bytes:
    music21 = _music21()
    whole: Score = music21.stream.Score()
    for staves in parts:
        for stream in staves:
            whole.insert(0, stream)
        if len(staves) > 1:  # one instrument on two staves
            whole.insert(0, music21.layout.StaffGroup(staves, name=staves[0].partName, symbol="brace"))
    tempo = music21.tempo.MetronomeMark(number=performance.tempo)
    tempo.placement = "above"
    _bar(parts[0][0], 1).insert(0, tempo)
    whole.metadata = music21.metadata.Metadata(title=title, composer="Composer")
    xml: bytes = music21.musicxml.m21ToXml.GeneralObjectExporter(whole).parse()
    return xml
