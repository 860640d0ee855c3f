"""Lead sheets in MusicXML: the chord symbols of a score, plain or compressed (.mxl).

Read by the bytes, without ever expanding an entity: a file of a few lines could otherwise fill the memory.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from composer_app.files import read_file
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.harte import read_harte
from composer_app.harmony.corpora.written import Cell, charts, group_of, key_of, read_chord_symbol, relatives
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, Metre

_MOST_BYTES = 50_000_000
_DEEPEST = 100
_ZIP = b"PK\x03\x04"
_CONTAINER = "META-INF/container.xml"
# Harte's shorthand for each kind of chord: those of our own qualities, and some that they lack.
_KINDS = {
    **{quality.kind: quality.name for quality in QUALITIES.values() if not quality.added},
    "major-11th": "maj11", "minor-13th": "min13", "pedal": "1", "none": "N",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar of a part: its length and what begins in it, in beats, and what rules it."""

    beats: float
    chords: tuple[tuple[float, Chord | None], ...]
    metre: Metre
    fifths: int | None
    mode: Mode | None


def read_musicxml(path: Path) -> Iterator[Chart | str]:
    """The chart of a score, repeats as they are written; and a sentence for each chord that could not be read.

    Raises:
        ValueError: It is no score, has no chord symbols, or is too large.
        OSError: It cannot be read.
    """
    root = _parsed(_score(read_file(path, _MOST_BYTES)))
    if root.tag != "score-partwise":
        raise ValueError("it is no score that is written part by part")
    part = max(root.iter("part"), key=lambda part: len(list(part.iter("harmony"))), default=None)
    if part is None or part.find("measure/harmony") is None:
        raise ValueError("it is a score without chord symbols")
    reading = _Part()
    bars = [reading.bar(measure) for measure in part.iter("measure")]
    yield from reading.faults
    yield from charts(_keyed(list(_cells(bars)), bars), group_of(path))


def _score(content: bytes) -> bytes:
    """The score itself, taken out of a compressed file.

    Raises:
        ValueError: There is none in it, or it is too large.
    """
    if not content.startswith(_ZIP):
        return content
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            name = next(
                (
                    file.get("full-path", "")
                    for file in _parsed(_member(archive, _CONTAINER)).iter()
                    if file.tag.endswith("rootfile")
                ),
                "",
            )
            return _member(archive, name)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValueError("it is a damaged score") from error


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError(f"it is larger than {_MOST_BYTES / 1e6:g} MB")
    return content


def _parsed(content: bytes) -> Element:
    """A document as a tree.

    Raises:
        ValueError: It is not XML, declares entities, or is nested deeper than any score.
    """
    builder, parser = TreeBuilder(), expat.ParserCreate()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError("it is nested deeper than any score")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def refuse(*_: object) -> None:
        raise ValueError("it declares entities, as no score does")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, LookupError) as error:
        raise ValueError("it is no whole XML file") from error


class _Part:
    """A part while its bars are read: what rules the next one, and what could not be read so far."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._divisions = 1.0
        self._metre = COMMON
        self._fifths: int | None = None
        self._mode: Mode | None = None

    def bar(self, measure: Element) -> _Bar:
        """Read a bar: it is as long as what is in it, or as its metre says where nothing is."""
        now = longest = 0.0
        chords: list[tuple[float, Chord | None]] = []
        for element in measure:
            match element.tag:
                case "attributes":
                    self._rule(element)
                case "note" if element.find("chord") is None and element.find("grace") is None:
                    now += self._beats(element, "duration")
                case "forward":
                    now += self._beats(element, "duration")
                case "backup":
                    now = max(0.0, now - self._beats(element, "duration"))
                case "harmony":
                    at = now + self._beats(element, "offset")
                    chords += [(max(0.0, at), chord) for chord in self._chord(element, measure)]
            longest = max(longest, now)
        chords.sort(key=lambda chord: chord[0])
        beats = longest or self._metre.beats
        inside = tuple(chord for chord in chords if chord[0] < beats)
        return _Bar(beats, inside, self._metre, self._fifths, self._mode)

    def _rule(self, attributes: Element) -> None:
        """Take divisions, metre and key from what rules from here on."""
        with suppress(ValueError):
            self._divisions = max(1e-3, float(attributes.findtext("divisions") or self._divisions))
        with suppress(ValueError):
            count, unit = attributes.findtext("time/beats"), attributes.findtext("time/beat-type")
            if count and unit:
                self._metre = Metre(sum(map(int, count.split("+"))), int(unit))
        with suppress(ValueError):
            if fifths := attributes.findtext("key/fifths"):
                self._fifths, self._mode = int(fifths), None
                self._mode = Mode(attributes.findtext("key/mode") or "")

    def _beats(self, element: Element, name: str) -> float:
        """A duration in beats; none where it is no number."""
        try:
            beats = float(element.findtext(name) or 0) / self._divisions
        except ValueError:
            return 0.0
        return beats if abs(beats) < 1e4 else 0.0

    def _chord(self, harmony: Element, measure: Element) -> Iterator[Chord | None]:
        """The chord of a symbol; none, and a fault, where it is no chord."""
        try:
            yield _chord(harmony)
        except ValueError as error:
            self.faults.append(f"bar {measure.get('number', '?')}: {error}")


def _chord(harmony: Element) -> Chord | None:
    kind = harmony.find("kind")
    name = (kind.text or "").strip() if kind is not None else ""
    root = _note(harmony, "root")
    if name == "none":
        return None
    if not root:
        raise ValueError("a chord has no root")
    bass = _note(harmony, "bass")
    slash = f"/{bass}" if bass else ""
    if name not in _KINDS:  # "other", and what is newer than this table
        return read_chord_symbol(root + (kind.get("text", "") if kind is not None else "") + slash)
    changes = ",".join(_change(degree) for degree in harmony.iter("degree"))
    return read_harte(f"{root}:{_KINDS[name]}" + (f"({changes})" if changes else "") + slash)


def _note(harmony: Element, name: str) -> str:
    """The note of a root or a bass: "Bb"; empty where there is none."""
    step = (harmony.findtext(f"{name}/{name}-step") or "").strip()
    return step and step + _sign(harmony.findtext(f"{name}/{name}-alter"))


def _change(degree: Element) -> str:
    """A tone that is added, altered or left out, as Harte writes it; a seventh is counted from the dominant one."""
    value, kind = (degree.findtext("degree-value") or "").strip(), degree.findtext("degree-type")
    if kind == "subtract":
        return f"*{value}"
    alter = _number(degree.findtext("degree-alter")) - (value == "7" and kind == "add")
    return _sign(str(alter)) + value


def _sign(alter: str | None) -> str:
    number = _number(alter)
    return ("#" if number > 0 else "b") * min(3, abs(number))


def _number(text: str | None) -> int:
    try:
        return round(float(text or 0))
    except (ValueError, OverflowError):
        return 0


def _cells(bars: list[_Bar]) -> Iterator[Cell]:
    """Each chord until the next one, over bar lines."""
    sounding: Chord | None = None
    for bar in bars:
        points = [(0.0, sounding), *bar.chords, (bar.beats, None)]
        for (start, chord), (until, _) in pairwise(points):
            sounding = chord
            if until > start:
                yield Cell(chord, until - start, bar.metre, _named(bar))


def _named(bar: _Bar) -> Key | None:
    return relatives(bar.fifths)[bar.mode is Mode.MINOR] if bar.fifths is not None else None


def _keyed(cells: list[Cell], bars: list[_Bar]) -> list[Cell]:
    """Cells with their keys: of the two of a signature without a mode, the one that goes best with its chords."""
    certain = {bar.fifths for bar in bars if bar.mode}
    doubtful = {
        _named(bar): bar.fifths for bar in bars if bar.fifths is not None and bar.fifths not in certain
    }
    meant = {
        key: key_of([cell for cell in cells if cell.key == key], relatives(fifths))
        for key, fifths in doubtful.items()
        if fifths is not None
    }
    return [cell._replace(key=meant.get(cell.key, cell.key)) for cell in cells]
