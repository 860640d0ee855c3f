"""Measures the level of samples, and decides whether they can be speech.

Whisper produces phrases from silence ("Thank you for watching"), so silence is not passed to it. Samples are float32 in
-1..1, shape (n,).
"""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

SILENCE_DBFS = -120.0  # stands for digital silence

_WINDOW_S = 0.064  # whole periods of mains hum, and less than a syllable
_HOP_S = 0.016
_VOICE_BAND_HZ = (200.0, 4000.0)  # carries vowels and consonants, and little hum
_MIN_WORD_S = 0.12  # the shortest word; a click or a keystroke is shorter
_MIN_VOICE_DBFS = -66.0  # in the voice band: a voice that peaks at -45 dBFS has about -60
_MIN_SWING_DB = (
    6.0  # between sounds and pauses; hiss and hum vary by less than 3, speech over hiss at 6 dB by 8
)
_WINDOWS_PER_BLOCK = 512  # five minutes at once would take half a gigabyte
_VOICE_RANGE_DB = 40.0  # between the loudest and the softest sound of one voice
_MARGIN_S = 0.5  # kept around speech
_PAUSE_QUANTILE = 0.1  # the quantile of windows that is taken for pauses


def peak_level(samples: Samples) -> float:
    """Return the peak level in dBFS; 0 is full scale."""
    return _to_dbfs(float(np.abs(samples).max(initial=0.0)))


def mean_level(samples: Samples) -> float:
    """Return the RMS level in dBFS; 0 is a full-scale square wave."""
    return _to_dbfs(float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0)


def _to_dbfs(amplitude: float) -> float:
    return max(SILENCE_DBFS, 20 * float(np.log10(max(amplitude, 1e-12))))


def is_speech(samples: Samples, rate: int) -> bool:
    """Return whether the sound may be speech: loud and long enough, and not as steady as hiss or hum.

    Level alone is not enough: a voice at a quiet microphone is softer than the hiss of a loud one. But a voice rises
    and falls about four times a second, and noise from a room or a cable does not.

    Args:
        samples: One channel.
        rate: In samples a second.
    """
    loud, steady = _speech_and_pause_levels(_voice_levels(samples, rate))
    return loud >= _MIN_VOICE_DBFS and loud - steady >= _MIN_SWING_DB


def trim_silence(samples: Samples, rate: int) -> Samples:
    """Return speech with little silence before and after it, in which Whisper would find words."""
    levels = _voice_levels(samples, rate)
    loud, steady = _speech_and_pause_levels(levels)
    (sounding,) = np.nonzero(levels >= max(steady + _MIN_SWING_DB, loud - _VOICE_RANGE_DB))
    if not len(sounding):
        return samples
    margin, hop = round(_MARGIN_S * rate), round(_HOP_S * rate)
    return samples[max(0, sounding[0] * hop - margin) : sounding[-1] * hop + round(_WINDOW_S * rate) + margin]


def _speech_and_pause_levels(levels: NDArray[np.float64]) -> tuple[float, float]:
    """Return the level exceeded for the length of a short word, and the level of pauses, in dBFS.

    Digital silence does not count: a microphone gives it before its hiss, and taking it for a pause would make the hiss
    look like speech.
    """
    loud_windows = round(_MIN_WORD_S / _HOP_S)
    heard = levels[levels > SILENCE_DBFS]
    if len(heard) < loud_windows:
        return SILENCE_DBFS, SILENCE_DBFS
    return float(np.sort(heard)[-loud_windows]), float(np.quantile(heard, _PAUSE_QUANTILE))


def _voice_levels(samples: Samples, rate: int) -> NDArray[np.float64]:
    """Return the level in the voice band of each window, in dBFS; `FAINTEST` for digital silence."""
    size, hop = round(_WINDOW_S * rate), round(_HOP_S * rate)
    if len(samples) < size:
        return np.empty(0)
    windows = np.lib.stride_tricks.sliding_window_view(samples, size)[::hop]
    blocks = np.array_split(windows, len(windows) // _WINDOWS_PER_BLOCK + 1)
    return np.concatenate([_band_levels(block, rate) for block in blocks])


def _band_levels(windows: Samples, rate: int) -> NDArray[np.float64]:
    """Return the level in the voice band of each window, shape (n, size)."""
    size = windows.shape[1]
    taper = np.hanning(size)
    # A constant offset is inaudible.
    centred = windows - windows.mean(axis=1, keepdims=True, dtype=np.float64)
    spectrum = np.fft.rfft(centred * taper, axis=1)
    frequency = np.fft.rfftfreq(size, 1 / rate)
    band = (frequency >= _VOICE_BAND_HZ[0]) & (frequency <= _VOICE_BAND_HZ[1])
    power = 2 * np.square(np.abs(spectrum[:, band])).sum(axis=1) / (size * np.square(taper).sum())
    return np.asarray(np.maximum(SILENCE_DBFS, 10 * np.log10(np.maximum(power, 1e-20))))
