"""Text files as corpora and people have them."""

import codecs
from pathlib import Path

from composer_app.files import read_file

# No corpus' text file comes near; a larger file is something else.
MOST_BYTES = 50_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_lines(path: Path) -> list[str]:
    """The lines of a text file.

    Raises:
        ValueError: It is not text, no regular file, or too large to be what it claims.
        OSError: It cannot be read.
    """
    return decode(read_file(path, MOST_BYTES)).splitlines()


def decode(content: bytes) -> str:
    """Bytes as text: in UTF-8, in UTF-16, or as older Windows programs write it (cp1252).

    Raises:
        ValueError: They are not text.
    """
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        raise ValueError("it is not text") from error
    if "\0" in text:
        raise ValueError("it is not text")
    return text


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    # Without a mark: every other byte of a chart is zero in UTF-16.
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = content[start:2000:2]
        if half and 2 * half.count(0) > len(half):
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
