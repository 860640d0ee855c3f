"""One take an emotion, at the default settings: `python -m benchmarks.examples FOLDER` writes their MIDI files there.

Prints a line for each, for a musician to read: the key, the tempo, the bars and their chords.
"""

import sys
from pathlib import Path

from composer_app.cli.report import composition_text
from composer_app.composer import Composer
from composer_app.midi.file import save_midi
from composer_app.music.constraints import Constraints
from composer_app.request.emotion import emotions
from composer_app.speech.recording import Transcript
from composer_app.work import Job


def main() -> None:
    folder, composer, job = Path(sys.argv[1]), Composer(), Job()
    folder.mkdir(parents=True, exist_ok=True)
    for seed, name in enumerate(emotions(), 1):
        request = composer.read(Transcript(f"something {name}", "en", f"something {name}"), job)
        take = composer.compose(request, Constraints(), seed, job)
        save_midi(take.performance, folder / f"{name}.mid", take.title, take.provenance)
        print(f"{take.title}\n{composition_text(take)}\n")


if __name__ == "__main__":
    main()
