import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.music.constraints import Constraints, Ending
from composer_app.music.key import Mode
from composer_app.music.metre import SIX_EIGHT, WALTZ, Metre
from composer_app.request.constraints import read_asked, read_constraints

MAJOR, MINOR = Mode.MAJOR, Mode.MINOR

# Refused, or words of music that are none.
_NOTHING_ASKED = (
    "not too fast", "not slow", "no minor chords", "not in a minor key", "not a waltz", "in three days",
    "in four weeks", "in six months", "3/4 of my life", "to a minor degree", "in a major way", "about a hundred people",
    "happy for about 50 years", "the bomb has ninety seconds left",
    "five minutes ago", "a minute of silence",
    "no strings attached", "pull some strings", "no arpeggios", "the ending of the film", "in slow motion",
    "fast asleep", "in A Heartbeat",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("something in D minor", Constraints(tonic=2, mode=MINOR)),
        ("in the key of E flat", Constraints(tonic=3)),
        ("F# major, please", Constraints(tonic=6, mode=MAJOR, spelling="F#")),
        ("eight bars in G", Constraints(tonic=7, bars=8)),
        ("a piece in a minor key", Constraints(mode=MINOR)),
        ("in A minor", Constraints(tonic=9, mode=MINOR)),
        ("a major disappointment", Constraints()),
        ("around 80", Constraints(tempo=80)),
        ("at one hundred and forty bpm", Constraints(tempo=140)),
        ("ninety-six beats per minute", Constraints(tempo=96)),
        ("allegro", Constraints(tempo=132)),
        ("very slow", Constraints(tempo=50)),
        ("9000 bpm", Constraints()),
        ("in three, around 80", Constraints(tempo=80, metre=WALTZ)),
        ("a waltz", Constraints(metre=WALTZ)),
        ("in 6/8", Constraints(metre=SIX_EIGHT)),
        ("on 24/12 we met", Constraints()),
        ("sixteen bars", Constraints(bars=16)),
        ("a 12-bar blues", Constraints(bars=12)),
        ("a thousand bars", Constraints()),
        ("hope and wonder", Constraints()),
        ("in Dm", Constraints(tonic=2, mode=MINOR)),
        ("D-minor", Constraints(tonic=2, mode=MINOR)),
        ("bpm 72", Constraints(tempo=72)),
        ("at 90, please", Constraints(tempo=90)),
        ("thirty seconds of rain", Constraints(seconds=30)),
        ("half a minute", Constraints(seconds=30)),
        ("a minute and a half of calm", Constraints(seconds=90)),
        ("one minute and twenty seconds", Constraints(seconds=80)),
        ("on a Rhodes", Constraints(instrument="electric piano")),
        ("for violins", Constraints(instrument="strings")),
        ("piano, not strings", Constraints(instrument="piano")),
        ("arpeggiated", Constraints(pattern="arpeggio")),
        ("strummed on a guitar", Constraints(instrument="guitar", pattern="strum")),
        ("long sustained chords", Constraints(pattern="pad")),
        ("a seamless loop", Constraints(ending=Ending.LOOP)),
        ("with a proper ending", Constraints(ending=Ending.CADENCE)),
        ("in 5/4", Constraints(metre=Metre(5, 4))),
        ("seven eight, nervous", Constraints(metre=Metre(7, 8))),
        ("at a walking pace", Constraints(tempo=92)),
        *((text, Constraints()) for text in _NOTHING_ASKED),
    ],
)
def test_sentences_ask_for_key_tempo_metre_and_length(text: str, asked: Constraints) -> None:
    assert read_constraints(text) == asked


@given(st.text(max_size=200))
def test_any_text_gives_constraints(text: str) -> None:
    assert isinstance(read_constraints(text), Constraints)


def test_constraints_tell_from_which_words() -> None:
    asked = read_asked("slow, in D minor, on piano, no strings")
    assert asked.because == (
        ("tonic", "D minor"),
        ("mode", "D minor"),
        ("tempo", "slow"),
        ("instrument", "piano"),
    )
    assert asked.refused == (("instrument", "strings"),)
