"""Bytes as a sound card delivers them, as one channel of samples."""

import numpy as np

from composer_app.speech.voice_activity import Samples

# Kind of sample, as Qt names it -> numpy's name for it, the value that stands for silence, full scale.
_SAMPLE_FORMATS: dict[str, tuple[str, float, float]] = {
    "UInt8": ("u1", 128.0, 128.0),
    "Int16": ("i2", 0.0, 32_768.0),
    "Int32": ("i4", 0.0, 2_147_483_648.0),
    "Float": ("f4", 0.0, 1.0),
}


def frame_size(sample_format: str, channels: int) -> int:
    """The bytes that one sample of all channels takes."""
    return np.dtype(_SAMPLE_FORMATS[sample_format][0]).itemsize * channels


def extract_channel(block: bytes, sample_format: str, channels: int, channel: int) -> Samples:
    """One channel, counted from 1, of interleaved samples; what is no number or out of range is made harmless.

    Args:
        block: Whole frames.
        sample_format: "UInt8", "Int16", "Int32" or "Float".
        channels: How many there are.
        channel: Which of them to keep.
    """
    name, silence, full_scale = _SAMPLE_FORMATS[sample_format]
    samples = np.frombuffer(block, name).reshape(-1, channels)[:, channel - 1]
    scaled = ((samples.astype(np.float64) - silence) / full_scale).astype(np.float32)
    return np.clip(np.nan_to_num(scaled, posinf=0.0, neginf=0.0), -1.0, 1.0)
