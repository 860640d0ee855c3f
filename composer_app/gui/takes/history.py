"""The takes that were opened in this sitting, with their sounds, and which of them is shown."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from composer_app.composer import Composition
from composer_app.library.take import Take
from composer_app.music.constraints import Constraints
from composer_app.request.request import Request
from composer_app.request.turn import State, Step
from composer_app.sound.synth import Audio

_SOUNDS_KEPT = 8  # a take's sound weighs some 8 MB; an older one is rendered again


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A version of a take as the window keeps it.

    Attributes:
        composition: The take.
        asked: What was understood, before the controls fixed something else.
        midi: Its MIDI file; None when that could not be written.
        audio: Its sound, as long as it is kept.
        id: What the shelf calls this version.
        made: When it was made; None where that is not known.
    """

    composition: Composition
    asked: Request
    midi: Path | None
    audio: Audio | None = None
    id: str = ""
    made: datetime | None = None


def entry_of(take: Take, audio: Audio | None = None) -> Entry:
    """A take from the shelf as the window keeps it."""
    return Entry(take.composition, take.asked, take.file, audio, take.id, take.made)


def state_of(entry: Entry, steps: tuple[Step, ...] = ()) -> State:
    """What is there while a take is shown, for a sentence that may change it; `steps` led to it."""
    composition = entry.composition
    key, metre = composition.progression.key, composition.progression.metre
    tempo, bars = composition.performance.tempo, composition.progression.bars
    chords = tuple(timed.chord.symbol(key) for timed in composition.progression.chords)
    return State(entry.asked, Constraints(key.tonic, key.mode, tempo, metre, bars), steps, chords)


class History:
    """What was opened stays at hand; the sounds of the last few, too."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._shown = ""

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def shown(self) -> Entry | None:
        """The version that is shown; None before the first."""
        return self._entries.get(self._shown)

    def add(self, entry: Entry) -> None:
        """Add a version, and show it."""
        self._entries[entry.id] = entry
        self._shown = entry.id
        self._forget_sounds()

    def go(self, name: str) -> Entry | None:
        """Show a version by its id; None, and nothing else is shown, where it was not opened."""
        if name not in self._entries:
            return None
        self._shown = name
        return self._entries[name]

    def set_file(self, name: str, midi: Path | None) -> None:
        """A version has a file now."""
        if entry := self._entries.get(name):
            self._entries[name] = replace(entry, midi=midi)

    def keep_sound(self, audio: Audio) -> None:
        """Keep the sound of the version that is shown."""
        if shown := self.shown:
            self.add(replace(shown, audio=audio))

    def _forget_sounds(self) -> None:
        """Keep the newest sounds, and that of the version that is shown."""
        sounding = [name for name, entry in self._entries.items() if entry.audio and name != self._shown]
        for name in sounding[: max(0, len(sounding) - _SOUNDS_KEPT)]:
            self._entries[name] = replace(self._entries[name], audio=None)
