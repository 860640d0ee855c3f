import numpy as np
import pytest

from composer_app.speech.endpointing import END_PAUSE_S, EndpointDetector
from composer_app.speech.voice_activity import Samples, mean_level
from tests.speech.voices import RATE, hiss, silence, spoken

_BLOCK = RATE // 25
_VOICES = ("hope", "joyful", "lonely", "mysterious", "german", "spanish")


def _heard(
    samples: Samples, ending: EndpointDetector | None = None, begun: float = 0.0
) -> tuple[EndpointDetector, float | None]:
    """A recording heard in blocks, as the window hears it, and when it was over, in seconds."""
    ending, over = ending or EndpointDetector(), None
    for start in range(0, len(samples), _BLOCK):
        block = samples[start : start + _BLOCK]
        until = begun + (start + len(block)) / RATE
        ending.add_level(mean_level(block), until)
        if over is None and ending.has_ended:
            over = until
    return ending, over


def _over(samples: Samples) -> float | None:
    return _heard(samples)[1]


@pytest.mark.parametrize("name", _VOICES)
@pytest.mark.parametrize("noise", [-90, -60, -45])
def test_a_request_is_over_some_time_after_its_last_word(name: str, noise: float) -> None:
    voice = spoken(name).samples
    room = hiss(len(voice) / RATE + 3, noise)
    samples = room.copy()
    samples[: len(voice)] += voice[: len(samples)]
    over = _over(samples)
    assert over is not None
    assert END_PAUSE_S < over < len(voice) / RATE + END_PAUSE_S + 0.3


@pytest.mark.parametrize("name", _VOICES)
def test_nobody_is_cut_short_while_they_speak(name: str) -> None:
    assert _over(spoken(name).samples) is None


def test_a_pause_to_think_ends_nothing() -> None:
    voice = spoken("lonely").samples
    samples = np.concatenate([voice, hiss(1.0, -70), voice])
    assert _over(samples) is None


@pytest.mark.parametrize(
    "samples", [silence(20), hiss(20, -50), hiss(20, -25)], ids=["silence", "hiss", "loud hiss"]
)
def test_whoever_has_not_spoken_yet_has_time(samples: Samples) -> None:
    ending, over = _heard(samples)
    assert over is None
    assert ending.last_voice_seconds == 0
    assert ending.silence_seconds == 0


def test_a_click_is_no_word() -> None:
    samples = hiss(8, -60)
    samples[3 * RATE : 3 * RATE + 200] = 0.9
    assert _heard(samples)[0].last_voice_seconds == 0
    assert _over(samples) is None


def test_silence_before_the_first_word_is_not_taken_for_the_noise_of_the_room() -> None:
    ending, over = _heard(np.concatenate([silence(1), hiss(6, -50)]))
    assert over is None
    assert ending.last_voice_seconds == 0


def test_noise_that_grows_ends_nothing() -> None:
    voice = spoken("hope").samples
    samples = np.concatenate([hiss(1, -70), voice, hiss(2, -30)])
    assert _over(samples) is None


def test_it_knows_when_a_voice_was_heard_last() -> None:
    voice = spoken("lonely").samples
    ending, _ = _heard(np.concatenate([voice, hiss(1, -80)]))
    assert ending.last_voice_seconds == pytest.approx(len(voice) / RATE, abs=0.5)
    assert ending.silence_seconds == pytest.approx(1.0, abs=0.5)
