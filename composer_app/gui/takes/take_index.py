"""The index of all takes with their versions, current version and marks, without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from composer_app.gui.takes.lineage import Lineage
from composer_app.gui.takes.search import TakeQuery, searchable_sentence, searchable_words
from composer_app.library.summary import TakeSummary
from composer_app.library.take import NO_MARKS, TakeMarks


@dataclass(frozen=True, slots=True)
class TakeRow:
    """A row of the take list.

    Attributes:
        summary: The summary of the current version.
        marks: The star, name and hidden state.
        number: The number of the take, from 1 in the order of creation.
        version_number: The number of the current version, from 1.
        version_count: The number of versions.
        parent_number: The number of the take from which it was derived; 0 if there is none, or it is missing.
        root_sentence: The sentence of the root version, before any change.
        change_summary: The change from the parent take, in a few words; empty if there is no parent.
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
        """The id of the take."""
        return self.summary.take_id

    @property
    def title(self) -> str:
        """The name, or else the sentence."""
        return self.marks.name or self.sentence

    @property
    def sentence(self) -> str:
        """The root sentence and the last change."""
        return f"{self.root_sentence}{self.change_suffix}"

    @property
    def change_suffix(self) -> str:
        """The change as appended to the root sentence: " – slower"; empty if there is none."""
        return f" – {self.change_summary}" if self.change_summary else ""


class TakeIndex:
    """All known takes, in the order of creation."""

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
        """Whether any take is hidden."""
        return any(marks.removed for marks in self.marks.values())

    def add(self, summary: TakeSummary) -> None:
        """Add a version; a version that is known already is ignored."""
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
            and summary.created_at >= self._created_at(next(reversed(self._numbers)))
        ):
            self._numbers[summary.take_id] = len(self._numbers) + 1  # the usual case: it is the newest take
        else:
            self._numbers.clear()

    def set_marks(self, marks: Mapping[str, TakeMarks]) -> None:
        """Replace the marks of all takes."""
        self._marks = marks

    def set_current_version(self, version: str) -> bool:
        """Make a version the current one of its take, and return whether it was not."""
        take = self.take_of(version)
        before, self._current_versions[take] = self.current_version(take), version
        return before != version

    def restore_current_versions(self, saved: Mapping[str, str]) -> None:
        """Set the current versions saved in an earlier session; those of this session take precedence."""
        self._current_versions = {**saved, **self._current_versions}

    def take_of(self, version: str) -> str:
        """Return the take of a version; empty if the version is unknown."""
        return self._lineage.take_of(version)

    def current_version(self, take: str) -> str:
        """Return the current version of a take; by default the newest."""
        saved = self._current_versions.get(take, "")
        return saved if self.take_of(saved) == take else self._versions[take][-1].id

    def previous_version(self, version: str) -> str:
        """Return the parent version within the same take; empty for the first version."""
        versions = {summary.id: summary for summary in self._versions[self.take_of(version)]}
        parent = versions[version].parent_version_id
        return parent if parent in versions else ""

    def listed_takes(self) -> tuple[str, ...]:
        """Return the takes that are not hidden, in the order of creation."""
        return tuple(take for take in self._number_takes() if not self.marks.get(take, NO_MARKS).removed)

    def row(self, take: str) -> TakeRow:
        """Return the row of a take."""
        versions, current = self._versions[take], self.current_version(take)
        position = next(index for index, version in enumerate(versions) if version.id == current)
        parent_number = self._number_takes().get(self.take_of(versions[0].parent_version_id), 0)
        marks = self.marks.get(take, NO_MARKS)
        root, change = self._root_and_change(take)
        number = self._number_takes()[take]
        return TakeRow(
            versions[position], marks, number, position + 1, len(versions), parent_number, root.text, change
        )

    def versions(self, take: str) -> tuple[tuple[TakeSummary, str], ...]:
        """Return the versions of a take in the order of creation, each with the change from its parent."""
        first, *others = self._versions[take]
        return (first, ""), *((version, self._lineage.change_from_parent(version.id)) for version in others)

    def search(self, query: TakeQuery) -> tuple[str, ...]:
        """Return the takes that match a query, newest first."""
        marks, unmarked = self.marks, query.matches_marks(NO_MARKS)
        takes = [
            take
            for take in self._number_takes()
            if (query.matches_marks(marks[take]) if take in marks else unmarked)
        ]
        if query.words:
            takes = [
                take
                for take in takes
                if query.matches_words(marks.get(take, NO_MARKS).name, self._search_text(take))
            ]
        return tuple(reversed(takes))

    def _root_and_change(self, take: str) -> tuple[TakeSummary, str]:
        """Return the root version of a take and the change from its parent; its first version if that is missing."""
        first = self._versions[take][0]
        change = self._lineage.change_from_parent(first.id)
        return (self._lineage.root_version(first.id), change) if change else (first, "")

    def _search_text(self, take: str) -> str:
        """Return the searchable text of a take without its name: words, number and root sentence."""
        root = self._lineage.root_version(self._versions[take][0].id).take_id
        return (
            f"{self._searchable_words[take]}#{self._number_takes()[take]}{self._searchable_sentences[root]}"
        )

    def _created_at(self, take: str) -> datetime:
        return self._versions[take][0].created_at

    def _number_takes(self) -> dict[str, int]:
        """Return the numbers of all takes, in the order of creation."""
        if len(self._numbers) != len(self._versions):
            takes = sorted(self._versions, key=lambda take: self._versions[take][0].created_at)
            self._numbers = {take: number for number, take in enumerate(takes, 1)}
        return self._numbers
