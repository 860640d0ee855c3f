"""How loud samples are, and whether they can be speech at all.

Whisper makes phrases up when it is given silence ("Thank you for watching"), so it is not given any. Samples are
float32 in -1..1, shape (n,).
"""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

SILENCE_DBFS = -120.0  # dBFS: stands for digital silence

_WINDOW_S = 0.064  # seconds: whole periods of mains hum, and less than a syllable
_HOP_S = 0.016
_VOICE_BAND_HZ = (200.0, 4000.0)  # Hz: what tells vowels and consonants apart, and hardly any hum
_MIN_WORD_S = 0.12  # seconds: the shortest word; a click or a key is over sooner
_MIN_VOICE_DBFS = -66.0  # dBFS in the voice's band: a voice that peaks at -45 dBFS has about -60
_MIN_SWING_DB = (
    6.0  # dB between sounds and pauses; hiss and hum keep within 3, speech over hiss at 6 dB swings by 8
)
_WINDOWS_PER_BLOCK = 512  # windows at a time: five minutes at once would take half a gigabyte
_VOICE_RANGE_DB = 40.0  # dB between the loudest and the softest sound of one voice
_MARGIN_S = 0.5  # seconds around speech that are kept
_PAUSE_QUANTILE = 0.1  # the share of windows that are taken for pauses


def peak_level(samples: Samples) -> float:
    """The highest sample's level in dBFS: 0 is full scale."""
    return _to_dbfs(float(np.abs(samples).max(initial=0.0)))


def mean_level(samples: Samples) -> float:
    """The root mean square's level in dBFS; a full-scale square wave has 0."""
    return _to_dbfs(float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0)


def _to_dbfs(amplitude: float) -> float:
    return max(SILENCE_DBFS, 20 * float(np.log10(max(amplitude, 1e-12))))


def is_speech(samples: Samples, rate: int) -> bool:
    """Whether somebody may have spoken: the sound is neither too faint, nor too short, nor as steady as hiss and hum.

    Loudness alone would not do: a quiet microphone's voice is fainter than a loud one's hiss. But a voice goes up
    and down, some four times a second, and what a room or a cable adds to it does not.

    Args:
        samples: One channel.
        rate: In samples a second.
    """
    loud, steady = _speech_and_pause_levels(_voice_levels(samples, rate))
    return loud >= _MIN_VOICE_DBFS and loud - steady >= _MIN_SWING_DB


def trim_silence(samples: Samples, rate: int) -> Samples:
    """Speech without most of the quiet before and after it, in which Whisper would hear things."""
    levels = _voice_levels(samples, rate)
    loud, steady = _speech_and_pause_levels(levels)
    (sounding,) = np.nonzero(levels >= max(steady + _MIN_SWING_DB, loud - _VOICE_RANGE_DB))
    if not len(sounding):
        return samples
    margin, hop = round(_MARGIN_S * rate), round(_HOP_S * rate)
    return samples[max(0, sounding[0] * hop - margin) : sounding[-1] * hop + round(_WINDOW_S * rate) + margin]


def _speech_and_pause_levels(levels: NDArray[np.float64]) -> tuple[float, float]:
    """The level that is reached for as long as a short word takes, and the level between words, in dBFS.

    Digital silence does not count: a microphone that has just been opened gives it before it gives its hiss, and as
    a pause it would make the hiss look like speech.
    """
    loud_windows = round(_MIN_WORD_S / _HOP_S)
    heard = levels[levels > SILENCE_DBFS]
    if len(heard) < loud_windows:
        return SILENCE_DBFS, SILENCE_DBFS
    return float(np.sort(heard)[-loud_windows]), float(np.quantile(heard, _PAUSE_QUANTILE))


def _voice_levels(samples: Samples, rate: int) -> NDArray[np.float64]:
    """The level in the voice's band, window after window, in dBFS; `FAINTEST` for digital silence."""
    size, hop = round(_WINDOW_S * rate), round(_HOP_S * rate)
    if len(samples) < size:
        return np.empty(0)
    windows = np.lib.stride_tricks.sliding_window_view(samples, size)[::hop]
    blocks = np.array_split(windows, len(windows) // _WINDOWS_PER_BLOCK + 1)
    return np.concatenate([_band_levels(block, rate) for block in blocks])


def _band_levels(windows: Samples, rate: int) -> NDArray[np.float64]:
    """The level in the voice's band of each window, shape (n, size)."""
    size = windows.shape[1]
    taper = np.hanning(size)
    # A constant offset is no sound.
    centred = windows - windows.mean(axis=1, keepdims=True, dtype=np.float64)
    spectrum = np.fft.rfft(centred * taper, axis=1)
    frequency = np.fft.rfftfreq(size, 1 / rate)
    band = (frequency >= _VOICE_BAND_HZ[0]) & (frequency <= _VOICE_BAND_HZ[1])
    power = 2 * np.square(np.abs(spectrum[:, band])).sum(axis=1) / (size * np.square(taper).sum())
    return np.asarray(np.maximum(SILENCE_DBFS, 10 * np.log10(np.maximum(power, 1e-20))))
