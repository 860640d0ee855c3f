"""The real loudspeaker: Qt into a PulseAudio server that writes down what it hears."""

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytestqt.qtbot import QtBot

from composer_app.errors import SoundError
from composer_app.music.performance import Note, Performance
from composer_app.sound.speaker import Speaker, speakers
from composer_app.sound.synth import Audio, Synth
from tests.listening import Samples, decibels, level_of
from tests.patience import PATIENCE, PATIENCE_MS
from tests.performances import chords, part, perform
from tests.pulse import SPEAKER, Pulse

_DYING = Path(__file__).with_name("dying_server.py")


@pytest.fixture
def speaker(qtbot: QtBot) -> Iterator[Speaker]:  # noqa: ARG001 - Qt must be there
    speaker = Speaker()
    yield speaker
    speaker.stop()


def _heard(wav: Path) -> tuple[Samples, int]:
    samples, rate = soundfile.read(wav)
    return samples.mean(axis=1), rate


def _lead(pitch: int, beats: float = 4.0, tempo: float = 240) -> Performance:
    return perform(part(Note(0, pitch, beats, 110), program=80), tempo=tempo, bars=1)


@pytest.mark.pulse
def test_the_loudspeakers_are_listed_by_name(pulse: Pulse, qapp: object) -> None:  # noqa: ARG001
    assert SPEAKER in speakers()


@pytest.mark.pulse
def test_what_is_played_is_heard(
    pulse: Pulse, speaker: Speaker, synth: Synth, qtbot: QtBot, tmp_path: Path
) -> None:
    notes = [Note(0, pitch, 4, 110) for pitch in (60, 64, 67)]
    audio = synth.render(perform(part(*notes, program=80), tempo=120))
    with pulse.record(tmp_path / "heard.wav") as wav, qtbot.waitSignal(speaker.ended, timeout=PATIENCE_MS):
        speaker.play(audio, False, SPEAKER)
    heard, rate = _heard(wav)
    start = int(np.argmax(np.abs(heard) > 0.01))
    tune = heard[start : start + 2 * rate]
    played = [level_of(tune, rate, pitch) for pitch in (60, 64, 67)]
    others = [level_of(tune, rate, pitch) for pitch in (61, 62, 63, 65, 66, 68)]
    assert min(played) > max(others) + 15
    expected = decibels(audio.samples[: 2 * audio.rate].mean(axis=1))
    assert decibels(tune) == pytest.approx(expected, abs=2)
    assert speaker.seconds is None


@pytest.mark.pulse
def test_a_loop_goes_on_past_its_end(
    pulse: Pulse, speaker: Speaker, synth: Synth, qtbot: QtBot, tmp_path: Path
) -> None:
    audio = synth.render(_lead(60))
    with pulse.record(tmp_path / "heard.wav") as wav:
        speaker.play(audio, True)
        places: list[float] = []

        def come_round() -> bool:
            places.append(speaker.seconds or 0.0)
            return sum(later < earlier for earlier, later in pairwise(places)) >= 2

        qtbot.waitUntil(come_round, timeout=PATIENCE_MS)
        assert max(places) < audio.loop_frames / audio.rate
        speaker.stop()
    heard, rate = _heard(wav)
    loud = np.abs(heard) > 0.01
    sounding = (len(loud) - np.argmax(loud[::-1]) - np.argmax(loud)) / rate
    assert sounding > 1.9  # seconds: the tune alone, with its tail, lasts 1.25


@pytest.mark.pulse
def test_stopping_is_soon_and_silent(
    pulse: Pulse, speaker: Speaker, synth: Synth, qtbot: QtBot, tmp_path: Path
) -> None:
    audio = synth.render(_lead(60, tempo=60))
    with pulse.record(tmp_path / "heard.wav") as wav:
        speaker.play(audio, True)
        qtbot.waitUntil(lambda: (speaker.seconds or 0) > 0.5, timeout=PATIENCE_MS)
        speaker.stop()
        assert speaker.seconds is None
        with qtbot.waitSignal(speaker.ended, timeout=PATIENCE_MS):
            speaker.play(Audio(np.zeros((66_150, 2), np.float32), 44_100, 66_150), False)
    heard, rate = _heard(wav)
    loud = np.flatnonzero(np.abs(heard) > 0.01)
    assert (loud[-1] - loud[0]) / rate < 1.2
    assert len(heard) - loud[-1] > rate / 2


@pytest.mark.pulse
def test_the_position_is_that_of_the_ear(pulse: Pulse, speaker: Speaker, synth: Synth, qtbot: QtBot) -> None:  # noqa: ARG001
    places: list[float] = []

    def far() -> bool:
        places.append(speaker.seconds or 0.0)
        return places[-1] > 1.0

    with qtbot.waitSignal(speaker.ended, timeout=PATIENCE_MS):
        speaker.play(synth.render(chords(bars=1, tempo=120)), False)
        began = time.monotonic()
        qtbot.waitUntil(far, timeout=PATIENCE_MS)
        elapsed = time.monotonic() - began
    assert places[-1] < elapsed + 0.5  # nothing is heard before its time
    assert places == sorted(places)
    assert speaker.seconds is None


@pytest.mark.pulse
def test_playing_again_replaces_what_plays(
    pulse: Pulse, speaker: Speaker, synth: Synth, qtbot: QtBot, tmp_path: Path
) -> None:
    ends: list[None] = []
    speaker.ended.connect(lambda: ends.append(None))
    with pulse.record(tmp_path / "heard.wav") as wav:
        speaker.play(synth.render(_lead(60, tempo=60)), True)
        qtbot.waitUntil(lambda: (speaker.seconds or 0) > 0.3, timeout=PATIENCE_MS)
        with qtbot.waitSignal(speaker.ended, timeout=PATIENCE_MS):
            speaker.play(synth.render(_lead(67)), False)
    heard, rate = _heard(wav)
    last = int(np.flatnonzero(np.abs(heard) > 0.01)[-1])
    tune = heard[last - rate : last - rate // 4]
    assert level_of(tune, rate, 67) > level_of(tune, rate, 60) + 15
    assert len(ends) == 1


@pytest.mark.pulse
def test_a_loudspeaker_that_is_not_there_is_a_sentence(pulse: Pulse, speaker: Speaker, synth: Synth) -> None:  # noqa: ARG001
    with pytest.raises(SoundError, match=r"The loudspeaker Gramophone is not there\. Connect it"):
        speaker.play(synth.render(_lead(60)), False, "Gramophone")
    assert speaker.seconds is None


@pytest.mark.pulse
@pytest.mark.parametrize("end", ["vanish", "never"])
def test_a_sound_server_that_dies_or_is_not_there_is_a_sentence(tmp_path: Path, end: str) -> None:
    """In a process of its own: Qt keeps to the first server that a process meets."""
    command = [sys.executable, str(_DYING), end, str(tmp_path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout
    assert (
        said
        == {
            "vanish": (
                "The loudspeaker went away while it played. Connect it again, or choose another one, and press Play."
            ),
            "never": "There is no loudspeaker. Connect one, or choose a MIDI port.",
        }[end]
    )


@pytest.mark.pulse
def test_the_volume_is_heard_at_once_and_kept(
    pulse: Pulse, speaker: Speaker, qtbot: QtBot, tmp_path: Path
) -> None:
    tone = 0.2 * np.sin(2 * np.pi * 440 / 44_100 * np.arange(4 * 44_100, dtype=np.float32))
    audio = Audio(np.stack([tone, tone], axis=1), 44_100, len(tone))
    with pulse.record(tmp_path / "heard.wav") as wav:
        speaker.set_volume(50)
        speaker.play(audio, False, SPEAKER)
        qtbot.waitUntil(lambda: (speaker.seconds or 0) > 1.5, timeout=PATIENCE_MS)
        speaker.set_volume(100)
        with qtbot.waitSignal(speaker.ended, timeout=PATIENCE_MS):
            pass
    heard, rate = _heard(wav)
    # By its levels and not by its times: a busy sound server has gaps.
    full = decibels(tone)
    levels = _levels(heard, rate)
    louder = int(np.argmax(np.diff(levels))) + 1
    assert np.median(levels[:louder]) == pytest.approx(full - 12, abs=1)
    assert np.median(levels[louder:]) == pytest.approx(full, abs=1)


def _levels(samples: Samples, rate: int) -> list[float]:
    """The level of each quarter of a second that sounds, in decibels."""
    blocks = np.split(samples, range(rate // 4, len(samples), rate // 4))
    return [decibels(block) for block in blocks if np.abs(block).max(initial=0) > 0.003]
