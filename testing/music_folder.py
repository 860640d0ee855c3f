"""A folder with a user's own music, as MIDI files."""

from pathlib import Path

from tests.harmony.corpora.midi.test_file import file_of, loop

# Root, third and fifth; a progression that is in no pop song.
_ROW = (
    "48 60 64 67",
    "54 61 66 69",
    "51 63 67 70",
    "56 63 68 71",
    "50 62 65 69",
    "57 61 64 69",
    "53 60 65 68",
)


def own_music(folder: Path, pieces: int, turns: int = 4) -> Path:
    """Create pieces that repeat one progression, each starting at another chord."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(pieces):
        at = number % len(_ROW)
        (folder / f"Piece {number + 1:02}.mid").write_bytes(file_of(loop(*((_ROW[at:] + _ROW[:at]) * turns))))
    return folder
