"""What a loudspeaker is fed: bytes once, then others again and again, with a way to end that does not click."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QIODevice

from composer_app.sound.sample_format import DeviceFormat, EncodedSamples, SampleType, resampled
from composer_app.sound.synth import Audio, seamless

_FADE = 0.008  # seconds


@dataclass(frozen=True, slots=True, eq=False)
class _Clip:
    """A sound from a place on, in bytes: once, then another again and again.

    Attributes:
        start: The place from which it is heard.
        origin: The place of its first byte; before the start where it takes over in the middle.
        once: What is heard first.
        again: What is heard from then on; empty where it ends.
        turn: Frames from its start to its last bar line.
    """

    start: int
    origin: int
    once: EncodedSamples
    again: EncodedSamples
    turn: int

    @property
    def end(self) -> int | None:
        """The place after its last byte, if it has one."""
        return None if self.again else self.origin + len(self.once)

    def read(self, place: int, size: int) -> bytes:
        """Some bytes from a place on, as often round as it takes."""
        into = place - self.origin
        data = self.once[into : into + size]
        while len(data) < size:
            at = (into + len(data) - len(self.once)) % len(self.again)
            data += self.again[at : at + size - len(data)]
        return data


def _tune(audio: Audio, wanted: DeviceFormat, loop: bool, start: int, into: int = 0) -> _Clip:
    """A sound from a place on, beginning so many bytes into it."""
    per_frame = wanted.rate / audio.rate
    whole = resampled(audio.samples, round(len(audio.samples) * per_frame))
    turn = round(audio.loop_frames * per_frame)
    once = EncodedSamples(whole[:turn] if loop else whole, wanted)
    again = EncodedSamples(resampled(seamless(audio), turn) if loop else whole[:0], wanted)
    return _Clip(start, start - into, once, again, turn)


class LoopStream(QIODevice):
    """A sound as a device that Qt reads. Whoever reads gets as much as there is, at once."""

    def __init__(self, audio: Audio, wanted: DeviceFormat, loop: bool) -> None:
        """Make the sound ready.

        Args:
            audio: The sound.
            wanted: How the device takes it.
            loop: Whether to repeat it from bar line to bar line, instead of once with its tail.
        """
        super().__init__()
        self._format = wanted
        self._loop = loop
        self._tunes = [_tune(audio, wanted, loop, 0)]
        self._place = 0
        self._end = self._tunes[0].end
        self._fade_from: int | None = None
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    @property
    def over(self) -> bool:
        """Whether everything was read."""
        return self._end is not None and self._place >= self._end

    def follow(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:
        """Go on with another sound at the next bar line; False where there is none before the end.

        From its start, or, for one of the same bars, from the bar that would have come.
        """
        tune, frame = self._tunes[-1], self._format.frame
        bar = bar_seconds * self._format.rate * frame
        into = (self._place - tune.origin) % (tune.turn * frame)
        line = self._place - into + round(round((into // bar + 1) * bar) / frame) * frame
        if tune.start > self._place or self._fade_from is not None or (self._end or line + 1) <= line:
            return False
        on = 0 if from_start else (line - tune.origin) % (tune.turn * frame)
        self._tunes.append(_tune(audio, self._format, self._loop, line, on))
        self._end = self._tunes[-1].end
        return True

    def heard(self, frames: int) -> tuple[int, int]:
        """Which tune, counted from 0, is heard after some frames, and at which of its frames."""
        number = max(n for n, tune in enumerate(self._tunes) if tune.start <= frames * self._format.frame)
        into = frames - self._tunes[number].origin // self._format.frame
        turn = self._tunes[number].turn
        return number, into % turn if self._loop else min(into, turn)

    @property
    def tunes(self) -> int:
        """How many sounds there are, those to come included."""
        return len(self._tunes)

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
        """Some bytes from a place on, of one sound after the other."""
        data = b""
        while len(data) < size:
            place = start + len(data)
            number = max(n for n, tune in enumerate(self._tunes) if tune.start <= place)
            ends = self._tunes[number + 1].start if number + 1 < len(self._tunes) else start + size
            data += self._tunes[number].read(place, min(start + size, ends) - place)
        return data

    def _faded(self, data: bytes, since: int) -> bytes:
        """Bytes that were read so long after the fade began, in bytes."""
        _, middle, kind = self._format.encoding.value
        frames = np.frombuffer(data, kind).reshape(-1, self._format.channels).astype(np.float64) - middle
        passed = (since // self._format.frame + np.arange(len(frames))) / (_FADE * self._format.rate)
        gain = np.clip(1 - passed, 0, 1)[:, np.newaxis]
        quiet = frames * gain
        if self._format.encoding is not SampleType.FLOAT:
            quiet = np.rint(quiet) + middle
        return bytes(quiet.astype(kind).tobytes())
