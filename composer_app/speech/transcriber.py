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
from composer_app.job import Job
from composer_app.speech.download import OPENAI_BASE_WEIGHTS, Source
from composer_app.speech.recording import MAX_SECONDS, Recording, Transcript, is_silent, resample
from composer_app.speech.segmentation import split_at_pauses
from composer_app.speech.voice_activity import trim_silence

if TYPE_CHECKING:
    from whisper.model import Whisper

    from composer_app.speech.decoding import WhisperDecoder, WindowTranscript

logger = logging.getLogger(__name__)

_TRANSCRIBING_STAGE = "Transcribing"
_LOADAVG_PATH = Path("/proc/loadavg")
_MAX_THREADS = 4  # more make one short window no faster
_UNSPACED_LANGUAGES = frozenset(
    {"zh", "yue", "ja", "th", "lo", "my", "km", "bo"}
)  # languages written without spaces


class Transcriber:
    """Whisper, loaded when it is first needed and kept."""

    def __init__(self, weights: Path | None = None, source: Source = OPENAI_BASE_WEIGHTS) -> None:
        """Hear with the weights in a file, if one is named; otherwise with those that can be found.

        Args:
            weights: A file as openai-whisper saves it.
            source: From where weights are downloaded that are nowhere on this computer.
        """
        self._weights = weights
        self._source = source
        self._decoder: WhisperDecoder | None = None

    def load(self, job: Job) -> None:
        """Load the model ahead and have it hear a first silence; what would have to be downloaded is left for later.

        Raises:
            SpeechError: The model that there is cannot be used.
            Cancelled: A stop was asked for.
        """
        from composer_app.speech.weights import load_local_whisper

        if not self._decoder and (model := load_local_whisper(self._weights, job, self._source)):
            self._decoder = _warmed_decoder(model, job)

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
        return self._transcribe(recording, language, job, _free_core_count())

    def _transcribe(self, recording: Recording, language: str, job: Job, threads: int) -> Transcript:
        import torch

        torch.set_num_threads(threads)
        if recording.seconds > MAX_SECONDS:
            raise RecordingError(
                f"A request is a sentence: speak for at most {MAX_SECONDS / 60:.0f} minutes."
            )
        if is_silent(recording):
            raise RecordingError(
                "I heard nothing. Speak closer to the microphone, or choose another microphone or input channel."
            )
        listener = self._loaded_decoder(job)
        code = listener.language_code(language)
        channels = (each for each in recording.channels if not is_silent(each))
        heard = next(filter(None, (_decode_windows(listener, each, code, job) for each in channels)), None)
        if not heard:
            raise RecordingError(
                "I heard nothing that I could understand. Say it again, a little slower, or type it."
            )
        return _join_windows(heard)

    def transcribe_partial(self, recording: Recording, language: str, job: Job) -> Transcript | None:
        """The words in what somebody has said so far; None where there are none yet, or no model is loaded.

        Raises:
            SpeechError: The model knows no such language.
            Cancelled: A stop was asked for; it is heeded within a few milliseconds.
        """
        if self._decoder is None:
            return None
        try:
            return self._transcribe(recording, language, job, threads=1)  # the window is at work beside it
        except RecordingError:
            return None

    def _loaded_decoder(self, job: Job) -> "WhisperDecoder":
        from composer_app.speech.weights import load_whisper

        if self._decoder is None:
            self._decoder = _warmed_decoder(load_whisper(self._weights, job, self._source), job)
        return self._decoder


def _free_core_count() -> int:
    """How many cores nobody else is using just now; where nobody can tell, all but one.

    Torch's threads wait for each other by spinning: two on a core that has other work take four times as long as one,
    two on two that are free half as long.
    """
    return max(1, min((os.cpu_count() or 1) - _other_running_threads(), _MAX_THREADS))


def _other_running_threads() -> int:
    """How many threads besides this one run or could run, at the quietest of three looks; 1 where nobody can tell."""
    looks = []
    for _ in range(3):
        try:
            running, _slash, _all = _LOADAVG_PATH.read_text().split()[3].partition("/")
            looks.append(int(running) - 1)
        except (OSError, ValueError, IndexError):  # only Linux has it
            return 1
        time.sleep(0.002)
    return min(looks)


def _warmed_decoder(model: "Whisper", job: Job) -> "WhisperDecoder":
    """A listener that has heard something, since the first time takes longer."""
    import torch

    from composer_app.speech.decoding import WHISPER_SAMPLE_RATE, WhisperDecoder

    torch.set_num_threads(1)
    job.step("Warming up the speech model")
    listener = WhisperDecoder(model)
    listener.decode_window(
        Recording(np.zeros(WHISPER_SAMPLE_RATE, np.float32), WHISPER_SAMPLE_RATE),
        "en",
        job.raise_if_cancelled,
    )
    return listener


def _decode_windows(
    decoder: "WhisperDecoder", recording: Recording, language: str, job: Job
) -> "list[WindowTranscript]":
    """What each window holds. The language of the first that holds something is that of all."""
    from composer_app.speech.decoding import MAX_WINDOW_S, WHISPER_SAMPLE_RATE

    speech = _trim_silence(resample(recording, WHISPER_SAMPLE_RATE))
    pieces = [piece for piece in split_at_pauses(speech, MAX_WINDOW_S) if not is_silent(piece)]
    found: list[WindowTranscript] = []
    for number, piece in enumerate(pieces):
        job.step(_TRANSCRIBING_STAGE, number, len(pieces))
        if heard := decoder.decode_window(
            _trim_silence(piece), found[0].language if found else language, job.raise_if_cancelled
        ):
            found.append(heard)
    job.step(_TRANSCRIBING_STAGE, len(pieces), len(pieces))
    return found


def _trim_silence(recording: Recording) -> Recording:
    return Recording(trim_silence(recording.samples, recording.rate), recording.rate)


def _join_windows(window_transcripts: "list[WindowTranscript]") -> Transcript:
    language = window_transcripts[0].language
    text = ("" if language in _UNSPACED_LANGUAGES else " ").join(each.text for each in window_transcripts)
    logger.info("Heard %d letters (%s)", len(text), language)
    logger.debug("Heard %r", text)
    return Transcript(text, language, " ".join(each.english for each in window_transcripts))
