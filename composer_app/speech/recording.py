"""Recordings from a microphone or a file, ready to be transcribed."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import gcd
from pathlib import Path

import numpy as np

from composer_app.errors import FileError, RecordingError
from composer_app.files import UnreadableError, check_file
from composer_app.job import Job
from composer_app.paths import ensure_folder, writable
from composer_app.speech.sound_file import MAX_SECONDS, read_channels
from composer_app.speech.voice_activity import Samples, is_speech

__all__ = [
    "MAX_SECONDS",
    "Recording",
    "Transcript",
    "distinct",
    "is_silent",
    "read_recording",
    "resample",
    "save_recording",
]
_MOST_BYTES = 2_000_000_000  # eight channels at 192 kHz for five minutes
_MOST_CHANNELS = 4  # to transcribe, one after the other
_ALIKE = 0.95  # correlation above which two channels count as the same sound


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One channel of audio, and others that may carry the voice instead.

    Attributes:
        samples: float32 in -1..1, shape (n,).
        rate: In samples a second.
        others: Other channels of the same length, to be transcribed if `samples` has no words.
    """

    samples: Samples
    rate: int
    others: tuple[Samples, ...] = ()

    @property
    def seconds(self) -> float:
        """The length in seconds."""
        return len(self.samples) / self.rate

    @property
    def channels(self) -> "tuple[Recording, ...]":
        """Each channel as a recording, in the order in which they are transcribed."""
        return tuple(Recording(each, self.rate) for each in (self.samples, *self.others))


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript and its English translation.

    Attributes:
        text: The words in the spoken language.
        language: Whisper's code of the language: "en", "de".
        english: The same in English; `text` itself if that is English, or could not be translated.
    """

    text: str
    language: str
    english: str


def read_recording(path: Path, job: Job | None = None) -> Recording:
    """Read a sound file: WAV, FLAC, OGG or MP3, of any rate and number of channels.

    Keeps the channels that may carry a voice, the loudest first. A mean would weaken a voice that is on one channel,
    and add the noise of the others.

    Raises:
        RecordingError: If the file has no audio that could be a spoken request.
        Cancelled: If the job is cancelled.
    """
    if not _exists(path):
        raise RecordingError(f"There is no file {path}. Choose another recording.")
    if path.is_dir():
        raise RecordingError(f"{path} is a folder, not a recording. Choose a file in it.")
    try:
        check_file(path, _MOST_BYTES)
    except (OSError, UnreadableError) as error:
        reason = error if isinstance(error, UnreadableError) else "it cannot be read"
        raise RecordingError(f"{path} is no recording: {reason}. Choose another one.") from error
    job = job or Job()
    channels, rate = read_channels(path, job)
    if not len(channels):
        raise RecordingError(f"The recording {path.name} is empty. Record it again, or choose another one.")
    if not np.isfinite(channels).all():
        raise RecordingError(
            f"The recording {path.name} is damaged: not all of it is sound. Record it again."
        )
    first, *others = _voices(channels, rate, job)
    return Recording(first, rate, tuple(others))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long, or a folder without access
        return False


def _voices(channels: Samples, rate: int, job: Job) -> tuple[Samples, ...]:
    """Return the channels that may be speech, the loudest first; if there are none, the loudest channel."""
    loudest_first = [np.ascontiguousarray(channels[:, i]) for i in np.argsort(-channels.var(axis=0))]

    def spoken() -> Iterator[Samples]:
        for number, each in enumerate(loudest_first):
            job.step("Detecting speech", number, len(loudest_first))
            if is_speech(each, rate):
                yield each

    return distinct(spoken()) or (loudest_first[0],)


def distinct(channels: Iterable[Samples]) -> tuple[Samples, ...]:
    """Return the first channel and a few others that are not silent, without copies at another level."""
    kept: list[Samples] = []
    for channel in channels:
        if len(kept) == _MOST_CHANNELS:
            break
        if not kept or (channel.any() and all(_likeness(channel, each) < _ALIKE for each in kept)):
            kept.append(channel)
    return tuple(kept)


def _likeness(one: Samples, other: Samples) -> float:
    """Return the correlation of two channels, 0 to 1."""
    norm = float(np.linalg.norm(one)) * float(np.linalg.norm(other))
    return abs(float(np.dot(one, other))) / norm if norm else 0.0


def is_silent(recording: Recording) -> bool:
    """Return whether no channel has speech."""
    return not any(is_speech(each.samples, each.rate) for each in recording.channels)


def save_recording(recording: Recording, path: Path) -> None:
    """Write a 16-bit WAV to a temporary file and move it into place, so that a failure keeps the old file.

    Raises:
        FileError: If it cannot be written.
    """
    import soundfile

    ensure_folder(path.parent)
    path = writable(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".wav")
        os.close(handle)
        written = Path(name)
        try:
            channels = np.stack((recording.samples, *recording.others), axis=1)
            soundfile.write(written, channels, recording.rate, subtype="PCM_16", format="WAV")
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
    except (OSError, soundfile.SoundFileError) as error:
        raise FileError(
            f"The recording cannot be written to {path}. Choose another folder, or free some space."
        ) from error


def resample(recording: Recording, rate: int) -> Recording:
    """Resample with a polyphase filter, which prevents aliasing."""
    if rate == recording.rate:
        return recording
    from scipy.signal import resample_poly

    common = gcd(rate, recording.rate)
    samples = resample_poly(recording.samples, rate // common, recording.rate // common)
    return Recording(samples.astype(np.float32), rate)
