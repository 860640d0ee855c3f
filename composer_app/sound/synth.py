"""The built-in synthesizer: renders a performance on a SoundFont into memory.

symusic renders the SoundFont's notes. Velocity and release are applied here, because symusic leaves them out: a harder
keystroke is louder, and a released note decays as its instrument does.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from composer_app.music.performance import Note, Part, Performance
from composer_app.sound.soundfont import damaged_bank_error, fallback_program, read_programs

if TYPE_CHECKING:
    from symusic.core import Synthesizer

SAMPLE_RATE = 44_100
_PEAK_AMPLITUDE = 10 ** (-1 / 20)  # for a performance with a note of the greatest velocity: -1 dBFS
# Seconds for a released note to decay by 60 dB, for each family of eight programs: a piano's damper stops the
# string sooner than a vibraphone's stops the bar, and an organ pipe stops at once.
_RELEASE_SECONDS = (0.6, 1.5, 0.2, 0.5, 0.3, 0.6, 0.8, 0.3, 0.3, 0.3, 0.25, 1.2, 1.2, 0.5, 0.8, 0.5)
# Velocities in the same layer share one rendered sample; only the gain differs.
_VELOCITIES_PER_LAYER = 16
_STEREO_WIDTH = 0.3  # pan of the highest and the lowest note, of 1

_Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Audio:
    """Stereo audio.

    Attributes:
        samples: float32 in -1..1, shape (n, 2).
        rate: In samples a second.
        loop_frames: The frame of the last bar line; the tail follows it.
        parts: If there are several parts, each part's name and samples, which add up to `samples`.
    """

    samples: NDArray[np.float32]
    rate: int
    loop_frames: int
    parts: tuple[tuple[str, NDArray[np.float32]], ...] = ()

    def without_parts(self, names: Collection[str]) -> "Audio":
        """Return the audio without the parts of these names; a single part cannot be removed."""
        if not any(name in names for name, _ in self.parts):
            return self
        remaining = np.zeros_like(self.samples)
        for name, samples in self.parts:
            if name not in names:
                remaining += samples
        return replace(self, samples=remaining)


def mix_seamless_loop(audio: Audio) -> NDArray[np.float32]:
    """Return the audio between bar lines, ready to be repeated, shape (loop_frames, 2).

    The tail after the last bar line is mixed into the beginning, as if an instrument went on playing.
    """
    loop = np.zeros((audio.loop_frames, audio.samples.shape[1]), np.float32)
    for start in range(0, len(audio.samples), audio.loop_frames):
        chunk = audio.samples[start : start + audio.loop_frames]
        loop[: len(chunk)] += chunk
    return loop


class Synth:
    """A SoundFont synthesizer, loaded on first use."""

    def __init__(self, bank: Path) -> None:
        self._bank = bank

    def render(self, performance: Performance) -> Audio:
        """Render every part on its General MIDI program, or the nearest that the SoundFont has.

        The peak is at -1 dBFS if the greatest velocity is 127. Lower velocities reduce it by half of what a
        synthesizer's curve would: a calm piece is softer than an intense one, and still audible.

        Raises:
            ModelError: If the SoundFont is missing or damaged.
        """
        loop_frames = round(performance.seconds * SAMPLE_RATE)
        longest = max(_release_frames(part.program) for part in performance.parts)
        parts = [np.zeros((loop_frames + longest, 2), np.float32) for _ in performance.parts]
        for part, own in zip(performance.parts, parts, strict=True):
            self._add_part(part, 60 / performance.tempo, own)
        samples = np.add.reduce(parts, dtype=np.float32) if len(parts) > 1 else parts[0]
        audio = Audio(samples, SAMPLE_RATE, loop_frames)
        peak = max(float(np.abs(samples).max()), float(np.abs(mix_seamless_loop(audio)).max()))
        if peak > 0:
            gain = _PEAK_AMPLITUDE * max(note.velocity for note in performance.notes) / 127 / peak
            for each in (samples, *parts) if len(parts) > 1 else parts:
                np.multiply(each, gain, out=each)
        named = ((part.name, own) for part, own in zip(performance.parts, parts, strict=True))
        return replace(audio, parts=tuple(named) if len(parts) > 1 else ())

    def _add_part(self, part: Part, beat_seconds: float, samples: _Samples) -> None:
        """Add a part to the samples; `beat_seconds` is the length of a beat."""
        program = fallback_program(part.program, self._bank_programs)
        release = _release_frames(part.program)
        for (pitch, layer), notes in _notes_by_sample(part).items():
            held_frames = [round(note.length * beat_seconds * SAMPLE_RATE) for note in notes]
            key_samples = self._render_key(program, pitch, layer, max(held_frames) + release)
            for note, frames in zip(notes, held_frames, strict=True):
                start = round(note.start * beat_seconds * SAMPLE_RATE)
                note_samples = (
                    _apply_release(key_samples[: frames + release], frames) * (note.velocity / 127) ** 2
                )
                samples[start : start + len(note_samples)] += note_samples[
                    : len(samples) - start, np.newaxis
                ] * _pan_gains(pitch)

    def _render_key(self, program: int, pitch: int, velocity: int, frames: int) -> _Samples:
        """Render one note, held for `frames` frames, shape (frames,)."""
        from symusic.core import NoteSecond, ScoreSecond, TrackSecond

        score = ScoreSecond(480)
        track = TrackSecond("", program, False)
        track.notes.append(NoteSecond(0, frames / SAMPLE_RATE + 0.1, pitch, velocity))
        score.tracks.append(track)
        try:
            sound: _Samples = np.asarray(self._synthesizer.render(score, False))[0, :frames]
        except RuntimeError as error:
            raise damaged_bank_error(self._bank) from error
        return sound

    @cached_property
    def _bank_programs(self) -> frozenset[int]:
        return read_programs(self._bank)

    @cached_property
    def _synthesizer(self) -> "Synthesizer":
        from symusic.core import Synthesizer

        return Synthesizer(str(self._bank), SAMPLE_RATE, 0)


def _notes_by_sample(part: Part) -> dict[tuple[int, int], list[Note]]:
    """Return the notes of a part by pitch and velocity layer; each group shares one rendered sample."""
    notes: dict[tuple[int, int], list[Note]] = defaultdict(list)
    for note in part.notes:
        notes[
            note.pitch,
            min(
                127,
                note.velocity // _VELOCITIES_PER_LAYER * _VELOCITIES_PER_LAYER + _VELOCITIES_PER_LAYER // 2,
            ),
        ].append(note)
    return notes


def _release_frames(program: int) -> int:
    return round(_RELEASE_SECONDS[program // 8] * SAMPLE_RATE)


def _apply_release(sound: _Samples, held: int) -> _Samples:
    """Apply the release after `held` frames: an exponential decay by 60 dB, then to zero."""
    progress = np.linspace(0, 1, len(sound) - held, dtype=np.float32)
    envelope = np.concatenate((np.ones(held, np.float32), 10 ** (-3 * progress) * (1 - progress**8)))
    released: _Samples = sound * envelope
    return released


def _pan_gains(pitch: int) -> _Samples:
    """Return the left and right gains of a pitch, with equal power: low notes are slightly to the left."""
    angle = (1 + _STEREO_WIDTH * (pitch - 64) / 64) * np.pi / 4
    return np.array((np.cos(angle), np.sin(angle)), np.float32)
