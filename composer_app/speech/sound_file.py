"""The channels of a sound file, read block by block: whatever its header says, no more than a request can be long."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import RecordingError
from composer_app.speech.loudness import Samples
from composer_app.work import Job

LONGEST = 300.0  # seconds: a request is a sentence or a few

_RATES = range(4_000, 800_001)  # samples a second: a header that says otherwise is no recording's
_ENOUGH = 16_000  # samples a second: Whisper hears no more
_HIGH = 64_000  # samples a second, from which on a rate is lowered
_BLOCK = 2.0  # seconds read at a time
_TAPS = 8  # of the filter, to one sample of the lower rate
_OVERS = 0.001  # the share of samples that may lie beyond full scale
_UNKNOWN = 1 << 62  # frames that a header without a length stands for
_STAGE = "Reading the recording"


def read_channels(path: Path, job: Job) -> tuple[Samples, int]:
    """All channels, shape (n, channels), float32 in -1..1, and their rate, which is lower where the file's is high.

    Raises:
        RecordingError: There is no sound in the file, or it is too long for a request.
        Cancelled: A stop was asked for.
    """
    import soundfile

    try:
        with _opened(path) as content, soundfile.SoundFile(content) as file:
            _check_header(file, path)
            if file.frames >= _UNKNOWN:
                file.seekable = (
                    bool  # after each block soundfile goes to its end, which libsndfile refuses here
                )
            return _read(file, path, job)
    except (
        OSError,
        TypeError,
        soundfile.SoundFileError,
    ) as error:  # a TypeError: x.raw, which tells nothing of itself
        raise RecordingError(
            f"{path.name} cannot be read as sound. Choose a WAV, FLAC, OGG or MP3 file."
        ) from error


def _check_header(file: Any, path: Path) -> None:  # noqa: ANN401 - soundfile has no types
    """Refuse what is no recording, and what is too long where it can be told at once."""
    if file.samplerate not in _RATES:
        raise RecordingError(
            f"{path.name} claims {file.samplerate} samples a second, as no recording does. Choose another one."
        )
    seconds = file.frames / file.samplerate
    if seconds > LONGEST and file.frames < _UNKNOWN and _reaches(file, int(LONGEST * file.samplerate)):
        raise RecordingError(
            f"The recording {path.name} is {seconds / 60:.0f} minutes long. A request is a sentence: "
            f"choose one of at most {LONGEST / 60:.0f} minutes."
        )


def _reaches(file: Any, frame: int) -> bool:  # noqa: ANN401
    """Whether there is anything at a place; a header may say so of a file that was cut off."""
    import soundfile

    there = False
    with suppress(soundfile.SoundFileError):
        file.seek(frame)
        there = len(file.read(1)) > 0
    file.seek(0)
    return there


def _read(file: Any, path: Path, job: Job) -> tuple[Samples, int]:  # noqa: ANN401
    factor = max(1, file.samplerate // _ENOUGH) if file.samplerate >= _HIGH else 1
    thinner = _Thinner(factor, file.channels)
    most, done = int(LONGEST * file.samplerate), 0
    blocks = []
    for block in _blocks(file):
        done += len(block)
        if done > most:
            raise RecordingError(
                f"The recording {path.name} is longer than {LONGEST / 60:.0f} minutes. A request is a sentence: "
                "choose a shorter one."
            )
        job.step(_STAGE, done, file.frames if file.frames < _UNKNOWN else 0)
        blocks.append(thinner.thin(block))
    channels = np.concatenate(blocks) if blocks else np.empty((0, file.channels), np.float32)
    return _within_full_scale(channels), file.samplerate // factor


def _blocks(file: Any) -> Iterator[Samples]:  # noqa: ANN401
    """The sound as far as it can be read: what was cut off is heard up to there."""
    import soundfile

    first = True
    while True:
        try:
            block: Samples = file.read(int(_BLOCK * file.samplerate), dtype="float32", always_2d=True)
        except soundfile.SoundFileError:
            if first:
                raise
            return
        if not len(block):
            return
        first = False
        yield block


class _Thinner:
    """Lowers a rate by a whole factor, block after block; a filter keeps what would alias out."""

    def __init__(self, factor: int, channels: int) -> None:
        self._factor = factor
        if factor == 1:
            return
        from scipy.signal import firwin

        self._taps = firwin(_TAPS * factor + 1, 0.9 / factor).astype(np.float32)
        self._before = np.zeros((channels, len(self._taps) // 2), np.float32)

    def thin(self, block: Samples) -> Samples:
        """Take a block, and give what can be known of it at the lower rate."""
        if self._factor == 1:
            return block
        from scipy.signal import upfirdn

        whole = np.concatenate((self._before, block.T), axis=1)
        many = max(0, (whole.shape[1] - len(self._taps)) // self._factor + 1)
        self._before = whole[:, many * self._factor :]
        if not many:
            return block[:0]
        thin: Samples = upfirdn(self._taps, whole, 1, self._factor)[:, _TAPS : _TAPS + many]
        return thin.T.astype(np.float32)


def _within_full_scale(channels: Samples) -> Samples:
    """Each channel in -1..1: scaled where more than a few of its samples are beyond, and those few cut off.

    Floating-point files may hold anything: samples as whole numbers, or one of 1e18 where a cable was pulled.
    What is no number stays none.
    """
    if not len(channels) or np.abs(channels).max() <= 1:
        return channels
    finite = np.nan_to_num(np.abs(channels), nan=0.0, posinf=0.0)
    loud: NDArray[np.float64] = np.quantile(finite, 1 - _OVERS, axis=0).astype(np.float64)
    scaled = channels / np.maximum(loud, 1.0)
    return np.where(np.isfinite(channels), np.clip(scaled, -1.0, 1.0), channels).astype(np.float32)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """What to read a file from: itself, or, where its recorder never came to write its length, with that filled in."""
    with path.open("rb") as file:
        head = _mended_head(file)
        file.seek(0)
        yield _Mended(file, head) if head else str(path)


def _mended_head(file: BinaryIO) -> bytes:
    """The start of a WAV file whose data has a length of 0, with the length of the rest; nothing for any other."""
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


class _Mended:
    """A file that begins otherwise, as soundfile reads one."""

    def __init__(self, file: BinaryIO, head: bytes) -> None:
        self._file, self._head = file, head

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place."""
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        """What comes next."""
        here = self._file.tell()
        content = self._file.read(size)
        return self._head[here : here + len(content)] + content[max(0, len(self._head) - here) :]
