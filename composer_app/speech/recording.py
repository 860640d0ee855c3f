"""Recordings: sound that came from a microphone or a file, on its way to becoming words."""

import os
import tempfile
from dataclasses import dataclass
from math import gcd
from pathlib import Path
from typing import Any

import numpy as np

from composer_app.errors import FileError, RecordingError
from composer_app.files import UnreadableError, check_file
from composer_app.paths import ensure, writable
from composer_app.speech.loudness import Samples, is_speech

LONGEST = 300.0  # seconds: a request is a sentence or a few

_MOST_BYTES = 2_000_000_000  # eight channels at 192 kHz, and five minutes of them
_RATES = range(4_000, 800_001)  # samples a second: a header that says otherwise is no recording's


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One channel of sound.

    Attributes:
        samples: float32 in -1..1, shape (n,).
        rate: In samples a second.
    """

    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.samples) / self.rate


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said.

    Attributes:
        text: In the language spoken.
        language: As Whisper names it: "en", "de".
        english: The same in English; `text` itself where that is English, or could not be translated.
    """

    text: str
    language: str
    english: str


def read_recording(path: Path) -> Recording:
    """Read a sound file: WAV, FLAC, OGG or MP3, of any rate and any number of channels.

    Of several channels the loudest that may carry a voice is kept: a mean would thin a voice that is on one of them,
    and add the noise of the others.

    Raises:
        RecordingError: There is no sound in the file that could be a spoken request.
    """
    if not _is_there(path):
        raise RecordingError(f"There is no file {path}. Choose another recording.")
    if path.is_dir():
        raise RecordingError(f"{path} is a folder, not a recording. Choose a file in it.")
    try:
        check_file(path, _MOST_BYTES)
    except (OSError, UnreadableError) as error:
        reason = error if isinstance(error, UnreadableError) else "it cannot be read"
        raise RecordingError(f"{path} is no recording: {reason}. Choose another one.") from error
    channels, rate = _read_channels(path)
    if not len(channels):
        raise RecordingError(f"The recording {path.name} is empty. Record it again, or choose another one.")
    if not np.isfinite(channels).all():
        raise RecordingError(
            f"The recording {path.name} is damaged: not all of it is sound. Record it again."
        )
    return Recording(_voice_channel(channels, rate), rate)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long, a folder that may not be looked into
        return False


def _read_channels(path: Path) -> tuple[Samples, int]:
    """All channels, shape (n, channels), and their rate; the header says whether reading on is worth it."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            _check_header(file, path)
            # One more than the limit, for headers that understate: what they hide is not read either.
            channels: Samples = file.read(int(LONGEST * file.samplerate) + 1, dtype="float32", always_2d=True)
            return channels, int(file.samplerate)
    except (OSError, soundfile.SoundFileError) as error:
        raise RecordingError(
            f"{path.name} cannot be read as sound. Choose a WAV, FLAC, OGG or MP3 file."
        ) from error


def _check_header(file: Any, path: Path) -> None:  # noqa: ANN401 - soundfile has no types
    if file.samplerate not in _RATES:
        raise RecordingError(
            f"{path.name} claims {file.samplerate} samples a second, as no recording does. Choose another one."
        )
    seconds = file.frames / file.samplerate
    if seconds > LONGEST:
        raise RecordingError(
            f"The recording {path.name} is {seconds / 60:.0f} minutes long. A request is a sentence: "
            f"choose one of at most {LONGEST / 60:.0f} minutes."
        )


def _voice_channel(channels: Samples, rate: int) -> Samples:
    """The loudest of the channels that may be speech, or of all when none may."""
    loudest_first = [np.ascontiguousarray(channels[:, i]) for i in np.argsort(-channels.var(axis=0))]
    return next((each for each in loudest_first if is_speech(each, rate)), loudest_first[0])


def is_silent(recording: Recording) -> bool:
    """Whether nobody spoke."""
    return not is_speech(recording.samples, recording.rate)


def save_recording(recording: Recording, path: Path) -> None:
    """Write a 16-bit WAV beside its place and move it there, so that what was there is lost only to what is whole.

    Raises:
        FileError: It cannot be written.
    """
    import soundfile

    ensure(path.parent)
    path = writable(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".wav")
        os.close(handle)
        written = Path(name)
        try:
            soundfile.write(written, recording.samples, recording.rate, subtype="PCM_16", format="WAV")
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
    except (OSError, soundfile.SoundFileError) as error:
        raise FileError(
            f"The recording cannot be written to {path}. Choose another folder, or free some space."
        ) from error


def resampled(recording: Recording, rate: int) -> Recording:
    """The same sound at another rate, by a polyphase filter that keeps what would alias out."""
    if rate == recording.rate:
        return recording
    from scipy.signal import resample_poly

    common = gcd(rate, recording.rate)
    samples = resample_poly(recording.samples, rate // common, recording.rate // common)
    return Recording(samples.astype(np.float32), rate)
