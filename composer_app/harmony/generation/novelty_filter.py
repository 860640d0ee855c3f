"""Which rows of eight chords stand in a chart that machines learned from: a Bloom filter (Bloom 1970).

Machines that know what is common would now and then write a whole row of a song. With the filter they can see that
they did, without the songs: a row that is in it stood in a chart, but for one in a few hundred that only seems to.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from composer_app.errors import ModelError
from composer_app.files import read_file
from composer_app.harmony.model.encoding import WINDOW_SLOTS

_BITS_PER_SEQUENCE = 12
_HASH_COUNT = 8
_MOST_BYTES = 100_000_000


class NoveltyFilter:
    """A set of rows of `WINDOW` chords, written as chord units, that answers only whether a row is in it."""

    def __init__(self, bits: bytearray) -> None:
        self._bits = bits

    @classmethod
    def from_sequences(cls, sequences: Iterable[Sequence[int]]) -> "NoveltyFilter":
        """The set of these rows."""
        distinct = {tuple(row) for row in sequences}
        found = cls(bytearray(-(-max(1, len(distinct)) * _BITS_PER_SEQUENCE // 8)))
        for row in distinct:
            for place in found._bit_positions(row):
                found._bits[place // 8] |= 1 << place % 8
        return found

    @classmethod
    def load(cls, path: Path) -> "NoveltyFilter":
        """Read a set.

        Raises:
            ModelError: The file is missing or empty.
        """
        try:
            bits = bytearray(read_file(path, _MOST_BYTES))
        except (OSError, ValueError) as error:
            raise ModelError(f"The file {path.name} is missing. Install Composer again.") from error
        if not bits:
            raise ModelError(f"The file {path.name} is damaged. Install Composer again.")
        return cls(bits)

    def to_bytes(self) -> bytes:
        """What `load` reads."""
        return bytes(self._bits)

    def __contains__(self, sequence: Sequence[int]) -> bool:
        return all(self._bits[place // 8] >> place % 8 & 1 for place in self._bit_positions(sequence))

    def first_match(self, chords: Sequence[int], distinct: int = 1) -> int | None:
        """Where the first `WINDOW_SLOTS` chords of a longer row begin that are in the set; None if none are.

        Args:
            chords: The longer row, as chord units.
            distinct: How many different chords the `WINDOW_SLOTS` must have at least to count.
        """
        for at in range(len(chords) - WINDOW_SLOTS + 1):
            window = chords[at : at + WINDOW_SLOTS]
            if len(set(window)) >= distinct and window in self:
                return at
        return None

    def _bit_positions(self, sequence: Sequence[int]) -> Iterable[int]:
        """The bits of a row, by double hashing (Kirsch & Mitzenmacher 2006)."""
        digest = hashlib.blake2b(",".join(map(str, sequence)).encode(), digest_size=16).digest()
        first, second = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big")
        return ((first + number * second) % (8 * len(self._bits)) for number in range(_HASH_COUNT))
