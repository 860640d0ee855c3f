"""Text files as corpora have them."""

from pathlib import Path

# No corpus' text file comes near; a larger file is something else.
MAX_BYTES = 50_000_000


def read_lines(path: Path) -> list[str]:
    """The lines of a text file.

    Raises:
        ValueError: It is not text in UTF-8, or too large to be what it claims.
        OSError: It cannot be read.
    """
    return decode(read_whole(path)).splitlines()


def read_whole(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        ValueError: It is too large to be what it claims.
        OSError: It cannot be read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ValueError("it is too large")
    return path.read_bytes()


def decode(content: bytes) -> str:
    """Bytes as text.

    Raises:
        ValueError: They are not text in UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("it is not text in UTF-8") from error
