"""What the list of takes holds, without Qt: each take once, at the version it was left at, with its marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from composer_app.gui.takes.lineage import Lineage
from composer_app.gui.takes.search import TakeQuery, searchable_sentence, searchable_words
from composer_app.library.summary import TakeSummary
from composer_app.library.take import NO_MARKS, TakeMarks


@dataclass(frozen=True, slots=True)
class TakeRow:
    """A line of the list.

    Attributes:
        summary: The version of the take that is shown when it is gone back to.
        marks: What was noted on it.
        number: Its place among all takes in the order they were made, from 1.
        version_number: Which of its versions that is, from 1.
        version_count: How many it has.
        parent_number: The number of the take that it went on from; 0 where it began with a sentence, or that is gone.
        root_sentence: The sentence that it began with, before anything was changed.
        change_summary: What was done to the take that it went on from, in a few words; empty where it began
            with a sentence.
    """

    summary: TakeSummary
    marks: TakeMarks
    number: int
    version_number: int
    version_count: int
    parent_number: int
    root_sentence: str
    change_summary: str = ""

    @property
    def take_id(self) -> str:
        """The take's id."""
        return self.summary.take_id

    @property
    def title(self) -> str:
        """What it is called: its name, or its sentence."""
        return self.marks.name or self.sentence

    @property
    def sentence(self) -> str:
        """The sentence that it began with, and what was done since."""
        return f"{self.root_sentence}{self.change_suffix}"

    @property
    def change_suffix(self) -> str:
        """What follows the sentence that it began with: " – slower"; empty where nothing was done."""
        return f" – {self.change_summary}" if self.change_summary else ""


class TakeIndex:
    """All takes that are known, in the order they were made."""

    def __init__(self) -> None:
        self._versions: dict[str, list[TakeSummary]] = {}
        self._lineage = Lineage()
        self._current_versions: dict[str, str] = {}
        self._searchable_words: dict[str, str] = {}
        self._searchable_sentences: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._marks: Mapping[str, TakeMarks] = {}

    def __len__(self) -> int:
        return len(self._versions)

    def __contains__(self, take: str) -> bool:
        return take in self._versions

    @property
    def marks(self) -> Mapping[str, TakeMarks]:
        """The marks of takes, by their ids."""
        return self._marks

    @property
    def has_removed(self) -> bool:
        """Whether a take was taken off the list."""
        return any(marks.removed for marks in self.marks.values())

    def add(self, summary: TakeSummary) -> None:
        """Add a take, or another version of one; one that is there already is not added again."""
        if summary.id in self._lineage:
            return
        self._lineage.add(summary)
        versions = self._versions.setdefault(summary.take_id, [])
        versions.append(summary)
        versions.sort(key=lambda each: each.created_at)
        self._searchable_words[summary.take_id] = searchable_words(versions)
        self._searchable_sentences[summary.take_id] = searchable_sentence(versions[0])
        if (
            len(versions) == 1
            and self._numbers
            and summary.created_at >= self._made_at(next(reversed(self._numbers)))
        ):
            self._numbers[summary.take_id] = len(self._numbers) + 1  # the usual case: the newest of all
        else:
            self._numbers.clear()

    def set_marks(self, marks: Mapping[str, TakeMarks]) -> None:
        """Replace the marks of all takes."""
        self._marks = marks

    def set_current_version(self, version: str) -> bool:
        """From now on a take is at this version; whether it was at another before."""
        take = self.take_of(version)
        before, self._current_versions[take] = self.current_version(take), version
        return before != version

    def restore_current_versions(self, saved: Mapping[str, str]) -> None:
        """In an earlier sitting, takes were left at these versions."""
        self._current_versions = {**saved, **self._current_versions}

    def take_of(self, version: str) -> str:
        """The take that a version belongs to."""
        return self._lineage.take_of(version)

    def current_version(self, take: str) -> str:
        """The version that a take is at: where it was left, or its newest."""
        left = self._current_versions.get(take, "")
        return left if self.take_of(left) == take else self._versions[take][-1].id

    def previous_version(self, version: str) -> str:
        """The version of the same take that one was made of; empty for the first."""
        versions = {each.id: each for each in self._versions[self.take_of(version)]}
        source = versions[version].parent_version_id
        return source if source in versions else ""

    def listed_takes(self) -> tuple[str, ...]:
        """The takes that are on the list, in the order they were made."""
        return tuple(take for take in self._number_takes() if not self.marks.get(take, NO_MARKS).removed)

    def row(self, take: str) -> TakeRow:
        """A take as a line of the list."""
        versions, current = self._versions[take], self.current_version(take)
        place = next(n for n, each in enumerate(versions) if each.id == current)
        source = self._number_takes().get(self.take_of(versions[0].parent_version_id), 0)
        marks = self.marks.get(take, NO_MARKS)
        began, done = self._root_and_change(take)
        number = self._number_takes()[take]
        return TakeRow(versions[place], marks, number, place + 1, len(versions), source, began.text, done)

    def versions(self, take: str) -> tuple[tuple[TakeSummary, str], ...]:
        """The versions of a take in the order they were made, each with what was done to the one before."""
        first, *others = self._versions[take]
        return (first, ""), *((each, self._lineage.change_from_parent(each.id)) for each in others)

    def search(self, query: TakeQuery) -> tuple[str, ...]:
        """The takes that a search finds, the newest first."""
        marks, unmarked = self.marks, query.matches_marks(NO_MARKS)
        takes = [
            t for t in self._number_takes() if (query.matches_marks(marks[t]) if t in marks else unmarked)
        ]
        if query.words:
            takes = [
                t for t in takes if query.matches_words(marks.get(t, NO_MARKS).name, self._search_text(t))
            ]
        return tuple(reversed(takes))

    def _root_and_change(self, take: str) -> tuple[TakeSummary, str]:
        """What a take began with, and what was done to the one before it; its own sentence where that is gone."""
        first = self._versions[take][0]
        done = self._lineage.change_from_parent(first.id)
        return (self._lineage.root_version(first.id), done) if done else (first, "")

    def _search_text(self, take: str) -> str:
        """All by which a take is found but its name: its words, its number, the sentence it began with."""
        root = self._lineage.root_version(self._versions[take][0].id).take_id
        return (
            f"{self._searchable_words[take]}#{self._number_takes()[take]}{self._searchable_sentences[root]}"
        )

    def _made_at(self, take: str) -> datetime:
        return self._versions[take][0].created_at

    def _number_takes(self) -> dict[str, int]:
        """The numbers of all takes, in their order."""
        if len(self._numbers) != len(self._versions):
            takes = sorted(self._versions, key=lambda take: self._versions[take][0].created_at)
            self._numbers = {take: number for number, take in enumerate(takes, 1)}
        return self._numbers
