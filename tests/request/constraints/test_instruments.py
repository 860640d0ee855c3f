"""The rows of instruments and patterns: each is found by its own words."""

import pytest

from composer_app.music.instruments import INSTRUMENTS, Instrument
from composer_app.music.pattern import Pattern, load_patterns
from composer_app.music.voicing_styles import VOICING_STYLES
from composer_app.request.constraints.parser import read_constraints
from composer_app.request.text.glossary import LANGUAGES, load_glossary


@pytest.mark.parametrize(("name", "row"), INSTRUMENTS.items(), ids=list(INSTRUMENTS))
def test_an_instrument_is_known_by_its_name_and_its_words_in_each_language(
    name: str, row: Instrument
) -> None:
    assert read_constraints(f"on the {name}").instrument == name
    assert row.voicing_style in VOICING_STYLES
    for code, words in row.glosses.items():
        assert {load_glossary(code).glosses[word] for word in words.split("|")} == {name}


@pytest.mark.parametrize("row", load_patterns().values(), ids=lambda row: row.name)
def test_a_pattern_is_known_by_its_words_in_each_language(row: Pattern) -> None:
    languages = set(row.glosses) - {"en"}
    assert languages <= set(LANGUAGES)
    for code in languages:
        assert read_constraints(row.english_gloss).pattern == row.name
        glosses = load_glossary(code).glosses
        assert {glosses[word] for word in row.glosses[code].split("|")} == {row.english_gloss}


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("block chords, then arpeggios", "arpeggio"),  # by rank
        ("a ballad feel with an ostinato", "ostinato"),
        ("strummed, or alberti", "alberti"),  # by the order of the file
    ],
)
def test_of_two_patterns_the_lower_rank_is_chosen(text: str, pattern: str) -> None:
    assert read_constraints(text).pattern == pattern


@pytest.mark.parametrize(
    ("text", "instrument"),
    [("a synth and a bass", "bass"), ("a synth", "saw lead"), ("a string pad with strings", "pad")],
)
def test_of_two_instruments_the_more_precise_is_chosen(text: str, instrument: str) -> None:
    assert read_constraints(text).instrument == instrument
