"""Splits a long recording at pauses into windows for Whisper."""

from collections.abc import Iterator

import numpy as np

from composer_app.speech.recording import Recording
from composer_app.speech.voice_activity import Samples

_SEARCH_S = 5.0  # at a window's end, in which a pause is searched
_PAUSE_S = 0.1


def split_at_pauses(recording: Recording, max_seconds: float) -> Iterator[Recording]:
    """Split a recording into pieces of at most `max_seconds` seconds."""
    samples, rate = recording.samples, recording.rate
    size = int(max_seconds * rate)
    while len(samples) > size:
        search = int(_SEARCH_S * rate)
        cut = size - search + _quietest_sample(samples[size - search : size], int(_PAUSE_S * rate))
        yield Recording(samples[:cut], rate)
        samples = samples[cut:]
    yield Recording(samples, rate)


def _quietest_sample(samples: Samples, size: int) -> int:
    """Return the middle of the quietest stretch of `size` samples."""
    energy = np.concatenate([[0.0], np.cumsum(np.square(samples, dtype=np.float64))])
    return int(np.argmin(energy[size:] - energy[:-size])) + size // 2
