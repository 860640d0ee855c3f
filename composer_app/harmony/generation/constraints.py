"""What may stand where: a tonic of the mode, and a chord that does what its place in the phrase asks for."""

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from composer_app.harmony.model.encoding import CHORDS
from composer_app.harmony.model.phrase_encoding import Onset, onset_of
from composer_app.music.chord import QUALITIES

_MAJOR_THIRD, _MINOR_THIRD = 4, 3
_MODES_WITH_MAJOR_THIRD = frozenset({"major", "lydian", "mixolydian"})
# How a cadence comes home: authentic, plagal, and by the lowered or the raised seventh degree.
_CADENCE_INTERVALS = frozenset({5, 7, 10, 11})
_CLOSING_QUALITIES = {
    True: frozenset({"maj", "maj7", "6", "add9", "69", "maj9"}),
    False: frozenset({"min", "min7", "min6", "minadd9", "min9"}),
}
_BLUE_QUALITIES = frozenset({"7", "9", "13", "7#9"})


@dataclass(frozen=True, slots=True)
class Slot:
    """What a place of a progression asks of its chord.

    Attributes:
        onset: What it does; None if that is open.
        is_tonic_barred: Whether it must not stand on the tonic.
        is_close: Whether a cadence ends there.
        leads_to_close: Whether the cadence's last chord follows.
    """

    onset: Onset | None = None
    is_tonic_barred: bool = False
    is_close: bool = False
    leads_to_close: bool = False


ANYTHING = Slot()


def has_major_third(mode: str) -> bool:
    """Whether a mode has a major third above its tonic."""
    return mode in _MODES_WITH_MAJOR_THIRD


@cache
def allowed_chords(mode: str, slot: Slot = ANYTHING) -> Tensor:
    """The chord units that may stand in a slot, in order, shape (n,)."""
    return torch.tensor([unit for unit, chord in enumerate(CHORDS) if _is_allowed(*chord, mode, slot)])


def _is_allowed(interval: int, quality: str, mode: str, slot: Slot) -> bool:
    major = has_major_third(mode)
    if slot.is_close:
        return interval == 0 and quality in _CLOSING_QUALITIES[major]
    if interval == 0 and _denies_mode(quality, major=major):
        return False
    if slot.leads_to_close:
        return interval in _CADENCE_INTERVALS
    if slot.is_tonic_barred and interval == 0:
        return False
    return slot.onset is None or onset_of(interval) is slot.onset


def _denies_mode(quality: str, *, major: bool) -> bool:
    """Whether a tonic of a quality has the other mode's third; a blue seventh is no tonic, for it leads on."""
    tones = QUALITIES[quality].intervals
    third, other = (_MAJOR_THIRD, _MINOR_THIRD) if major else (_MINOR_THIRD, _MAJOR_THIRD)
    return other in tones and third not in tones and quality not in _BLUE_QUALITIES
