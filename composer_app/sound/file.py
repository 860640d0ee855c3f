"""Audio files."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import FileError
from composer_app.paths import write_atomically
from composer_app.sound.synth import Audio

# Suffix -> format name in libsndfile.
AUDIO_FORMATS = {".wav": "WAV", ".flac": "FLAC"}
BIT_DEPTHS = (16, 24)
_PEAK_AMPLITUDE = 10 ** (-1 / 20)  # -1 dBFS: headroom for the overshoot of lossy codecs


def save_audio(audio: Audio, path: Path, bit_depth: int = 24) -> None:
    """Write audio atomically, in the format that the file's suffix names.

    It is normalized to a peak of -1 dBFS, and includes the tail after the last bar line.

    Raises:
        FileError: If there is no such format, or the file cannot be written.
    """
    import soundfile

    if path.suffix.lower() not in AUDIO_FORMATS:
        known = " or ".join(AUDIO_FORMATS)
        raise FileError(
            f"Sound cannot be saved as {path.suffix or path.name!r}. Choose a name that ends in {known}."
        )
    loud = normalize(audio.samples)
    samples = dither(loud) if bit_depth == BIT_DEPTHS[0] else loud
    content = io.BytesIO()
    kind = AUDIO_FORMATS[path.suffix.lower()]
    soundfile.write(content, samples, audio.rate, subtype=f"PCM_{bit_depth}", format=kind)
    write_atomically(path, content.getvalue())


def normalize(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the audio with its peak at -1 dBFS; silence stays silence."""
    peak = float(np.abs(samples).max(initial=0))
    return samples * np.float32(_PEAK_AMPLITUDE / peak) if peak > 0 else samples


def dither(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return 16-bit samples with triangular dither, so that rounding adds no distortion (Lipshitz 1992)."""
    rng = np.random.default_rng(0)
    noise = rng.random(samples.shape, np.float32) - rng.random(samples.shape, np.float32)
    reach = np.iinfo(np.int16)
    return np.clip(np.rint(samples * -reach.min + noise), reach.min, reach.max).astype(np.int16)
