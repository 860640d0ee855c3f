from collections.abc import Callable

import numpy as np
import pytest

from composer_app.speech.voice_activity import (
    SILENCE_DBFS,
    Samples,
    is_speech,
    mean_level,
    peak_level,
    trim_silence,
)
from tests.speech.voices import AUDIO, RATE, amplitude, hiss, hum, pink, silence, spoken

_VOICES = sorted(path.stem for path in AUDIO.glob("*.flac"))
_LEVELS = (-20.0, -40.0, -60.0)


def _scaled(name: str, peak: float) -> Samples:
    samples = spoken(name).samples
    scaled: Samples = samples * np.float32(amplitude(peak) / np.abs(samples).max())
    return scaled


def test_levels_are_those_of_a_square_wave() -> None:
    square = np.tile(np.array([0.5, -0.5], np.float32), 100)
    assert peak_level(square) == pytest.approx(-6.02, abs=0.01)
    assert mean_level(square) == pytest.approx(-6.02, abs=0.01)


def test_the_level_of_nothing_is_finite() -> None:
    assert peak_level(silence(0)) == mean_level(silence(0)) == mean_level(silence(1)) == SILENCE_DBFS


@pytest.mark.parametrize("name", _VOICES)
@pytest.mark.parametrize("peak", [0.0, -20.0, -45.0])
def test_a_voice_is_speech_however_quiet_the_microphone(name: str, peak: float) -> None:
    assert is_speech(_scaled(name, peak), RATE)


@pytest.mark.parametrize("name", _VOICES)
def test_a_quiet_voice_over_hiss_is_speech(name: str) -> None:
    voice = _scaled(name, -45.0)
    assert is_speech(voice + hiss(len(voice) / RATE, mean_level(voice) - 10)[: len(voice)], RATE)


@pytest.mark.parametrize("noise", [hiss, pink, hum])
@pytest.mark.parametrize("level", _LEVELS)
@pytest.mark.parametrize("seconds", [0.5, 10.0])
def test_steady_noise_is_no_speech_however_loud(
    noise: Callable[[float, float], Samples], level: float, seconds: float
) -> None:
    assert not is_speech(noise(seconds, level), RATE)


def test_hum_of_sixty_hertz_is_no_speech() -> None:
    assert not is_speech(hum(5, mains=60.0), RATE)


@pytest.mark.parametrize(
    "samples",
    [
        silence(10),
        silence(10) + np.float32(0.3),
        hiss(10, -50) + np.float32(0.3),
        np.concatenate([silence(1), hiss(5, -40)]),
        spoken("hope").samples[: RATE // 20],
    ],
    ids=["digital silence", "an offset", "an offset with hiss", "a microphone being opened", "too short"],
)
def test_what_is_no_voice_is_no_speech(samples: Samples) -> None:
    assert not is_speech(samples, RATE)


def test_a_click_is_no_speech() -> None:
    click = hiss(5, -70)
    click[RATE : RATE + 100] = 0.5
    assert not is_speech(click, RATE)


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000, 192_000])
def test_the_rate_makes_no_difference(rate: int) -> None:
    from composer_app.speech.recording import resample

    voice = resample(spoken("lonely"), rate)
    assert is_speech(voice.samples, rate)
    assert not is_speech(np.resize(hiss(3), rate * 3), rate)


@pytest.mark.parametrize("quiet", [silence, lambda seconds: hiss(seconds, -50)], ids=["silence", "hiss"])
def test_the_quiet_around_speech_is_trimmed_and_the_speech_is_not(quiet: Callable[[float], Samples]) -> None:
    voice = spoken("lonely").samples
    whole = np.concatenate([quiet(5), voice, quiet(5)])
    kept = trim_silence(whole, RATE)
    assert len(voice) <= len(kept) <= len(voice) + 1.2 * RATE
    assert np.isin(voice[np.abs(voice) > 0.05], kept).all()


def test_where_nothing_is_speech_nothing_is_trimmed() -> None:
    assert np.array_equal(trim_silence(silence(1), RATE), silence(1))
    assert len(trim_silence(silence(0), RATE)) == 0
