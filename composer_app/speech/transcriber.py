"""From a recording to the words in it, by Whisper.

Torch and Whisper take seconds to import, so this module does without them until there is something to hear.
"""

import logging
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from composer_app.errors import RecordingError
from composer_app.speech.download import OPENAI, Source
from composer_app.speech.loudness import trimmed
from composer_app.speech.recording import LONGEST, Recording, Transcript, is_silent, resampled
from composer_app.speech.windows import windows
from composer_app.work import Job

if TYPE_CHECKING:
    from whisper.model import Whisper

    from composer_app.speech.hearing import Heard, Listener

logger = logging.getLogger(__name__)

_STAGE = "Listening to what you said"
_LOAD = Path("/proc/loadavg")
_THREADS = 4  # more make one short window no faster
_UNSPACED = frozenset({"zh", "yue", "ja", "th", "lo", "my", "km", "bo"})  # languages written without spaces


class Transcriber:
    """Whisper, loaded when it is first needed and kept."""

    def __init__(self, weights: Path | None = None, source: Source = OPENAI) -> None:
        """Hear with the weights in a file, if one is named; otherwise with those that can be found.

        Args:
            weights: A file as openai-whisper saves it.
            source: From where weights are downloaded that are nowhere on this computer.
        """
        self._weights = weights
        self._source = source
        self._listener: Listener | None = None

    def load(self, job: Job) -> None:
        """Load the model ahead and have it hear a first silence; what would have to be downloaded is left for later.

        Raises:
            SpeechError: The model that there is cannot be used.
            Cancelled: A stop was asked for.
        """
        from composer_app.speech.weights import weights_at_hand

        if not self._listener and (model := weights_at_hand(self._weights, job, self._source)):
            self._listener = _listener(model, job)

    def transcribe(self, recording: Recording, language: str, job: Job) -> Transcript:
        """The words in a recording.

        Args:
            recording: At any rate, at most five minutes long. Where a channel has no words, the next is listened to.
            language: As Whisper names it ("en", "German"); empty to find it out.
            job: Told of progress, window by window of at most 30 s; heeded within a few milliseconds.

        Raises:
            RecordingError: Nobody spoke, or nothing could be understood, or it is too long.
            SpeechError: There is no model, or it knows no such language.
            Cancelled: A stop was asked for.
        """
        return self._transcribe(recording, language, job, _free_cores())

    def _transcribe(self, recording: Recording, language: str, job: Job, threads: int) -> Transcript:
        import torch

        torch.set_num_threads(threads)
        if recording.seconds > LONGEST:
            raise RecordingError(f"A request is a sentence: speak for at most {LONGEST / 60:.0f} minutes.")
        if is_silent(recording):
            raise RecordingError(
                "I heard nothing. Speak closer to the microphone, or choose another microphone or input channel."
            )
        listener = self._loaded(job)
        code = listener.language_code(language)
        channels = (each for each in recording.channels if not is_silent(each))
        heard = next(filter(None, (_hear(listener, each, code, job) for each in channels)), None)
        if not heard:
            raise RecordingError(
                "I heard nothing that I could understand. Say it again, a little slower, or type it."
            )
        return _transcript(heard)

    def overhear(self, recording: Recording, language: str, job: Job) -> Transcript | None:
        """The words in what somebody has said so far; None where there are none yet, or no model is loaded.

        Raises:
            SpeechError: The model knows no such language.
            Cancelled: A stop was asked for; it is heeded within a few milliseconds.
        """
        if self._listener is None:
            return None
        try:
            return self._transcribe(recording, language, job, threads=1)  # the window is at work beside it
        except RecordingError:
            return None

    def _loaded(self, job: Job) -> "Listener":
        from composer_app.speech.weights import load_weights

        if self._listener is None:
            self._listener = _listener(load_weights(self._weights, job, self._source), job)
        return self._listener


def _free_cores() -> int:
    """How many cores nobody else is using just now; where nobody can tell, all but one.

    Torch's threads wait for each other by spinning: two on a core that has other work take four times as long as one,
    two on two that are free half as long.
    """
    return max(1, min((os.cpu_count() or 1) - _others_running(), _THREADS))


def _others_running() -> int:
    """How many threads besides this one run or could run, at the quietest of three looks; 1 where nobody can tell."""
    looks = []
    for _ in range(3):
        try:
            running, _slash, _all = _LOAD.read_text().split()[3].partition("/")
            looks.append(int(running) - 1)
        except (OSError, ValueError, IndexError):  # only Linux has it
            return 1
        time.sleep(0.002)
    return min(looks)


def _listener(model: "Whisper", job: Job) -> "Listener":
    """A listener that has heard something, since the first time takes longer."""
    import torch

    from composer_app.speech.hearing import RATE, Listener

    torch.set_num_threads(1)
    job.step("Warming up the speech model")
    listener = Listener(model)
    listener.hear(Recording(np.zeros(RATE, np.float32), RATE), "en", job.heed)
    return listener


def _hear(listener: "Listener", recording: Recording, language: str, job: Job) -> "list[Heard]":
    """What each window holds. The language of the first that holds something is that of all."""
    from composer_app.speech.hearing import LONGEST_WINDOW, RATE

    speech = _trimmed(resampled(recording, RATE))
    pieces = [piece for piece in windows(speech, LONGEST_WINDOW) if not is_silent(piece)]
    found: list[Heard] = []
    for number, piece in enumerate(pieces):
        job.step(_STAGE, number, len(pieces))
        if heard := listener.hear(_trimmed(piece), found[0].language if found else language, job.heed):
            found.append(heard)
    job.step(_STAGE, len(pieces), len(pieces))
    return found


def _trimmed(recording: Recording) -> Recording:
    return Recording(trimmed(recording.samples, recording.rate), recording.rate)


def _transcript(heard: "list[Heard]") -> Transcript:
    language = heard[0].language
    text = ("" if language in _UNSPACED else " ").join(each.text for each in heard)
    logger.info("Heard %d letters (%s)", len(text), language)
    logger.debug("Heard %r", text)
    return Transcript(text, language, " ".join(each.english for each in heard))
