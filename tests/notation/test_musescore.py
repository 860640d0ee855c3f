"""What MuseScore shows of our scores, by its own export, against what was meant."""

import os
import subprocess
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

import pytest

from composer_app.music.arrangement import arrange
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.feel import feel
from composer_app.music.key import Key, read_key
from composer_app.music.manner import Manner
from composer_app.music.metre import COMMON, WALTZ, Metre
from composer_app.music.performance import Performance
from composer_app.music.progression import Progression, TimedChord
from composer_app.notation.score import lead_sheet, score

pytestmark = pytest.mark.musescore

_ALTERS = {-1: "b", 0: "", 1: "#"}
_KEYS = (
    "Ab major", "F# major", "Gb major", "Eb minor", "D# minor", "F minor", "C# major", "Cb major", "C major", "E minor",
)  # fmt: skip
_SEVEN = Metre(7, 8)


def _progression(key: Key, metre: Metre = COMMON) -> Progression:
    """I, V7 over its third and IV within a bar, vi, and I: in the key, with a chord that comes amid a bar."""
    row = (("maj", 0, None), ("7", 7, 11), ("maj", 5, None), ("min", 9, None), ("maj", 0, None))
    bar = metre.beats
    places = ((0.0, bar), (bar, bar - 1), (2 * bar - 1, 1.0), (2 * bar, bar), (3 * bar, bar))
    tones = [
        Chord((key.tonic + root) % 12, quality, None if bass is None else (key.tonic + bass) % 12)
        for quality, root, bass in row
    ]
    return Progression(
        key, metre, tuple(TimedChord(chord, *place) for chord, place in zip(tones, places, strict=True))
    )


def _played(chords: Progression, pattern: str = "arpeggio", manner: Manner | None = None) -> Performance:
    felt = feel(0.5, 0.5, chords.metre)
    manner = manner or Manner(humanise=0.0)
    return arrange(chords, felt, 1, constraints=Constraints(pattern=pattern), manner=manner)


def _shown(xml: bytes, folder: Path) -> ET.Element:
    """A score as MuseScore writes it after it has opened it."""
    written, shown = folder / "written.musicxml", folder / "shown.musicxml"
    written.write_bytes(xml)
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    folder.chmod(0o700)
    subprocess.run(
        ["mscore3", "-o", str(shown), str(written)],
        env={**os.environ, **own},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return ET.parse(shown).getroot()  # noqa: S314 - MuseScore's own


def _symbols(part: ET.Element) -> list[str]:
    return [
        f"{_named(h, 'root')}{'' if h.findtext('bass/bass-step') is None else '/' + _named(h, 'bass')}"
        for h in part.iter("harmony")
    ]


def _named(harmony: ET.Element, what: str) -> str:
    step = harmony.findtext(f"{what}/{what}-step") or ""
    return step + _ALTERS[int(harmony.findtext(f"{what}/{what}-alter") or 0)]


def _strokes(part: ET.Element) -> dict[float, set[int]]:
    """What is struck at each beat, from all staves of a part; what is tied over is not struck again."""
    struck: dict[float, set[int]] = defaultdict(set)
    divisions, start = float(part.findtext(".//divisions") or 1), 0.0
    for measure in part.iter("measure"):
        at = last = end = start
        for element in measure:
            length = float(element.findtext("duration") or 0) / divisions
            if element.tag == "backup":
                at -= length
            elif element.tag == "note":
                last, at = (last, at) if element.find("chord") is not None else (at, at + length)
                if (pitch := element.find("pitch")) is not None and not _held(element):
                    struck[round(last, 4)].add(_midi(pitch))
            end = max(end, at)
        start = end
    return dict(struck)


def _held(note: ET.Element) -> bool:
    return any(tie.get("type") == "stop" for tie in note.findall("tie"))


def _midi(pitch: ET.Element) -> int:
    octave, alter = int(pitch.findtext("octave") or 0), int(pitch.findtext("alter") or 0)
    return (
        12 * (octave + 1)
        + {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}[pitch.findtext("step") or ""]
        + alter
    )


def _meant(performance: Performance, number: int) -> dict[float, set[int]]:
    struck: dict[float, set[int]] = defaultdict(set)
    for note in performance.parts[number].notes:
        struck[round(note.start * 4) / 4].add(note.pitch)
    return dict(struck)


@pytest.mark.parametrize("name", _KEYS)
def test_a_lead_sheet_shows_chords_over_slashes_without_an_accidental(name: str, tmp_path: Path) -> None:
    key = read_key(name)
    chords = _progression(key)
    (part,) = _shown(lead_sheet("Hope", chords, _played(chords)), tmp_path).findall("part")
    assert part.findtext(".//fifths") == str(key.signature)
    assert _symbols(part) == [_bare(timed.chord, key) for timed in chords.chords]
    notes = list(part.iter("note"))
    assert len(notes) == 16
    assert all(note.findtext("notehead") == "slash" for note in notes)
    assert not list(part.iter("accidental"))


def _bare(chord: Chord, key: Key) -> str:
    """A chord's root and bass, as its symbol has them."""
    bass = chord.symbol(key).rpartition("/")[2]
    return key.name_of(chord.root) + ("" if chord.bass is None else f"/{bass}")


@pytest.mark.parametrize(("metre", "slashes"), [(_SEVEN, 3), (Metre(5, 8), 2), (WALTZ, 3), (Metre(6, 8), 2)])
def test_slashes_fill_each_bar_and_are_not_beamed(metre: Metre, slashes: int, tmp_path: Path) -> None:
    chords = _progression(read_key("Bb major"), metre)
    (part,) = _shown(lead_sheet("Hope", chords, _played(chords, "block")), tmp_path).findall("part")
    assert [len(list(measure.iter("note"))) for measure in part.iter("measure")] == [slashes] * 4
    assert not list(part.iter("beam"))
    assert not list(part.iter("rest"))
    assert (part.findtext(".//beats"), part.findtext(".//beat-type")) == (str(metre.count), str(metre.unit))


@pytest.mark.parametrize("name", ["F# major", "Gb major", "Ab major", "D# minor"])
@pytest.mark.parametrize(("pattern", "metre"), [("waltz", WALTZ), ("arpeggio", COMMON), ("block", _SEVEN)])
def test_a_score_shows_the_notes_that_are_played(
    name: str, pattern: str, metre: Metre, tmp_path: Path
) -> None:
    chords = _progression(read_key(name), metre)
    performance = _played(chords, pattern)
    (part,) = _shown(score("Hope", chords, performance), tmp_path).findall("part")
    assert part.findtext(".//staves") == "2"
    assert {note.findtext("voice") for note in part.iter("note")} == {"1", "5"}  # one voice a staff
    assert _strokes(part) == _meant(performance, 0)
    assert _symbols(part) == [_bare(timed.chord, chords.key) for timed in chords.chords]


def test_a_bass_part_and_a_line_have_a_staff_each_and_the_piano_two(tmp_path: Path) -> None:
    chords = _progression(read_key("Eb major"))
    performance = _played(chords, manner=Manner(humanise=0.0, bass="double bass", counter_line="strings"))
    tree = _shown(score("Hope", chords, performance), tmp_path)
    assert [name.text for name in tree.iter("part-name")] == [part.name for part in performance.parts]
    staves = [part.findtext(".//staves") or "1" for part in tree.findall("part")]
    assert staves == ["2", "1", "1"]
    for number, part in enumerate(tree.findall("part")):
        assert _strokes(part) == _meant(performance, number)
