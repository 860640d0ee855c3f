"""Make the spoken requests beside this file again: flite and espeak-ng must be installed.

Every voice is synthetic, so nobody's is given away. 16 kHz FLAC, some 30 kB a request.
"""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import soundfile

from composer_app.speech.recording import Recording, resample

_HERE = Path(__file__).parent
_RATE = 16_000
_FLITE = ("flite", "-voice", "{voice}", "-t", "{text}", "-o", "{wav}")
_ESPEAK = ("espeak-ng", "-v", "{voice}", "-s", "130", "-w", "{wav}", "{text}")
# File -> program, voice, words.
_REQUESTS = {
    "hope": (_FLITE, "slt", "I want a song that expresses hope and wonder."),
    "joyful": (_FLITE, "rms", "Play me joyful music with a fast tempo."),
    "lonely": (_FLITE, "awb", "I feel lonely tonight."),
    "mysterious": (_ESPEAK, "en-us", "Surprise me with something mysterious."),
    "german": (_ESPEAK, "de", "Ich möchte ein fröhliches Lied voller Hoffnung."),
    "spanish": (_ESPEAK, "es", "Quiero una canción que exprese esperanza y alegría."),
}


def main() -> None:
    """Speak every request into its file."""
    with TemporaryDirectory() as folder:
        wav = Path(folder) / "spoken.wav"
        for name, (program, voice, text) in _REQUESTS.items():
            command = [part.format(voice=voice, text=text, wav=wav) for part in program]
            subprocess.run(command, check=True)
            samples, rate = soundfile.read(wav, dtype="float32")
            spoken = resample(Recording(samples, rate), _RATE)
            soundfile.write(_HERE / f"{name}.flac", spoken.samples, _RATE)


if __name__ == "__main__":
    main()
