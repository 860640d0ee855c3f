"""How often readers who saw no labels heard the feeling that was meant: `python -m benchmarks.blind`.

First the rows of `resources/progressions` against their blind labels; rows that were mended or added since have none.
Then takes of Composer, chords only, by two readers, with how many they would keep. Readers are language models that
were instructed as musicians; the takes are those of the models at the time.
"""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.harmony import mean, quadrant
from composer_app.paths import resource_path
from composer_app.request.emotion.mood import emotions

DATA = Path(__file__).parent / "data"
HEARD = 3
READERS = 2

Reading = tuple[str, Sequence[str]]
"""The feeling that was meant, and those that were heard, the likeliest first."""


def main() -> None:
    """Print both tables."""
    print_row("progressions, by a labeller", list(labelled()))
    takes = [line.split("\t") for line in lines("blind_takes.tsv")]
    for name in dict.fromkeys(row[0] for row in takes):
        own = [row for row in takes if row[0] == name]
        for reader in range(READERS):
            at = 5 + reader * (HEARD + 1)
            kept = mean(row[at + HEARD] == "keep" for row in own)
            readings = [(row[1], row[at : at + HEARD]) for row in own]
            print_row(f"takes, {name} set, reader {reader + 1}", readings, f", keep {kept:.2f}")


def labelled() -> Iterable[Reading]:
    """Return the feeling of each progression that has a label, and its label."""
    labels = {}
    for line in lines("progression_labels.tsv"):
        mode, metre, bars, *heard = line.split("\t")
        labels[mode, metre, " ".join(bars.split())] = heard
    for name in emotions():
        rows = tomllib.loads(resource_path(f"progressions/{name}.toml").read_text(encoding="utf-8"))
        for row in rows["progression"]:
            if label := labels.get((row["mode"], row["metre"], " ".join(row["chords"].split()))):
                yield name, label


def print_row(name: str, readings: Sequence[Reading], rest: str = "") -> None:
    """Print how often the feeling was heard first, among three, in its quadrant, with the sign of its valence."""
    print(
        f"{name}, {len(readings)}: first {mean(heard[0] == meant for meant, heard in readings):.3f}, "
        f"among three {mean(meant in heard for meant, heard in readings):.3f}, "
        f"quadrant {mean(quadrant(heard[0]) == quadrant(meant) for meant, heard in readings):.3f}, "
        f"valence {mean(quadrant(heard[0])[0] == quadrant(meant)[0] for meant, heard in readings):.3f}{rest}"
    )


def lines(name: str) -> list[str]:
    """Return the rows of a table without its remarks."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


if __name__ == "__main__":
    main()
