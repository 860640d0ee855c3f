"""The spoken requests that tests use (audio/make.py made them), and what is no speech."""

from pathlib import Path

import numpy as np

from composer_app.speech.recording import Recording, read_recording
from composer_app.speech.voice_activity import Samples

AUDIO = Path(__file__).parent / "audio"
RATE = 16_000


def spoken(name: str) -> Recording:
    """A request by the name of its file."""
    return read_recording(AUDIO / f"{name}.flac")


def amplitude(decibels: float) -> float:
    """The amplitude of a level in dBFS."""
    return float(10 ** (decibels / 20))


def hiss(seconds: float, level: float = -20.0, seed: int = 0) -> Samples:
    """White noise of a mean level in dBFS."""
    noise = np.random.default_rng(seed).standard_normal(int(seconds * RATE)) * amplitude(level)
    return noise.astype(np.float32)


def pink(seconds: float, level: float = -20.0, seed: int = 0) -> Samples:
    """Noise that is stronger the lower it is, as rooms and fans make it."""
    spectrum = np.fft.rfft(hiss(seconds, 0.0, seed))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[0] = 0
    noise = np.fft.irfft(spectrum, int(seconds * RATE))
    return np.asarray(noise / noise.std() * amplitude(level), np.float32)


def hum(seconds: float, level: float = -20.0, mains: float = 50.0) -> Samples:
    """Mains hum with its overtones."""
    time = np.arange(int(seconds * RATE)) / RATE
    tones = np.sum([np.sin(2 * np.pi * mains * n * time + n) / n for n in range(1, 30)], axis=0)
    return np.asarray(tones * amplitude(level), np.float32)


def silence(seconds: float) -> Samples:
    """Nothing at all."""
    return np.zeros(int(seconds * RATE), np.float32)
