"""The sample format of an output device: sample rate, channels and sample type."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

_Samples = NDArray[np.float32]


class SampleType(Enum):
    """Sample types: full scale, midpoint and numpy type."""

    FLOAT = (1.0, 0, "<f4")
    INT32 = (2**31 - 1, 0, "<i4")
    INT16 = (2**15 - 1, 0, "<i2")
    UINT8 = (2**7 - 1, 2**7, "u1")


@dataclass(frozen=True, slots=True)
class DeviceFormat:
    """A device's sample rate in Hz, number of channels and sample type."""

    rate: int
    channels: int
    sample_type: SampleType

    @property
    def frame_bytes(self) -> int:
        """The size of a frame in bytes."""
        return self.channels * int(np.dtype(self.sample_type.value[2]).itemsize)


def resample(samples: _Samples, frames: int) -> _Samples:
    """Resample to another number of frames, shape (frames, channels).

    Preserves all frequencies that both rates can represent. The audio is treated as periodic, as a loop is.
    """
    if frames == len(samples):
        return samples
    spectrum = np.fft.rfft(samples, axis=0)[: frames // 2 + 1]
    resampled: _Samples = (np.fft.irfft(spectrum, frames, axis=0) * frames / len(samples)).astype(np.float32)
    return resampled


def encode(samples: _Samples, device_format: DeviceFormat) -> bytes:
    """Encode stereo samples at the device's rate; mono gets the mix, and channels beyond two stay silent."""
    full_scale, midpoint, sample_dtype = device_format.sample_type.value
    channel_samples = np.zeros((len(samples), device_format.channels))
    if device_format.channels == 1:
        channel_samples[:, 0] = samples.mean(axis=1)
    else:
        channel_samples[:, :2] = samples
    values = np.clip(channel_samples, -1, 1) * full_scale
    if device_format.sample_type is not SampleType.FLOAT:
        values = np.rint(values) + midpoint
    return bytes(values.astype(sample_dtype).tobytes())


class EncodedSamples:
    """Samples that are encoded only when they are read: encoding a whole clip at once would block the window."""

    def __init__(self, samples: _Samples, device_format: DeviceFormat) -> None:
        self._samples, self._device_format = samples, device_format

    def __len__(self) -> int:
        """Return the number of bytes."""
        return len(self._samples) * self._device_format.frame_bytes

    def __getitem__(self, part: slice) -> bytes:
        """Return a slice of the bytes, which need not start or end at a frame."""
        start, stop, _ = part.indices(len(self))
        frame = self._device_format.frame_bytes
        first = start // frame
        data = encode(self._samples[first : -(-stop // frame)], self._device_format)
        return data[start - first * frame : stop - first * frame]
