"""Transcribes recordings with Whisper.

Torch and Whisper take seconds to import, so this module imports them only when they are first used.
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
_MAX_THREADS = 4  # more do not speed up a short window
# Languages written without spaces.
_UNSPACED_LANGUAGES = frozenset({"zh", "yue", "ja", "th", "lo", "my", "km", "bo"})


class Transcriber:
    """A Whisper model, loaded on first use and kept in memory."""

    def __init__(self, weights: Path | None = None, source: Source = OPENAI_BASE_WEIGHTS) -> None:
        """Create a transcriber with a file of weights or, if there is none, with the weights that are found.

        Args:
            weights: A file in openai-whisper's format.
            source: Where to download weights that are not on this computer.
        """
        self._weights = weights
        self._source = source
        self._decoder: WhisperDecoder | None = None

    def load(self, job: Job) -> None:
        """Load the model ahead and decode a first silence; weights that must be downloaded are left for later.

        Raises:
            SpeechError: If the installed model cannot be used.
            Cancelled: If the job is cancelled.
        """
        from composer_app.speech.weights import load_local_whisper

        if not self._decoder and (model := load_local_whisper(self._weights, job, self._source)):
            self._decoder = _warmed_decoder(model, job)

    def transcribe(self, recording: Recording, language: str, job: Job) -> Transcript:
        """Transcribe a recording.

        Args:
            recording: At any rate, at most five minutes long. If a channel has no words, the next is transcribed.
            language: Whisper's name of it ("en", "German"); empty to detect it.
            job: Gets the progress, per window of at most 30 s; cancels within a few milliseconds.

        Raises:
            RecordingError: If nobody spoke, nothing could be understood, or it is too long.
            SpeechError: If there is no model, or it does not know the language.
            Cancelled: If the job is cancelled.
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
        """Transcribe an unfinished recording; return None if it has no words yet, or no model is loaded.

        Raises:
            SpeechError: If the model does not know the language.
            Cancelled: If the job is cancelled; takes a few milliseconds.
        """
        if self._decoder is None:
            return None
        try:
            return self._transcribe(recording, language, job, threads=1)  # because the window is busy too
        except RecordingError:
            return None

    def _loaded_decoder(self, job: Job) -> "WhisperDecoder":
        from composer_app.speech.weights import load_whisper

        if self._decoder is None:
            self._decoder = _warmed_decoder(load_whisper(self._weights, job, self._source), job)
        return self._decoder


def _free_core_count() -> int:
    """Return how many cores are idle now; if that is unknown, all but one.

    Torch's threads wait for each other by spinning: two threads on one busy core take four times as long as one, two on
    two idle cores half as long.
    """
    return max(1, min((os.cpu_count() or 1) - _other_running_threads(), _MAX_THREADS))


def _other_running_threads() -> int:
    """Return how many other threads run or could run, as the lowest of three samples; 1 if that is unknown."""
    looks = []
    for _ in range(3):
        try:
            running, _slash, _all = _LOADAVG_PATH.read_text().split()[3].partition("/")
            looks.append(int(running) - 1)
        except (OSError, ValueError, IndexError):  # exists only on Linux
            return 1
        time.sleep(0.002)
    return min(looks)


def _warmed_decoder(model: "Whisper", job: Job) -> "WhisperDecoder":
    """Return a decoder that has decoded once, because the first time takes longer."""
    import torch

    from composer_app.speech.decoding import WHISPER_SAMPLE_RATE, WhisperDecoder

    torch.set_num_threads(1)
    job.step("Warming up the speech model")
    decoder = WhisperDecoder(model)
    decoder.decode_window(
        Recording(np.zeros(WHISPER_SAMPLE_RATE, np.float32), WHISPER_SAMPLE_RATE),
        "en",
        job.raise_if_cancelled,
    )
    return decoder


def _decode_windows(
    decoder: "WhisperDecoder", recording: Recording, language: str, job: Job
) -> "list[WindowTranscript]":
    """Decode each window. The language of the first window with words applies to all."""
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
