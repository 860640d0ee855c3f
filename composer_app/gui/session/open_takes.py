"""Comparing two takes, without Qt: one is A, the other is whichever was shown beside it last."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from composer_app.composition import Composition
from composer_app.library.take import Take
from composer_app.music.constraints import Constraints
from composer_app.request.dialogue.turn import ChangeStep, DialogueState
from composer_app.request.request import Request
from composer_app.sound.synth import Audio

_MAX_CACHED_SOUNDS = 8  # a take's sound weighs some 8 MB; an older one is rendered again


@dataclass(frozen=True, slots=True, eq=False)
class OpenTake:
    """A version of a take as the window keeps it.

    Attributes:
        composition: The take.
        original_request: What was understood, before the controls fixed something else.
        midi_path: Its MIDI file; None when that could not be written.
        audio: Its sound, as long as it is kept.
        id: What the shelf calls this version.
        created_at: When it was made; None where that is not known.
    """

    composition: Composition
    original_request: Request
    midi_path: Path | None
    audio: Audio | None = None
    id: str = ""
    created_at: datetime | None = None


def open_take_from(take: Take, audio: Audio | None = None) -> OpenTake:
    """A take from the shelf as the window keeps it."""
    return OpenTake(take.composition, take.original_request, take.midi_path, audio, take.id, take.created_at)


def dialogue_state_of(open_take: OpenTake, steps: tuple[ChangeStep, ...] = ()) -> DialogueState:
    """What is there while a take is shown, for a sentence that may change it; `steps` led to it."""
    composition = open_take.composition
    key, metre = composition.progression.key, composition.progression.metre
    tempo, bars = composition.performance.tempo, composition.progression.bars
    chords = tuple(timed.chord.symbol(key) for timed in composition.progression.chords)
    return DialogueState(
        open_take.original_request, Constraints(key.tonic, key.mode, tempo, metre, bars), steps, chords
    )


class OpenTakes:
    """What was opened stays at hand; the sounds of the last few, too."""

    def __init__(self) -> None:
        self._takes: dict[str, OpenTake] = {}
        self._shown_id = ""

    def __len__(self) -> int:
        return len(self._takes)

    @property
    def shown(self) -> OpenTake | None:
        """The version that is shown; None before the first."""
        return self._takes.get(self._shown_id)

    def add(self, open_take: OpenTake) -> None:
        """Add a version, and show it."""
        self._takes[open_take.id] = open_take
        self._shown_id = open_take.id
        self._evict_audio()

    def select(self, version: str) -> OpenTake | None:
        """Show a version by its id; None, and nothing else is shown, where it was not opened."""
        if version not in self._takes:
            return None
        self._shown_id = version
        return self._takes[version]

    def set_file(self, name: str, midi: Path | None) -> None:
        """A version has a file now."""
        if entry := self._takes.get(name):
            self._takes[name] = replace(entry, midi_path=midi)

    def cache_audio(self, audio: Audio) -> None:
        """Keep the sound of the version that is shown."""
        if shown := self.shown:
            self.add(replace(shown, audio=audio))

    def _evict_audio(self) -> None:
        """Keep the newest sounds, and that of the version that is shown."""
        sounding = [name for name, entry in self._takes.items() if entry.audio and name != self._shown_id]
        for name in sounding[: max(0, len(sounding) - _MAX_CACHED_SOUNDS)]:
            self._takes[name] = replace(self._takes[name], audio=None)


class ABComparison:
    """Knows which version is A, and which is the other."""

    def __init__(self) -> None:
        self.version_a = self._version_b = ""

    def toggle_a(self, version: str) -> None:
        """Let a version be A; if it is A already, nothing is any more."""
        self.version_a, self._version_b = ("" if version == self.version_a else version), ""

    def toggle(self, shown: str) -> str:
        """The version to show now instead of the one that is; the same where there is no other yet."""
        if not self.version_a:
            self.toggle_a(shown)
            return shown
        if shown != self.version_a:
            self._version_b = shown
            return self.version_a
        return self._version_b or shown
