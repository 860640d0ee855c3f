"""Keys in sentences: all tonics and signs, however they are said, and in the languages that people name them in."""

from itertools import product

import pytest

from composer_app.music.constraints import Constraints
from composer_app.music.key import CHURCH_MODES, Key, Mode
from composer_app.music.pitch import read_pitch_class
from composer_app.request.constraints import read_constraints
from composer_app.request.key_names import english_keys
from composer_app.request.reach import beyond_reach
from composer_app.request.reader import Reader

_READER = Reader(sentences=False)
_SIGNS = {
    "": ("",),
    "#": ("#", "♯", " sharp", "-sharp", " Sharp"),
    "b": ("b", "♭", " flat", "-flat", " Flat"),
}
_TONICS = [(letter, sign) for letter in "CDEFGAB" for sign in _SIGNS]
_TONIC_ALONE = (
    "in {}", "in the key of {}", "the key is {}", "key of {}, please", "Key: {}", "transpose it to {}",
    "something in {}.", "hope in {} and slow", "In {}", "{}",
)  # fmt: skip
_WITH_MODE = (
    "in {} {}", "{} {}", "a song in {} {}, slowly", "hope, {} {}", "in the key of {} {}", "something {} {} and calm",
)  # fmt: skip


def _meant(letter: str, sign: str, mode: Mode | None) -> Constraints:
    """What a key means, with its spelling where it is not the usual, and can be written."""
    tonic = read_pitch_class(letter + sign)
    spellings = [Key(tonic, each, letter + sign).spelling for each in ([mode] if mode else Mode)]
    return Constraints(tonic, mode, spelling=next(filter(None, spellings), None))


@pytest.mark.parametrize(("letter", "sign"), _TONICS)
def test_every_tonic_is_heard_in_every_phrase(letter: str, sign: str) -> None:
    for written, phrase in product(_SIGNS[sign], _TONIC_ALONE):
        asked = read_constraints(phrase.format(letter + written))
        assert (asked.tonic, asked.mode) == (read_pitch_class(letter + sign), None), phrase + written
        assert asked.spelling == _meant(letter, sign, None).spelling


@pytest.mark.parametrize(("letter", "sign"), _TONICS)
def test_every_key_is_heard_in_every_phrase(letter: str, sign: str) -> None:
    modes = {**{str(mode): mode for mode in Mode}, "maj": Mode.MAJOR, "min": Mode.MINOR, **CHURCH_MODES}
    for written, phrase, (name, mode) in product(_SIGNS[sign], _WITH_MODE, modes.items()):
        asked = read_constraints(phrase.format(letter + written, name))
        assert (asked.tonic, asked.mode) == (read_pitch_class(letter + sign), mode), phrase + written
        assert asked.spelling == _meant(letter, sign, mode).spelling


@pytest.mark.parametrize(("letter", "sign"), [tonic for tonic in _TONICS if tonic != ("A", "")])
def test_small_letters_name_keys_too(letter: str, sign: str) -> None:
    small = letter.lower()
    for written, phrase in product(_SIGNS[sign], ("in {}{} minor", "in the key of {}{}")):
        asked = read_constraints(phrase.format(small, written))
        assert asked.tonic == read_pitch_class(letter + sign), phrase + written


_GERMAN = (
    "C Cis Ces D Dis Des E Es F Fis Ges G Gis As A Ais B H",
    "C C# Cb D D# Db E Eb F F# Gb G G# Ab A A# Bb B",
)
_SOL_FA = dict(zip("do ré re mi fa sol la si".split(), "C D D E F G A B".split(), strict=True))
_KANA = dict(zip("ハニホヘトイロ", "CDEFGAB", strict=True))


@pytest.mark.parametrize(("german", "english"), list(zip(*map(str.split, _GERMAN), strict=True)))
def test_german_keys_are_read_in_any_sentence(german: str, english: str) -> None:
    tonic = read_pitch_class(english)
    for name, mode in (("Dur", Mode.MAJOR), ("Moll", Mode.MINOR), ("dur", Mode.MAJOR), ("moll", Mode.MINOR)):
        for said in (
            f"{german}-{name}",
            f"{german.lower()}-{name}",
            f"{german} {name}",
            f"{german.lower()}{name}",
        ):
            for phrase in (
                "{}",
                "etwas Trauriges in {}",
                "ein ruhiges Lied, {}, langsam",
                "a sad song in {}",
            ):
                asked = _READER.understand(phrase.format(said)).request.constraints
                assert (asked.tonic, asked.mode) == (tonic, mode), phrase.format(said)
                assert Key(tonic, mode, asked.spelling or "") == Key(tonic, mode)


@pytest.mark.parametrize("syllable", _SOL_FA)
@pytest.mark.parametrize(
    ("sharp", "flat", "major", "minor", "phrases"),
    [
        ("dièse", "bémol", "majeur", "mineur", ("{}", "en {}", "une chanson triste en {}", "{}, lent")),
        (
            "sostenido",
            "bemol",
            "mayor",
            "menor",
            ("{}", "en {}", "una canción triste en {}", "en {} y lento"),
        ),
        ("diesis", "bemolle", "maggiore", "minore", ("{}", "in {}")),
    ],
)
def test_keys_of_syllables_are_read(
    syllable: str, sharp: str, flat: str, major: str, minor: str, phrases: tuple[str, ...]
) -> None:
    for (word, sign), (name, mode), phrase in product(
        (("", ""), (f" {sharp}", "#"), (f" {flat}", "b"), ("#", "#"), ("♭", "b")),
        ((major, Mode.MAJOR), (minor, Mode.MINOR)),
        phrases,
    ):
        said = phrase.format(f"{syllable}{word} {name}")
        asked = _READER.understand(said).request.constraints
        assert (asked.tonic, asked.mode) == (read_pitch_class(_SOL_FA[syllable] + sign), mode), said


@pytest.mark.parametrize("letter", "CDEFGAB")
def test_chinese_keys_are_read_with_the_sign_before_or_after(letter: str) -> None:
    for (form, sign), (name, mode) in product(
        (("{}", ""), ("升{}", "#"), ("降{}", "b"), ("{}升", "#"), ("{}降", "b"), ("#{}", "#"), ("b{}", "b"),
         ("{}♯", "#"), ("{}♭", "b"), ("{}#", "#")),
        (("大调", Mode.MAJOR), ("小調", Mode.MINOR), ("调", None)),
    ):  # fmt: skip
        for phrase in ("{}", "悲伤的{}歌曲", "我想要一首{},慢"):
            said = phrase.format(form.format(letter) + name)
            asked = _READER.understand(said).request.constraints
            assert (asked.tonic, asked.mode) == (read_pitch_class(letter + sign), mode), said


@pytest.mark.parametrize("kana", _KANA)
def test_japanese_keys_are_read(kana: str) -> None:
    for (before, sign), (name, mode) in product(
        (("", ""), ("嬰", "#"), ("変", "b")), (("長調", Mode.MAJOR), ("短調", Mode.MINOR))
    ):
        asked = _READER.understand(f"悲しい{before}{kana}{name}の曲").request.constraints
        assert (asked.tonic, asked.mode) == (read_pitch_class(_KANA[kana] + sign), mode)
    letter = _KANA[kana]
    for (after, sign), (name, mode) in product(
        (("", ""), ("♯", "#"), ("シャープ", "#"), ("フラット", "b"), ("♭", "b")),
        (("メジャー", Mode.MAJOR), ("マイナー", Mode.MINOR)),
    ):
        asked = _READER.understand(f"悲しい曲、{letter}{after}{name}").request.constraints
        assert (asked.tonic, asked.mode) == (read_pitch_class(letter + sign), mode)


@pytest.mark.parametrize(
    ("text", "tonic"),
    [
        ("etwas Trauriges in B", 10),
        ("etwas Trauriges in H", 11),
        ("ein ruhiges Lied in Fis", 6),
        ("something in B", 11),
    ],
)
def test_b_is_b_flat_in_a_german_sentence_alone(text: str, tonic: int) -> None:
    assert _READER.understand(text).request.constraints.tonic == tonic


@pytest.mark.parametrize(
    "text",
    [
        "la menor idea", "la mayor parte del día", "living in a flat", "das ist es", "a song for Dorian Gray",
        "the Ionian sea", "a flat in Berlin", "mi mayor deseo", "un dur labeur", "a minor mode of transport",
        "Fas dur", "es tut mir so leid",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_key_is_none(text: str) -> None:
    assert _READER.understand(text).request.constraints.tonic is None


def test_the_words_that_named_a_key_are_those_that_were_written() -> None:
    request = _READER.understand("etwas Trauriges in fis-Moll").request
    assert dict(request.because) == {"tonic": "fis-Moll", "mode": "fis-Moll"}
    assert english_keys("降B大调")[1]["Bb major"] == "降B大调"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("D dorian", "Dorian is taken as minor"),
        ("something lydian", "Lydian is taken as major"),
        ("in E phrygian", "Phrygian is taken as minor"),
        ("G mixolydian mode", "Mixolydian is taken as major"),
        ("b locrian", "Locrian is taken as minor"),
        ("D-dorisch", "Dorian is taken as minor"),
        ("re dórico", "Dorian is taken as minor"),
        ("Dドリアン", "Dorian is taken as minor"),
        ("D多利亚调式", "Dorian is taken as minor"),
    ],
)
def test_a_church_mode_is_taken_as_the_nearest_and_that_is_said(text: str, told: str) -> None:
    assert beyond_reach(text) == f"{told}: chords are found in major and minor."
    assert told.endswith(str(_READER.understand(text).request.constraints.mode))


@pytest.mark.parametrize("text", ["A aeolian", "C ionian", "in D minor", "the Ionian sea", "for Dorian Gray"])
def test_what_is_major_or_minor_by_another_name_needs_no_word(text: str) -> None:
    assert not beyond_reach(text)
