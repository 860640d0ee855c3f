"""Analysis of samples for tests: pitches, onsets, level."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.floating[Any]]


def decibels(samples: Samples) -> float:
    """Return the RMS level in dB below full scale."""
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64))) + 1e-12))


def level_of(samples: Samples, rate: int, pitch: float) -> float:
    """Return the level of a MIDI pitch in mono samples, in dB, within a third of a semitone."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), n=4 * len(samples)))
    frequencies = np.fft.rfftfreq(4 * len(samples), 1 / rate)
    frequency = 440 * 2 ** ((pitch - 69) / 12)
    band = np.abs(12 * np.log2(np.maximum(frequencies, 1) / frequency)) < 1 / 3
    return float(20 * np.log10(spectrum[band].max() / len(samples) + 1e-12))


def loudest_pitch(samples: Samples, rate: int) -> int:
    """Return the MIDI pitch with the highest level in mono samples."""
    return max(range(24, 100), key=lambda pitch: level_of(samples, rate, pitch))


def onset(samples: Samples, rate: int) -> float:
    """Return when mono samples first exceed a hundredth of their peak, in seconds."""
    loud = np.abs(samples)
    return float(np.argmax(loud > loud.max() / 100)) / rate
