"""How well requests are understood: the development half of the request set, and the time a request takes.

    python benchmarks/words.py REQUESTS.jsonl

The same author wrote seed words and requests, and the lists were made with this half in sight, so the figures flatter;
what counts is a half that nobody looked at.
"""

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from composer_app.request.emotion import Mood
from composer_app.request.reader import Reader


def quadrant(mood: Mood) -> int:
    """1 to 4, counter-clockwise from pleasant and activated."""
    if mood.arousal >= 0:
        return 1 if mood.valence >= 0 else 2
    return 3 if mood.valence < 0 else 4


def judge(row: dict[str, Any], mood: Mood) -> dict[str, bool]:
    """Which of the questions that a row asks were answered right."""
    names = [name for name, _ in mood.weights]
    if not row["accept"]:
        return {"none recognised": not names}
    asked = {
        "first": names[:1] != [] and names[0] in row["accept"],
        "first two": any(name in row["accept"] for name in names[:2]),
        "quadrant": bool(names) and quadrant(mood) in row["quadrants"],
    }
    if row.get("both"):
        asked["both in first three"] = set(row["both"]) <= set(names[:3])
    if row.get("forbid"):
        asked["forbidden never wins"] = names[:1] == [] or names[0] not in row["forbid"]
    return asked


def main(path: Path) -> None:
    reader = Reader()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reader.read("hope")
    answers: dict[str, list[bool]] = {}
    seconds = []
    for row in rows:
        start = time.perf_counter()
        mood = reader.read(row["text"]).mood
        seconds.append(time.perf_counter() - start)
        for question, right in judge(row, mood).items():
            answers.setdefault(question, []).append(right)
    for question, given in answers.items():
        print(f"{question:24} {sum(given) / len(given):.3f}  ({sum(given)} of {len(given)})")
    cuts = statistics.quantiles(seconds, n=20)
    print(
        f"{'a request read':24} median {1000 * statistics.median(seconds):.2f} ms, p95 {1000 * cuts[-1]:.2f} ms"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
