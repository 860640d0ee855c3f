"""What a loudspeaker is fed: bytes once, then others again and again, with a way to end that does not click."""

import numpy as np
from PySide6.QtCore import QIODevice

from composer_app.sound.fitting import Encoding, Format, encoded, resampled
from composer_app.sound.synth import Audio, seamless

_FADE = 0.008  # seconds


class Feed(QIODevice):
    """A sound as a device that Qt reads. Whoever reads gets as much as there is, at once."""

    def __init__(self, audio: Audio, wanted: Format, loop: bool) -> None:
        """Make the sound ready.

        Args:
            audio: The sound.
            wanted: How the device takes it.
            loop: Whether to repeat it from bar line to bar line, instead of once with its tail.
        """
        super().__init__()
        self._format = wanted
        per_frame = wanted.rate / audio.rate
        whole = resampled(audio.samples, round(len(audio.samples) * per_frame))
        self.ends = not loop
        self.turn_frames = round(audio.loop_frames * per_frame)
        self._once = encoded(whole[: self.turn_frames] if loop else whole, wanted)
        self._again = encoded(resampled(seamless(audio), self.turn_frames), wanted) if loop else b""
        self._place = 0
        self._end: int | None = None if loop else len(self._once)
        self._fade_from: int | None = None
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    @property
    def over(self) -> bool:
        """Whether everything was read."""
        return self._end is not None and self._place >= self._end

    def fade(self) -> None:
        """End soon: what is read from here on fades away."""
        if self._fade_from is None:
            self._fade_from = self._place
            soon = self._place + round(_FADE * self._format.rate) * self._format.frame
            self._end = soon if self._end is None else min(self._end, soon)

    def isSequential(self) -> bool:  # noqa: N802 - Qt's name
        """Whether it is read from the beginning to the end."""
        return True

    def bytesAvailable(self) -> int:  # noqa: N802 - Qt's name
        """How much is left to read; of a loop, always enough."""
        left = (self._end - self._place) if self._end is not None else 2**20
        return max(0, left) + super().bytesAvailable()

    def readData(self, most: int) -> bytes:  # noqa: N802 - Qt's name
        """The next bytes, in whole frames."""
        size = most if self._end is None else max(0, min(most, self._end - self._place))
        start, size = self._place, size - size % self._format.frame
        self._place += size
        data = self._bytes(start, size)
        return data if self._fade_from is None else self._faded(data, start - self._fade_from)

    def writeData(self, data: bytes | bytearray | memoryview, most: int) -> int:  # noqa: N802, ARG002 - Qt's
        """Nothing can be written."""
        return -1

    def _bytes(self, start: int, size: int) -> bytes:
        """Some bytes from a place on, as often round as it takes."""
        data = self._once[start : start + size]
        while len(data) < size:
            place = (start + len(data) - len(self._once)) % len(self._again)
            data += self._again[place : place + size - len(data)]
        return data

    def _faded(self, data: bytes, since: int) -> bytes:
        """Bytes that were read so long after the fade began, in bytes."""
        _, middle, kind = self._format.encoding.value
        frames = np.frombuffer(data, kind).reshape(-1, self._format.channels).astype(np.float64) - middle
        passed = (since // self._format.frame + np.arange(len(frames))) / (_FADE * self._format.rate)
        gain = np.clip(1 - passed, 0, 1)[:, np.newaxis]
        quiet = frames * gain
        if self._format.encoding is not Encoding.FLOAT:
            quiet = np.rint(quiet) + middle
        return bytes(quiet.astype(kind).tobytes())
