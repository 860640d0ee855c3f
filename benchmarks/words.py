"""How well requests are understood, and how long that takes.

    python -m benchmarks.words [FOLDER]

Uses the requests, constraints and dialogues in `benchmarks/requests`, and `requests.jsonl` and `requests_zh.jsonl` in
FOLDER, if given; by words alone, then with the sentence model if the extra `semantics` is installed; first the plain
peer of `words_peer.py`, to show how hard each set is. Odd lines are the development half; even lines are held out:
counted, and never shown.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.words_peer import Peer
from composer_app.cli.report import constraints_json
from composer_app.errors import RequestError
from composer_app.music.key import read_key
from composer_app.request.constraints.parser import read_constraints
from composer_app.request.dialogue.interpreter import estimated_constraints, interpret
from composer_app.request.dialogue.turn import DialogueState, DialogueTurn
from composer_app.request.emotion.mood import Mood
from composer_app.request.emotion.sentence_encoder import is_installed
from composer_app.request.reader import RequestReader

_OWN = Path(__file__).parent / "requests"
_BLIND = {
    "blind (written after the reader was done; looked at since its first run)": "blind",
    "blind again (written before the lists were widened; looked at since)": "blind_again",
    "blind, third (written before sentences were read as a whole; only totals looked at)": "blind_third",
    "held out, ordinary (another author's; only totals looked at)": "ordinary",
    "held out, harder (another author's; only totals looked at)": "harder",
}
Row = dict[str, Any]
Answers = dict[str, list[bool]]


def quadrant(mood: Mood) -> int:
    """Return the quadrant of a mood, 1 to 4, counter-clockwise from pleasant and activated."""
    if mood.arousal >= 0:
        return 1 if mood.valence >= 0 else 2
    return 3 if mood.valence < 0 else 4


def judge(row: Row, mood: Mood) -> dict[str, bool]:
    """Return which of a row's questions were answered correctly."""
    names = [name for name, _ in mood.weights]
    if not row["accept"]:
        return {"none or off-topic recognised": not names}
    asked = {
        "label right, first": names[:1] != [] and names[0] in row["accept"],
        "label right, first two": any(name in row["accept"] for name in names[:2]),
        "quadrant": bool(names) and quadrant(mood) in row["quadrants"],
    }
    if row.get("both"):
        asked["both in first three"] = set(row["both"]) <= set(names[:3])
    if row.get("forbid"):
        asked["forbidden never wins"] = names[:1] == [] or names[0] not in row["forbid"]
    return asked


def fits(expected: Any, actual: Any) -> bool:  # noqa: ANN401
    """Return whether a value equals the expected one, is in the expected range, or is one of several."""
    if isinstance(expected, dict):
        return any(fits(each, actual) for each in expected["any"])
    if isinstance(expected, list):
        return actual is not None and expected[0] <= actual <= expected[1]
    return bool(expected == actual)


def constrained(expected: Row, actual: Row, *, exact: bool) -> bool:
    """Return whether constraints match the expected ones; if `whole`, without any others."""
    fields = (
        set(expected) | (set(actual) - {"mode"} if exact and "key" in expected else set(actual))
        if exact
        else set(expected)
    )
    return all(fits(_tonic(expected.get(f), f), _tonic(actual.get(f), f)) for f in fields)


def _tonic(value: Any, field: str) -> Any:  # noqa: ANN401
    if field != "key" or not isinstance(value, str):
        return value
    return read_key(value if " " in value else f"{value} major").tonic


def right(expected: Row, turn: DialogueTurn, previous: DialogueState | None) -> bool:
    """Return whether a turn of a dialogue led to the expected state."""
    request = turn.request
    if turn.act not in expected["act"] or ("keep" in expected and not _kept(expected["keep"], turn)):
        return False
    if request is None:
        return True
    given = constraints_json(request.constraints)
    return (
        ("mood" not in expected or request.mood.strongest_emotion in expected["mood"])
        and ("constraints" not in expected or constrained(expected["constraints"], given, exact=True))
        and ("some" not in expected or constrained(expected["some"], given, exact=False))
        and (previous is None or all(_moved(expected, DialogueState(request), previous)))
    )


def _kept(expected: list[int] | str, turn: DialogueTurn) -> bool:
    return list(turn.chords_to_lock) == ([0] if expected == "all" else expected)


def _moved(expected: Row, current: DialogueState, previous: DialogueState) -> Iterable[bool]:
    """Return whether each expected change of direction happened."""
    for field in expected.keys() & {"valence", "arousal", "tempo", "bars"}:
        mood = field in {"valence", "arousal"}
        new, old = (
            float(getattr(state.request.mood if mood else estimated_constraints(state), field))
            for state in (current, previous)
        )
        yield new > old if expected[field] == "up" else new < old
    for field in expected.keys() & {"more", "less"}:
        new, old = (dict(s.request.mood.weights).get(expected[field], 0.0) for s in (current, previous))
        yield (new > old or new == 1) if field == "more" else new < old


def read_moods(reader: RequestReader | Peer, rows: list[Row], sure: list[tuple[float, bool]]) -> Answers:
    answers: Answers = {}
    for row in rows:
        try:
            mood = reader.read(row["text"]).mood
        except RequestError:
            mood = Mood((), 0.0, 0.0)
        judged = judge(row, mood)
        if mood.weights and row["accept"]:
            sure.append((mood.confidence, judged["label right, first"]))
        for question, good in judged.items():
            answers.setdefault(question, []).append(good)
    return answers


def read_constraint_rows(rows: list[Row]) -> Answers:
    return {
        "constraints: every field": [
            constrained(row["constraints"], constraints_json(read_constraints(row["text"])), exact=True)
            for row in rows
        ]
    }


def hold_dialogues(reader: RequestReader, rows: list[Row]) -> Answers:
    turns, all_right = [], []
    for row in rows:
        state: DialogueState | None = None
        good = []
        for sentence in row["turns"]:
            turn = interpret(reader, sentence["say"], state)
            good.append(right(sentence, turn, state))
            state = DialogueState(turn.request, last_steps=turn.steps) if turn.request else state
        turns += good
        all_right.append(all(good))
    return {"turns of dialogues": turns, "dialogues without a fault": all_right}


def show(title: str, answers: Answers) -> None:
    print(title)
    for question, given in answers.items():
        print(f"  {question:30} {sum(given) / len(given):.3f}  ({sum(given)} of {len(given)})")


def show_times(reader: RequestReader, texts: list[str]) -> None:
    seconds = []
    for text in texts * 3:
        start = time.perf_counter()
        try:
            reader.parse(text)
        except RequestError:
            continue
        seconds.append(time.perf_counter() - start)
    cuts = [1000 * cut for cut in statistics.quantiles(seconds, n=20)]
    print(
        f"  {'a request read, warm':30} median {cuts[9]:.2f} ms, p95 {cuts[18]:.2f} ms, {len(seconds)} readings"
    )


def show_confidence(sure: list[tuple[float, bool]]) -> None:
    """Print expected against actual accuracy, in three bands."""
    for low, high in ((0.0, 0.8), (0.8, 0.93), (0.93, 1.01)):
        band = [pair for pair in sure if low <= pair[0] < high]
        if band:
            said, kept = (statistics.fmean(float(pair[i]) for pair in band) for i in (0, 1))
            print(
                f"  confidence {low:.2f}-{min(high, 1):.2f}: said {said:.2f}, right {kept:.2f} ({len(band)})"
            )


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(folder: Path | None) -> None:
    own = {
        name: rows_of(_OWN / f"{name}.jsonl") for name in ("moods", "moods_zh", "constraints", "dialogues")
    }
    blind = {title: rows_of(_OWN / f"{name}.jsonl") for title, name in _BLIND.items()}
    given = {path.stem: rows_of(path) for path in sorted(folder.glob("requests*.jsonl"))} if folder else {}
    print("== the plain peer ==")
    peer = Peer()
    english = {name: rows for name, rows in given.items() if "zh" not in name}
    for title, rows in (english | {"moods, set aside": own["moods"][1::2]} | blind).items():
        show(title, read_moods(peer, rows, []))
    for sentences in (False, True) if is_installed() else (False,):
        print(f"== {'with the sentence model' if sentences else 'words alone'} ==")
        reader = RequestReader(use_sentence_model=sentences)
        reader.warm_up()
        for name, rows in given.items():
            show(f"{name} (development)", read_moods(reader, rows, []))
        halves: dict[str, Callable[[list[Row]], list[Row]]] = {
            "development": lambda rows: rows[::2],
            "set aside": lambda rows: rows[1::2],
        }
        for half, cut in halves.items():
            sure: list[tuple[float, bool]] = []
            show(f"moods, {half}", read_moods(reader, cut(own["moods"]), sure))
            show_confidence(sure)
            show(f"moods in Chinese, {half}", read_moods(reader, cut(own["moods_zh"]), []))
            show(f"constraints, {half}", read_constraint_rows(cut(own["constraints"])))
            show(f"dialogues, {half}", hold_dialogues(reader, cut(own["dialogues"])))
        for title, rows in blind.items():
            sure = []
            show(title, read_moods(reader, rows, sure))
            show_confidence(sure)
        print("time")
        show_times(reader, [row["text"] for row in own["moods"]])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    main(parser.parse_args().folder)
