import pytest

from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre, read_metre
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.progression import Progression, TimedChord

C_MAJOR = Key(0, Mode.MAJOR)
TONIC = Chord(0, "maj")


@pytest.mark.parametrize(
    ("text", "beats", "pulse"),
    [("4/4", 4, 1), ("3/4", 3, 1), ("6/8", 3, 1.5), ("5/4", 5, 1), (" 2 / 2 ", 4, 2)],
)
def test_metres_are_read_and_measured_in_quarters(text: str, beats: float, pulse: float) -> None:
    metre = read_metre(text)
    assert (metre.beats, metre.pulse) == (beats, pulse)


@pytest.mark.parametrize("text", ["", "4", "4/5", "0/4", "17/4", "waltz", "3/4/4"])
def test_what_is_no_metre_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="metre"):
        read_metre(text)


def test_only_eighths_in_threes_are_compound() -> None:
    assert SIX_EIGHT.is_compound
    assert not any(metre.is_compound for metre in (COMMON, WALTZ, Metre(3, 8)))


def test_a_progression_has_no_gap_and_fills_its_bars() -> None:
    whole = Progression(C_MAJOR, WALTZ, (TimedChord(TONIC, 0, 2), TimedChord(TONIC, 2, 4)))
    assert (whole.bars, whole.beats) == (2, 6)
    assert [whole.index_at(beat) for beat in (0, 1.9, 2, 5, 99)] == [0, 0, 1, 1, 1]
    with pytest.raises(ValueError, match="must start at beat 2"):
        Progression(C_MAJOR, COMMON, (TimedChord(TONIC, 0, 2), TimedChord(TONIC, 3, 1)))
    with pytest.raises(ValueError, match="whole bars"):
        Progression(C_MAJOR, COMMON, (TimedChord(TONIC, 0, 3),))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Note(-1, 60, 1, 64),
        lambda: Note(0, 128, 1, 64),
        lambda: Note(0, 60, 0, 64),
        lambda: Note(0, 60, 1, 0),
        lambda: TimedChord(TONIC, 0, 0),
        lambda: Part("Chords", 128, ()),
        lambda: Part("Chords", 0, (Note(1, 60, 1, 64), Note(0, 60, 1, 64))),
        lambda: Part("Chords", 0, (Note(0, 60, 2, 64), Note(1, 60, 1, 64))),
        lambda: Performance((), 100, C_MAJOR, COMMON, 1),
        lambda: Performance((Part("Chords", 0, (Note(3, 60, 2, 64),)),), 100, C_MAJOR, COMMON, 1),
        lambda: Performance((Part("Chords", 0, ()),), 5, C_MAJOR, COMMON, 1),
        lambda: Constraints(tempo=1),
        lambda: Constraints(bars=0),
        lambda: Constraints(tonic=12),
    ],
)
def test_values_refuse_what_cannot_be(make: object) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match="must"):
        make()


def test_wishes_go_before_what_the_sentence_asked_for() -> None:
    asked = Constraints(tonic=2, tempo=80.0)
    assert asked.overridden_by(Constraints(tempo=120.0, bars=4)) == Constraints(tonic=2, tempo=120.0, bars=4)
    assert asked.overridden_by(Constraints()) == asked
