"""Sounds made of a few partials, without a SoundFont: count-in clicks, a test chord and two audio cues."""

import numpy as np
from numpy.typing import NDArray

from composer_app.music.metre import Metre
from composer_app.sound.synth import SAMPLE_RATE, Audio

_CLICK_PITCHES_HZ = (1760.0, 1320.0)  # the first of a bar, and the others
_CLICK_S, _CLICK_LEVEL = 0.05, 0.35  # fraction of full scale
_TAIL_S = 0.05  # silence, so that the bar line is not the very end
_CHORD_PITCHES_HZ = (261.63, 329.63, 392.0, 523.25)
_CHORD_S, _CHORD_LEVEL = 0.9, 0.09
_CUE_LEVEL = 0.07
_START_CUE_HZ, _END_CUE_HZ = (587.33, 880.0), (880.0, 587.33)  # rising and falling: D5 and A5
_CUE_NOTE_S = 0.07  # of each note
_ATTACK_S = 0.004


def render_count_in(metre: Metre, tempo: float) -> Audio:
    """Return a bar of clicks, one per pulse, the first one higher; `tempo` in beats a minute."""
    bar = metre.beats * 60 / tempo
    pulses = max(1, round(metre.beats / metre.pulse))
    samples = np.zeros(round((bar + _TAIL_S) * SAMPLE_RATE), np.float32)
    for pulse in range(pulses):
        click = _CLICK_LEVEL * _tone(_CLICK_PITCHES_HZ[min(pulse, 1)], _CLICK_S)
        _add(samples, click, pulse * metre.pulse * 60 / tempo)
    return _stereo(samples, round(bar * SAMPLE_RATE))


def render_probe_chord() -> Audio:
    """Return a short, soft C major chord."""
    samples = np.zeros(round(_CHORD_S * SAMPLE_RATE), np.float32)
    for pitch in _CHORD_PITCHES_HZ:
        _add(samples, _CHORD_LEVEL * _tone(pitch, _CHORD_S), 0.0)
    return _stereo(samples, len(samples))


def render_start_cue() -> Audio:
    """Return two short rising notes: recording has started."""
    return _render_cue(_START_CUE_HZ)


def render_end_cue() -> Audio:
    """Return two short falling notes: recording has ended."""
    return _render_cue(_END_CUE_HZ)


def _render_cue(pitches_hz: tuple[float, float]) -> Audio:
    samples = np.zeros(round((len(pitches_hz) + 2) * _CUE_NOTE_S * SAMPLE_RATE), np.float32)
    for number, pitch in enumerate(pitches_hz):
        _add(samples, _CUE_LEVEL * _tone(pitch, 2 * _CUE_NOTE_S), number * _CUE_NOTE_S)
    return _stereo(samples, len(samples))


def _tone(pitch_hz: float, seconds: float) -> NDArray[np.float32]:
    """Return a struck tone with an octave above it, which decays, shape (frames,)."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = np.sin(2 * np.pi * pitch_hz * time) + 0.3 * np.sin(4 * np.pi * pitch_hz * time)
    envelope = np.minimum(1, time / _ATTACK_S) * (1 - time / seconds) ** 2
    tone: NDArray[np.float32] = (wave * envelope).astype(np.float32)
    return tone


def _add(samples: NDArray[np.float32], tone: NDArray[np.float32], seconds: float) -> None:
    start = round(seconds * SAMPLE_RATE)
    samples[start : start + len(tone)] += tone[: len(samples) - start]


def _stereo(samples: NDArray[np.float32], loop_frames: int) -> Audio:
    return Audio(np.stack((samples, samples), axis=1), SAMPLE_RATE, loop_frames)
