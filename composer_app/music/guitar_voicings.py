"""Guitar fingerings in standard tuning: adjacent strings, at most four frets and four fingers."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product

from composer_app.music.chord import Chord
from composer_app.music.voicing import Voicing

_STRINGS = (40, 45, 50, 55, 59, 64)  # E2 A2 D3 G3 B3 E4
_FRET_SPAN = 4
_HIGHEST_FRET = 12
_FINGERS = 4
_MIN_FULL_STRINGS = 4  # preferred if the chord has such fingerings
_ADJACENT_STRINGS = [_STRINGS[low:high] for low in range(4) for high in range(low + 3, len(_STRINGS) + 1)]


@cache
def fingerings(chord: Chord) -> list[Voicing]:
    """Every grip with a chord's tones and its bass on the lowest string that sounds; never none.

    A large chord over another bass goes without its root, and at last its extension, if no hand reaches all tones.
    """
    needed = _needed_tones(chord)
    wishes = (needed, needed - {chord.root}, needed - {chord.root, chord.pitch_classes[-1]})
    found = next((grips for wish in wishes if (grips := _grips(chord, wish))), set())
    full = [voicing for voicing in found if len(voicing.pitches) >= _MIN_FULL_STRINGS]
    return sorted(full or found, key=lambda voicing: voicing.pitches)


def _grips(chord: Chord, needed: set[int]) -> set[Voicing]:
    """Every grip that has some pitch classes of a chord among its own."""
    return {
        Voicing(pitches[0], pitches[1:])
        for strings in _ADJACENT_STRINGS
        for position in range(_HIGHEST_FRET - _FRET_SPAN + 2)
        for frets in _fret_choices(chord, position, strings)
        for pitches in (tuple(s + f for s, f in zip(strings, frets, strict=True)),)
        if _is_complete(pitches, needed) and is_playable(frets)
    }


def is_playable(frets: tuple[int, ...]) -> bool:
    """Return whether a hand can hold these frets: within its span, with a finger each or a barre."""
    pressed = [fret for fret in frets if fret]
    if not pressed:
        return True
    if max(pressed) - min(pressed) >= _FRET_SPAN:
        return False
    # The first finger can press its whole fret (a barre), unless there is an open string between.
    first = min(pressed)
    under_barre = frets[frets.index(first) :]
    barred = pressed.count(first) if 0 not in under_barre else 1
    return len(pressed) - barred + 1 <= _FINGERS


def _fret_choices(chord: Chord, position: int, strings: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the combinations of frets, in this position or open, that give the chord's tones."""
    tones = {*chord.pitch_classes, chord.bass_pitch_class}
    window = range(max(1, position), position + _FRET_SPAN)
    choices = [[fret for fret in (0, *window) if (string + fret) % 12 in tones] for string in strings]
    choices[0] = [fret for fret in choices[0] if (strings[0] + fret) % 12 == chord.bass_pitch_class]
    return product(*choices)


def _needed_tones(chord: Chord) -> set[int]:
    """The tones that a grip may not miss: all of a triad, else root, third, seventh and the highest extension."""
    tones = chord.pitch_classes
    return {*tones[:2], *tones[3:4], tones[-1]} if len(tones) > 3 else set(tones)


def _is_complete(pitches: tuple[int, ...], needed: set[int]) -> bool:
    """Whether the pitches rise and have all tones that they need."""
    rising = all(a < b for a, b in pairwise(pitches))
    return rising and {pitch % 12 for pitch in pitches} >= needed
