"""`composer-app feel`: prints which feelings chords carry."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from composer_app.cli.terminal import print_status, terminal_job
from composer_app.errors import ComposerError, EditError
from composer_app.music.chord_symbol import SymbolError
from composer_app.paths import Folders, resource_path

if TYPE_CHECKING:
    from composer_app.harmony.corpora.chart import Chart
    from composer_app.harmony.generation.recognition import RecognizedEmotion

_SHOWN_EMOTIONS, _SHOWN_CHORDS = 4, 3
_MIN_RATIO_NATS = 0.4  # of a chord that is said to speak for a feeling


def feel(
    chords: Annotated[
        list[str] | None,
        typer.Argument(
            help="Chords with bar lines: “C | Am F | Dm7 G7 | C”. Default: one per line from standard input."
        ),
    ] = None,
    key: Annotated[str | None, typer.Option(help="Key of the chords. Default: found.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")] = False,
) -> None:
    """Print which feelings chords carry, and the chords that say so.

    A line may also be a JSON object: {"mode": "minor", "metre": "4/4", "chords": [["Cm7", 4], ["Fm", 4]]}, lengths in
    beats, with the tonic C unless "key" names another.
    """
    from composer_app.harmony.generation.recognition import recognize_emotions
    from composer_app.harmony.generation.registry import ModelRegistry
    from composer_app.request.emotion.mood import emotions

    unread = 0
    with terminal_job():
        registry = ModelRegistry(resource_path("machines"), Folders.for_user().user_models)
        for text in chords or _read_stdin_lines():
            try:
                chart = read_chart(text, key)
            except (EditError, SymbolError) as error:
                unread += 1
                print_status(str(error))
                if as_json:
                    typer.echo(json.dumps({"error": str(error)}, ensure_ascii=False))
                continue
            found = recognize_emotions(
                registry, chart.chords, chart.key.tonic, chart.mode_name, chart.metre, emotions()
            )
            typer.echo(
                json.dumps(_as_json(chart, found), ensure_ascii=False) if as_json else _as_text(chart, found)
            )
    if unread:
        raise typer.Exit(1)


def read_chart(text: str, key: str | None = None) -> "Chart":
    """The chart of a line: chords with bar lines, or a JSON object.

    Raises:
        EditError: It is neither; the message says what is wrong with it.
    """
    try:
        return (
            _chart_of_json(json.loads(text)) if text.lstrip().startswith("{") else _chart_of_text(text, key)
        )
    except ComposerError:
        raise
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise EditError(
            f"These chords cannot be read ({error}). Write them as “C | Am F | Dm7 G7 | C”, or as JSON: "
            '{"mode": "major", "metre": "4/4", "chords": [["C", 4], ["F", 4]]}.'
        ) from error


def _chart_of_text(text: str, key: str | None) -> "Chart":
    from composer_app.harmony.corpora.chart import Chart
    from composer_app.harmony.corpora.progressions import read_bars
    from composer_app.harmony.corpora.written import Cell, key_of
    from composer_app.music.key import read_key
    from composer_app.music.metre import COMMON

    timed = read_bars(text, COMMON)
    found = read_key(key) if key else key_of([Cell(t.chord, t.beats, COMMON) for t in timed])
    return Chart("typed", "typed", found, COMMON, tuple(timed))


def _chart_of_json(row: dict[str, Any]) -> "Chart":
    from composer_app.harmony.corpora.chart import Chart, timed_chords
    from composer_app.music.chord_symbol import read_symbol
    from composer_app.music.key import CHURCH_MODES, Key, nearest_mode, read_key
    from composer_app.music.metre import read_metre
    from composer_app.music.progression import TimedChord

    mode = str(row.get("mode", "major")).lower()
    tonic = read_key(row["key"]).tonic if row.get("key") else 0
    # A length of 0 or less, or of no number, is refused before repeated chords are joined.
    given = [TimedChord(read_symbol(symbol), 0.0, float(beats)) for symbol, beats in row["chords"]]
    if not given:
        raise ValueError("there are no chords")
    return Chart(
        "typed",
        "typed",
        Key(tonic, nearest_mode(mode)),
        read_metre(str(row.get("metre", "4/4"))),
        tuple(timed_chords([(timed.chord, timed.beats) for timed in given])),
        scale=mode if mode in CHURCH_MODES else "",
    )


def _as_json(chart: "Chart", found: "tuple[RecognizedEmotion, ...]") -> dict[str, Any]:
    weights = [{"name": each.name, "weight": round(each.weight, 6)} for each in found]
    return {"key": f"{chart.key.tonic_name} {chart.mode_name}", "emotions": weights}


def _as_text(chart: "Chart", found: "tuple[RecognizedEmotion, ...]") -> str:
    lines = [f"{chart.key.tonic_name} {chart.mode_name}"]
    for each in found[:_SHOWN_EMOTIONS]:
        speaking = {
            c.chord: c.log_likelihood_ratio for c in each.chords if c.log_likelihood_ratio > _MIN_RATIO_NATS
        }
        strongest = sorted(speaking, key=speaking.__getitem__, reverse=True)[:_SHOWN_CHORDS]
        named = ", ".join(f"{chord.symbol(chart.key)} ({chord.roman(chart.key)})" for chord in strongest)
        lines.append(f"  {each.name:12}{each.weight:>4.0%}{'   by ' + named if named else ''}")
    return "\n".join(lines)


def _read_stdin_lines() -> Iterator[str]:
    """The non-empty lines of standard input."""
    return (line.strip() for line in sys.stdin or () if line.strip())
