"""How long rendering takes: `python benchmarks/render.py`. Seconds of work for a minute of music.

Compared with the fluidsynth command on the same SoundFont, without its reverb and chorus, if it is installed (apt-get
install fluidsynth); also how alike the two sound: the correlation of their magnitude spectra over the whole piece, in
bands of a twelfth of an octave from 30 Hz to 12 kHz.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import soundfile
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from composer_app.midi.file import save_midi
from composer_app.music.performance import Performance
from composer_app.paths import resource_path
from composer_app.sound.synth import SAMPLE_RATE, Synth
from testing.performances import chords, quick

_MUSIC = {"a chord a bar": chords(bars=30, tempo=120), "a chord an eighth": quick(bars=30, tempo=120)}
_TIMES = 5


def measured(work: Callable[[], object]) -> float:
    """Return the median time of some runs, in seconds, without the first, which loads modules and data."""
    work()
    durations = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        work()
        durations.append(time.perf_counter() - start)
    return median(durations)


def fluidsynth(performance: Performance, folder: Path) -> Callable[[], object]:
    """Render the same with fluidsynth, including loading the SoundFont."""
    save_midi(performance, folder / "music.mid", "music")
    bank = str(resource_path("sound/bank.sf3"))
    command = [
        "fluidsynth",
        "-ni",
        "-F",
        str(folder / "out.wav"),
        "-r",
        str(SAMPLE_RATE),
        "-o",
        "synth.reverb.active=0",
        "-o",
        "synth.chorus.active=0",
        bank,
        str(folder / "music.mid"),
    ]
    return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - fixed arguments


def spectrum(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the mean magnitude in each band of a twelfth of an octave, of frames of 8,192 samples."""
    size = 8192
    mono = samples.mean(axis=1)
    frames = mono[: len(mono) // size * size].reshape(-1, size) * np.hanning(size)
    magnitude = np.abs(np.fft.rfft(frames, axis=1)).mean(axis=0)
    edges = 30 * 2 ** (np.arange(0, 104) / 12) * size / SAMPLE_RATE
    centres = np.arange(len(magnitude))
    sums = [magnitude[(centres >= low) & (centres < high)].sum() for low, high in pairwise(edges)]
    return np.array(sums)


def main() -> None:
    """Measure each piece."""
    synth = Synth(resource_path("sound/bank.sf3"))
    for name, performance in _MUSIC.items():
        minutes = performance.seconds / 60
        seconds = measured(partial(synth.render, performance)) / minutes
        print(f"{name:<20} composer   {seconds:6.3f} s a minute of music")
        if shutil.which("fluidsynth"):
            with TemporaryDirectory() as folder:
                seconds = measured(fluidsynth(performance, Path(folder))) / minutes
                peer_audio, _ = soundfile.read(Path(folder) / "out.wav", dtype="float32")
            own_audio = synth.render(performance).samples
            similarity = np.corrcoef(spectrum(own_audio), spectrum(peer_audio))[0, 1]
            print(f"{name:<20} spectra correlate at {similarity:.4f}")
            print(f"{name:<20} fluidsynth {seconds:6.3f} s a minute of music, with its start")


if __name__ == "__main__":
    main()
