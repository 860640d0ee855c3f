"""The takes opened in this session, and the A/B comparison of two of them, without Qt."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from composer_app.composition import Composition
from composer_app.library.take import Take
from composer_app.music.constraints import Constraints
from composer_app.request.dialogue.turn import ChangeStep, DialogueState
from composer_app.request.request import Request
from composer_app.sound.synth import Audio

_MAX_CACHED_SOUNDS = 8  # some 8 MB each; older ones are rendered again


@dataclass(frozen=True, slots=True, eq=False)
class OpenTake:
    """A version of a take that was opened in this session.

    Attributes:
        composition: The composition.
        original_request: The request before overrides.
        midi_path: The MIDI file; None if it could not be written.
        audio: The rendered audio; None if it is not cached.
        id: The id of the version in the take store.
        created_at: When the version was composed; None if unknown.
    """

    composition: Composition
    original_request: Request
    midi_path: Path | None
    audio: Audio | None = None
    id: str = ""
    created_at: datetime | None = None


def open_take_from(take: Take, audio: Audio | None = None) -> OpenTake:
    """Return a take of the take store as an open take."""
    return OpenTake(take.composition, take.original_request, take.midi_path, audio, take.id, take.created_at)


def dialogue_state_of(open_take: OpenTake, steps: tuple[ChangeStep, ...] = ()) -> DialogueState:
    """Return the dialogue state for a shown take; `steps` are the changes that led to it."""
    composition = open_take.composition
    key, metre = composition.progression.key, composition.progression.metre
    tempo, bars = composition.performance.tempo, composition.progression.bars
    chords = tuple(timed.chord.symbol(key) for timed in composition.progression.chords)
    return DialogueState(
        open_take.original_request, Constraints(key.tonic, key.mode, tempo, metre, bars), steps, chords
    )


class OpenTakes:
    """The open takes, the shown one, and a cache of the most recent audio."""

    def __init__(self) -> None:
        self._takes: dict[str, OpenTake] = {}
        self._shown_id = ""

    def __len__(self) -> int:
        return len(self._takes)

    @property
    def shown(self) -> OpenTake | None:
        """The shown version; None before the first."""
        return self._takes.get(self._shown_id)

    def add(self, open_take: OpenTake) -> None:
        """Add a version, and show it."""
        self._takes[open_take.id] = open_take
        self._shown_id = open_take.id
        self._evict_audio()

    def select(self, version: str) -> OpenTake | None:
        """Show and return an open version by its id; return None if it is not open."""
        if version not in self._takes:
            return None
        self._shown_id = version
        return self._takes[version]

    def set_file(self, name: str, midi: Path | None) -> None:
        """Set the MIDI file of a version."""
        if entry := self._takes.get(name):
            self._takes[name] = replace(entry, midi_path=midi)

    def cache_audio(self, audio: Audio) -> None:
        """Cache the audio of the shown version."""
        if shown := self.shown:
            self.add(replace(shown, audio=audio))

    def _evict_audio(self) -> None:
        """Drop old audio, except that of the shown version."""
        cached = [name for name, entry in self._takes.items() if entry.audio and name != self._shown_id]
        for name in cached[: max(0, len(cached) - _MAX_CACHED_SOUNDS)]:
            self._takes[name] = replace(self._takes[name], audio=None)


class ABComparison:
    """The two versions of an A/B comparison, by their ids; "" if not set."""

    def __init__(self) -> None:
        self.version_a = self._version_b = ""

    def toggle_a(self, version: str) -> None:
        """Make a version A, or end the comparison if it is A already."""
        self.version_a, self._version_b = ("" if version == self.version_a else version), ""

    def toggle(self, shown: str) -> str:
        """Return the version to show instead of the shown one; the same if there is no other yet."""
        if not self.version_a:
            self.toggle_a(shown)
            return shown
        if shown != self.version_a:
            self._version_b = shown
            return self.version_a
        return self._version_b or shown
