"""Build `resources/words/chinese.tsv.gz` from CC-CEDICT: words, and an English word with the same emotion.

    python packaging/chinese_words.py cedict_1_0_ts_utf-8_mdbg.txt.gz

A word without emotion is kept, without an English word, if a word with emotion is part of it: the reader takes the
longest match, so this prevents the shorter word from being found in it.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from composer_app.paths import resource_path
from composer_app.request.emotion.clause import ClauseParser
from composer_app.request.emotion.lexicon import Evidence, Lexicon
from composer_app.request.text.english_tables import english_tables

_ENTRY = re.compile(r"(\S+) (\S+) \[[^\]]*\] /(.*)/")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_MEANING = re.compile(
    r"^(?:CL:|surname|variant of|old variant|abbr\.|used in|see |also written|erhua|Japanese variant)"
)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LONGEST = 6
_FELT = {True: 0.55, False: 0.88}  # minimum emotion probability of a word: lower if it names an emotion
_NOTICE = (
    "# Derived from CC-CEDICT (https://cc-cedict.org, published by MDBG), a work of its contributors, under the\n"
    "# Creative Commons Attribution-ShareAlike 4.0 International License; this file is under the same licence.\n"
)


def entries(path: Path) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Yield the headwords, traditional and simplified, and their senses."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if (found := _ENTRY.match(line)) and _HAN.fullmatch(found[1]) and len(found[1]) <= _LONGEST:
                senses = (sense for part in found[3].split("/") for sense in part.split(";"))
                plain = (_ASIDE.sub(" ", sense).strip() for sense in senses if not _NO_MEANING.match(sense))
                yield (found[1], found[2]), [sense.removeprefix("to ") for sense in plain if sense][:4]


def felt(reader: ClauseParser, senses: list[str], single: bool) -> str:
    """Return the English word with the emotion of the senses, of which the first counts most; "" if there is none."""
    weighted_evidence: list[tuple[float, Evidence]] = []
    for index, sense in enumerate(senses[:1] if single else senses):
        if len(sense.split()) <= 5 and sense == sense.lower():
            weighted_evidence += [
                (1 / (1 + index), part.evidence) for part in reader.parse(sense) if not part.negated
            ]
    if not weighted_evidence:
        return ""
    total = np.sum(
        [share * evidence.weight * evidence.probabilities for share, evidence in weighted_evidence], axis=0
    )
    best = [(s * e.emotion_mass, e) for s, e in weighted_evidence if e.strongest_index == int(total.argmax())]
    _, evidence = max(best, key=lambda pair: pair[0], default=(0.0, weighted_evidence[0][1]))
    return evidence.word if evidence.emotion_mass >= _FELT[evidence.names_emotion] else ""


def main(path: Path) -> None:
    """Read the dictionary, and write the table."""
    reader = ClauseParser(english_tables(), Lexicon(resource_path("words")))
    table: dict[str, str] = {}
    neutral: dict[str, str] = {}
    for headwords, senses in entries(path):
        word = felt(reader, senses, single=len(headwords[0]) == 1)
        for headword in headwords:
            (table if word else neutral).setdefault(headword, word)
    emotional = {
        headword: ""
        for headword in neutral
        if headword not in table and 1 < len(headword) <= 4 and has_part(headword, table)
    }
    rows = [f"{headword}\t{word}" for headword, word in sorted({**table, **emotional}.items())]
    out = resource_path("words") / "chinese.tsv.gz"
    out.write_bytes(gzip.compress((_NOTICE + "\n".join(rows) + "\n").encode(), 9, mtime=0))
    print(f"{len(table):,} words with feeling, {len(emotional):,} without, {out.stat().st_size:,} bytes")


def has_part(headword: str, table: dict[str, str]) -> bool:
    """Return whether a part of a word is in a table."""
    size = len(headword)
    return any(headword[i:j] in table for i in range(size) for j in range(i + 1, size + 1) if j - i < size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
