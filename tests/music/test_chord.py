import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.key import Key, Mode, read_key

pitch_classes = st.integers(0, 11)
chords = st.builds(Chord, pitch_classes, st.sampled_from(sorted(QUALITIES)), st.none() | pitch_classes)


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
        (0, "6", "C major", "C6", "Iadd6"),
        (5, "min6", "C major", "Fm6", "ivadd6"),
    ],
)
def test_chords_are_written_as_musicians_write_them(
    root: int, quality: str, key: str, symbol: str, roman: str
) -> None:
    chord, home = Chord(root, quality), read_key(key)
    assert (chord.symbol(home), chord.roman(home)) == (symbol, roman)


@pytest.mark.parametrize(
    ("chord", "key", "symbol", "roman"),
    [
        (Chord(0, "maj", 4), "C major", "C/E", "I/3"),
        (Chord(9, "min", 0), "C major", "Am/C", "vi/3"),
        (Chord(7, "7", 5), "C major", "G7/F", "V7/7"),
        (Chord(2, "maj", 6), "F major", "D/F#", "VI/3"),
        (Chord(0, "maj", 10), "C major", "C/Bb", "I/b7"),
        (Chord(5, "maj", 7), "C major", "F/G", "IV/2"),
        (Chord(0, "aug", 8), "C major", "Caug/G#", "I+/5"),
        (Chord(4, "maj", 8), "C minor", "E/G#", "III/3"),
        (Chord(11, "dim7", 8), "C minor", "Bdim7/Ab", "vii°7/7"),
    ],
)
def test_what_lies_below_a_chord_is_written_after_a_slash(
    chord: Chord, key: str, symbol: str, roman: str
) -> None:
    home = read_key(key)
    assert (chord.symbol(home), chord.roman(home)) == (symbol, roman)


def test_a_chord_over_its_own_root_is_that_chord() -> None:
    assert Chord(2, "min7", 2) == Chord(2, "min7")
    assert (Chord(2, "min7").lowest, Chord(2, "min7", 5).lowest) == (2, 5)


@given(chords, st.integers(0, 11), st.sampled_from(Mode), st.integers(0, 11))
def test_roman_numerals_stay_when_everything_is_transposed(
    chord: Chord, tonic: int, mode: Mode, steps: int
) -> None:
    bass = None if chord.bass is None else (chord.bass + steps) % 12
    moved = Chord((chord.root + steps) % 12, chord.quality, bass)
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
    with pytest.raises(ValueError, match="bass"):
        Chord(0, "maj", -1)


def test_qualities_and_symbols_are_one_to_one() -> None:
    assert len({quality.suffix for quality in QUALITIES.values()}) == len(QUALITIES)
