"""Create the files in docs/examples again.

    python -m benchmarks.examples takes FOLDER    one take an emotion, at the default settings, as MIDI files
    python -m benchmarks.examples heard FOLDER    the two that the README links to, as MP3

Prints a line for each, for a musician to read: the key, the tempo, the bars and their chords.
"""

import sys
from pathlib import Path

import soundfile

from composer_app.cli.report import composition_text
from composer_app.composer import Composer
from composer_app.composition import Composition
from composer_app.job import Job
from composer_app.midi.file import save_midi
from composer_app.music.constraints import Constraints
from composer_app.request.emotion.mood import emotions
from composer_app.sound.file import normalize
from composer_app.speech.recording import Transcript

# File -> request text, and the seed.
_HEARD = {
    "hope-and-wonder.mp3": ("I want a song that expresses hope and wonder", 1),
    "a-rainy-evening.mp3": ("a rainy evening, missing somebody far away, on strings", 5),
}
_COMPRESSION = 0.5  # from 0 (largest file, best quality) to 1


def main() -> None:
    """Create the takes or the MP3 files."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    {"takes": _takes, "heard": _heard}[what](folder, Composer())


def _takes(folder: Path, composer: Composer) -> None:
    for seed, name in enumerate(emotions(), 1):
        take = _composed(composer, f"something {name}", seed)
        save_midi(take.performance, folder / f"{name}.mid", take.title, take.provenance)


def _heard(folder: Path, composer: Composer) -> None:
    for name, (sentence, seed) in _HEARD.items():
        audio = composer.render(_composed(composer, sentence, seed).performance, Job())
        samples = normalize(audio.samples)
        soundfile.write(
            folder / name, samples, audio.rate, bitrate_mode="VARIABLE", compression_level=_COMPRESSION
        )


def _composed(composer: Composer, sentence: str, seed: int) -> Composition:
    job = Job()
    request = composer.read(Transcript(sentence, "en", sentence), job)
    take = composer.compose(request, Constraints(), seed, job)
    print(f"{take.title}\n{composition_text(take)}\n")
    return take


if __name__ == "__main__":
    main()
