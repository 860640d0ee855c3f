"""How emotions sound, compared with listeners' labels: `python benchmarks/feeling.py [TAKES] [FIRST SEED]`.

Prints for each emotion the median over its takes of six cues and the share of takes in major, followed by the quartiles
of its quadrant (EMOPIA; VGMIDI for the tempo). A `!` marks a median outside the quartiles; the last lines count these,
and the takes inside the quartiles.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

sys.path.insert(0, str(Path(__file__).parents[1]))

from composer_app.composer import Composer
from composer_app.composition import Composition
from composer_app.job import Job
from composer_app.music.constraints import Constraints
from composer_app.music.key import Mode
from composer_app.music.performance import Performance
from composer_app.request.emotion.mood import Emotion, Mood, emotions
from composer_app.request.request import Request

_TOGETHER = 0.03  # notes within this time count as one onset


def onsets(performance: Performance) -> float:
    """Return the number of onsets per second."""
    starts = sorted(note.start * 60 / performance.tempo for note in performance.notes)
    return (1 + sum(b - a > _TOGETHER for a, b in pairwise(starts))) / performance.seconds


def low_edge(performance: Performance) -> float:
    """Return the 2nd percentile of the pitches."""
    pitches = sorted(note.pitch for note in performance.notes)
    place = 0.02 * (len(pitches) - 1)
    low = pitches[int(place)]
    return low + (place - int(place)) * (pitches[min(len(pitches) - 1, int(place) + 1)] - low)


CUES: Mapping[str, Callable[[Performance], float]] = {
    "notes/s": lambda p: len(p.notes) / p.seconds,
    "onsets/s": onsets,
    "velocity": lambda p: mean(note.velocity for note in p.notes),
    "low edge": low_edge,
    "length s": lambda p: mean(note.length for note in p.notes) * 60 / p.tempo,
    "tempo": lambda p: p.tempo,
}
# The lower and the upper quartile of each cue, for the four quadrants.
BOXES: Mapping[str, Sequence[tuple[float, float]]] = {
    "notes/s": ((6.6, 10.2), (7.3, 12.3), (3.3, 5.6), (3.4, 5.6)),
    "onsets/s": ((3.6, 4.8), (4.2, 5.9), (2.2, 3.9), (2.3, 3.7)),
    "velocity": ((70, 86), (72, 86), (47, 62), (47, 59)),
    "low edge": ((31, 41), (29, 37), (38, 47), (40, 45)),
    "length s": ((0.58, 0.91), (0.51, 0.90), (0.99, 1.64), (0.94, 1.51)),
    "tempo": ((120, 160), (110, 134), (73, 118), (80, 116)),
}
MAJOR = (0.81, 0.24, 0.43, 0.82)


def quadrant(emotion: Emotion) -> int:
    """Return 0 to 3 for Q1 (pleasant, activated) to Q4 (pleasant, calm)."""
    pleasant, activated = emotion.valence >= 0, emotion.arousal >= 0
    return (0 if pleasant else 1) if activated else (3 if pleasant else 2)


def takes(composer: Composer, emotion: Emotion, count: int, first: int) -> list[Composition]:
    """Yield some takes of an emotion, as composed from its name."""
    mood = Mood(((emotion.name, 1.0),), emotion.valence, emotion.arousal)
    request = Request(emotion.name, "en", emotion.name, mood, Constraints())
    return [composer.compose(request, Constraints(), seed, Job()) for seed in range(first, first + count)]


def main() -> None:
    """Print a row per emotion, then the quartiles."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    composer, outside_count, inside_count = Composer(), 0, 0
    print(f"{'':<14}" + "".join(f"{name:>11}" for name in CUES) + f"{'major':>11}")
    for emotion in sorted(emotions().values(), key=quadrant):
        compositions, row = takes(composer, emotion, count, first), ""
        for name, cue in CUES.items():
            low, high = BOXES[name][quadrant(emotion)]
            values = [cue(composition.performance) for composition in compositions]
            middle = median(values)
            outside_count += not low <= middle <= high
            inside_count += sum(low <= value <= high for value in values)
            row += f"{middle:>10.2f}{' ' if low <= middle <= high else '!'}"
        major = mean(composition.progression.key.mode is Mode.MAJOR for composition in compositions)
        print(f"{emotion.name:<11} Q{quadrant(emotion) + 1}{row}{major:>10.2f}")
    for number in range(4):
        boxes = "".join(f"{f'{low:g}-{high:g}':>11}" for low, high in (BOXES[name][number] for name in CUES))
        print(f"box of Q{number + 1}     {boxes}{MAJOR[number]:>10.2f}")
    print(f"medians outside their box: {outside_count} of {len(CUES) * len(emotions())}")
    print(f"takes inside, cue by cue: {inside_count / (len(CUES) * len(emotions()) * count):.3f}")


if __name__ == "__main__":
    main()
