"""Build `resources/words/japanese.tsv.gz` from EDICT: words, and an English word with the same emotion.

    iconv -f EUC-JP -t UTF-8 edict > edict.utf8
    python packaging/japanese_words.py edict.utf8

The stems of adjectives and verbs are added too, so that inflected forms are found. Words without emotion are kept,
without an English word, if a word with emotion is part of them, as in the Chinese table.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from chinese_words import felt, has_part

from composer_app.paths import resource_path
from composer_app.request.emotion.clause import ClauseParser
from composer_app.request.emotion.lexicon import Lexicon
from composer_app.request.text.english_tables import english_tables

_ENTRY = re.compile(r"(\S+) (?:\[(\S+)\] )?/(.*)/")
_ASIDE = re.compile(r"\([^)]*\)|\{[^}]*\}")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々ー]+")
_KANA = re.compile(r"[\u3041-\u30ffー]+")
_LONGEST, _KANA_SHORTEST = 6, 3
_STEMMED = re.compile(r"\((?:[\w-]+,)*(?:adj-i|v5\w*|v1)[,)]")
_NOTICE = (
    "# Derived from EDICT (2021-02-03), property of the Electronic Dictionary Research and Development Group, used\n"
    "# in conformance with its licence, Creative Commons Attribution-ShareAlike 3.0; this file is under the same one.\n"
    "# https://www.edrdg.org/edrdg/licence.html\n"
)


def entries(path: Path) -> Iterator[tuple[set[str], list[str], bool]]:
    """Yield the headwords of an entry, its senses, and whether it is a common word."""
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _ENTRY.match(line)
        if found and _JAPANESE.fullmatch(found[1]) and len(found[1]) <= _LONGEST:
            common = "(P)" in found[3]
            headwords = {found[1]}
            if found[2] and (common or "(uk)" in found[3]):
                headwords.add(found[2].split("(")[0])
            written = {word for word in headwords if not _KANA.fullmatch(word) or len(word) >= _KANA_SHORTEST}
            if _STEMMED.search(found[3]):
                written |= {word[:-1] for word in written if len(word) > 2 or not _KANA.search(word[:-1])}
            senses = [_ASIDE.sub("", sense).strip() for sense in found[3].split("/")]
            yield written, [sense.removeprefix("to ") for sense in senses if sense][:4], common


def main(path: Path) -> None:
    """Read the dictionary, and write the table."""
    reader = ClauseParser(english_tables(), Lexicon(resource_path("words")))
    table: dict[str, str] = {}
    neutral: set[str] = set()
    for headwords, senses, common in sorted(entries(path), key=lambda entry: not entry[2]):
        word = felt(reader, senses, single=False)
        if not common and word not in english_tables().emotion_words:
            word = ""
        for headword in headwords - neutral:
            if word:
                table.setdefault(headword, word)
            elif headword not in table and common:
                neutral.add(headword)
    kept = {word for word in neutral if 1 < len(word) <= 4 and has_part(word, table)}
    rows = [f"{word}\t{gloss}" for word, gloss in sorted({**table, **dict.fromkeys(kept, "")}.items())]
    out = resource_path("words") / "japanese.tsv.gz"
    out.write_bytes(gzip.compress((_NOTICE + "\n".join(rows) + "\n").encode(), 9, mtime=0))
    print(f"{len(table):,} words with feeling, {len(kept):,} without, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
