"""Lists of progressions in roman numerals, one a line, a bar of 4/4 for each chord.

    # what follows a # and a space is nobody's business
    I V vi IV = Hopeful Romantic
    minor: i - bVI - bIII - bVII
    major:
    I | vi | ii7 | V7

Before a colon stands the mode, for one line or for all that follow; where none is told, the chords on the tonic tell.
After the equals sign stand mood words. free-midi-chords' own `chords.py` is read as it is: its quoted lines, in its
dialect, whose modal progressions count every degree from the major scale.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from composer_app.harmony.corpora.chart import Chart, Span, charts_of, mode_of
from composer_app.harmony.corpora.roman_numerals import COMMON_PRACTICE, FREE_MIDI_CHORDS, Dialect, read_roman
from composer_app.harmony.corpora.text import read_lines
from composer_app.music.chord import Chord
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON
from composer_app.music.progression import TimedChord

SOURCE = "progressions"
FREE_MIDI_CHORDS_FILE = "chords.py"
_LINE = re.compile(r"(?:(?P<mode>major|minor)\s*:)?(?P<numerals>[^=]*)(?:=(?P<moods>.*))?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s|,–—]+-?[\s|,–—]*|-(?=[b#]*[IViv])")
_QUOTED = re.compile(r'\s*"([^"]+)",?\s*')
_SECTION = re.compile(r"prog_(maj|min|modal)\s*=\s*\[\s*")


def read_list(path: Path) -> Iterator[Chart | str]:
    """A chart in C for each line; a sentence for each line that could not be read.

    Raises:
        ValueError: It is not text.
    """
    mode = None
    for number, line in enumerate(read_lines(path), 1):
        if not _is_comment(line):
            try:
                found = _parts(line)
                own = Mode(found["mode"].lower()) if found["mode"] else None
                if not found["numerals"].strip():
                    mode = own
                    continue
                yield _chart(found["numerals"], found["moods"] or "", own or mode, COMMON_PRACTICE)
            except ValueError as error:
                yield f"line {number}: {error}"


def read_free_midi_chords(path: Path) -> Iterator[Chart | str]:
    """A chart in C for each progression of free-midi-chords' own list.

    Raises:
        ValueError: It is not text.
    """
    section = None
    for number, line in enumerate(read_lines(path), 1):
        if found := _SECTION.fullmatch(line):
            section = found[1]
        elif line.startswith("]"):
            section = None
        elif section and (quoted := _QUOTED.fullmatch(line)):
            try:
                yield _free_midi_chart(quoted[1], section)
            except ValueError as error:
                yield f"line {number}: {error}"


def is_list(lines: list[str]) -> bool:
    """Whether one line of a text at least is a progression."""
    return any(_readable(line) for line in lines[:200] if not _is_comment(line))


def _free_midi_chart(line: str, section: str) -> Chart:
    numerals, _, moods = line.partition("=")
    if section == "modal":
        chart = _chart(numerals, moods, Mode.MAJOR, FREE_MIDI_CHORDS)
        return replace(chart, key=Key(0, mode_of(chart.chords, 0)))
    return _chart(numerals, moods, Mode.MAJOR if section == "maj" else Mode.MINOR, FREE_MIDI_CHORDS)


def _is_comment(line: str) -> bool:
    return not line.strip() or bool(re.match(r"\s*(#(\s|#|$)|//)", line))


def _parts(line: str) -> re.Match[str]:
    found = _LINE.fullmatch(line.strip())
    if not found:
        raise ValueError("it is not a progression")
    return found


def _readable(line: str) -> bool:
    try:
        found = _parts(line)
        return len(_chords(found["numerals"], Mode.MAJOR, COMMON_PRACTICE)) > 1
    except ValueError:
        return False


def _chart(numerals: str, moods: str, mode: Mode | None, dialect: Dialect) -> Chart:
    if mode is None:
        plain = _chords(numerals, Mode.MAJOR, dialect)
        mode = mode_of([TimedChord(chord, 0, COMMON.beats) for chord in plain], 0)
    spans = [Span(chord, COMMON.beats, 0, COMMON, mode) for chord in _chords(numerals, mode, dialect)]
    chart = next(charts_of(spans, SOURCE, f"{mode}: {' '.join(_split(numerals))}"), None)
    if chart is None:
        raise ValueError("it has fewer than two chords")
    return replace(chart, moods=tuple(word for word in re.split(r"[\s,]+", moods) if word))


def _chords(numerals: str, mode: Mode, dialect: Dialect) -> list[Chord]:
    return [read_roman(numeral, Key(0, mode), dialect) for numeral in _split(numerals)]


def _split(numerals: str) -> list[str]:
    return [numeral for numeral in _BETWEEN.split(numerals) if numeral]
