import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.key import Key, Mode, read_key

chords = st.builds(Chord, st.integers(0, 11), st.sampled_from(sorted(QUALITIES)))


@pytest.mark.parametrize(
    ("root", "quality", "key", "symbol", "roman"),
    [
        (9, "min7", "C major", "Am7", "vi7"),
        (10, "maj", "F major", "Bb", "IV"),
        (8, "maj", "C minor", "Ab", "bVI"),
        (11, "hdim7", "C major", "Bm7b5", "viiø7"),
        (7, "7", "C minor", "G7", "V7"),
        (2, "sus4", "G major", "Dsus4", "Vsus4"),
        (3, "dim7", "E minor", "D#dim7", "vii°7"),
        (0, "aug", "C major", "Caug", "I+"),
    ],
)
def test_chords_are_written_as_musicians_write_them(
    root: int, quality: str, key: str, symbol: str, roman: str
) -> None:
    chord, home = Chord(root, quality), read_key(key)
    assert (chord.symbol(home), chord.roman(home)) == (symbol, roman)


@given(chords, st.integers(0, 11), st.sampled_from(Mode), st.integers(0, 11))
def test_roman_numerals_stay_when_everything_is_transposed(
    chord: Chord, tonic: int, mode: Mode, steps: int
) -> None:
    moved = Chord((chord.root + steps) % 12, chord.quality)
    assert moved.roman(Key((tonic + steps) % 12, mode)) == chord.roman(Key(tonic, mode))


@given(chords)
def test_a_chord_starts_on_its_root_and_repeats_no_tone(chord: Chord) -> None:
    assert chord.pitch_classes[0] == chord.root
    assert len(set(chord.pitch_classes)) == len(chord.pitch_classes)


def test_what_is_no_chord_is_refused() -> None:
    with pytest.raises(ValueError, match="root"):
        Chord(12, "maj")
    with pytest.raises(ValueError, match="'major'"):
        Chord(0, "major")


def test_qualities_and_symbols_are_one_to_one() -> None:
    assert len({quality.suffix for quality in QUALITIES.values()}) == len(QUALITIES)
