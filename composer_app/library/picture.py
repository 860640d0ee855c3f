"""A performance from afar: a few columns of a few rows, each lit where something sounds."""

from composer_app.music.performance import Performance

COLUMNS, ROWS = 24, 12


def picture(performance: Performance) -> tuple[int, ...]:
    """For each column of time the rows that sound, the lowest pitch in bit 0."""
    notes = performance.notes
    low = min((note.pitch for note in notes), default=0)
    high = max((note.pitch for note in notes), default=0)
    columns = [0] * COLUMNS
    for note in notes:
        row = round((note.pitch - low) / max(high - low, ROWS - 1) * (ROWS - 1))
        first = int(note.start / performance.beats * COLUMNS)
        last = max(first, round(note.end / performance.beats * COLUMNS) - 1)
        for column in range(min(first, COLUMNS - 1), min(last, COLUMNS - 1) + 1):
            columns[column] |= 1 << row
    return tuple(columns)
