"""Performances for tests: small fixed ones, and random ones by Hypothesis."""

from itertools import pairwise

from hypothesis import strategies as st

from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.performance import Note, Part, Performance

D_MAJOR = Key(2, Mode.MAJOR)


def part(*notes: Note, name: str = "Chords", program: int = 0) -> Part:
    """Return a part with these notes."""
    return Part(name, program, tuple(sorted(notes)))


def perform(
    *parts: Part, tempo: float = 120, bars: int = 1, metre: Metre = COMMON, key: Key = D_MAJOR
) -> Performance:
    """Return a performance with these parts."""
    return Performance(parts, tempo, key, metre, bars)


def chords(bars: int = 2, tempo: float = 120, velocity: int = 80) -> Performance:
    """Return one chord per bar, alternating D and G, each held until the next; they share two pitches."""
    voicings = ((50, 62, 66, 69), (55, 62, 67, 71))
    return perform(
        part(*(Note(4.0 * bar, pitch, 4.0, velocity) for bar in range(bars) for pitch in voicings[bar % 2])),
        tempo=tempo,
        bars=bars,
    )


def quick(bars: int, tempo: float) -> Performance:
    """Return a chord on every eighth note."""
    eighths = (Note(0.5 * n, pitch, 0.45, 80) for n in range(8 * bars) for pitch in (50, 57, 62, 66))
    return perform(part(*eighths), tempo=tempo, bars=bars)


def repeated(pitch: int = 60, beats: int = 4, tempo: float = 120) -> Performance:
    """Return one pitch on every beat, each held until the next."""
    return perform(part(*(Note(beat, pitch, 1.0, 80) for beat in range(beats))), tempo=tempo)


@st.composite
def _parts(draw: st.DrawFn, beats: float) -> Part:
    notes: list[Note] = []
    for pitch in draw(st.sets(st.integers(0, 127), max_size=5)):
        edges = st.floats(0, beats, allow_subnormal=False) | st.integers(0, int(beats)).map(float)
        places = sorted(draw(st.lists(edges, max_size=8, unique=True)))
        for start, end in pairwise(places):
            velocity = draw(st.integers(0, 127))
            if velocity and start + (end - start) <= beats and end > start:
                notes.append(Note(start, pitch, end - start, velocity))
    return part(*notes, name=draw(st.text(max_size=10)), program=draw(st.integers(0, 127)))


@st.composite
def performances(draw: st.DrawFn, most_parts: int = 4) -> Performance:
    """Generate performances: notes of any length, on and off the grid, which may touch but not overlap."""
    metre = draw(st.sampled_from((COMMON, WALTZ, SIX_EIGHT, Metre(5, 8), Metre(2, 2))))
    bars = draw(st.integers(1, 8))
    parts = draw(st.lists(_parts(bars * metre.beats), min_size=1, max_size=most_parts))
    key = Key(draw(st.integers(0, 11)), draw(st.sampled_from(Mode)))
    return Performance(tuple(parts), draw(st.floats(20, 300)), key, metre, bars)
