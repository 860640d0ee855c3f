"""The edit actions of a chord, in one table: name, keys and change."""

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
    """An edit action of a chord.

    Attributes:
        name: Its name in the window's language.
        keys: Its keys on a focused card; the menu shows the first.
        make_change: Returns the change for a chord, given the progression and the chord's number.
        starts_group: Whether a menu group begins with it.
        is_inversion: Whether it changes the inversion.
    """

    name: str
    keys: tuple[QKeyCombination, ...]
    make_change: Callable[[Progression, int], Change]
    starts_group: bool = False
    is_inversion: bool = False


def build_chord_actions() -> tuple[ChordAction, ...]:
    """Return all actions, in the order of the menu."""
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
    """Return the action for a key combination, also on the keypad; None if there is none."""
    modifiers = keys.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeyCombination(modifiers, keys.key())
    return next((action for action in build_chord_actions() if pressed in action.keys), None)


def inversion_choices(progression: Progression, number: int) -> tuple[tuple[str, Invert], ...]:
    """Return the inversions of a chord, with their names."""
    names = (
        translate("Deeds", "Root position"),
        translate("Deeds", "First inversion"),
        translate("Deeds", "Second inversion"),
        translate("Deeds", "Third inversion"),
    )
    tones = progression.chords[number].chord.pitch_classes
    return tuple(
        (name, Invert(number, inversion))
        for inversion, (name, _tone) in enumerate(zip(names, tones, strict=False))
    )


def _key_combinations(
    *keys: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_MODIFIER
) -> tuple[QKeyCombination, ...]:
    return tuple(QKeyCombination(modifiers, key) for key in keys)


def _invert_by(steps: int) -> Callable[[Progression, int], Change]:
    """Return a function that changes the inversion by a number of steps; after the last follows root position."""

    def change(progression: Progression, number: int) -> Change:
        chord = progression.chords[number].chord
        current = inversion_of(chord)
        return Invert(number, 0 if current is None else (current + steps) % len(chord.pitch_classes))

    return change


def _shift_octave(octaves: int) -> Callable[[Progression, int], Change]:
    return lambda _, number: ShiftOctave(number, octaves)


def _change_length(pulses: int) -> Callable[[Progression, int], Change]:
    return lambda progression, number: ChangeLength(number, pulses * progression.metre.pulse)


def _move_by(places: int) -> Callable[[Progression, int], Change]:
    """Return a function that moves a chord by a number of places, at most to the first or last."""

    def change(progression: Progression, number: int) -> Change:
        return Move(number, max(0, min(len(progression.chords) - 1, number + places)))

    return change
