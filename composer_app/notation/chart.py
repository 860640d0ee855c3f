"""Chord charts with bars, as plain text and as a ChordPro grid (chordpro.org, 6)."""

from composer_app.music.key import Key, Mode
from composer_app.music.performance import Performance
from composer_app.music.progression import Progression

_BARS_PER_LINE = 4
REPEAT_SIGN = "%"


def symbols_by_bar(progression: Progression) -> list[list[str]]:
    """Return the symbols of the chords that begin in each bar."""
    symbols: list[list[str]] = [[] for _ in range(progression.bars)]
    for timed in progression.chords:
        symbols[int(timed.start / progression.metre.beats + 1e-9)].append(timed.chord.symbol(progression.key))
    return symbols


def chart(title: str, progression: Progression, performance: Performance) -> str:
    """Return a chart in plain text: four bars per line, "%" for a bar in which the chord continues."""
    cells = ["  ".join(bar) or REPEAT_SIGN for bar in symbols_by_bar(progression)]
    width = max(map(len, cells))
    lines = [
        "| " + " | ".join(f"{cell:<{width}}" for cell in cells[at : at + _BARS_PER_LINE]) + " |"
        for at in range(0, len(cells), _BARS_PER_LINE)
    ]
    head = f"{progression.key}, {performance.tempo:g} bpm, {progression.metre}"
    return "\n".join((title, head, "", *lines, ""))


def chordpro(title: str, progression: Progression, performance: Performance) -> str:
    """Return a song in ChordPro: a cell of its grid is a pulse, "." if the chord continues."""
    metre = progression.metre
    pulses = max(1, round(metre.beats / metre.pulse))
    cells = ["."] * (pulses * progression.bars)
    for timed in progression.chords:
        place = min(int(timed.start / metre.pulse + 1e-9), len(cells) - 1)
        cells[place] = timed.chord.symbol(progression.key)
    measures = [" ".join(cells[at : at + pulses]) for at in range(0, len(cells), pulses)]
    lines = [
        "| " + " | ".join(measures[at : at + _BARS_PER_LINE]) + " |"
        for at in range(0, len(measures), _BARS_PER_LINE)
    ]
    head = {
        "title": _escape(title),
        "key": _chordpro_key(progression.key),
        "tempo": f"{performance.tempo:g}",
        "time": str(metre),
    }
    return "\n".join(
        (
            *(f"{{{name}: {value}}}" for name, value in head.items()),
            f"{{start_of_grid: {_BARS_PER_LINE}x{pulses}}}",
            *lines,
            "{end_of_grid}",
            "",
        )
    )


def _chordpro_key(key: Key) -> str:
    return key.tonic_name + ("m" if key.mode is Mode.MINOR else "")


def _escape(text: str) -> str:
    """Replace the characters that would end a directive."""
    return " ".join(text.replace("{", "(").replace("}", ")").split())
