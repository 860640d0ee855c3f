"""What the list of takes holds, without Qt: each take once, at the version it was left at, with its marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from composer_app.gui.takes.lineage import Lineage
from composer_app.gui.takes.search import TakeQuery, sentence_of, words_of
from composer_app.library.summary import TakeSummary
from composer_app.library.take import NO_MARKS, TakeMarks


@dataclass(frozen=True, slots=True)
class TakeRow:
    """A line of the list.

    Attributes:
        summary: The version of the take that is shown when it is gone back to.
        marks: What was noted on it.
        number: Its place among all takes in the order they were made, from 1.
        version: Which of its versions that is, from 1.
        versions: How many it has.
        source: The number of the take that it went on from; 0 where it began with a sentence, or that is gone.
        root: The sentence that it began with, before anything was changed.
        done: What was done to the take that it went on from, in a few words; empty where it began with a sentence.
    """

    summary: TakeSummary
    marks: TakeMarks
    number: int
    version: int
    versions: int
    source: int
    root: str
    done: str = ""

    @property
    def take(self) -> str:
        """The take's id."""
        return self.summary.of

    @property
    def title(self) -> str:
        """What it is called: its name, or its sentence."""
        return self.marks.name or self.sentence

    @property
    def sentence(self) -> str:
        """The sentence that it began with, and what was done since."""
        return f"{self.root}{self.since}"

    @property
    def since(self) -> str:
        """What follows the sentence that it began with: " – slower"; empty where nothing was done."""
        return f" – {self.done}" if self.done else ""


class TakeIndex:
    """All takes that are known, in the order they were made."""

    def __init__(self) -> None:
        self._versions: dict[str, list[TakeSummary]] = {}
        self._descent = Lineage()
        self._left_at: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._sentences: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self.marks: Mapping[str, TakeMarks] = {}

    def __len__(self) -> int:
        return len(self._versions)

    def __contains__(self, take: str) -> bool:
        return take in self._versions

    @property
    def anything_removed(self) -> bool:
        """Whether a take was taken off the list."""
        return any(marks.removed for marks in self.marks.values())

    def add(self, summary: TakeSummary) -> None:
        """Add a take, or another version of one; one that is there already is not added again."""
        if summary.id in self._descent:
            return
        self._descent.add(summary)
        versions = self._versions.setdefault(summary.of, [])
        versions.append(summary)
        versions.sort(key=lambda each: each.made)
        self._words[summary.of] = words_of(versions)
        self._sentences[summary.of] = sentence_of(versions[0])
        if len(versions) == 1 and self._numbers and summary.made >= self._made(next(reversed(self._numbers))):
            self._numbers[summary.of] = len(self._numbers) + 1  # the usual case: the newest of all
        else:
            self._numbers.clear()

    def leave_at(self, version: str) -> bool:
        """From now on a take is at this version; whether it was at another before."""
        take = self.take_of(version)
        before, self._left_at[take] = self.current(take), version
        return before != version

    def remember_left(self, left: Mapping[str, str]) -> None:
        """In an earlier sitting, takes were left at these versions."""
        self._left_at = {**left, **self._left_at}

    def take_of(self, version: str) -> str:
        """The take that a version belongs to."""
        return self._descent.take_of(version)

    def current(self, take: str) -> str:
        """The version that a take is at: where it was left, or its newest."""
        left = self._left_at.get(take, "")
        return left if self.take_of(left) == take else self._versions[take][-1].id

    def before(self, version: str) -> str:
        """The version of the same take that one was made of; empty for the first."""
        versions = {each.id: each for each in self._versions[self.take_of(version)]}
        source = versions[version].source
        return source if source in versions else ""

    def order(self) -> tuple[str, ...]:
        """The takes that are on the list, in the order they were made."""
        return tuple(take for take in self._numbered() if not self.marks.get(take, NO_MARKS).removed)

    def row(self, take: str) -> TakeRow:
        """A take as a line of the list."""
        versions, current = self._versions[take], self.current(take)
        place = next(n for n, each in enumerate(versions) if each.id == current)
        source = self._numbered().get(self.take_of(versions[0].source), 0)
        marks = self.marks.get(take, NO_MARKS)
        began, done = self._began(take)
        number = self._numbered()[take]
        return TakeRow(versions[place], marks, number, place + 1, len(versions), source, began.text, done)

    def versions(self, take: str) -> tuple[tuple[TakeSummary, str], ...]:
        """The versions of a take in the order they were made, each with what was done to the one before."""
        first, *others = self._versions[take]
        return (first, ""), *((each, self._descent.done(each.id)) for each in others)

    def found(self, query: TakeQuery) -> tuple[str, ...]:
        """The takes that a search finds, the newest first."""
        marks, unmarked = self.marks, query.admits(NO_MARKS)
        takes = [t for t in self._numbered() if (query.admits(marks[t]) if t in marks else unmarked)]
        if query.words:
            takes = [t for t in takes if query.finds(marks.get(t, NO_MARKS).name, self._said(t))]
        return tuple(reversed(takes))

    def _began(self, take: str) -> tuple[TakeSummary, str]:
        """What a take began with, and what was done to the one before it; its own sentence where that is gone."""
        first = self._versions[take][0]
        done = self._descent.done(first.id)
        return (self._descent.root(first.id), done) if done else (first, "")

    def _said(self, take: str) -> str:
        """All by which a take is found but its name: its words, its number, the sentence it began with."""
        root = self._descent.root(self._versions[take][0].id).of
        return f"{self._words[take]}#{self._numbered()[take]}{self._sentences[root]}"

    def _made(self, take: str) -> datetime:
        return self._versions[take][0].made

    def _numbered(self) -> dict[str, int]:
        """The numbers of all takes, in their order."""
        if len(self._numbers) != len(self._versions):
            takes = sorted(self._versions, key=lambda take: self._versions[take][0].made)
            self._numbers = {take: number for number, take in enumerate(takes, 1)}
        return self._numbers
