"""What a chord's card says: its names, what it does, and, asked for more, a sentence. Plain values."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from composer_app.gui.text.notation import format_accidentals, format_chord_symbol, format_roman_numeral
from composer_app.music.editing import inversion_of
from composer_app.music.harmonic_function import Function, function_of_chord
from composer_app.music.progression import Progression

translate = QCoreApplication.translate
# As theory writes them; small for a chord that is a dominant of another degree than home.
_FUNCTION_LETTERS = {
    Function.TONIC: "T", Function.SUBDOMINANT: "S", Function.DOMINANT: "D", Function.SECONDARY: "d",
    Function.BORROWED: "B",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChordLabel:
    """A card.

    Attributes:
        symbol: The chord symbol.
        numeral: Its roman numeral.
        function: What it does in the key; None where no name is known for it.
        function_letter: That, in a letter, as a sign beside the colour.
    """

    symbol: str
    numeral: str
    function: Function | None
    function_letter: str

    @property
    def symbol_lines(self) -> tuple[str, ...]:
        """The symbol in two lines, where one is too long: what is below the slash, or the kind, by itself."""
        upper, slash, lower = self.symbol.partition("/")
        root = _ROOT_PATTERN.match(upper)
        if slash:
            return upper, slash + lower
        return (root[0], upper[root.end() :]) if root and root.end() < len(upper) else (upper,)

    @property
    def degree(self) -> str:
        """The numeral without the kind of its chord."""
        found = _DEGREE_PATTERN.match(self.numeral)
        return found[0] if found else self.numeral


_ROOT_PATTERN = re.compile(r"[A-G][♭♯]?")
_DEGREE_PATTERN = re.compile(r"[♭♯]?[ivIV]+")


def make_label(progression: Progression, number: int) -> ChordLabel:
    """The card of a chord."""
    timed = progression.chords[number]
    found = function_of_chord(timed.chord, progression.key)
    function = found.function if found else None
    return ChordLabel(
        format_chord_symbol(timed, progression),
        format_roman_numeral(timed, progression),
        function,
        _FUNCTION_LETTERS[function] if function else "",
    )


def describe(progression: Progression, number: int) -> str:
    """A chord in words: its name, its notes, what is in its bass where that is not its root, and its length."""
    timed, key = progression.chords[number], progression.key
    notes = " ".join(format_accidentals(key.name_of(pitch)) for pitch in timed.chord.pitch_classes)
    beats = f"{timed.beats:g}"
    count = translate("Face", "1 beat") if beats == "1" else translate("Face", "{n} beats").format(n=beats)
    said = filter(None, (notes, _describe_bass(progression, number), count))
    return f"{format_chord_symbol(timed, progression)}: " + ", ".join(said)


def _describe_bass(progression: Progression, number: int) -> str:
    """What is in the bass, where that is not the root."""
    chord = progression.chords[number].chord
    inversion, name = (
        inversion_of(chord),
        format_accidentals(chord.symbol(progression.key).rpartition("/")[2]),
    )
    said = {
        None: translate("Face", "over {bass}, which is none of its tones"),
        0: "",
        1: translate("Face", "{bass} in the bass (first inversion)"),
        2: translate("Face", "{bass} in the bass (second inversion)"),
        3: translate("Face", "{bass} in the bass (third inversion)"),
    }
    return said[inversion].format(bass=name)
