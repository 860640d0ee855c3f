"""Charts: one piece's chords in one key and metre, whatever file they were found in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from composer_app.music.chord import Chord
from composer_app.music.key import Key, Mode
from composer_app.music.metre import Metre
from composer_app.music.progression import TimedChord

_MINOR_THIRD, _MAJOR_THIRD = 3, 4


@dataclass(frozen=True, slots=True)
class Chart:
    """The chords of a piece, or of that part of it that stands in one key.

    Attributes:
        source: The corpus or file that it is from.
        group: What must stay on one side of a split: all versions and parts of one piece.
        key: Its key.
        metre: The metre that fills most of it.
        chords: In order, without overlaps, with absolute roots; where nothing is between two, there is no chord.
            Starts and lengths are in beats (quarter notes), counted from the start of the piece.
        moods: Words that somebody gave it; empty for a plain chart.
        first_bar_line: The beat of the first bar line; None if the chords are not counted from bar lines.
        scale: The name of its mode, such as "dorian", where that says more than the key; else empty.
    """

    source: str
    group: str
    key: Key
    metre: Metre
    chords: tuple[TimedChord, ...]
    moods: tuple[str, ...] = ()
    first_bar_line: float | None = 0.0
    scale: str = ""

    @property
    def mode_name(self) -> str:
        """Its mode: "major", "minor", or one of the church modes."""
        return self.scale or str(self.key.mode)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in a piece that is read from its beginning to its end.

    Attributes:
        chord: What sounds; None for no chord, or one that nobody could name.
        beats: How long, in quarter notes.
        tonic: The pitch class of the tonic.
        metre: The metre that rules.
        mode: The mode where it is known, None where the chords have to tell.
    """

    chord: Chord | None
    beats: float
    tonic: int
    metre: Metre
    mode: Mode | None = None


def charts_of(spans: Iterable[Span], source: str, group: str) -> Iterator[Chart]:
    """A piece as charts, one for each stretch between changes of key that has at least two different chords."""
    start = 0.0
    for (tonic, mode), same_key in groupby(spans, key=lambda span: (span.tonic, span.mode)):
        part = list(same_key)
        chords = tuple(timed_chords([(span.chord, span.beats) for span in part], start))
        start += sum(span.beats for span in part)
        if len({timed.chord for timed in chords}) > 1:
            key = Key(tonic, mode or mode_of(chords, tonic))
            yield Chart(source, group, key, _prevailing_metre(part), chords)


def mode_of(chords: Sequence[TimedChord], tonic: int) -> Mode:
    """Minor when more time is spent on tonic chords with a minor third than with a major one.

    When no chord stands on the tonic, or as much time is spent on either, all chords' thirds above the tonic tell.
    """
    on_tonic = [timed for timed in chords if timed.chord.root == tonic]
    for among in (on_tonic, chords):
        minor, major = (_time_with(among, tonic + third) for third in (_MINOR_THIRD, _MAJOR_THIRD))
        if minor != major:
            return Mode.MINOR if minor > major else Mode.MAJOR
    return Mode.MAJOR


def timed_chords(lengths: Iterable[tuple[Chord | None, float]], start: float = 0.0) -> Iterator[TimedChord]:
    """Chords with lengths in beats as chords in time: a repeated one joined to the one before it, silence left out."""
    for chord, repeated in groupby(lengths, key=lambda pair: pair[0]):
        beats = sum(length for _, length in repeated)
        if chord is not None:
            yield TimedChord(chord, start, beats)
        start += beats


def _prevailing_metre(part: Sequence[Span]) -> Metre:
    """The metre that fills the most beats."""
    beats: dict[Metre, float] = {}
    for span in part:
        beats[span.metre] = beats.get(span.metre, 0.0) + span.beats
    return max(beats, key=beats.__getitem__)


def _time_with(chords: Iterable[TimedChord], pitch_class: int) -> float:
    return sum(timed.beats for timed in chords if pitch_class % 12 in timed.chord.pitch_classes)
