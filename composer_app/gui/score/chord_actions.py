"""What can be done with a chord: one table of what it is called, its keys, and the change it makes."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt

from composer_app.music.editing import (
    Change,
    ChangeLength,
    Delete,
    Duplicate,
    Invert,
    Move,
    ShiftOctave,
    inversion_of,
)
from composer_app.music.progression import Progression

_NONE, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ChordAction:
    """Something that can be done with a chord.

    Attributes:
        name: What it is called, in the person's language.
        keys: The keys that do it on a card, the first one as it is shown.
        change: What it makes of a chord, from its progression and its number.
        opens: Whether a group of the menu begins with it.
        inverts: Whether it is one of the inversions.
    """

    name: str
    keys: tuple[QKeyCombination, ...]
    change: Callable[[Progression, int], Change]
    opens: bool = False
    inverts: bool = False


def deeds() -> tuple[ChordAction, ...]:
    """All of them, in the order of the menu."""
    key = Qt.Key
    return (
        ChordAction(translate("Deeds", "Next &inversion"), _keys(key.Key_I), _turned(1), inverts=True),
        ChordAction(
            translate("Deeds", "Inversion &before"), _keys(key.Key_I, held=_SHIFT), _turned(-1), inverts=True
        ),
        ChordAction(translate("Deeds", "Octave &up"), _keys(key.Key_Up), _octave(1), opens=True),
        ChordAction(translate("Deeds", "Octave d&own"), _keys(key.Key_Down), _octave(-1)),
        ChordAction(
            translate("Deeds", "&Longer by a beat"),
            (*_keys(key.Key_Plus, key.Key_Equal), *_keys(key.Key_Plus, held=_SHIFT)),
            _pulses(1),
            opens=True,
        ),
        ChordAction(translate("Deeds", "&Shorter by a beat"), _keys(key.Key_Minus), _pulses(-1)),
        ChordAction(
            translate("Deeds", "Move to the l&eft"), _keys(key.Key_Left, held=_CTRL), _step(-1), opens=True
        ),
        ChordAction(translate("Deeds", "Move to the ri&ght"), _keys(key.Key_Right, held=_CTRL), _step(1)),
        ChordAction(translate("Deeds", "&Duplicate"), _keys(key.Key_D), lambda _, number: Duplicate(number)),
        ChordAction(
            translate("Deeds", "Dele&te"),
            _keys(key.Key_Delete, key.Key_Backspace),
            lambda _, number: Delete(number),
        ),
    )


def deed_for(keys: QKeyCombination) -> ChordAction | None:
    """What is done by keys, on the keypad too."""
    held = keys.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeyCombination(held, keys.key())
    return next((deed for deed in deeds() if pressed in deed.keys), None)


def inversions(progression: Progression, number: int) -> tuple[tuple[str, Invert], ...]:
    """The inversions that a chord has, by name."""
    names = (
        translate("Deeds", "Root position"),
        translate("Deeds", "First inversion"),
        translate("Deeds", "Second inversion"),
        translate("Deeds", "Third inversion"),
    )
    tones = progression.chords[number].chord.pitch_classes
    return tuple((name, Invert(number, n)) for n, (name, _) in enumerate(zip(names, tones, strict=False)))


def _keys(*keys: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> tuple[QKeyCombination, ...]:
    return tuple(QKeyCombination(held, key) for key in keys)


def _turned(by: int) -> Callable[[Progression, int], Change]:
    """The next inversion, or the one before; after the last comes the root again."""

    def change(progression: Progression, number: int) -> Change:
        chord = progression.chords[number].chord
        now = inversion_of(chord)
        return Invert(number, 0 if now is None else (now + by) % len(chord.pitch_classes))

    return change


def _octave(by: int) -> Callable[[Progression, int], Change]:
    return lambda _, number: ShiftOctave(number, by)


def _pulses(count: int) -> Callable[[Progression, int], Change]:
    return lambda progression, number: ChangeLength(number, count * progression.metre.pulse)


def _step(by: int) -> Callable[[Progression, int], Change]:
    """One place on, as far as there are any."""

    def change(progression: Progression, number: int) -> Change:
        return Move(number, max(0, min(len(progression.chords) - 1, number + by)))

    return change
