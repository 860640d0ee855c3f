from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.music.key import SCALES, Key, Mode, read_key
from composer_app.music.pitch import read_pitch_class

keys = st.builds(Key, st.integers(0, 11), st.sampled_from(Mode))


@pytest.mark.parametrize(
    ("text", "tonic", "mode"),
    [
        ("D minor", 2, Mode.MINOR),
        ("F#", 6, Mode.MAJOR),
        ("Bbm", 10, Mode.MINOR),
        ("e♭ major", 3, Mode.MAJOR),
        ("Eb Minor", 3, Mode.MINOR),
        ("CM", 0, Mode.MAJOR),
        ("C sharp minor", 1, Mode.MINOR),
        ("D dorian", 2, Mode.MINOR),
        ("Bb Mixolydian", 10, Mode.MAJOR),
    ],
)
def test_a_key_is_read_as_people_write_it(text: str, tonic: int, mode: Mode) -> None:
    assert read_key(text) == Key(tonic, mode)


@pytest.mark.parametrize("text", ["", "H", "D doric", "12", "D  # minor", "minor"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        read_key(text)


@given(keys)
def test_a_key_reads_back_from_its_name(key: Key) -> None:
    assert read_key(str(key)) == key


@given(keys, st.integers(0, 11))
def test_a_note_reads_back_from_its_name(key: Key, pitch_class: int) -> None:
    assert read_pitch_class(key.name_of(pitch_class)) == pitch_class


@pytest.mark.parametrize(
    ("key", "pitch_class", "name"),
    [
        ("F major", 10, "Bb"),
        ("B major", 10, "A#"),
        ("C major", 8, "Ab"),
        ("A minor", 8, "G#"),
        ("Eb major", 6, "Gb"),
    ],
)
def test_notes_are_spelled_for_the_key(key: str, pitch_class: int, name: str) -> None:
    home = read_key(key)
    # The raised seventh of minor is the one chromatic note that is written high.
    spelled = home.name_of(pitch_class)
    assert spelled == name


@pytest.mark.parametrize(
    ("text", "written", "signature"),
    [
        ("F# major", "F# major", 6),
        ("Gb major", "Gb major", -6),
        ("F♯ minor", "F# minor", 3),
        ("C# major", "C# major", 7),
        ("Cb major", "Cb major", -7),
        ("D# minor", "D# minor", 6),
        ("A# minor", "A# minor", 7),
        ("Ab minor", "Ab minor", -7),
        # These have more than seven signs, and are written as what sounds alike.
        ("G# major", "Ab major", -4),
        ("Db minor", "C# minor", 4),
        ("E# major", "F major", -1),
    ],
)
def test_a_key_is_spelled_as_it_was_written_where_a_signature_can(
    text: str, written: str, signature: int
) -> None:
    key = read_key(text)
    assert (str(key), key.signature) == (written, signature)
    assert key == Key(key.tonic, key.mode)


def test_no_tone_of_the_scale_needs_an_accidental_on_a_staff() -> None:
    assert [read_key("F# major").exact_name_of(tone) for tone in (6, 5, 10)] == ["F#", "E#", "A#"]
    assert [read_key("Gb major").exact_name_of(tone) for tone in (6, 11, 0)] == ["Gb", "Cb", "C"]


def test_the_spelling_goes_when_the_key_moves() -> None:
    assert str(replace(read_key("F# major"), tonic=1)) == "Db major"


def test_scales_have_seven_notes() -> None:
    assert all(len(set(scale)) == 7 for scale in SCALES.values())
