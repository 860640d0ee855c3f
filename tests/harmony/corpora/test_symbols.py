import pytest

from composer_app.harmony.corpora.harte import read_harte
from composer_app.harmony.corpora.roman_numerals import (
    COMMON_PRACTICE,
    FREE_MIDI_CHORDS,
    ROCK_CORPUS,
    Dialect,
    read_roman,
)
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.key import Key, Mode

C, A_MINOR = Key(0, Mode.MAJOR), Key(9, Mode.MINOR)


@pytest.mark.parametrize(
    ("symbol", "chord"),
    [
        ("F#:min7/5", Chord(6, "min7", 1)),
        ("C:maj6/3", Chord(0, "6", 4)),
        ("G:7(9)", Chord(7, "9")),
        ("A:sus4(b7)", Chord(9, "7sus4")),
        ("A:sus4(b7,9)", Chord(9, "9sus4")),
        ("D:hdim7", Chord(2, "hdim7")),
        ("Bb", Chord(10, "maj")),
        ("C/5", Chord(0, "maj", 7)),
        ("F:maj/G", Chord(5, "maj", 7)),
        ("C:7(#9)/b7", Chord(0, "7#9", 10)),
        ("C:13", Chord(0, "13")),
        ("C:maj9", Chord(0, "maj9")),
        ("C:min11", Chord(0, "min11")),
        ("C:maj11", Chord(0, "maj9")),
        ("C:min13", Chord(0, "min9")),
        ("C:minmaj7", Chord(0, "minmaj7")),
        ("C:aug7", Chord(0, "aug7")),
        ("C:maj(9)", Chord(0, "add9")),
        ("C:min7(b5)", Chord(0, "hdim7")),
        ("C:maj(*3)", Chord(0, "5")),
        ("C:(1,b3,5)", Chord(0, "min")),
        ("C:1", Chord(0, "5")),
        ("N", None),
        ("X", None),
    ],
)
def test_harte_symbols_become_the_nearest_chord_we_have(symbol: str, chord: Chord | None) -> None:
    assert read_harte(symbol) == chord


@pytest.mark.parametrize("symbol", ["", "H:maj", "C:foo", "C:maj/x", "Cmaj", "C:maj(14)", "C:maj(", "c:maj"])
def test_what_is_no_harte_symbol_is_refused(symbol: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        read_harte(symbol)


@pytest.mark.parametrize("quality", QUALITIES)
def test_every_quality_of_ours_survives_its_own_name(quality: str) -> None:
    name = {"min6": "min6", "6": "maj6"}.get(quality, quality)
    assert read_harte(f"Eb:{name}") == Chord(3, quality)


@pytest.mark.parametrize(
    ("numeral", "chord"),
    [
        ("bVI", Chord(8, "maj")),
        ("#iv°", Chord(6, "dim")),
        ("V/V", Chord(2, "maj")),
        ("V65/ii", Chord(9, "7", 1)),
        ("viio7/V", Chord(6, "dim7")),
        ("iiø7", Chord(2, "hdim7")),
        ("Imaj7", Chord(0, "maj7")),
        ("V7sus4", Chord(7, "7sus4")),
        ("I6", Chord(0, "maj", 4)),
        ("I64", Chord(0, "maj", 7)),
        ("V42", Chord(7, "7", 5)),
        ("IVadd6", Chord(5, "6")),
        ("♭VII", Chord(10, "maj")),
        ("III+", Chord(4, "aug")),
        ("V9", Chord(7, "9")),
        ("V13/V", Chord(2, "13")),
        ("V7b9", Chord(7, "7b9")),
        ("V+7", Chord(7, "aug7")),
        ("imaj7", Chord(0, "minmaj7")),
        ("I69", Chord(0, "69")),
        ("ii11", Chord(2, "min11")),
        ("i/♮3", Chord(0, "min", 4)),
        ("V7b9/b2", Chord(7, "7b9", 8)),
        ("I5", Chord(0, "5")),
        ("I/b7", Chord(0, "maj", 10)),
    ],
)
def test_roman_numerals_become_chords(numeral: str, chord: Chord) -> None:
    assert read_roman(numeral, C) == chord


def test_large_numerals_in_minor_stand_on_the_minor_scale() -> None:
    chords = [read_roman(numeral, A_MINOR) for numeral in ("VI", "bVI", "VII", "III", "vii°", "V/III")]
    roots = [chord.root for chord in chords]
    assert roots == [5, 5, 7, 0, 8, 7]


@pytest.mark.parametrize(
    ("dialect", "numeral", "chord"),
    [
        (COMMON_PRACTICE, "IV7", Chord(5, "7")),
        (ROCK_CORPUS, "IV7", Chord(5, "maj7")),
        (ROCK_CORPUS, "V7", Chord(7, "7")),
        (ROCK_CORPUS, "Id7", Chord(0, "7")),
        (ROCK_CORPUS, "iih65", Chord(2, "hdim7", 5)),
        (ROCK_CORPUS, "Vs4?!", Chord(7, "sus4")),
        (FREE_MIDI_CHORDS, "I7", Chord(0, "maj7")),
        (FREE_MIDI_CHORDS, "Idom7", Chord(0, "7")),
        (FREE_MIDI_CHORDS, "IV6", Chord(5, "6")),
        (FREE_MIDI_CHORDS, "ivmadd9", Chord(5, "minadd9")),
        (FREE_MIDI_CHORDS, "IVM", Chord(5, "maj")),
        (FREE_MIDI_CHORDS, "vii", Chord(11, "dim")),
    ],
)
def test_dialects_differ_in_what_a_figure_means(dialect: Dialect, numeral: str, chord: Chord) -> None:
    assert read_roman(numeral, C, dialect) == chord


@pytest.mark.parametrize("numeral", ["", "H", "IIII", "Ifoo", "V7/VV", "1"])
def test_what_is_no_roman_numeral_is_refused(numeral: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        read_roman(numeral, C)


@pytest.mark.parametrize("key", [C, A_MINOR, Key(6, Mode.MAJOR)])
def test_our_own_numerals_are_read_back(key: Key) -> None:
    chords = [Chord(root, quality, bass) for root in range(12) for quality in QUALITIES for bass in range(12)]
    # In minor, a raised VI is written as the scale's own VI is: our numerals count from the major scale.
    plain = {(key.tonic + step) % 12 for step in (4, 9, 11)} if key.mode is Mode.MINOR else set()
    for chord in chords:
        if chord.root not in plain:
            assert read_roman(chord.roman(key), key) == chord
