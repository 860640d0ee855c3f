"""Which pattern is played, at which density, and what that strikes of each chord."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from composer_app.music.chord import Chord
from composer_app.music.cues import ExpressiveCues
from composer_app.music.metre import Metre
from composer_app.music.pattern import (
    ALL_VOICES,
    HIGH,
    LOW,
    NEUTRAL,
    Figure,
    Pattern,
    Strike,
    load_patterns,
    patterns_for_emotion,
)
from composer_app.music.progression import Progression, TimedChord
from composer_app.music.voicing import MUD_LIMIT_PITCH, Voicing

PHRASE_BARS = 4  # bars
_CHOICE_WEIGHTS = (4, 3, 2)  # how much likelier an emotion's first patterns are than its last
_MAX_PHRASE_END_DISTANCE = 0.5  # how far from the wanted density the bar that ends a phrase may be
_OCTAVE = 12
_FINAL_STRIKES = (
    Strike(0.0, LOW, (1,), -2, is_sustained=True),
    Strike(0.0, HIGH, ALL_VOICES, -2, is_sustained=True),
)


@dataclass(frozen=True, slots=True)
class KeyStroke:
    """A pitch that is struck.

    Attributes:
        start: The beat.
        pitch: The MIDI pitch.
        hand: `LOW` or `HIGH`.
        accent: Added to the velocity.
        next_strike: The beat at which the hand strikes again, or its chord ends.
        latest_end: The beat at which the pitch is struck again, or has no place in the chord: it cannot sound longer.
        is_sustained: Whether it sounds until then.
    """

    start: float
    pitch: int
    hand: str
    accent: int
    next_strike: float
    latest_end: float
    is_sustained: bool = False


def choose_pattern(
    name: str | None, emotion_weights: Sequence[tuple[str, float]], metre: Metre, rng: random.Random
) -> Pattern:
    """The pattern of a name, or one of those that suit the emotions."""
    weights = emotion_weights or ((NEUTRAL, 1.0),)
    mood = rng.choices([mood for mood, _ in weights], [weight for _, weight in weights])[0]
    usual = patterns_for_emotion(mood, metre)
    chosen = rng.choices(usual, _CHOICE_WEIGHTS[: len(usual)])[0]
    return load_patterns()[name] if name else chosen


class PatternPlayer:
    """Two hands that play a pattern at the density that a feel asks for."""

    def __init__(
        self,
        pattern: Pattern,
        cues: ExpressiveCues,
        progression: Progression,
        *,
        ends_at_rest: bool,
        voicing_only: bool,
    ) -> None:
        """Choose the figures.

        Args:
            pattern: What is played.
            cues: Its density is the one asked for.
            progression: What is played on.
            ends_at_rest: Whether the last bar comes to rest.
            voicing_only: Whether nothing but the voicing may sound: no voice moved to another octave.
        """
        self._progression, self._metre = progression, progression.metre
        self._ends_at_rest, self._voicing_only = ends_at_rest, voicing_only
        self._last_bar = progression.beats - progression.metre.beats
        figures = sorted(
            pattern.for_metre(progression.metre), key=lambda figure: _density_distance(figure, cues)
        )
        self._usual = figures[0]
        others = (
            figure for figure in figures[1:] if _density_distance(figure, cues) < _MAX_PHRASE_END_DISTANCE
        )
        self._phrase_end = next(others, figures[0])

    def play(self, voicings: Sequence[Voicing]) -> list[KeyStroke]:
        """What is struck, in order of time, when each chord of the progression has its voicing."""
        chords = self._progression.chords
        keys = [
            key
            for timed, voicing in zip(chords, voicings, strict=True)
            for key in self._chord_strokes(timed, voicing)
        ]
        struck: list[KeyStroke] = []
        next_of: dict[int, float] = {}
        for key in reversed(keys):
            until = min(next_of.get(key.pitch, math.inf), self._latest_end(key))
            struck.append(
                KeyStroke(
                    key.start, key.pitch, key.hand, key.accent, key.next_strike, until, key.is_sustained
                )
            )
            next_of[key.pitch] = key.start
        return struck[::-1]

    def _chord_strokes(self, timed: TimedChord, voicing: Voicing) -> list[KeyStroke]:
        """What is struck while a chord lasts, as if each pitch could sound until the chord ends."""
        strikes = self._strikes(timed)
        keys: dict[tuple[float, int], Strike] = {}
        for at, strike in strikes:
            for pitch in self._pitches(strike, voicing, timed.chord):
                keys.setdefault((at, pitch), strike)
        return [
            KeyStroke(at, pitch, strike.hand, strike.accent, again, timed.end, strike.is_sustained)
            for (at, pitch), strike in sorted(keys.items(), key=lambda item: item[0])
            for again in (_next_strike(strikes, at, strike.hand, timed.end),)
        ]

    def _latest_end(self, key: KeyStroke) -> float:
        """The end of its chord; of the next one, if an upper voice is a tone of that too."""
        if key.hand == LOW or key.latest_end >= self._progression.beats - 1e-9:
            return key.latest_end
        following = self._progression.chords[self._progression.index_at(key.latest_end)]
        return following.end if key.pitch % 12 in following.chord.pitch_classes else key.latest_end

    def _strikes(self, timed: TimedChord) -> list[tuple[float, Strike]]:
        """When what is struck: the figure begins anew with the chord and with each bar."""
        strikes: list[tuple[float, Strike]] = []
        start = timed.start
        while start < timed.end - 1e-9:
            bar = round(start // self._metre.beats)
            end = min(timed.end, (bar + 1) * self._metre.beats)
            strikes += [(start + strike.beat, strike) for strike in self._bar(bar, start, end)]
            start = end
        return strikes

    def _bar(self, bar: int, start: float, end: float) -> Iterator[Strike]:
        if self._ends_at_rest and start >= self._last_bar - 1e-9:
            return iter(_FINAL_STRIKES)
        figure = self._phrase_end if bar % PHRASE_BARS == PHRASE_BARS - 1 else self._usual
        return figure.within(end - start)

    def _pitches(self, strike: Strike, voicing: Voicing, chord: Chord) -> tuple[int, ...]:
        """The pitches of a strike: in the low hand around the bass, in the high one among the upper voices."""
        upper = voicing.upper
        if strike.hand == HIGH:
            return tuple(self._upper(upper, number) for number in strike.voices) or upper
        if self._voicing_only:
            return tuple(voicing.bass if number == 1 else upper[0] for number in strike.voices)
        above = {1: 0, 5: fifth_above(chord, voicing.bass), 8: _OCTAVE}
        return tuple(voicing.bass + above[number] for number in strike.voices)

    def _upper(self, upper: tuple[int, ...], number: int) -> int:
        """An upper voice, counted from 1; above the highest they begin again, an octave higher."""
        octave, place = divmod(number - 1, len(upper))
        return upper[min(number, len(upper)) - 1] if self._voicing_only else upper[place] + _OCTAVE * octave


def _next_strike(strikes: Sequence[tuple[float, Strike]], at: float, hand: str, end: float) -> float:
    """When a hand strikes again after a moment."""
    return min((later for later, strike in strikes if later > at and strike.hand == hand), default=end)


def fifth_above(chord: Chord, bass: int) -> int:
    """Semitones from a bass to the chord's tone nearest to a fifth above it, or the octave, where that is clearer."""
    steps = [(tone - bass) % 12 for tone in chord.pitch_classes]
    near = [step for step in steps if 5 <= step <= 9]
    step = min(near, key=lambda step: (abs(step - 7), step), default=_OCTAVE)
    return step if bass + step >= MUD_LIMIT_PITCH else _OCTAVE


def _density_distance(figure: Figure, cues: ExpressiveCues) -> float:
    """How far a figure is from the density asked for."""
    beats = cues.tempo / 60
    return (
        _ratio(figure.notes_per_beat * beats, cues.notes_per_second)
        + _ratio(figure.onsets_per_beat * beats, cues.onsets_per_second)
        - 2
    )


def _ratio(a: float, b: float) -> float:
    """How many times the smaller the greater is, at least 1."""
    return max(a, b) / min(a, b)
