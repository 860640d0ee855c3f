"""Endpoint detection: a noise floor from the levels so far, and the silence since the level last rose above it."""

from bisect import insort

from composer_app.speech.voice_activity import SILENCE_DBFS

END_PAUSE_S = 1.6
"""Seconds of silence after speech that end a request; a pause to search for a word is shorter."""

_NOISE_QUANTILE = 0.1  # the quantile of levels that is taken for the noise floor
_VOICE_ABOVE_NOISE_DB = 6.0  # above the noise floor: hiss and hum vary by less than 3 dB
_MIN_VOICE_DBFS = -60.0
_MIN_SYLLABLE_S = 0.08  # without a break above the noise floor: a click is shorter
_MIN_SPEECH_S = 0.3  # of voice in all: the shortest request


class EndpointDetector:
    """Detects the end of speech from the levels of a growing recording.

    The noise floor may change during a recording. Growing noise counts as speech, so that no user is cut off.

    Attributes:
        last_voice_seconds: The time of the last voice, in seconds from the beginning; 0 before the first.
    """

    def __init__(self) -> None:
        self._sorted_levels: list[float] = []
        self._position_seconds = 0.0
        self._above_noise_seconds = 0.0  # without a break
        self._speech_seconds = 0.0
        self.last_voice_seconds = 0.0

    def add_level(self, level: float, end_seconds: float) -> None:
        """Add the level in dBFS of the audio since the last call, up to `seconds`.

        Digital silence, which microphones give before their hiss, does not count for the noise floor.
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
        """The seconds of silence since the last speech; 0 before the first."""
        return (
            self._position_seconds - self.last_voice_seconds if self._speech_seconds >= _MIN_SPEECH_S else 0.0
        )

    @property
    def has_ended(self) -> bool:
        """Whether the request has ended."""
        return self.silence_seconds >= END_PAUSE_S

    def _voice_threshold_dbfs(self) -> float:
        """Return the level in dBFS above which sound counts as voice."""
        if not self._sorted_levels:
            return _MIN_VOICE_DBFS
        return max(
            _MIN_VOICE_DBFS,
            self._sorted_levels[int(_NOISE_QUANTILE * len(self._sorted_levels))] + _VOICE_ABOVE_NOISE_DB,
        )
