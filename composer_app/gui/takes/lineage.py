"""The lineage of takes: the root version of each, and the change from its parent."""

from PySide6.QtCore import QCoreApplication

from composer_app.gui.text.format import format_emotions, format_key
from composer_app.gui.text.notation import format_accidentals
from composer_app.library.summary import TakeSummary

translate = QCoreApplication.translate


class Lineage:
    """All versions of all takes with their root versions; they can be added in any order."""

    def __init__(self) -> None:
        self._summaries: dict[str, TakeSummary] = {}
        self._roots: dict[str, str] = {}

    def __contains__(self, version: str) -> bool:
        return version in self._summaries

    def add(self, summary: TakeSummary) -> None:
        """Add a version."""
        self._summaries[summary.id] = summary
        self._roots[summary.id] = (
            self._find_root(summary.parent_version_id) if summary.parent_version_id else summary.id
        )

    def take_of(self, version: str) -> str:
        """Return the take of a version; empty if the version is unknown."""
        summary = self._summaries.get(version)
        return summary.take_id if summary else ""

    def root_version(self, version: str) -> TakeSummary:
        """Return the root version; if its record is missing, the parent version, or else this one."""
        summary = self._summaries[version]
        root = self._summaries.get(self._find_root(version))
        return root or self._summaries.get(summary.parent_version_id, summary)

    def change_from_parent(self, version: str) -> str:
        """Return the change from the parent version in a few words; empty if there is no parent or it is missing."""
        summary = self._summaries[version]
        before = self._summaries.get(summary.parent_version_id)
        return describe_change(before, summary) if before else ""

    def _find_root(self, version: str) -> str:
        root = version
        while (next_root := self._roots.get(root, root)) != root:
            root = next_root
        if version in self._roots:
            self._roots[version] = root  # path compression, so that a long lineage is not followed again
        return root


def describe_change(before: TakeSummary, after: TakeSummary) -> str:
    """Return the change between two versions in a few words."""
    if after.text != before.text:
        return after.text
    if (after.valence, after.arousal, after.emotions) != (before.valence, before.arousal, before.emotions):
        return translate("Acts", "on the map: {mood}").format(mood=format_emotions(after.emotions).lower())
    if after.seed != before.seed:
        return translate("Acts", "other chords") if after.is_regenerated else translate("Acts", "regenerate")
    return (
        ", ".join(_changed_facts(before, after))
        or _changed_chords(before, after)
        or translate("Acts", "performance settings")
    )


def _changed_facts(before: TakeSummary, after: TakeSummary) -> list[str]:
    """Return the new values of key, tempo, metre and length, if they changed."""
    bars = translate("Acts", "1 bar") if after.bars == 1 else translate("Acts", "{n} bars")
    facts = (
        (before.key != after.key, format_key(after.key)),
        (before.tempo != after.tempo, f"{after.tempo:g} bpm"),
        (before.metre != after.metre, after.metre),
        (before.bars != after.bars, bars.format(n=after.bars)),
    )
    return [text for differs, text in facts if differs]


def _changed_chords(before: TakeSummary, after: TakeSummary) -> str:
    """Return the removed and the added chords; empty if there are none."""
    removed = " ".join(format_accidentals(chord) for chord in before.chords if chord not in after.chords)
    added = " ".join(format_accidentals(chord) for chord in after.chords if chord not in before.chords)
    if removed and added:
        return f"{removed} → {added}"
    return f"+ {added}" if added else f"− {removed}" if removed else ""
