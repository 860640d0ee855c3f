"""The program in one screen: from what was said to a composition, and from that to sound."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from composer_app import __version__
from composer_app.music.arrangement import arrange
from composer_app.music.constraints import Constraints
from composer_app.music.feel import feel
from composer_app.music.performance import Performance
from composer_app.music.progression import Progression
from composer_app.paths import resource
from composer_app.request.request import Request
from composer_app.request.turn import State, Turn
from composer_app.sound.synth import Audio, Synth
from composer_app.speech.recording import Recording, Transcript
from composer_app.work import Job

if TYPE_CHECKING:
    from composer_app.harmony.harmonist import Harmonist
    from composer_app.request.reader import Reader
    from composer_app.speech.transcriber import Transcriber


@dataclass(frozen=True, slots=True)
class Composition:
    """One take: all that was made for a request. The same request and seed give the same notes everywhere."""

    request: Request
    progression: Progression
    performance: Performance
    seed: int

    @property
    def title(self) -> str:
        """What it is, in a line: "Hopeful – D major – 84 bpm – 8 bars"."""
        mood = (self.request.mood.strongest or "neutral").capitalize()
        tempo, bars = self.performance.tempo, self.performance.bars
        return f"{mood} – {self.progression.key} – {tempo:g} bpm – {bars} bar{'s' * (bars != 1)}"

    @property
    def provenance(self) -> str:
        """Where it came from, in a line: what a file needs to be made again."""
        return f"Composer {__version__}, seed {self.seed}: {self.request.text}"


class Composer:
    """Turns what was said into music. Each part, and the library below it, is loaded when first needed."""

    def __init__(self, weights: Path | None = None) -> None:
        """Compose with the shipped machines, and with the Whisper weights in a file if one is named."""
        self._weights = weights

    @cached_property
    def _transcriber(self) -> "Transcriber":
        from composer_app.speech.transcriber import Transcriber

        return Transcriber(self._weights)

    @cached_property
    def _reader(self) -> "Reader":
        from composer_app.request.reader import Reader

        return Reader()

    @cached_property
    def _harmonist(self) -> "Harmonist":
        from composer_app.harmony.harmonist import Harmonist

        return Harmonist(resource("machines"))

    @cached_property
    def _synth(self) -> Synth:
        return Synth(resource("sound/bank.sf3"))

    def warm_up(self) -> Iterator[None]:
        """Load the parts ahead of the first request, one before each value; nothing is downloaded."""
        self._reader.warm_up()
        yield
        for part in ("_harmonist", "_synth"):
            getattr(self, part)
            yield
        self._transcriber.load(Job())
        yield

    def transcribe(self, recording: Recording, language: str, job: Job) -> Transcript:
        """Turn speech into words; `language` is Whisper's name for it, or empty to find it out."""
        job.step("Listening to what you said")
        return self._transcriber.transcribe(recording, language, job)

    def read(self, transcript: Transcript, job: Job) -> Request:
        """Understand what a sentence asks for."""
        job.step("Feeling the mood")
        return self._reader.read(transcript.text, transcript.language, transcript.english)

    def answer(self, transcript: Transcript, state: State, job: Job) -> Turn:
        """Understand what a sentence does to what is there: ask for something else, change it, or give an order."""
        from composer_app.request.talk import answer

        job.step("Feeling the mood")
        return answer(self._reader, transcript.text, state, transcript.language, transcript.english)

    def compose(self, request: Request, wishes: Constraints, seed: int, job: Job) -> Composition:
        """Find chords for a request and arrange them; `wishes` go before what the sentence asked for."""
        request = replace(request, constraints=request.constraints.overridden_by(wishes))
        job.step("Finding the harmony")
        progression = self._harmonist.harmonize(request.mood.weights, request.constraints, seed, job)
        job.step("Arranging")
        tempo = request.constraints.tempo
        felt = feel(request.mood.valence, request.mood.arousal, progression.metre, tempo)
        return Composition(request, progression, arrange(progression, felt, seed), seed)

    def render(self, performance: Performance, job: Job) -> Audio:
        """Play a performance on the built-in instruments, into memory."""
        job.step("Rendering the sound")
        return self._synth.render(performance)
