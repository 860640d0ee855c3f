"""Audio files."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import FileError
from composer_app.paths import write_atomically
from composer_app.sound.synth import Audio

# Suffix -> format name in libsndfile.
_FILE_TYPES = {".wav": "WAV", ".flac": "FLAC"}
BIT_DEPTHS = (16, 24)
_PEAK_AMPLITUDE = 10 ** (-1 / 20)  # -1 dBFS: headroom for the overshoot of lossy codecs


def save_audio(audio: Audio, path: Path, bit_depth: int = 24, file_type: str = "") -> None:
    """Write audio atomically, normalized to a peak of -1 dBFS, with the tail after the last bar line.

    Args:
        audio: What to write.
        path: Where to.
        bit_depth: 16 or 24.
        file_type: The format's name in libsndfile; by the file's suffix if empty.

    Raises:
        FileError: If there is no such format, or the file cannot be written.
    """
    import soundfile

    file_type = file_type or _FILE_TYPES.get(path.suffix.lower(), "")
    if not file_type:
        known = " or ".join(_FILE_TYPES)
        raise FileError(
            f"Sound cannot be saved as {path.suffix or path.name!r}. Choose a name that ends in {known}."
        )
    loud = normalize(audio.samples)
    samples = dither(loud) if bit_depth == BIT_DEPTHS[0] else loud
    content = io.BytesIO()
    soundfile.write(content, samples, audio.rate, subtype=f"PCM_{bit_depth}", format=file_type)
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
