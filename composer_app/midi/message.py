"""Notes in beats to MIDI messages: the time and bytes of each note on and note off."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor

from composer_app.music.performance import Note, Part, Performance

NOTE_OFF, NOTE_ON, CONTROL_CHANGE, PROGRAM_CHANGE = 0x80, 0x90, 0xB0, 0xC0
TIMING_CLOCK, START, CONTINUE, STOP, SONG_POSITION = 0xF8, 0xFA, 0xFB, 0xFC, 0xF2
CLOCKS_PER_BEAT = 24
_DRUM_CHANNEL = 9
_HIGH_CLICK_KEY, _LOW_CLICK_KEY = 76, 77  # General MIDI's wood blocks
_CLICK_BEATS = 0.1
_BAR_EPSILON = 1e-6  # rounding error of sums of bars
# General MIDI reserves the tenth channel for drums.
MELODIC_CHANNELS = (*range(9), *range(10, 16))


@dataclass(frozen=True, slots=True)
class TimedMessage:
    """A MIDI message (status and data bytes) and its time in seconds from the start."""

    seconds: float
    data: bytes


@dataclass(frozen=True, slots=True, order=True)
class KeyEvent:
    """A note on or note off at a position in beats or ticks.

    Sorted so that at one position, note offs come before note ons and a repeated note sounds again.
    """

    position: float
    is_note_on: bool
    data: bytes


def part_channels(performance: Performance) -> tuple[int, ...]:
    """Return the channel of each part, from 0, skipping the drum channel.

    Raises:
        ValueError: If there are more parts than channels.
    """
    if len(performance.parts) > len(MELODIC_CHANNELS):
        raise ValueError(f"a performance can have {len(MELODIC_CHANNELS)} parts at most")
    return MELODIC_CHANNELS[: len(performance.parts)]


def key_events(
    part: Part, channel: int, beats: float, to_position: Callable[[float], float]
) -> list[KeyEvent]:
    """Return the key events of a part in order, strictly paired, none after the last bar line.

    Args:
        part: The part.
        channel: From 0 to 15.
        beats: The position of the last bar line.
        to_position: Maps a beat to a position: the same beat, or a tick. A note whose length becomes zero is left
            out.
    """
    return sorted(
        stroke
        for start, end, note in _note_spans(part, beats, to_position)
        for stroke in (
            KeyEvent(start, is_note_on=True, data=bytes((NOTE_ON | channel, note.pitch, note.velocity))),
            KeyEvent(end, is_note_on=False, data=bytes((NOTE_OFF | channel, note.pitch, 0))),
        )
    )


def timed_messages(performance: Performance) -> tuple[TimedMessage, ...]:
    """Return the messages that play a performance once, with their times."""
    strokes = sorted(
        stroke
        for part, channel in zip(performance.parts, part_channels(performance), strict=True)
        for stroke in key_events(part, channel, performance.beats, lambda beat: beat)
    )
    return tuple(TimedMessage(stroke.position * 60 / performance.tempo, stroke.data) for stroke in strokes)


def messages_by_bar(performance: Performance, *, clock: bool = False) -> tuple[tuple[TimedMessage, ...], ...]:
    """Return each bar's messages, in seconds from the start; a note off on a bar line belongs to the bar before.

    With a clock, clock messages are added, 24 per beat.
    """
    second = 60 / performance.tempo
    bar = performance.metre.beats * second
    rows: list[list[TimedMessage]] = [[] for _ in range(performance.bars)]
    for message in timed_messages(performance):
        place = message.seconds / bar
        before = message.data[0] & 0xF0 == NOTE_OFF
        number = ceil(place - _BAR_EPSILON) - 1 if before else floor(place + _BAR_EPSILON)
        rows[min(max(number, 0), performance.bars - 1)].append(message)
    if clock:
        for tick in range(round(performance.beats * CLOCKS_PER_BEAT)):
            seconds = tick / CLOCKS_PER_BEAT * second
            rows[int(seconds / bar + _BAR_EPSILON)].append(TimedMessage(seconds, bytes((TIMING_CLOCK,))))
    return tuple(tuple(sorted(row, key=lambda message: message.seconds)) for row in rows)


def count_in_clicks(performance: Performance, bar_count: int) -> tuple[TimedMessage, ...]:
    """Return clicks on the drum channel, one per pulse, for some bars; the first of each bar is higher."""
    metre = performance.metre
    clicks: list[TimedMessage] = []
    for bar in range(bar_count):
        for pulse in range(max(1, round(metre.beats / metre.pulse))):
            key = _LOW_CLICK_KEY if pulse else _HIGH_CLICK_KEY
            beat = bar * metre.beats + pulse * metre.pulse
            for place, kind, velocity in ((beat, NOTE_ON, 100), (beat + _CLICK_BEATS, NOTE_OFF, 0)):
                clicks.append(
                    TimedMessage(place * 60 / performance.tempo, bytes((kind | _DRUM_CHANNEL, key, velocity)))
                )
    return tuple(clicks)


def song_position_message(beat: float) -> bytes:
    """Return the song position pointer of a beat, in sixteenth notes."""
    sixteenths = min(2**14 - 1, round(4 * beat))
    return bytes((SONG_POSITION, sixteenths & 0x7F, sixteenths >> 7))


def program_change_messages(performance: Performance) -> tuple[bytes, ...]:
    """Return the messages that set each channel to its part's General MIDI program."""
    numbered = zip(performance.parts, part_channels(performance), strict=True)
    return tuple(bytes((PROGRAM_CHANGE | channel, part.program)) for part, channel in numbered)


def _note_spans(
    part: Part, beats: float, to_position: Callable[[float], float]
) -> Iterator[tuple[float, float, Note]]:
    """Yield the start and end of each note; a note ends at the latest when its pitch is struck again."""
    struck_again: dict[int, float] = {}
    for note in reversed(part.notes):
        start = to_position(note.start)
        end = min(to_position(note.end), struck_again.get(note.pitch, to_position(beats)))
        if start < end:
            struck_again[note.pitch] = start
            yield start, end, note
