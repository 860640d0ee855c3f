"""When somebody has finished speaking: levels, a floor of noise below them, and how long nothing rose above it."""

from bisect import insort

from composer_app.speech.voice_activity import FAINTEST

PAUSE = 1.6
"""Seconds of silence after speech that end a request: whoever looks for a word takes less."""

_STEADY = 0.1  # the share of levels that are taken for pauses
_SWING = 6.0  # dB that a voice rises above them: hiss and hum keep within 3
_FAINTEST_VOICE = -60.0  # dBFS
_SYLLABLE = 0.08  # seconds without a break above the noise: a click is over sooner
_SPOKEN = 0.3  # seconds of voice in all: the shortest request


class EndpointDetector:
    """Hears the level of a recording as it grows.

    The noise may change while one speaks: one that grows is taken for speech, so that nobody is cut short.

    Attributes:
        voice_until: When a voice was last heard, in seconds from the beginning; 0 before the first.
    """

    def __init__(self) -> None:
        self._levels: list[float] = []  # in order of loudness
        self._until = 0.0
        self._above = 0.0  # seconds without a break
        self._spoken = 0.0
        self.voice_until = 0.0

    def hear(self, level: float, until: float) -> None:
        """A stretch of sound, from where the last one ended until so many seconds, with its level in dBFS.

        Digital silence, which a microphone gives before it gives its hiss, says nothing of the noise.
        """
        length, self._until = until - self._until, until
        if level > FAINTEST:
            insort(self._levels, level)
        self._above = self._above + length if level >= self._least_voice() else 0.0
        if self._above >= _SYLLABLE:
            self._spoken += length
            self.voice_until = until

    @property
    def quiet(self) -> float:
        """For how many seconds nobody has spoken, after somebody had; 0 before."""
        return self._until - self.voice_until if self._spoken >= _SPOKEN else 0.0

    @property
    def over(self) -> bool:
        """Whether the request has been said."""
        return self.quiet >= PAUSE

    def _least_voice(self) -> float:
        """The level in dBFS from which on it may be a voice."""
        if not self._levels:
            return _FAINTEST_VOICE
        return max(_FAINTEST_VOICE, self._levels[int(_STEADY * len(self._levels))] + _SWING)
