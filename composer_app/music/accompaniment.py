"""Plays chords with an accompaniment pattern at the density that the cues ask for."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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

PHRASE_BARS = 4
_CHOICE_WEIGHTS = (4, 3, 2)  # relative probabilities of an emotion's patterns
_MAX_PHRASE_END_DISTANCE = 0.5  # of the density of the last bar in a phrase from the wanted one
_OCTAVE = 12
_FINAL_STRIKES = (
    Strike(0.0, LOW, (1,), -2, is_sustained=True),
    Strike(0.0, HIGH, ALL_VOICES, -2, is_sustained=True),
)


@dataclass(frozen=True, slots=True)
class KeyStroke:
    """A struck key, before its velocity and its length are chosen.

    Attributes:
        start: The beat of the strike.
        pitch: The MIDI pitch.
        hand: `LOW` or `HIGH`.
        accent: A value that is added to the velocity.
        next_strike: The beat at which the hand strikes again, or its chord ends.
        latest_end: The beat at which the pitch is struck again, or is not in the chord any more.
        is_sustained: Whether it lasts until `latest_end`.
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
    """Return the pattern with a name, or choose one at random that suits the emotions."""
    weights = emotion_weights or ((NEUTRAL, 1.0),)
    emotion = rng.choices([emotion for emotion, _ in weights], [weight for _, weight in weights])[0]
    candidates = patterns_for_emotion(emotion, metre)
    chosen = rng.choices(candidates, _CHOICE_WEIGHTS[: len(candidates)])[0]
    return load_patterns()[name] if name else chosen


class PatternPlayer:
    """Plays voicings with a pattern, with two hands."""

    def __init__(
        self,
        pattern: Pattern,
        cues: ExpressiveCues,
        progression: Progression,
        *,
        ends_at_rest: bool,
        voicing_only: bool,
    ) -> None:
        """Choose the figures of the pattern.

        Args:
            pattern: The pattern.
            cues: Their density decides which figures are chosen.
            progression: The chords.
            ends_at_rest: Whether the last bar is a single held chord.
            voicing_only: Whether only notes of the voicing are played, and none of them in another octave.
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
        """Return the key strokes in order of time, given a voicing for each chord."""
        chords = self._progression.chords
        keys = [
            key
            for timed, voicing in zip(chords, voicings, strict=True)
            for key in self._chord_strokes(timed, voicing)
        ]
        strokes: list[KeyStroke] = []
        next_start: dict[int, float] = {}
        for key in reversed(keys):
            latest_end = min(next_start.get(key.pitch, math.inf), self._latest_end(key))
            strokes.append(replace(key, latest_end=latest_end))
            next_start[key.pitch] = key.start
        return strokes[::-1]

    def _chord_strokes(self, timed: TimedChord, voicing: Voicing) -> list[KeyStroke]:
        """Return the key strokes of one chord; each pitch may last until the chord ends."""
        strikes = self._strikes(timed)
        keys: dict[tuple[float, int], Strike] = {}
        for at, strike in strikes:
            for pitch in self._pitches(strike, voicing, timed.chord):
                keys.setdefault((at, pitch), strike)
        return [
            KeyStroke(at, pitch, strike.hand, strike.accent, next_strike, timed.end, strike.is_sustained)
            for (at, pitch), strike in sorted(keys.items(), key=lambda item: item[0])
            for next_strike in (_next_strike(strikes, at, strike.hand, timed.end),)
        ]

    def _latest_end(self, key: KeyStroke) -> float:
        """Return the end of a key's chord, or of the next chord, if an upper voice is a tone of that, too."""
        if key.hand == LOW or key.latest_end >= self._progression.beats - 1e-9:
            return key.latest_end
        following = self._progression.chords[self._progression.index_at(key.latest_end)]
        return following.end if key.pitch % 12 in following.chord.pitch_classes else key.latest_end

    def _strikes(self, timed: TimedChord) -> list[tuple[float, Strike]]:
        """Return the strikes of a chord with their beats; the figure restarts with the chord and with each bar."""
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
        """Return the pitches of a strike: of the bass for the low hand, of the upper voices for the high one."""
        upper = voicing.upper
        if strike.hand == HIGH:
            return tuple(self._upper(upper, number) for number in strike.voices) or upper
        if self._voicing_only:
            return tuple(voicing.bass if number == 1 else upper[0] for number in strike.voices)
        above = {1: 0, 5: fifth_above(chord, voicing.bass), 8: _OCTAVE}
        return tuple(voicing.bass + above[number] for number in strike.voices)

    def _upper(self, upper: tuple[int, ...], number: int) -> int:
        """Return an upper voice, counted from 1; above the highest, the lowest follows an octave higher."""
        octave, place = divmod(number - 1, len(upper))
        return upper[min(number, len(upper)) - 1] if self._voicing_only else upper[place] + _OCTAVE * octave


def _next_strike(strikes: Sequence[tuple[float, Strike]], at: float, hand: str, end: float) -> float:
    """Return the beat at which a hand strikes again, or `end`."""
    return min((later for later, strike in strikes if later > at and strike.hand == hand), default=end)


def fifth_above(chord: Chord, bass: int) -> int:
    """Return the semitones from a bass to the chord tone nearest to a fifth above, or 12 if that would be muddy."""
    steps = [(tone - bass) % 12 for tone in chord.pitch_classes]
    near = [step for step in steps if 5 <= step <= 9]
    step = min(near, key=lambda step: (abs(step - 7), step), default=_OCTAVE)
    return step if bass + step >= MUD_LIMIT_PITCH else _OCTAVE


def _density_distance(figure: Figure, cues: ExpressiveCues) -> float:
    """Return the distance of a figure's density from the wanted one; 0 if they are equal."""
    beats = cues.tempo / 60
    return (
        _ratio(figure.notes_per_beat * beats, cues.notes_per_second)
        + _ratio(figure.onsets_per_beat * beats, cues.onsets_per_second)
        - 2
    )


def _ratio(a: float, b: float) -> float:
    """Return the ratio of the larger to the smaller number."""
    return max(a, b) / min(a, b)
