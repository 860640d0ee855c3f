"""Sound as a file."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import FileError
from composer_app.paths import write_whole
from composer_app.sound.synth import Audio

# Suffix -> format, as libsndfile names it.
FORMATS = {".wav": "WAV", ".flac": "FLAC"}
BITS = (16, 24)
_PEAK = 10 ** (-1 / 20)  # -1 dBFS: what a lossy codec overshoots later still fits


def save_audio(audio: Audio, path: Path, bits: int = 24) -> None:
    """Write a sound, whole or not at all, in the format that the file's suffix names.

    It is as loud as it may be, -1 dBFS at its peak, with all that rings on after the last bar line.

    Raises:
        FileError: There is no such format, or the file cannot be written.
    """
    import soundfile

    if path.suffix.lower() not in FORMATS:
        known = " or ".join(FORMATS)
        raise FileError(
            f"Sound cannot be saved as {path.suffix or path.name!r}. Choose a name that ends in {known}."
        )
    loud = normalised(audio.samples)
    samples = dithered(loud) if bits == BITS[0] else loud
    content = io.BytesIO()
    kind = FORMATS[path.suffix.lower()]
    soundfile.write(content, samples, audio.rate, subtype=f"PCM_{bits}", format=kind)
    write_whole(path, content.getvalue())


def normalised(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same sound with its peak at -1 dBFS; silence stays silence."""
    peak = float(np.abs(samples).max(initial=0))
    return samples * np.float32(_PEAK / peak) if peak > 0 else samples


def dithered(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """In 16 bits, with a triangle of noise before rounding, which keeps it from colouring the quiet (Lipshitz 1992)."""
    rng = np.random.default_rng(0)
    noise = rng.random(samples.shape, np.float32) - rng.random(samples.shape, np.float32)
    reach = np.iinfo(np.int16)
    return np.clip(np.rint(samples * -reach.min + noise), reach.min, reach.max).astype(np.int16)
