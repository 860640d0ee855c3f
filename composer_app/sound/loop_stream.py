"""An audio stream that Qt reads: clips that play once, then loop, and can fade out without a click."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QIODevice

from composer_app.sound.sample_format import DeviceFormat, EncodedSamples, SampleType, resample
from composer_app.sound.synth import Audio, mix_seamless_loop

_FADE_S = 0.008


@dataclass(frozen=True, slots=True, eq=False)
class _Clip:
    """A clip in bytes: one pass, then a repeated loop.

    Attributes:
        start: The stream position from which the clip plays.
        origin: The stream position of its first byte; before `start` if the clip begins in the middle.
        first_pass: The samples of the first pass.
        loop_pass: The samples that repeat after it; empty if the clip does not loop.
        loop_frames: The number of frames from its beginning to its last bar line.
    """

    start: int
    origin: int
    first_pass: EncodedSamples
    loop_pass: EncodedSamples
    loop_frames: int

    @property
    def end(self) -> int | None:
        """The stream position after its last byte; None if it loops."""
        return None if self.loop_pass else self.origin + len(self.first_pass)

    def read(self, place: int, size: int) -> bytes:
        """Return `size` bytes from a stream position on, repeating the loop as needed."""
        offset = place - self.origin
        data = self.first_pass[offset : offset + size]
        while len(data) < size:
            loop_offset = (offset + len(data) - len(self.first_pass)) % len(self.loop_pass)
            data += self.loop_pass[loop_offset : loop_offset + size - len(data)]
        return data


def _make_clip(audio: Audio, device_format: DeviceFormat, loop: bool, start: int, offset: int = 0) -> _Clip:
    """Create a clip that starts at a stream position, `offset` bytes into the audio."""
    rate_ratio = device_format.rate / audio.rate
    samples = resample(audio.samples, round(len(audio.samples) * rate_ratio))
    loop_frames = round(audio.loop_frames * rate_ratio)
    first_pass = EncodedSamples(samples[:loop_frames] if loop else samples, device_format)
    loop_pass = EncodedSamples(
        resample(mix_seamless_loop(audio), loop_frames) if loop else samples[:0], device_format
    )
    return _Clip(start, start - offset, first_pass, loop_pass, loop_frames)


class LoopStream(QIODevice):
    """Audio as a device that Qt reads. A read never waits."""

    def __init__(self, audio: Audio, device_format: DeviceFormat, loop: bool) -> None:
        """Encode the audio.

        Args:
            audio: The audio.
            device_format: The sample format of the device.
            loop: Whether to repeat from bar line to bar line, instead of playing once with the tail.
        """
        super().__init__()
        self._device_format = device_format
        self._loop = loop
        self._clips = [_make_clip(audio, device_format, loop, 0)]
        self._position = 0
        self._end = self._clips[0].end
        self._fade_start: int | None = None
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    @property
    def is_finished(self) -> bool:
        """Whether all data has been read."""
        return self._end is not None and self._position >= self._end

    def switch_at_bar_line(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:
        """Switch to other audio at the next bar line; return False if no bar line follows before the end.

        It starts at its beginning or, if it has the same bars, at the next bar.
        """
        clip, frame = self._clips[-1], self._device_format.frame_bytes
        bar = bar_seconds * self._device_format.rate * frame
        offset = (self._position - clip.origin) % (clip.loop_frames * frame)
        bar_line = self._position - offset + round(round((offset // bar + 1) * bar) / frame) * frame
        if (
            clip.start > self._position
            or self._fade_start is not None
            or (self._end or bar_line + 1) <= bar_line
        ):
            return False
        clip_offset = 0 if from_start else (bar_line - clip.origin) % (clip.loop_frames * frame)
        self._clips.append(_make_clip(audio, self._device_format, self._loop, bar_line, clip_offset))
        self._end = self._clips[-1].end
        return True

    def clip_at(self, frames: int) -> tuple[int, int]:
        """Return the index of the clip that plays after `frames` frames, and the frame in that clip."""
        number = max(
            n for n, clip in enumerate(self._clips) if clip.start <= frames * self._device_format.frame_bytes
        )
        frame = frames - self._clips[number].origin // self._device_format.frame_bytes
        loop_frames = self._clips[number].loop_frames
        return number, frame % loop_frames if self._loop else min(frame, loop_frames)

    @property
    def clip_count(self) -> int:
        """The number of clips, including pending ones."""
        return len(self._clips)

    def fade_out(self) -> None:
        """End soon: fade out the data that is read from now on."""
        if self._fade_start is None:
            self._fade_start = self._position
            fade_end = (
                self._position + round(_FADE_S * self._device_format.rate) * self._device_format.frame_bytes
            )
            self._end = fade_end if self._end is None else min(self._end, fade_end)

    def isSequential(self) -> bool:  # noqa: N802 - Qt's name
        """Return True: the stream cannot seek."""
        return True

    def bytesAvailable(self) -> int:  # noqa: N802 - Qt's name
        """Return the number of bytes left; a large constant for a loop."""
        left = (self._end - self._position) if self._end is not None else 2**20
        return max(0, left) + super().bytesAvailable()

    def readData(self, most: int) -> bytes:  # noqa: N802 - Qt's name
        """Return the next bytes, in whole frames."""
        size = most if self._end is None else max(0, min(most, self._end - self._position))
        start, size = self._position, size - size % self._device_format.frame_bytes
        self._position += size
        data = self._read_bytes(start, size)
        return data if self._fade_start is None else self._apply_fade(data, start - self._fade_start)

    def writeData(self, data: bytes | bytearray | memoryview, most: int) -> int:  # noqa: N802, ARG002 - Qt's
        """Refuse to write: the stream is read-only."""
        return -1

    def _read_bytes(self, start: int, size: int) -> bytes:
        """Return `size` bytes from a stream position on, across clips."""
        data = b""
        while len(data) < size:
            position = start + len(data)
            number = max(n for n, clip in enumerate(self._clips) if clip.start <= position)
            clip_end = self._clips[number + 1].start if number + 1 < len(self._clips) else start + size
            data += self._clips[number].read(position, min(start + size, clip_end) - position)
        return data

    def _apply_fade(self, data: bytes, bytes_since_fade: int) -> bytes:
        """Apply the fade-out to data that was read `bytes_since_fade` bytes after its beginning."""
        _, midpoint, sample_dtype = self._device_format.sample_type.value
        frames = (
            np.frombuffer(data, sample_dtype).reshape(-1, self._device_format.channels).astype(np.float64)
            - midpoint
        )
        progress = (bytes_since_fade // self._device_format.frame_bytes + np.arange(len(frames))) / (
            _FADE_S * self._device_format.rate
        )
        gain = np.clip(1 - progress, 0, 1)[:, np.newaxis]
        faded = frames * gain
        if self._device_format.sample_type is not SampleType.FLOAT:
            faded = np.rint(faded) + midpoint
        return bytes(faded.astype(sample_dtype).tobytes())
