"""Reads the channels of a sound file block by block, and at most the length of a request, whatever the header says."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import RecordingError
from composer_app.job import Job
from composer_app.speech.voice_activity import Samples

MAX_SECONDS = 300.0  # a request is one or a few sentences

_PLAUSIBLE_RATES_HZ = range(4_000, 800_001)  # a header with another rate is not a recording's
_TARGET_RATE_HZ = 16_000  # Whisper uses no more
_DECIMATION_THRESHOLD_HZ = 64_000  # above this, the rate is reduced
_BLOCK_S = 2.0  # read at a time
_TAPS_PER_OUTPUT_SAMPLE = 8  # length of the anti-aliasing filter
_MAX_CLIPPED_SHARE = 0.001  # the share of samples that may exceed full scale
_UNKNOWN_FRAME_COUNT = 1 << 62  # the value in a header without a length
_STAGE = "Reading the recording"


def read_channels(path: Path, job: Job) -> tuple[Samples, int]:
    """Return all channels, shape (n, channels), float32 in -1..1, and the rate, which is reduced if it is high.

    Raises:
        RecordingError: If the file has no audio, or is too long for a request.
        Cancelled: If the job is cancelled.
    """
    import soundfile

    try:
        with _open(path) as content, soundfile.SoundFile(content) as file:
            _check_header(file, path)
            if file.frames >= _UNKNOWN_FRAME_COUNT:
                file.seekable = (
                    bool  # soundfile seeks to the end after each block, which libsndfile refuses here
                )
            return _read(file, path, job)
    except (
        OSError,
        TypeError,
        soundfile.SoundFileError,
    ) as error:  # a TypeError: x.raw, a format without a header
        raise RecordingError(
            f"{path.name} cannot be read as sound. Choose a WAV, FLAC, OGG or MP3 file."
        ) from error


def _check_header(file: Any, path: Path) -> None:  # noqa: ANN401 - soundfile has no types
    """Reject files that are not recordings, and files whose header already says that they are too long."""
    if file.samplerate not in _PLAUSIBLE_RATES_HZ:
        raise RecordingError(
            f"{path.name} claims {file.samplerate} samples a second, as no recording does. Choose another one."
        )
    seconds = file.frames / file.samplerate
    if (
        seconds > MAX_SECONDS
        and file.frames < _UNKNOWN_FRAME_COUNT
        and _reaches(file, int(MAX_SECONDS * file.samplerate))
    ):
        raise RecordingError(
            f"The recording {path.name} is {seconds / 60:.0f} minutes long. A request is a sentence: "
            f"choose one of at most {MAX_SECONDS / 60:.0f} minutes."
        )


def _reaches(file: Any, frame: int) -> bool:  # noqa: ANN401
    """Return whether a frame exists; the header of a truncated file may count missing ones."""
    import soundfile

    there = False
    with suppress(soundfile.SoundFileError):
        file.seek(frame)
        there = len(file.read(1)) > 0
    file.seek(0)
    return there


def _read(file: Any, path: Path, job: Job) -> tuple[Samples, int]:  # noqa: ANN401
    factor = max(1, file.samplerate // _TARGET_RATE_HZ) if file.samplerate >= _DECIMATION_THRESHOLD_HZ else 1
    thinner = _Decimator(factor, file.channels)
    most, done = int(MAX_SECONDS * file.samplerate), 0
    blocks = []
    for block in _blocks(file):
        done += len(block)
        if done > most:
            raise RecordingError(
                f"The recording {path.name} is longer than {MAX_SECONDS / 60:.0f} minutes. A request is a sentence: "
                "choose a shorter one."
            )
        job.step(_STAGE, done, file.frames if file.frames < _UNKNOWN_FRAME_COUNT else 0)
        blocks.append(thinner.decimate(block))
    channels = np.concatenate(blocks) if blocks else np.empty((0, file.channels), np.float32)
    return _normalize_full_scale(channels), file.samplerate // factor


def _blocks(file: Any) -> Iterator[Samples]:  # noqa: ANN401
    """Yield the audio that can be read; a truncated file is read up to its end."""
    import soundfile

    first = True
    while True:
        try:
            block: Samples = file.read(int(_BLOCK_S * file.samplerate), dtype="float32", always_2d=True)
        except soundfile.SoundFileError:
            if first:
                raise
            return
        if not len(block):
            return
        first = False
        yield block


class _Decimator:
    """Reduces the rate by an integer factor, block by block, with a filter against aliasing."""

    def __init__(self, factor: int, channels: int) -> None:
        self._factor = factor
        if factor == 1:
            return
        from scipy.signal import firwin

        self._taps = firwin(_TAPS_PER_OUTPUT_SAMPLE * factor + 1, 0.9 / factor).astype(np.float32)
        self._before = np.zeros((channels, len(self._taps) // 2), np.float32)

    def decimate(self, block: Samples) -> Samples:
        """Return the samples at the lower rate that the blocks so far determine."""
        if self._factor == 1:
            return block
        from scipy.signal import upfirdn

        whole = np.concatenate((self._before, block.T), axis=1)
        many = max(0, (whole.shape[1] - len(self._taps)) // self._factor + 1)
        self._before = whole[:, many * self._factor :]
        if not many:
            return block[:0]
        thin: Samples = upfirdn(self._taps, whole, 1, self._factor)[
            :, _TAPS_PER_OUTPUT_SAMPLE : _TAPS_PER_OUTPUT_SAMPLE + many
        ]
        return thin.T.astype(np.float32)


def _normalize_full_scale(channels: Samples) -> Samples:
    """Normalize each channel to -1..1: scale it if more than a few samples exceed that, otherwise clip those few.

    Floating-point files may hold any values: integers, or one of 1e18 after a cable was pulled. NaN stays NaN.
    """
    if not len(channels) or np.abs(channels).max() <= 1:
        return channels
    finite = np.nan_to_num(np.abs(channels), nan=0.0, posinf=0.0)
    loud: NDArray[np.float64] = np.quantile(finite, 1 - _MAX_CLIPPED_SHARE, axis=0).astype(np.float64)
    scaled = channels / np.maximum(loud, 1.0)
    return np.where(np.isfinite(channels), np.clip(scaled, -1.0, 1.0), channels).astype(np.float32)


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    """Return a source for soundfile: the file, or its repaired copy if its recorder never wrote the length."""
    with path.open("rb") as file:
        head = _repaired_header(file)
        file.seek(0)
        yield _RepairedFile(file, head) if head else str(path)


def _repaired_header(file: BinaryIO) -> bytes:
    """Return the header of a WAV file with its data length filled in; empty if the file needs no repair."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if file.read(4) != b"RIFF" or file.seek(8) != 8 or file.read(4) != b"WAVE":
        return b""
    while len(chunk := file.read(8)) == 8:
        name, length = struct.unpack("<4sI", chunk)
        here = file.tell()
        if name == b"data":
            rest = size - here
            if length or not rest:
                return b""
            file.seek(0)
            head = bytearray(file.read(here))
            head[4:8], head[-4:] = (struct.pack("<I", min(each, 0xFFFF_FFFF)) for each in (size - 8, rest))
            return bytes(head)
        file.seek(here + length + length % 2)
    return b""


class _RepairedFile:
    """A file with a replaced header, as soundfile reads one."""

    def __init__(self, file: BinaryIO, head: bytes) -> None:
        self._file, self._head = file, head

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Seek to a position."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the position."""
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        """Read the next bytes."""
        here = self._file.tell()
        content = self._file.read(size)
        return self._head[here : here + len(content)] + content[max(0, len(self._head) - here) :]
