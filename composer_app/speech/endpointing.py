"""When somebody has finished speaking: levels, a floor of noise below them, and how long nothing rose above it."""

from bisect import insort

from composer_app.speech.voice_activity import SILENCE_DBFS

END_PAUSE_S = 1.6
"""Seconds of silence after speech that end a request: whoever looks for a word takes less."""

_NOISE_QUANTILE = 0.1  # the share of levels that are taken for pauses
_VOICE_ABOVE_NOISE_DB = 6.0  # dB that a voice rises above them: hiss and hum keep within 3
_MIN_VOICE_DBFS = -60.0  # dBFS
_MIN_SYLLABLE_S = 0.08  # seconds without a break above the noise: a click is over sooner
_MIN_SPEECH_S = 0.3  # seconds of voice in all: the shortest request


class EndpointDetector:
    """Hears the level of a recording as it grows.

    The noise may change while one speaks: one that grows is taken for speech, so that nobody is cut short.

    Attributes:
        last_voice_seconds: When a voice was last heard, in seconds from the beginning; 0 before the first.
    """

    def __init__(self) -> None:
        self._sorted_levels: list[float] = []  # in order of loudness
        self._position_seconds = 0.0
        self._above_noise_seconds = 0.0  # seconds without a break
        self._speech_seconds = 0.0
        self.last_voice_seconds = 0.0

    def add_level(self, level: float, end_seconds: float) -> None:
        """A stretch of sound, from where the last one ended until so many seconds, with its level in dBFS.

        Digital silence, which a microphone gives before it gives its hiss, says nothing of the noise.
        """
        length, self._position_seconds = end_seconds - self._position_seconds, end_seconds
        if level > SILENCE_DBFS:
            insort(self._sorted_levels, level)
        self._above_noise_seconds = (
            self._above_noise_seconds + length if level >= self._voice_threshold_dbfs() else 0.0
        )
        if self._above_noise_seconds >= _MIN_SYLLABLE_S:
            self._speech_seconds += length
            self.last_voice_seconds = end_seconds

    @property
    def silence_seconds(self) -> float:
        """For how many seconds nobody has spoken, after somebody had; 0 before."""
        return (
            self._position_seconds - self.last_voice_seconds if self._speech_seconds >= _MIN_SPEECH_S else 0.0
        )

    @property
    def has_ended(self) -> bool:
        """Whether the request has been said."""
        return self.silence_seconds >= END_PAUSE_S

    def _voice_threshold_dbfs(self) -> float:
        """The level in dBFS from which on it may be a voice."""
        if not self._sorted_levels:
            return _MIN_VOICE_DBFS
        return max(
            _MIN_VOICE_DBFS,
            self._sorted_levels[int(_NOISE_QUANTILE * len(self._sorted_levels))] + _VOICE_ABOVE_NOISE_DB,
        )
