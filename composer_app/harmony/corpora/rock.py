"""The rock corpus RS200 v2.1 by Temperley and de Clercq (Popular Music 30, 2011), in the three forms of its release.

`.har` files are rules, of which S is the song:

    Vr: $VP*2 I ii | V | |      % chords part a bar evenly, "." continues one, an empty bar continues the last
    S: [C] [3/4] R | $Vr $Ch I |*2

Keys and metres in brackets rule what follows within their own rule, and all that it calls; a key is a tonic without a
mode, "[0]" is no clear metre. R is a rest. The expanded `.txt` files are one such rule without a name. `.clt` files are
lists of chords with seconds, bars, numeral, root, degree, tonic and absolute root, and without metres.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from composer_app.harmony.corpora.chart import Chart, Span, charts_of
from composer_app.harmony.corpora.roman_numerals import ROCK_CORPUS, read_roman
from composer_app.harmony.corpora.text import read_lines
from composer_app.music.chord import Chord
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, Metre, read_metre
from composer_app.music.pitch import read_pitch_class

SOURCE = "Rock Corpus RS200"
_SONG = "S"
_MAX_BARS = 5_000
_TOKEN = re.compile(r"\$([^\s|*]+)(?:\*(\d+))?|(\|)(?:\*(\d+))?|\[([^\]]*)\]|([^\s|\[\]$]+)")
_CALL, _TIMES, _BAR, _BARS, _BRACKET, _SYMBOL = range(1, 7)
_EXPANDED = re.compile(r"\s*\[[A-G][#b]?\].*\|\s*")


def read_rules(path: Path) -> Iterator[Chart | str]:
    """The charts of a `.har` file or of an expanded `.txt` file, one for each key.

    Raises:
        ValueError: It breaks the notation's rules.
    """
    rules = {}
    for line in read_lines(path):
        name, colon, rule = line.partition("%")[0].partition(":")
        if colon or name.strip():
            rules[name.strip() if colon else _SONG] = rule if colon else name
    expansion = _Expansion(rules)
    expansion.expand(_SONG, None, COMMON, ())
    yield from charts_of(expansion.spans, SOURCE, song_name(path))


def read_list(path: Path) -> Iterator[Chart | str]:
    """The charts of a `.clt` file, one for each key, in 4/4 for want of a metre.

    Raises:
        ValueError: It is no such list.
    """
    rows = [_row(line, number) for number, line in enumerate(read_lines(path), 1) if line.strip()]
    ends = [bar for bar, _, _ in rows[1:]] + [int(rows[-1][0]) + 1.0 if rows else 0.0]
    spans = [
        Span(chord, (end - bar) * COMMON.beats, tonic, COMMON)
        for (bar, chord, tonic), end in zip(rows, ends, strict=True)
        if end > bar
    ]
    yield from charts_of(spans, SOURCE, song_name(path))


def is_expanded(lines: list[str]) -> bool:
    """Whether a text is an expanded analysis."""
    full = [line for line in lines if line.strip()]
    return bool(full) and all(_EXPANDED.fullmatch(line) for line in full)


def song_name(path: Path) -> str:
    """The song that a file analyses, without its analyst's initials."""
    return re.sub(r"_(dt|tdc)$", "", path.stem)


def _row(line: str, number: int) -> tuple[float, Chord | None, int]:
    """A row's bar, chord and tonic."""
    fields = line.split()
    try:
        bar, tonic = float(fields[1]), int(fields[5])
        return bar, _chord(fields[2], tonic), tonic
    except (IndexError, ValueError) as error:
        raise ValueError(f"line {number} is not a timed chord") from error


def _chord(symbol: str, tonic: int) -> Chord | None:
    if symbol == "R":
        return None
    key = Key(tonic, Mode.MAJOR)
    if symbol == "V11":  # in this corpus, the subdominant above the dominant
        return Chord((tonic + 5) % 12, "maj", (tonic + 7) % 12)
    return read_roman(symbol, key, ROCK_CORPUS)


class _Expansion:
    """The bars of a song, as its rules unfold."""

    def __init__(self, rules: dict[str, str]) -> None:
        self.spans: list[Span] = []
        self._rules = rules
        self._last: Chord | None = None
        self._bars = 0

    def expand(self, name: str, tonic: int | None, metre: Metre, within: tuple[str, ...]) -> None:
        """Append what a rule says, in the key and metre of the rule that calls it."""
        if name not in self._rules or name in within:
            raise ValueError(f"its rule {name!r} is {'a circle' if name in within else 'missing'}")
        bar: list[Chord | None] = []
        for token in _TOKEN.finditer(self._rules[name]):
            if token[_CALL]:
                for _ in range(int(token[_TIMES] or 1)):
                    self.expand(token[_CALL], tonic, metre, (*within, name))
            elif token[_BRACKET] is not None:
                tonic, metre = _apply_bracket(token[_BRACKET], tonic, metre)
            elif tonic is None:
                raise ValueError("it has bars before any key")
            elif token[_SYMBOL]:
                bar.append(self._read(token[_SYMBOL], tonic))
            else:
                self._close(bar, int(token[_BARS] or 1), tonic, metre)
                bar = []

    def _read(self, symbol: str, tonic: int) -> Chord | None:
        if symbol != ".":
            self._last = _chord(symbol, tonic)
        return self._last

    def _close(self, bar: list[Chord | None], times: int, tonic: int, metre: Metre) -> None:
        """End a bar; more bar lines are more bars of its last chord."""
        self._bars += times
        if self._bars > _MAX_BARS:
            raise ValueError(f"it unfolds into more than {_MAX_BARS} bars")
        chords = bar or [self._last]
        self.spans += [Span(chord, metre.beats / len(chords), tonic, metre) for chord in chords]
        self.spans += [Span(self._last, metre.beats, tonic, metre)] * (times - 1)


def _apply_bracket(bracket: str, tonic: int | None, metre: Metre) -> tuple[int | None, Metre]:
    """Key and metre after a bracket."""
    if bracket == "0":
        return tonic, metre
    if "/" in bracket:
        return tonic, read_metre(bracket)
    return read_pitch_class(bracket), metre
