import xml.etree.ElementTree as ET

import pytest

from composer_app.music.arrangement import arrange
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.constraints import Constraints
from composer_app.music.cues import cues_at
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.pattern import pattern_names
from composer_app.music.performance import Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression, TimedChord
from composer_app.notation.score import lead_sheet, score

E_FLAT = Key(3, Mode.MAJOR)
ROW = [Chord(3, "maj"), Chord(10, "7", 2), Chord(0, "min6"), Chord(8, "maj", 10)]


def in_bars(row: list[Chord], metre: Metre = COMMON) -> Progression:
    return Progression(
        E_FLAT, metre, tuple(TimedChord(c, i * metre.beats, metre.beats) for i, c in enumerate(row))
    )


def played(
    chords: Progression, pattern: str = "arpeggio", manner: PerformanceSettings | None = None
) -> Performance:
    felt = cues_at(0.5, 0.5, chords.metre)
    return arrange(
        chords,
        felt,
        1,
        constraints=Constraints(pattern=pattern),
        performance_settings=manner or PerformanceSettings(),
    )


def bars_of(part: ET.Element) -> list[float]:
    """How many beats of notes and rests each measure has."""
    divisions = float(part.findtext(".//divisions") or 1)
    return [
        sum(
            float(note.findtext("duration") or 0)
            for note in measure.iter("note")
            if note.find("chord") is None and note.find("grace") is None
        )
        / divisions
        for measure in part.iter("measure")
    ]


@pytest.mark.parametrize("metre", [COMMON, WALTZ, SIX_EIGHT])
@pytest.mark.parametrize("pattern", pattern_names())
def test_every_bar_of_a_score_is_full(pattern: str, metre: Metre) -> None:
    chords = in_bars(ROW, metre)
    tree = ET.fromstring(score("Hope", chords, played(chords, pattern)))  # noqa: S314 - our own
    (part,) = tree.findall("part")
    staves = {note.findtext("staff") or "1" for note in part.iter("note")}
    assert bars_of(part) == pytest.approx([metre.beats * len(staves)] * 4)


def test_chord_symbols_are_those_of_the_progression() -> None:
    chords = in_bars(ROW)
    tree = ET.fromstring(lead_sheet("Hope", chords, played(chords)))  # noqa: S314
    symbols = [
        (
            h.findtext("root/root-step"),
            h.findtext("root/root-alter"),
            h.findtext("kind"),
            h.findtext("bass/bass-step"),
        )
        for h in tree.iter("harmony")
    ]
    assert symbols == [
        ("E", "-1", "major", None),
        ("B", "-1", "dominant", "D"),
        ("C", None, "minor-sixth", None),
        ("A", "-1", "major", "B"),
    ]
    assert {n.text for n in tree.iter("notehead")} == {"slash"}


def test_a_lead_sheet_has_the_counter_line_where_there_is_one() -> None:
    chords = in_bars(ROW)
    performance = played(chords, manner=PerformanceSettings(countermelody_instrument="strings"))
    tree = ET.fromstring(lead_sheet("Hope", chords, performance))  # noqa: S314
    (part,) = tree.findall("part")
    assert not list(tree.iter("notehead"))
    assert len(list(part.iter("note"))) == len(performance.parts[1].notes)


def test_every_kind_of_chord_can_be_written() -> None:
    chords = in_bars([Chord(root, quality) for root, quality in enumerate(QUALITIES) if root < 12])
    tree = ET.fromstring(lead_sheet("All", chords, played(chords)))  # noqa: S314
    assert len(list(tree.iter("harmony"))) == 12
