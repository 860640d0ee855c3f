"""How smooth the voice leading is, compared with block chords and music21's voicings.

    python benchmarks/voice_leading.py [TAKES]

Over the progressions of every emotion: the mean semitones that a voice moves at a change of chord, including the bass,
and the share of changes with parallel fifths or octaves in the outer voices. The peers voice the same chords: in root
position from G3 up, as the simplest tools do, and, if music21 is installed, in its closed position.
"""

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.feeling import takes
from composer_app.composer import Composer
from composer_app.music.chord import Chord
from composer_app.music.cues import cues_at
from composer_app.music.metre import COMMON
from composer_app.music.voicing import Voicing, has_outer_parallels, root_position, semitones_moved
from composer_app.music.voicing_styles import VOICING_STYLES, voice_chords
from composer_app.request.emotion.mood import emotions

_BLOCK = 55


def music21_closed(chord: Chord) -> Voicing:
    """Return a chord in music21's closed position, identified by its pitches."""
    from music21.chord import Chord as Music21Chord

    named = Music21Chord([pitch + 48 for pitch in root_position(chord, 0).pitches])
    low, *rest = sorted(pitch.midi for pitch in named.closedPosition(forceOctave=4).pitches)
    return Voicing(low, tuple(rest))


def report(name: str, rows: Sequence[Sequence[Voicing]]) -> None:
    """Print a line for a voicing style."""
    changes = [change for row in rows for change in pairwise(row)]
    motion = [
        (semitones_moved(a, b) + abs(a.bass - b.bass)) / max(len(a.pitches), len(b.pitches))
        for a, b in changes
    ]
    upper = [semitones_moved(a, b) / max(len(a.upper), len(b.upper)) for a, b in changes]
    parallels = mean(has_outer_parallels(a, b) for a, b in changes)
    print(
        f"{name:<22} {mean(motion):5.2f} semitones a voice, {mean(upper):5.2f} above the bass, "
        f"{parallels:7.2%} parallels of {len(changes)} changes"
    )


def main() -> None:
    """Measure the styles and the peers on the same progressions."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    composer = Composer()
    songs: list[tuple[list[Chord], int, int]] = []
    for emotion in emotions().values():
        felt = cues_at(emotion.valence, emotion.arousal, COMMON)
        for composition in takes(composer, emotion, count, 0):
            chords = [timed.chord for timed in composition.progression.chords]
            songs.append((chords, felt.register, felt.bass_register))
    for style in VOICING_STYLES:
        report(style, [voice_chords(chords, register, bass, style) for chords, register, bass in songs])
    peers: list[tuple[str, Callable[[Chord], Voicing]]] = [
        ("block, root position", lambda chord: root_position(chord, _BLOCK))
    ]
    try:
        import music21  # noqa: F401

        peers.append(("music21, closed", music21_closed))
    except ImportError:
        print("music21 is not installed: pip install music21")
    for name, write in peers:
        report(name, [[write(chord) for chord in chords] for chords, _, _ in songs])


if __name__ == "__main__":
    main()
