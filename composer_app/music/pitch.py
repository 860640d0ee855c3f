"""Pitch classes and their spelling.

A pitch class is an integer from 0 (C) to 11 (B). A pitch is a MIDI note number from 0 to 127; 60 is middle C (C4).
"""

LETTERS = "CDEFGAB"
_NATURAL = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
# Double accidentals and names such as Fb or E# are hard to read.
_AWKWARD_NAMES = frozenset({"Fb", "E#", "Cb", "B#"})
_SIMPLE_NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_ACCIDENTALS = {"#": 1, "♯": 1, "b": -1, "♭": -1}


def read_pitch_class(name: str) -> int:
    """Parse the name of a note such as "F#", "B♭" or "Cb" as a pitch class.

    Raises:
        ValueError: If the text is not the name of a note.
    """
    if not name or name[0].upper() not in _NATURAL or any(sign not in _ACCIDENTALS for sign in name[1:]):
        raise ValueError(f"{name!r} is not the name of a note")
    return (_NATURAL[name[0].upper()] + sum(_ACCIDENTALS[sign] for sign in name[1:])) % 12


def spell(pitch_class: int, letter: str) -> str:
    """Spell a pitch class with a given letter: 1 with "D" is "Db", with "C" it is "C#"."""
    distance = (pitch_class - _NATURAL[letter] + 6) % 12 - 6
    return letter + ("#" * distance if distance > 0 else "b" * -distance)


def spell_above(name: str, steps: int, pitch_class: int) -> str:
    """Spell a pitch class with the letter `steps` above that of a named note: 6, two steps above "D", is "F#".

    An awkward name ("E#", "Bbb") is replaced by the simple one.
    """
    spelled = spell(pitch_class, LETTERS[(LETTERS.index(name[0]) + steps) % 7])
    return spelled if len(spelled) <= 2 and spelled not in _AWKWARD_NAMES else _SIMPLE_NAMES[pitch_class]


def pitch_name(pitch: int) -> str:
    """Return a MIDI note number in scientific pitch notation, with sharps: 61 is "C#4"."""
    names = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
    return f"{names[pitch % 12]}{pitch // 12 - 1}"
