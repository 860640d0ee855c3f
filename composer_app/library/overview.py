"""A small picture of a performance: a grid of columns (time) and rows (pitch)."""

from composer_app.music.performance import Performance

COLUMNS, ROWS = 24, 12
_DIGITS_PER_COLUMN = 3  # one bit per row
_HEX_DIGITS = frozenset("0123456789abcdef")


def encode_overview(performance: Performance) -> str:
    """Encode the notes as a grid, with three hexadecimal digits for the rows of each column."""
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
    return "".join(f"{column:0{_DIGITS_PER_COLUMN}x}" for column in columns)


def decode_overview(encoded: str) -> tuple[int, ...]:
    """Decode the columns from `encode_overview`, the lowest pitch in bit 0; an invalid column is empty."""
    parts = (encoded[at : at + _DIGITS_PER_COLUMN] for at in range(0, len(encoded), _DIGITS_PER_COLUMN))
    return tuple(int(part, 16) if _HEX_DIGITS.issuperset(part) else 0 for part in parts)
