"""The texts of a chord card, and the description of a chord in words, without widgets."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from composer_app.gui.text.notation import format_accidentals, format_chord_symbol, format_roman_numeral
from composer_app.music.editing import inversion_of
from composer_app.music.harmonic_function import Function, function_of_chord
from composer_app.music.progression import Progression

translate = QCoreApplication.translate
# As in functional analysis; lower case for a secondary dominant.
_FUNCTION_LETTERS = {
    Function.TONIC: "T", Function.SUBDOMINANT: "S", Function.DOMINANT: "D", Function.SECONDARY: "d",
    Function.BORROWED: "B",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChordLabel:
    """The label of a chord card.

    Attributes:
        symbol: The chord symbol.
        numeral: The roman numeral.
        function: The harmonic function; None if the chord has none in the key.
        function_letter: The letter of the function, so that it is not shown by colour alone.
    """

    symbol: str
    numeral: str
    function: Function | None
    function_letter: str

    @property
    def symbol_lines(self) -> tuple[str, ...]:
        """The symbol in two lines: split at the slash, or after the root."""
        upper, slash, lower = self.symbol.partition("/")
        root = _ROOT_PATTERN.match(upper)
        if slash:
            return upper, slash + lower
        return (root[0], upper[root.end() :]) if root and root.end() < len(upper) else (upper,)

    @property
    def degree(self) -> str:
        """The degree of the numeral, without the chord quality."""
        match = _DEGREE_PATTERN.match(self.numeral)
        return match[0] if match else self.numeral


_ROOT_PATTERN = re.compile(r"[A-G][♭♯]?")
_DEGREE_PATTERN = re.compile(r"[♭♯]?[ivIV]+")


def make_label(progression: Progression, number: int) -> ChordLabel:
    """Return the label of a chord."""
    timed = progression.chords[number]
    chord_function = function_of_chord(timed.chord, progression.key)
    function = chord_function.function if chord_function else None
    return ChordLabel(
        format_chord_symbol(timed, progression),
        format_roman_numeral(timed, progression),
        function,
        _FUNCTION_LETTERS[function] if function else "",
    )


def describe(progression: Progression, number: int) -> str:
    """Return a chord in words: symbol, notes, bass note if that is not the root, and length."""
    timed, key = progression.chords[number], progression.key
    notes = " ".join(format_accidentals(key.name_of(pitch)) for pitch in timed.chord.pitch_classes)
    beats = f"{timed.beats:g}"
    length = translate("Face", "1 beat") if beats == "1" else translate("Face", "{n} beats").format(n=beats)
    parts = filter(None, (notes, _describe_bass(progression, number), length))
    return f"{format_chord_symbol(timed, progression)}: " + ", ".join(parts)


def _describe_bass(progression: Progression, number: int) -> str:
    """Return the bass note in words, if it is not the root."""
    chord = progression.chords[number].chord
    inversion, bass = (
        inversion_of(chord),
        format_accidentals(chord.symbol(progression.key).rpartition("/")[2]),
    )
    templates = {
        None: translate("Face", "over {bass}, which is none of its tones"),
        0: "",
        1: translate("Face", "{bass} in the bass (first inversion)"),
        2: translate("Face", "{bass} in the bass (second inversion)"),
        3: translate("Face", "{bass} in the bass (third inversion)"),
    }
    return templates[inversion].format(bass=bass)
