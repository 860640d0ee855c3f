"""The key of a piece: the one whose profile goes best with how long each pitch class sounds.

Krumhansl and Kessler's probe-tone profiles (Psychological Review 89, 1982), correlated as in Krumhansl (1990).
"""

from collections.abc import Collection

import numpy as np

from composer_app.harmony.corpora.notes import Array
from composer_app.music.key import Key, Mode

_PROFILES = {
    Mode.MAJOR: (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
    Mode.MINOR: (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
}
_KEYS = tuple(Key(tonic, mode) for mode in Mode for tonic in range(12))


def _rotated(key: Key) -> Array:
    profile: Array = np.roll(_PROFILES[key.mode], key.tonic)
    standard: Array = (profile - profile.mean()) / profile.std()
    return standard


_TABLE = np.array([_rotated(key) for key in _KEYS])


def find_key(beats: Array, among: Collection[Key] = _KEYS) -> Key:
    """The key of a piece from the beats that each pitch class sounds, shape (12,); among some keys only, if need be."""
    fits = _TABLE @ (beats - beats.mean())
    return max((key for key in _KEYS if key in among), key=lambda key: float(fits[_KEYS.index(key)]))
