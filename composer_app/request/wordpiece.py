"""Sentences as word pieces, the way that MiniLM was taught (WordPiece, uncased; Devlin et al. 2019)."""

import gzip
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from composer_app.errors import ModelError

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_]+|[^\w\s]|_")
_LONGEST_WORD = 100
_UNKNOWN, _FIRST, _LAST = "[UNK]", "[CLS]", "[SEP]"


class WordPieces:
    """A vocabulary of word pieces."""

    def __init__(self, path: Path) -> None:
        """Read the shipped vocabulary.

        Raises:
            ModelError: It is missing or damaged.
        """
        try:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                self._numbers = {line.rstrip("\n"): number for number, line in enumerate(lines)}
            self._unknown, self._first, self._last = (
                self._numbers[mark] for mark in (_UNKNOWN, _FIRST, _LAST)
            )
        except (OSError, EOFError, KeyError, ValueError) as error:
            raise ModelError(
                "The list of word pieces is missing or damaged. Install Composer again."
            ) from error

    def numbers(self, text: str, most: int = 128) -> list[int]:
        """The numbers of a text's pieces between a first and a last mark, cut to at most so many."""
        folded = unicodedata.normalize("NFD", text.lower())
        bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
        pieces = [piece for token in _TOKEN.findall(bare[: 8 * most]) for piece in self._pieces(token)]
        return [self._first, *pieces[: most - 2], self._last]

    def _pieces(self, token: str) -> Iterator[int]:
        """The pieces of a word, the longest first; one unknown where a part has no piece."""
        found, start = [], 0
        while start < len(token):
            ends = range(min(len(token), start + _LONGEST_WORD), start, -1)
            mark = "##" if start else ""
            end = next((end for end in ends if mark + token[start:end] in self._numbers), None)
            if end is None:
                found = [self._unknown]
                break
            found.append(self._numbers[mark + token[start:end]])
            start = end
        yield from found
