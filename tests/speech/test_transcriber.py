"""Real voices to words, by the real Whisper. A few words of each request are asserted, as a listener would."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from composer_app.errors import RecordingError, SpeechError
from composer_app.job import Cancelled, Job, Progress
from composer_app.speech import transcriber as transcriber_module
from composer_app.speech.download import Source
from composer_app.speech.recording import Recording, resample
from composer_app.speech.transcriber import Transcriber
from composer_app.speech.voice_activity import Samples, is_speech
from tests.speech.voices import RATE, hiss, silence, spoken

_NOTHING = Path("no such file")


@pytest.fixture(scope="module")
def transcriber() -> Transcriber:
    """Whisper, loaded once for all tests: it takes seconds."""
    transcriber = Transcriber()
    transcriber.load(Job())
    return transcriber


def _clicks() -> Samples:
    clicks = hiss(8, -60)
    clicks[:: RATE // 4] = 0.5
    return clicks


def _gusts() -> Samples:
    """Hiss that comes and goes as breath does."""
    time = np.arange(6 * RATE) / RATE
    return np.asarray(hiss(6) * np.maximum(0, np.sin(np.pi * time)) ** 2, np.float32)


def _beeps() -> Samples:
    time = np.arange(4 * RATE) / RATE
    pitch = 440 * 2 ** (np.floor(time * 4) / 12)
    return (0.1 * np.sin(2 * np.pi * pitch * time) * (1 - time * 4 % 1)).astype(np.float32)


def _steps() -> Samples:
    return np.concatenate([hiss(2, -50), hiss(2, -20), hiss(2, -50)])


@pytest.mark.speech_model
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hope", ("song", "hope", "wonder")),
        ("joyful", ("joyful", "music", "fast")),
        ("lonely", ("lonely",)),
        ("mysterious", ("surprise", "mysterious")),
    ],
)
def test_spoken_requests_become_their_words(
    transcriber: Transcriber, name: str, words: tuple[str, ...]
) -> None:
    transcript = transcriber.transcribe(spoken(name), "", Job())
    assert all(word in transcript.text.lower() for word in words), transcript
    assert transcript.language == "en"
    assert transcript.english == transcript.text


@pytest.mark.speech_model
@pytest.mark.parametrize("given", ["", "by name"])
@pytest.mark.parametrize(
    ("name", "code", "language", "said", "meant"),
    [
        ("german", "de", "German", ("lied", "hoffnung"), ("happy", "hope")),
        ("spanish", "es", "spanish", ("esperanza", "alegría"), ("hope", "joy")),
    ],
)
def test_a_request_in_another_language_is_kept_and_translated(
    transcriber: Transcriber,
    name: str,
    code: str,
    language: str,
    said: tuple[str, ...],
    meant: tuple[str, ...],
    given: str,
) -> None:
    transcript = transcriber.transcribe(spoken(name), language if given else "", Job())
    assert transcript.language == code
    assert all(word in transcript.text.lower() for word in said), transcript
    assert all(word in transcript.english.lower() for word in meant), transcript


@pytest.mark.speech_model
def test_a_language_that_whisper_does_not_know_is_a_sentence(transcriber: Transcriber) -> None:
    with pytest.raises(SpeechError, match=r"no language 'Klingon'\. Give its English name or its code"):
        transcriber.transcribe(spoken("lonely"), "Klingon", Job())


@pytest.mark.speech_model
@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
def test_recordings_of_any_rate_are_understood(transcriber: Transcriber, rate: int) -> None:
    transcript = transcriber.transcribe(resample(spoken("lonely"), rate), "en", Job())
    assert "lonely" in transcript.text.lower()


@pytest.mark.speech_model
def test_a_quiet_microphone_over_its_hiss_is_understood(transcriber: Transcriber) -> None:
    voice = spoken("hope").samples
    quiet = voice * np.float32(10 ** (-45 / 20) / np.abs(voice).max())
    recording = Recording(quiet + hiss(len(quiet) / RATE, -75)[: len(quiet)], RATE)
    assert "hope" in transcriber.transcribe(recording, "", Job()).text.lower()


@pytest.mark.speech_model
def test_the_same_recording_gives_the_same_words(transcriber: Transcriber) -> None:
    first, second = (transcriber.transcribe(spoken("joyful"), "", Job()) for _ in range(2))
    assert first == second


@pytest.mark.speech_model
@pytest.mark.parametrize("pause", [9.0, 28.0])
def test_a_long_recording_is_understood_from_its_beginning_to_its_end(
    transcriber: Transcriber, pause: float
) -> None:
    samples = np.concatenate([spoken("hope").samples, silence(pause), spoken("lonely").samples])
    said: list[Progress] = []
    text = transcriber.transcribe(Recording(samples, RATE), "en", Job(said.append)).text.lower()
    assert "hope" in text
    assert "lonely" in text
    assert said[-1].done == said[-1].total == (2 if pause > 20 else 1)


@pytest.mark.speech_model
def test_a_long_recording_can_be_cancelled_between_its_windows(transcriber: Transcriber) -> None:
    def report(progress: Progress) -> None:
        said.append(progress.done)
        job.cancel()

    said: list[int] = []
    job = Job(report)
    samples = np.concatenate([spoken("lonely").samples, silence(60)])
    with pytest.raises(Cancelled):
        transcriber.transcribe(Recording(samples, RATE), "en", job)
    assert said == [0]


@pytest.mark.speech_model
def test_hearing_is_stopped_in_the_middle_of_a_window(transcriber: Transcriber) -> None:
    steps = []

    class Impatient(Job):
        def raise_if_cancelled(self) -> None:
            steps.append(1)
            if len(steps) == 20:
                self.cancel()
            super().raise_if_cancelled()

    with pytest.raises(Cancelled):
        transcriber.transcribe(spoken("hope"), "en", Impatient())
    assert len(steps) == 20
    assert "hope" in transcriber.transcribe(spoken("hope"), "en", Job()).text.lower()


@pytest.mark.speech_model
def test_what_was_said_so_far_is_overheard(transcriber: Transcriber) -> None:
    speech = spoken("hope")
    half = Recording(speech.samples[: len(speech.samples) // 2], RATE)
    heard = transcriber.transcribe_partial(half, "en", Job())
    assert heard is not None
    assert "song" in heard.text.lower()
    assert "wonder" not in heard.text.lower()


@pytest.mark.speech_model
@pytest.mark.parametrize("louder", [_beeps, _clicks])
def test_where_the_loudest_channel_has_no_words_the_next_is_listened_to(
    transcriber: Transcriber, louder: Callable[[], Samples]
) -> None:
    voice = spoken("lonely").samples * np.float32(0.2)
    music = np.resize(louder(), len(voice))
    assert is_speech(music, RATE)
    recording = Recording(music, RATE, (voice,))
    heard = transcriber.transcribe(recording, "", Job())
    assert heard == transcriber.transcribe(Recording(voice, RATE), "", Job())
    assert "lonely" in heard.text.lower()
    overheard = transcriber.transcribe_partial(recording, "", Job())
    assert overheard
    assert "lonely" in overheard.text.lower()


@pytest.mark.speech_model
def test_nothing_is_overheard_in_silence(transcriber: Transcriber) -> None:
    assert transcriber.transcribe_partial(Recording(silence(2), RATE), "en", Job()) is None


def test_nothing_is_overheard_without_a_model_and_none_is_loaded_for_it() -> None:
    assert Transcriber(_NOTHING).transcribe_partial(spoken("lonely"), "", Job()) is None


@pytest.mark.speech_model
@pytest.mark.parametrize("noise", [_clicks, _gusts, _beeps, _steps])
@pytest.mark.parametrize("language", ["", "en"])
def test_noise_that_is_shaped_like_speech_is_never_a_phrase(
    transcriber: Transcriber, noise: Callable[[], Samples], language: str
) -> None:
    samples = noise()
    assert is_speech(samples, RATE), "or Whisper is never asked"
    with pytest.raises(RecordingError, match="nothing that I could understand"):
        transcriber.transcribe(Recording(samples, RATE), language, Job())


@pytest.mark.parametrize(
    "samples", [silence(10), hiss(10, -30), silence(0)], ids=["silence", "hiss", "empty"]
)
def test_silence_is_known_before_whisper_is_asked(samples: Samples) -> None:
    with pytest.raises(RecordingError, match=r"I heard nothing\. Speak closer"):
        Transcriber(_NOTHING).transcribe(Recording(samples, RATE), "", Job())


def test_an_hour_of_sound_is_refused_before_whisper_is_asked() -> None:
    hour = Recording(np.broadcast_to(np.float32(0), (3_600 * RATE,)), RATE)
    with pytest.raises(RecordingError, match="at most 5 minutes"):
        Transcriber(_NOTHING).transcribe(hour, "", Job())


def test_a_weight_file_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(SpeechError, match="There is no file"):
        Transcriber(_NOTHING).transcribe(spoken("lonely"), "", Job())


def test_loading_ahead_asks_nobody_for_what_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.speech.test_weights import _wheels

    _wheels(tmp_path, None)
    monkeypatch.syspath_prepend(tmp_path)
    Transcriber(source=Source("http://127.0.0.1:1/base.pt", "0" * 64)).load(Job())


@pytest.mark.parametrize(
    ("load", "cores", "threads"),
    [
        ("0.10 0.20 0.30 1/119 22344\n", 2, 2),  # nobody but us
        ("0.10 0.20 0.30 2/119 22344\n", 2, 1),
        ("9.10 0.20 0.30 9/119 22344\n", 2, 1),  # more others than cores
        ("0.10 0.20 0.30 1/119 22344\n", 16, 4),  # more would make one window no quicker
        ("what is this\n", 2, 1),
        (None, 2, 1),  # not Linux
    ],
)
def test_words_are_heard_on_the_cores_that_nobody_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: str | None, cores: int, threads: int
) -> None:
    if load:
        (tmp_path / "loadavg").write_text(load)
    monkeypatch.setattr(transcriber_module, "_LOADAVG_PATH", tmp_path / "loadavg")
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert transcriber_module._free_core_count() == threads
