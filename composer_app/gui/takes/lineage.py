"""Where takes came from: the sentence that each began with, and what was done to the one before."""

from PySide6.QtCore import QCoreApplication

from composer_app.gui.text.format import feelings_title, key_name
from composer_app.gui.text.notation import pretty
from composer_app.library.summary import TakeSummary

translate = QCoreApplication.translate


class Lineage:
    """All versions of all takes, and the first of those that each goes on from, in whatever order they are found."""

    def __init__(self) -> None:
        self._known: dict[str, TakeSummary] = {}
        self._first: dict[str, str] = {}

    def __contains__(self, version: str) -> bool:
        return version in self._known

    def add(self, summary: TakeSummary) -> None:
        """Another version is known."""
        self._known[summary.id] = summary
        self._first[summary.id] = self._first_of(summary.source) if summary.source else summary.id

    def take_of(self, version: str) -> str:
        """The take that a version belongs to; empty for one that nobody knows."""
        known = self._known.get(version)
        return known.of if known else ""

    def root(self, version: str) -> TakeSummary:
        """The version that all began with; where its record is gone, the nearest that is known."""
        summary = self._known[version]
        first = self._known.get(self._first_of(version))
        return first or self._known.get(summary.source, summary)

    def done(self, version: str) -> str:
        """What was done to the version before, in a few words; empty where nothing was, or that is gone."""
        summary = self._known[version]
        before = self._known.get(summary.source)
        return change(before, summary) if before else ""

    def _first_of(self, version: str) -> str:
        first = version
        while (further := self._first.get(first, first)) != first:
            first = further
        if version in self._first:
            self._first[version] = first  # so that a long row is not walked through again
        return first


def change(before: TakeSummary, after: TakeSummary) -> str:
    """What tells a version from the one it went on from, in a few words."""
    if after.text != before.text:
        return after.text
    if (after.valence, after.arousal, after.feelings) != (before.valence, before.arousal, before.feelings):
        return translate("Acts", "on the map: {mood}").format(mood=feelings_title(after.feelings).lower())
    if after.seed != before.seed:
        return translate("Acts", "other chords") if after.redone else translate("Acts", "another one")
    return ", ".join(_facts(before, after)) or _chords(before, after) or translate("Acts", "how it is played")


def _facts(before: TakeSummary, after: TakeSummary) -> list[str]:
    """What is another of key, tempo, metre and length."""
    bars = translate("Acts", "1 bar") if after.bars == 1 else translate("Acts", "{n} bars")
    facts = (
        (before.key != after.key, key_name(after.key)),
        (before.tempo != after.tempo, f"{after.tempo:g} bpm"),
        (before.metre != after.metre, after.metre),
        (before.bars != after.bars, bars.format(n=after.bars)),
    )
    return [text for differs, text in facts if differs]


def _chords(before: TakeSummary, after: TakeSummary) -> str:
    """The chords that went and those that came; empty where they are the same ones."""
    gone = " ".join(pretty(each) for each in before.chords if each not in after.chords)
    come = " ".join(pretty(each) for each in after.chords if each not in before.chords)
    return f"{gone} → {come}" if gone and come else f"+ {come}" if come else f"− {gone}" if gone else ""
