"""Small real composers for the engine's process: quick to start, and made to misbehave on request."""

import logging
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from composer_app.composer import Composer
from composer_app.composition import Composition
from composer_app.errors import ModelError, RequestError
from composer_app.job import Job
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression, TimedChord
from composer_app.request.emotion.mood import Mood
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording, Transcript

NEUTRAL = Mood((), 0.0, 0.0)
KEY = Key(0, Mode.MAJOR)
_USUAL_MANNER, _USUAL_TASTE = PerformanceSettings(), GenerationSettings()


def performance(tempo: float = 120) -> Performance:
    """One bar of C."""
    notes = tuple(Note(0.0, pitch, 4.0, 80) for pitch in (60, 64, 67))
    return Performance((Part("Chords", 0, notes),), tempo, KEY, COMMON, 1)


class Metronome(Composer):
    """Knows one chord; what it makes of a sentence depends on the words in `_DEEDS`."""

    def warm_up(self) -> Iterator[None]:
        yield

    def transcribe(self, recording: Recording, language: str, job: Job) -> Transcript:
        job.step("Counting", 1, 2)
        text = f"{len(recording.samples)} samples"
        return Transcript(text, language or "en", text)

    def transcribe_partial(self, recording: Recording, language: str, job: Job) -> Transcript | None:
        return self.transcribe(recording, language, job) if len(recording.samples) else None

    def read(self, transcript: Transcript, job: Job) -> Request:
        job.step("Reading")
        text = transcript.text
        if deed := _DEEDS.get(text):
            deed(job)
        return Request(text, transcript.language, transcript.english, NEUTRAL)

    def compose(
        self,
        request: Request,
        constraint_overrides: Constraints,
        seed: int,
        job: Job,
        performance_settings: PerformanceSettings = _USUAL_MANNER,
        generation_settings: GenerationSettings = _USUAL_TASTE,
        locked: tuple[tuple[int, Chord], ...] = (),
    ) -> Composition:
        job.step("Composing")
        progression = Progression(KEY, COMMON, (TimedChord(Chord(0, "maj"), 0.0, 4.0),))
        notes = performance(constraint_overrides.tempo or 120)
        return Composition(
            request, progression, notes, seed, performance_settings, generation_settings, locked
        )

    def render(self, performance: Performance, job: Job) -> Audio:
        job.step("Rendering")
        frames = round(performance.seconds * 44_100)
        return Audio(np.full((frames, 2), 0.25, np.float32), 44_100, frames)


def _refuse(_: Job) -> None:
    raise RequestError("Nothing can be made of that. Say it another way.") from KeyError("nothing")


def _blunder(_: Job) -> None:
    raise ZeroDivisionError("a bug")


def _die(_: Job) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _go_on(job: Job) -> None:
    """Work until told to stop, saying so at each step."""
    while True:
        job.step("Going on")
        threading.Event().wait(0.01)


def _hang(job: Job) -> None:
    """Work without ever looking up, as a library may."""
    job.step("Hanging")
    threading.Event().wait()


def _warn(_: Job) -> None:
    logging.getLogger("composer_app.noisy").warning("the bank is %s", "loud")


_DEEDS = {"refuse": _refuse, "blunder": _blunder, "die": _die, "go on": _go_on, "hang": _hang, "warn": _warn}


class ColdComposer(Metronome):
    """Has nothing to load; says so."""

    def warm_up(self) -> Iterator[None]:
        raise ModelError("The shipped file machines is missing. Install Composer again.")


class MuteComposer(Metronome):
    """Has a damaged sound bank."""

    def render(self, performance: Performance, job: Job) -> Audio:  # noqa: ARG002 - it makes nothing of them
        raise ModelError("The sound bank bank.sf3 is missing or damaged. Install Composer again.")


class Custodian(Metronome):
    """Says where it looks for the user's own machines, whatever it hears."""

    def transcribe(self, recording: Recording, language: str, job: Job) -> Transcript:  # noqa: ARG002
        return Transcript(str(self._models_folder), "en", "")


class SlowComposer(Metronome):
    """Loads a part that a request can do without, until the file it was given instead of weights exists."""

    def __init__(self, weights: Path | None = None) -> None:
        super().__init__(weights)
        self._gate = weights

    def warm_up(self) -> Iterator[None]:
        yield
        while self._gate and not self._gate.exists():
            threading.Event().wait(0.01)
            yield


def unimportable(_: Path | None) -> Composer:
    """As where a library is not installed."""
    raise ImportError("No module named 'torch'")


def stillborn(_: Path | None) -> Composer:
    """As where a library brings the process down."""
    os._exit(3)
