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

_NO_MODIFIER, _CTRL, _SHIFT = (
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
        make_change: What it makes of a chord, from its progression and its number.
        starts_group: Whether a group of the menu begins with it.
        is_inversion: Whether it is one of the inversions.
    """

    name: str
    keys: tuple[QKeyCombination, ...]
    make_change: Callable[[Progression, int], Change]
    starts_group: bool = False
    is_inversion: bool = False


def build_chord_actions() -> tuple[ChordAction, ...]:
    """All of them, in the order of the menu."""
    key = Qt.Key
    return (
        ChordAction(
            translate("Deeds", "Next &inversion"),
            _key_combinations(key.Key_I),
            _invert_by(1),
            is_inversion=True,
        ),
        ChordAction(
            translate("Deeds", "Pre&vious inversion"),
            _key_combinations(key.Key_I, modifiers=_SHIFT),
            _invert_by(-1),
            is_inversion=True,
        ),
        ChordAction(
            translate("Deeds", "Octave &up"),
            _key_combinations(key.Key_Up),
            _shift_octave(1),
            starts_group=True,
        ),
        ChordAction(translate("Deeds", "Octave d&own"), _key_combinations(key.Key_Down), _shift_octave(-1)),
        ChordAction(
            translate("Deeds", "&Longer by a beat"),
            (
                *_key_combinations(key.Key_Plus, key.Key_Equal),
                *_key_combinations(key.Key_Plus, modifiers=_SHIFT),
            ),
            _change_length(1),
            starts_group=True,
        ),
        ChordAction(
            translate("Deeds", "&Shorter by a beat"), _key_combinations(key.Key_Minus), _change_length(-1)
        ),
        ChordAction(
            translate("Deeds", "Move l&eft"),
            _key_combinations(key.Key_Left, modifiers=_CTRL),
            _move_by(-1),
            starts_group=True,
        ),
        ChordAction(
            translate("Deeds", "Move ri&ght"),
            _key_combinations(key.Key_Right, modifiers=_CTRL),
            _move_by(1),
        ),
        ChordAction(
            translate("Deeds", "&Duplicate"),
            _key_combinations(key.Key_D),
            lambda _, number: Duplicate(number),
        ),
        ChordAction(
            translate("Deeds", "Dele&te"),
            _key_combinations(key.Key_Delete, key.Key_Backspace),
            lambda _, number: Delete(number),
        ),
    )


def action_for_keys(keys: QKeyCombination) -> ChordAction | None:
    """What is done by keys, on the keypad too."""
    held = keys.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeyCombination(held, keys.key())
    return next((deed for deed in build_chord_actions() if pressed in deed.keys), None)


def inversion_choices(progression: Progression, number: int) -> tuple[tuple[str, Invert], ...]:
    """The inversions that a chord has, by name."""
    names = (
        translate("Deeds", "Root position"),
        translate("Deeds", "First inversion"),
        translate("Deeds", "Second inversion"),
        translate("Deeds", "Third inversion"),
    )
    tones = progression.chords[number].chord.pitch_classes
    return tuple((name, Invert(number, n)) for n, (name, _) in enumerate(zip(names, tones, strict=False)))


def _key_combinations(
    *keys: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_MODIFIER
) -> tuple[QKeyCombination, ...]:
    return tuple(QKeyCombination(modifiers, key) for key in keys)


def _invert_by(by: int) -> Callable[[Progression, int], Change]:
    """The next inversion, or the one before; after the last comes the root again."""

    def change(progression: Progression, number: int) -> Change:
        chord = progression.chords[number].chord
        now = inversion_of(chord)
        return Invert(number, 0 if now is None else (now + by) % len(chord.pitch_classes))

    return change


def _shift_octave(by: int) -> Callable[[Progression, int], Change]:
    return lambda _, number: ShiftOctave(number, by)


def _change_length(count: int) -> Callable[[Progression, int], Change]:
    return lambda progression, number: ChangeLength(number, count * progression.metre.pulse)


def _move_by(by: int) -> Callable[[Progression, int], Change]:
    """One place on, as far as there are any."""

    def change(progression: Progression, number: int) -> Change:
        return Move(number, max(0, min(len(progression.chords) - 1, number + by)))

    return change
