"""The words of somebody who still speaks: when to ask for them, and whether all of them are known."""

from composer_app.speech.recording import Transcript

EVERY = 1.0
"""Seconds of new sound after which it is worth asking again."""
MARGIN = 0.2
"""Seconds of silence after the last word with which it is heard whole; longer than most gaps between words."""
SETTLED = 0.4
"""Seconds of silence after which words that are known sooner are worth more than an answer that is on its way."""


class SoFar:
    """What is known of one recording while it is made; all times in seconds from its beginning."""

    def __init__(self) -> None:
        self._asked = self._known = 0.0
        self._transcript: Transcript | None = None

    def due(self, seconds: float, voice_until: float) -> bool:
        """Whether to ask now: nobody has asked for some time, or a pause has come and all can be heard whole."""
        if not voice_until or self.asked_for_all(voice_until):
            return False
        return seconds - self._asked >= EVERY or seconds >= voice_until + MARGIN

    def ask(self, seconds: float) -> None:
        """The words until a moment are asked for."""
        self._asked = seconds

    def hear(self, transcript: Transcript | None) -> None:
        """The words that were asked for last; None where there were none."""
        self._known, self._transcript = self._asked, transcript

    def asked_for_all(self, voice_until: float) -> bool:
        """Whether what was asked for last holds all that was said."""
        return self._asked >= voice_until + MARGIN

    def outrun(self, seconds: float, voice_until: float) -> bool:
        """Whether to ask anew though an answer is on its way: all was said, it seems, and that was asked too soon."""
        return bool(voice_until) and seconds >= voice_until + SETTLED and not self.asked_for_all(voice_until)

    def all(self, voice_until: float) -> Transcript | None:
        """All that was said, if it is known."""
        return self._transcript if self._known >= voice_until + MARGIN else None
