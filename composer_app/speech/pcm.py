"""PCM bytes from a sound card as samples of one channel."""

import numpy as np

from composer_app.speech.voice_activity import Samples

# Qt's name of the sample format -> numpy's name, the value of silence, full scale.
_SAMPLE_FORMATS: dict[str, tuple[str, float, float]] = {
    "UInt8": ("u1", 128.0, 128.0),
    "Int16": ("i2", 0.0, 32_768.0),
    "Int32": ("i4", 0.0, 2_147_483_648.0),
    "Float": ("f4", 0.0, 1.0),
}


def frame_size(sample_format: str, channels: int) -> int:
    """Return the size in bytes of one sample of all channels."""
    return np.dtype(_SAMPLE_FORMATS[sample_format][0]).itemsize * channels


def extract_channel(block: bytes, sample_format: str, channels: int, channel: int) -> Samples:
    """Return one channel, counted from 1, of interleaved samples; invalid values become 0, and others are clipped.

    Args:
        block: Whole frames.
        sample_format: "UInt8", "Int16", "Int32" or "Float".
        channels: The number of channels.
        channel: The channel to return.
    """
    name, silence, full_scale = _SAMPLE_FORMATS[sample_format]
    samples = np.frombuffer(block, name).reshape(-1, channels)[:, channel - 1]
    scaled = ((samples.astype(np.float64) - silence) / full_scale).astype(np.float32)
    return np.clip(np.nan_to_num(scaled, posinf=0.0, neginf=0.0), -1.0, 1.0)
