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
    """Return every fingering that has the chord's tones, with its bass on the lowest string; never empty."""
    found = {
        Voicing(pitches[0], pitches[1:])
        for strings in _ADJACENT_STRINGS
        for position in range(_HIGHEST_FRET - _FRET_SPAN + 2)
        for frets in _fret_choices(chord, position, strings)
        for pitches in (tuple(s + f for s, f in zip(strings, frets, strict=True)),)
        if _is_complete(chord, pitches) and is_playable(frets)
    }
    full = [voicing for voicing in found if len(voicing.pitches) >= _MIN_FULL_STRINGS]
    return sorted(full or found, key=lambda voicing: voicing.pitches)


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


def _is_complete(chord: Chord, pitches: tuple[int, ...]) -> bool:
    """Return whether the pitches rise and contain every tone; of four tones, the fifth may be missing."""
    tones = chord.pitch_classes
    needed = {*tones[:2], *tones[3:]} if len(tones) > 3 else set(tones)
    rising = all(a < b for a, b in pairwise(pitches))
    return rising and {pitch % 12 for pitch in pitches} >= needed
