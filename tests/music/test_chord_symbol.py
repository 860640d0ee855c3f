import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.chord_symbol import NoChordError, SymbolError, parse_symbol, read_quality, read_symbol
from composer_app.music.key import Key, Mode

pitch_classes = st.integers(0, 11)
chords = st.builds(Chord, pitch_classes, st.sampled_from(sorted(QUALITIES)), st.none() | pitch_classes)

# What is written, by what it is.
EXACT = {
    "C": "C Cmaj CMaj CM Cma CMAJ c DO (C)",
    "Cm": "Cm Cmin CMIN Cmi C- Cminor cm Dom DOm C\N{MINUS SIGN}",
    "C7": "C7 Cdom7 C⁷ Cdom",
    "Cmaj7": "Cmaj7 CMaj7 CM7 Cma7 CMA7 C△7 C△ CΔ CΔ7 C∆ C^ C^7 Cj7 C7M Cmaj(7) c△7",
    "Cm7": "Cm7 Cmin7 Cmi7 CMI7 C-7 cm7 Ｃm７",
    "Csus4": "Csus4 Csus CSUS4 C4 Csus(4)",
    "Csus2": "Csus2 Csus(2)",
    "C5": "C5 C(no3) Comit3",
    "Cdim": "Cdim C° Co CDIM Cm(b5) Cmb5 Cº",
    "Cm7b5": "Cm7b5 Cm7(b5) Cm7♭5 Cm7-5 C-7b5 Cø Cø7 CØ7 Ch7 Cmin7(b5) Cmin7b5",
    "Cdim7": "Cdim7 C°7 Co7 Cº7",
    "Caug": "Caug C+ C(#5)",
    "C6": "C6 Cmaj6 CM6 Cadd6",
    "Cm6": "Cm6 Cmin6 C-6",
    "CmMaj7": "CmMaj7 Cm(maj7) CmM7 Cm/maj7 C-△7 Cminmaj7 C-^7",
    "Caug7": "Caug7 C+7 C7#5 C7+ C7+5",
    "C7sus4": "C7sus4 C7sus",
    "Cadd9": "Cadd9 C(add9) Cadd2 C2 C/9",
    "Cmadd9": "Cmadd9 Cm(add9) Cmadd2",
    "C6/9": "C6/9 C69 C6(9) C6add9",
    "C6/9/E": "C6/9/E C69/E",
    "C9": "C9 C7/9 C7(9)",
    "Cmaj9": "Cmaj9 CM9 C△9 Cmaj7/9",
    "Cm9": "Cm9 C-9 Cm7(9)",
    "C9sus4": "C9sus4 C9sus C11sus",
    "C7b9": "C7b9 C7(b9) C7-9 C9b9",
    "C7#9": "C7#9 C7(#9) C7+9",
    "C7#11": "C7#11 C7(#11) C7+11",
    "Cmaj7#11": "Cmaj7#11 C△#11",
    "C11": "C11",
    "Cm11": "Cm11 C-11",
    "C13": "C13",
    "Cmaj13": "Cmaj13 CM13 C^13",
    "C/E": "C/E c/e C\\E DO/MI",
    "Am7/G": "Am7/G A-7/G Amin7/g LAm7/SOL",
    "B": "B H b h Cb C♭ SI",
    "B7": "B7 H7 SI7",
    "Bb": "Bb B♭ bb SIb A# A♯ Ais Hb Cbb",
    "Ab": "Ab As A♭ LAb G# Gis",
    "Eb7": "Eb7 Es7 E♭7 MIb7 D#7 Dis7",
    "F#m": "F#m Fism F♯m FA#m Gbm Gesm f#m F♯-",
    "Db": "Db Des D♭ C# Cis REb",
    "Esus4": "Esus E4",
    "Asus4": "Asus A4",
    "A": "Bbb A B𝄫 LA a Gx G𝄪",
    "Bb5": "Bb5",
}  # fmt: skip
NEAREST = {
    "C": "C(b5) C-5 C(add#11)",
    "Cm": "C-b6 Cm#5",
    "C7": "C7(no5) C7add13",
    "C9": "C9#11 C9b5",
    "C13": "C13#11",
    "C7b9": "C7alt Calt C13b9 C7(b9,13)",
    "C7#9": "C7(#9,b13)",
    "C7#11": "C7b5",
    "Cmaj7#11": "Cmaj7b5",
    "Cmaj9": "C^9#11",
    "Cm9": "Cmin13",
    "Cm6": "Cm6/9",
    "Csus4": "Csus2sus4 Csus24",
    "C7sus4": "C7b9sus",
    "C9sus4": "C13sus",
    "Caug": "Cmaj7#5 C+maj7",
    "Caug7": "C9#5 C7#5#9",
    "Cdim": "Cdim(maj7) Co^7",
    "Cm7b5": "Cø9 Ch9",
    "Cdim7": "C°9",
}  # fmt: skip
SPOKEN = {
    "Am": ("A minor", "a minor"),
    "Cmaj7": ("C major seventh", "C maj 7"),
    "C7": ("C seventh", "C seven", "C dominant seventh", "C dominant"),
    "Am7b5": ("A half-diminished", "A half diminished seventh", "A minor seven flat five"),
    "C#m": ("C sharp minor", "C-sharp minor", "c sharp minor"),
    "Ab": ("A flat", "A-flat major"),
    "C/E": ("C over E", "C slash E"),
    "Gm/Bb": ("G minor/B flat",),
    "Csus2": ("C suspended second", "C sus two"),
    "E5": ("E power", "E fifth"),
    "F#dim7": ("F sharp diminished seventh",),
    "C9": ("C ninth", "C nine", "C dominant ninth"),
    "Bbmaj9": ("B flat major ninth", "B flat major nine"),
    "Am11": ("A minor eleventh",),
    "G13": ("G thirteenth", "G thirteen"),
    "CmMaj7": ("C minor major seventh",),
    "Dadd9": ("D add nine", "D added ninth"),
    "E7b9": ("E seven flat nine", "E seventh flat ninth"),
    "E7#9": ("E seven sharp nine",),
}
NO_CHORDS = (
    "", "Cfoo", "C/", "C/x", "Am7/x", "x", "bad", "face", "bed", "the", "add9", "dim", "C/E/G", "1", "7", "m7", "C#b",
    "beat", "C%", "C 2 beats", "C3", "Hello", "I", "V7", "%", "|", "-", "C" * 61, "C" + "7b9" * 40,
)  # fmt: skip


def _rows(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(written, name) for name, all_written in table.items() for written in all_written.split()]


@pytest.mark.parametrize(("written", "name"), _rows(EXACT))
def test_all_ways_of_writing_a_chord_are_read(written: str, name: str) -> None:
    symbol = parse_symbol(written)
    assert (symbol.chord, symbol.exact, symbol.note) == (read_symbol(name), True, "")


@pytest.mark.parametrize(("written", "name"), _rows(NEAREST))
def test_for_a_chord_that_the_table_lacks_the_nearest_is_taken_and_said(written: str, name: str) -> None:
    symbol = parse_symbol(written)
    assert (symbol.chord, symbol.name, symbol.exact) == (read_symbol(name), name, False)
    assert symbol.note == f"{written} is taken as {name}, the nearest chord there is."


@pytest.mark.parametrize(("said", "name"), [(said, name) for name, row in SPOKEN.items() for said in row])
def test_chords_are_read_as_they_are_said(said: str, name: str) -> None:
    assert read_symbol(said) == read_symbol(name)
    assert parse_symbol(said).exact


@pytest.mark.parametrize("written", ["N.C.", "NC", "n.c.", "N. C.", "N", "no chord"])
def test_that_no_chord_sounds_is_told_from_what_is_no_chord(written: str) -> None:
    with pytest.raises(NoChordError, match="there is no chord"):
        read_symbol(written)


@pytest.mark.parametrize("written", NO_CHORDS)
def test_what_is_no_chord_is_refused_with_examples(written: str) -> None:
    with pytest.raises(SymbolError, match="is not a chord such as C, Am7"):
        read_symbol(written)


@pytest.mark.parametrize(
    ("written", "name"), [("B", "Bb"), ("b7", "Bb7"), ("H", "B"), ("Bb", "Bb"), ("Am/B", "Am/Bb"), ("C", "C")]
)
def test_in_a_german_text_b_is_b_flat(written: str, name: str) -> None:
    assert read_symbol(written, german=True) == read_symbol(name)


@given(chords, pitch_classes, st.sampled_from(Mode))
def test_what_we_write_reads_back_in_every_key(chord: Chord, tonic: int, mode: Mode) -> None:
    symbol = parse_symbol(chord.symbol(Key(tonic, mode)))
    assert (symbol.chord, symbol.exact) == (chord, True)


@given(st.text(alphabet="ABCHabcdgmMijosu#♭♯b/+-°ø△^()0123456789 ,.nN", max_size=80))
def test_any_text_is_a_chord_or_refused(text: str) -> None:
    try:
        chord = read_symbol(text)
    except SymbolError:
        return
    assert chord.quality in QUALITIES


@pytest.mark.parametrize(
    ("suffix", "quality"),
    [("", "maj"), ("m7", "min7"), ("minor seventh", "min7"), ("°", "dim"), ("9", "9"), ("higher", None)],
)
def test_what_follows_a_root_is_read_by_itself(suffix: str, quality: str | None) -> None:
    assert read_quality(suffix) == quality
