"""Seconds and word errors of a spoken request, compared with openai-whisper's own `transcribe` in the same run.

    python benchmarks/speech.py [--voices slt,rms,awb,kal16]

A dozen requests in each of flite's voices, 16 kHz, the model loaded and warm; both transcribe the same samples
alternately. Prints the median of the seconds with the interquartile range. Word errors are counted over all requests.
"""

import argparse
import os
import re
import statistics
import subprocess
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from composer_app.job import Job
from composer_app.speech.recording import Recording, read_recording, resample
from composer_app.speech.transcriber import Transcriber
from composer_app.speech.weights import load_whisper

REQUESTS = (
    "I want a song that expresses hope and wonder.",
    "Something sad and slow in a minor key.",
    "Play me joyful music with a fast tempo.",
    "I feel lonely tonight.",
    "Make it calm and peaceful, like a quiet lake.",
    "Give me a bit of nostalgia in D minor.",
    "An angry song, but not too loud.",
    "I am full of longing and a little fear.",
    "A tender waltz for my mother.",
    "Not sad, but thoughtful.",
    "Triumphant chords for a victory.",
    "Surprise me with something mysterious.",
)


def spoken(text: str, voice: str, folder: Path) -> Recording:
    """Return a request in one of flite's voices, at Whisper's rate."""
    wav = folder / "spoken.wav"
    subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(wav)], check=True)  # noqa: S603, S607
    return resample(read_recording(wav), 16_000)


def words(text: str) -> list[str]:
    """Return the words, without punctuation and in lower case."""
    return re.sub(r"[^\w' ]", " ", text.lower()).split()


def errors(reference: list[str], hypothesis: list[str]) -> int:
    """Return the Levenshtein distance in words."""
    row = list(range(len(hypothesis) + 1))
    for i, reference_word in enumerate(reference, 1):
        previous, row[0] = row[0], i
        for j, hypothesis_word in enumerate(hypothesis, 1):
            previous, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, previous + (reference_word != hypothesis_word)),
            )
    return row[-1]


def report(name: str, seconds: list[float], wrong: int, total: int) -> None:
    low, middle, high = statistics.quantiles(seconds, n=4)
    print(f"{name:32}  {middle:.2f} s ({low:.2f} to {high:.2f})   word errors {wrong / total:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voices", default="slt,rms,awb,kal16")
    arguments = parser.parse_args()

    transcriber, peer_model = Transcriber(), load_whisper(None, Job())
    transcriber.load(Job())

    def composer(recording: Recording, language: str) -> str:
        return transcriber.transcribe(recording, language, Job()).text

    def whisper(recording: Recording, language: str) -> str:
        torch.set_num_threads(os.cpu_count() or 1)  # Composer chose its own number before
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = peer_model.transcribe(recording.samples, language=language or None, fp16=False)
        return str(result["text"])

    systems: dict[str, tuple[Callable[[Recording, str], str], str]] = {
        "ours, language given": (composer, "en"),
        "ours, language found": (composer, ""),
        "openai-whisper, language given": (whisper, "en"),
        "openai-whisper, language found": (whisper, ""),
    }
    seconds: dict[str, list[float]] = {name: [] for name in systems}
    wrong = dict.fromkeys(systems, 0)
    total = 0
    with TemporaryDirectory() as folder:
        for voice in arguments.voices.split(","):
            for text in REQUESTS:
                recording = spoken(text, voice, Path(folder))
                total += len(words(text))
                for name, (transcribe, language) in systems.items():
                    start = time.perf_counter()
                    hypothesis = transcribe(recording, language)
                    seconds[name].append(time.perf_counter() - start)
                    wrong[name] += errors(words(text), words(hypothesis))
    print(f"{len(REQUESTS)} requests, voices {arguments.voices}, {os.cpu_count()} cores")
    for name in systems:
        report(name, seconds[name], wrong[name], total)


if __name__ == "__main__":
    main()
