"""Sounds that need no sound bank, made of a few partials: clicks that count in, a test chord, and two short signals."""

import numpy as np
from numpy.typing import NDArray

from composer_app.music.metre import Metre
from composer_app.sound.synth import RATE, Audio

_CLICKS = (1760.0, 1320.0)  # hertz: the first of a bar, and the others
_CLICK, _CLICK_LEVEL = 0.05, 0.35  # seconds, and of full scale
_TAIL = 0.05  # seconds of silence, so that the bar line is not the very end
_CHORD = (261.63, 329.63, 392.0, 523.25)
_CHORD_SECONDS, _CHORD_LEVEL = 0.9, 0.09
_SIGNAL_LEVEL = 0.07
_BEGUN, _DONE = (587.33, 880.0), (880.0, 587.33)  # rising, and falling: D5 and A5
_SIGNAL = 0.07  # seconds a note
_ATTACK = 0.004


def count_in(metre: Metre, tempo: float) -> Audio:
    """A bar of clicks, one a pulse, the first one higher; `tempo` in beats a minute."""
    bar = metre.beats * 60 / tempo
    pulses = max(1, round(metre.beats / metre.pulse))
    samples = np.zeros(round((bar + _TAIL) * RATE), np.float32)
    for pulse in range(pulses):
        click = _CLICK_LEVEL * _tone(_CLICKS[min(pulse, 1)], _CLICK)
        _add(samples, click, pulse * metre.pulse * 60 / tempo)
    return _stereo(samples, round(bar * RATE))


def trial_chord() -> Audio:
    """A short, soft chord of C major."""
    samples = np.zeros(round(_CHORD_SECONDS * RATE), np.float32)
    for pitch in _CHORD:
        _add(samples, _CHORD_LEVEL * _tone(pitch, _CHORD_SECONDS), 0.0)
    return _stereo(samples, len(samples))


def begun() -> Audio:
    """Two short notes upward: listening has begun."""
    return _signal(_BEGUN)


def done() -> Audio:
    """Two short notes downward: enough was heard."""
    return _signal(_DONE)


def _signal(pitches: tuple[float, float]) -> Audio:
    samples = np.zeros(round((len(pitches) + 2) * _SIGNAL * RATE), np.float32)
    for number, pitch in enumerate(pitches):
        _add(samples, _SIGNAL_LEVEL * _tone(pitch, 2 * _SIGNAL), number * _SIGNAL)
    return _stereo(samples, len(samples))


def _tone(pitch: float, seconds: float) -> NDArray[np.float32]:
    """A struck tone with an octave above it, that dies away, shape (frames,)."""
    time = np.arange(round(seconds * RATE)) / RATE
    wave = np.sin(2 * np.pi * pitch * time) + 0.3 * np.sin(4 * np.pi * pitch * time)
    envelope = np.minimum(1, time / _ATTACK) * (1 - time / seconds) ** 2
    tone: NDArray[np.float32] = (wave * envelope).astype(np.float32)
    return tone


def _add(samples: NDArray[np.float32], tone: NDArray[np.float32], seconds: float) -> None:
    start = round(seconds * RATE)
    samples[start : start + len(tone)] += tone[: len(samples) - start]


def _stereo(samples: NDArray[np.float32], loop_frames: int) -> Audio:
    return Audio(np.stack((samples, samples), axis=1), RATE, loop_frames)
