"""Sound as a device takes it: its rate, its channels, its kind of numbers."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

_Samples = NDArray[np.float32]


class SampleType(Enum):
    """Kinds of numbers: how far they reach from their middle, where that is, and how they lie in memory."""

    FLOAT = (1.0, 0, "<f4")
    INT32 = (2**31 - 1, 0, "<i4")
    INT16 = (2**15 - 1, 0, "<i2")
    UINT8 = (2**7 - 1, 2**7, "u1")


@dataclass(frozen=True, slots=True)
class DeviceFormat:
    """What a device takes: samples a second, channels, and kind of numbers."""

    rate: int
    channels: int
    sample_type: SampleType

    @property
    def frame_bytes(self) -> int:
        """Bytes in a frame."""
        return self.channels * int(np.dtype(self.sample_type.value[2]).itemsize)


def resample(samples: _Samples, frames: int) -> _Samples:
    """The same sound in another number of frames, shape (frames, channels).

    Everything that both rates can carry is kept exactly; the sound is taken as a circle, as a loop is.
    """
    if frames == len(samples):
        return samples
    spectrum = np.fft.rfft(samples, axis=0)[: frames // 2 + 1]
    fitted: _Samples = (np.fft.irfft(spectrum, frames, axis=0) * frames / len(samples)).astype(np.float32)
    return fitted


def encode(samples: _Samples, device_format: DeviceFormat) -> bytes:
    """Stereo samples of the right rate as bytes: one channel hears both, and more than two stay silent."""
    reach, middle, kind = device_format.sample_type.value
    spread = np.zeros((len(samples), device_format.channels))
    if device_format.channels == 1:
        spread[:, 0] = samples.mean(axis=1)
    else:
        spread[:, :2] = samples
    numbers = np.clip(spread, -1, 1) * reach
    if device_format.sample_type is not SampleType.FLOAT:
        numbers = np.rint(numbers) + middle
    return bytes(numbers.astype(kind).tobytes())


class EncodedSamples:
    """Samples as bytes that are made when they are read: all of a tune's at once would hold the window up."""

    def __init__(self, samples: _Samples, device_format: DeviceFormat) -> None:
        self._samples, self._device_format = samples, device_format

    def __len__(self) -> int:
        """How many bytes there are."""
        return len(self._samples) * self._device_format.frame_bytes

    def __getitem__(self, part: slice) -> bytes:
        """Some of the bytes; they need not begin or end with a frame."""
        start, stop, _ = part.indices(len(self))
        frame = self._device_format.frame_bytes
        first = start // frame
        data = encode(self._samples[first : -(-stop // frame)], self._device_format)
        return data[start - first * frame : stop - first * frame]
