"""Where takes came from: the sentence that each began with, and what was done to the one before."""

from PySide6.QtCore import QCoreApplication

from composer_app.gui.text.format import format_emotions, format_key
from composer_app.gui.text.notation import format_accidentals
from composer_app.library.summary import TakeSummary

translate = QCoreApplication.translate


class Lineage:
    """All versions of all takes, and the first of those that each goes on from, in whatever order they are found."""

    def __init__(self) -> None:
        self._summaries: dict[str, TakeSummary] = {}
        self._roots: dict[str, str] = {}

    def __contains__(self, version: str) -> bool:
        return version in self._summaries

    def add(self, summary: TakeSummary) -> None:
        """Another version is known."""
        self._summaries[summary.id] = summary
        self._roots[summary.id] = (
            self._find_root(summary.parent_version_id) if summary.parent_version_id else summary.id
        )

    def take_of(self, version: str) -> str:
        """The take that a version belongs to; empty for one that nobody knows."""
        known = self._summaries.get(version)
        return known.take_id if known else ""

    def root_version(self, version: str) -> TakeSummary:
        """The version that all began with; where its record is gone, the nearest that is known."""
        summary = self._summaries[version]
        first = self._summaries.get(self._find_root(version))
        return first or self._summaries.get(summary.parent_version_id, summary)

    def change_from_parent(self, version: str) -> str:
        """What was done to the version before, in a few words; empty where nothing was, or that is gone."""
        summary = self._summaries[version]
        before = self._summaries.get(summary.parent_version_id)
        return describe_change(before, summary) if before else ""

    def _find_root(self, version: str) -> str:
        first = version
        while (further := self._roots.get(first, first)) != first:
            first = further
        if version in self._roots:
            self._roots[version] = first  # so that a long row is not walked through again
        return first


def describe_change(before: TakeSummary, after: TakeSummary) -> str:
    """What tells a version from the one it went on from, in a few words."""
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
    """What is another of key, tempo, metre and length."""
    bars = translate("Acts", "1 bar") if after.bars == 1 else translate("Acts", "{n} bars")
    facts = (
        (before.key != after.key, format_key(after.key)),
        (before.tempo != after.tempo, f"{after.tempo:g} bpm"),
        (before.metre != after.metre, after.metre),
        (before.bars != after.bars, bars.format(n=after.bars)),
    )
    return [text for differs, text in facts if differs]


def _changed_chords(before: TakeSummary, after: TakeSummary) -> str:
    """The chords that went and those that came; empty where they are the same ones."""
    gone = " ".join(format_accidentals(each) for each in before.chords if each not in after.chords)
    come = " ".join(format_accidentals(each) for each in after.chords if each not in before.chords)
    return f"{gone} → {come}" if gone and come else f"+ {come}" if come else f"− {gone}" if gone else ""
