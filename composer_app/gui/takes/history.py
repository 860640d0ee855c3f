"""The takes of this sitting in the order they were made, and which of them is shown."""

from dataclasses import dataclass, replace
from pathlib import Path

from composer_app.composer import Composition
from composer_app.music.constraints import Constraints
from composer_app.request.request import Request
from composer_app.request.turn import State, Step
from composer_app.sound.synth import Audio

_SOUNDS_KEPT = 8  # a take's sound weighs some 8 MB; an older one is rendered again


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A take as the window keeps it.

    Attributes:
        composition: The take.
        asked: What was understood, before the controls fixed something else.
        midi: Its MIDI file; None when that could not be written.
        audio: Its sound, as long as it is kept.
    """

    composition: Composition
    asked: Request
    midi: Path | None
    audio: Audio | None = None


def state_of(entry: Entry, steps: tuple[Step, ...] = ()) -> State:
    """What is there while a take is shown, for a sentence that may change it; `steps` led to it."""
    composition = entry.composition
    key, metre = composition.progression.key, composition.progression.metre
    tempo, bars = composition.performance.tempo, composition.progression.bars
    chords = tuple(timed.chord.symbol(key) for timed in composition.progression.chords)
    return State(entry.asked, Constraints(key.tonic, key.mode, tempo, metre, bars), steps, chords)


class History:
    """Nothing that was made is lost."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._shown = -1

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def shown(self) -> Entry | None:
        """The take that is shown; None before the first."""
        return self._entries[self._shown] if self._shown >= 0 else None

    @property
    def number(self) -> int:
        """Its place in the order they were made, from 0; -1 before the first."""
        return self._shown

    def restore(self, entry: Entry) -> None:
        """Add a take of an earlier sitting, older than those made now, without showing it."""
        self._entries.append(entry)

    def add(self, entry: Entry) -> None:
        """Add a take, and show it."""
        self._entries.append(entry)
        self._shown = len(self._entries) - 1
        self._forget_sounds()

    def go(self, number: int) -> Entry:
        """Show a take by its place."""
        self._shown = number
        return self._entries[number]

    def back(self) -> Entry | None:
        """Show the take that was made before the one shown; None when that is the first."""
        return self.go(self._shown - 1) if self._shown > 0 else None

    def keep_sound(self, audio: Audio) -> None:
        """Keep the sound of the take that is shown."""
        self._entries[self._shown] = replace(self._entries[self._shown], audio=audio)
        self._forget_sounds()

    def _forget_sounds(self) -> None:
        """Keep the newest sounds, and that of the take that is shown."""
        with_sound = [i for i, entry in enumerate(self._entries) if entry.audio and i != self._shown]
        for i in with_sound[: max(0, len(with_sound) - _SOUNDS_KEPT)]:
            self._entries[i] = replace(self._entries[i], audio=None)
