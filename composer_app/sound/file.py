"""Sound as a file."""

import io
from pathlib import Path

from composer_app.errors import FileError
from composer_app.paths import write_whole
from composer_app.sound.synth import Audio

# Suffix -> format and encoding, as libsndfile names them. 24 bits: what is quiet is made loud later, in a
# mix.
FORMATS = {".wav": ("WAV", "PCM_24"), ".flac": ("FLAC", "PCM_24")}


def save_audio(audio: Audio, path: Path) -> None:
    """Write a sound, whole or not at all, in the format that the file's suffix names.

    Raises:
        FileError: There is no such format, or the file cannot be written.
    """
    import soundfile

    if path.suffix.lower() not in FORMATS:
        known = " or ".join(FORMATS)
        raise FileError(
            f"Sound cannot be saved as {path.suffix or path.name!r}. Choose a name that ends in {known}."
        )
    kind, encoding = FORMATS[path.suffix.lower()]
    content = io.BytesIO()
    soundfile.write(content, audio.samples, audio.rate, subtype=encoding, format=kind)
    write_whole(path, content.getvalue())
