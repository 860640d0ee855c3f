"""From chords to a performance: voices, a pattern at the density that is felt, touch, and who plays what."""

import random
from collections.abc import Iterator, Sequence

from composer_app.music.accompaniment import PatternPlayer, choose_pattern
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.countermelody import counter_line
from composer_app.music.cues import ExpressiveCues
from composer_app.music.expression import perform
from composer_app.music.instruments import BASSES, INSTRUMENTS
from composer_app.music.pattern import LOW
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression
from composer_app.music.voicing import Voicing
from composer_app.music.voicing_styles import GIVEN_HANDS, voice

CHORDS, BASS, COUNTER_LINE = "Chords", "Bass", "Counter-line"
_PIANO = "piano"
_FREE, _USUAL = Constraints(), PerformanceSettings()


def voiced(
    progression: Progression,
    felt: ExpressiveCues,
    constraints: Constraints = _FREE,
    manner: PerformanceSettings = _USUAL,
    kept: Sequence[Voicing | None] = (),
) -> tuple[Voicing, ...]:
    """The voicings that `arrange` plays, for the same arguments."""
    chords = [timed.chord for timed in progression.chords]
    return voice(chords, felt.register, felt.bass, manner.voicing_for(constraints.instrument), kept)


def pattern_played(
    progression: Progression, seed: int, moods: Sequence[tuple[str, float]], constraints: Constraints = _FREE
) -> str:
    """The name of the pattern that `arrange` plays, for the same arguments."""
    return choose_pattern(constraints.pattern, moods, progression.metre, random.Random(seed)).name


def arrange(
    progression: Progression,
    felt: ExpressiveCues,
    seed: int,
    moods: Sequence[tuple[str, float]] = (),
    constraints: Constraints = _FREE,
    manner: PerformanceSettings = _USUAL,
    kept: Sequence[Voicing | None] = (),
) -> Performance:
    """Play a progression.

    Args:
        progression: The chords.
        felt: How fast, loud, dense, high and long.
        seed: Decides among patterns, and the unevenness of touch; never the chords.
        moods: Emotions and their weights; they choose the pattern where the constraints name none.
        constraints: Of these, the instrument, the pattern and the ending are heeded.
        manner: What else was chosen.
        kept: The voicings of chords, from the first, that shall stay as they are.
    """
    rng = random.Random(seed)
    pattern = choose_pattern(constraints.pattern, moods, progression.metre, rng)
    style = manner.voicing_for(constraints.instrument)
    voicings = voiced(progression, felt, constraints, manner, kept)
    rests = constraints.ending is Ending.CADENCE
    hands = PatternPlayer(pattern, felt, progression, rests=rests, plain=style in GIVEN_HANDS)
    notes = perform(hands.play(voicings), progression, felt, pattern, manner, rng)
    parts = list(_parts(notes, constraints.instrument or _PIANO, manner))
    if manner.counter_line:
        line = tuple(counter_line(progression, voicings, felt))
        parts.append(Part(COUNTER_LINE, INSTRUMENTS[manner.counter_line], line))
    return Performance(tuple(parts), felt.tempo, progression.key, progression.metre, progression.bars)


def _parts(notes: Sequence[tuple[str, Note]], instrument: str, manner: PerformanceSettings) -> Iterator[Part]:
    """The chords, and the bass by itself where it was given an instrument."""
    bass = instrument if instrument in BASSES else manner.bass
    chords = _PIANO if instrument in BASSES else instrument
    if bass is None:
        yield Part(CHORDS, INSTRUMENTS[chords], tuple(sorted(note for _, note in notes)))
        return
    yield Part(CHORDS, INSTRUMENTS[chords], tuple(sorted(note for hand, note in notes if hand != LOW)))
    yield Part(BASS, INSTRUMENTS[bass], tuple(sorted(note for hand, note in notes if hand == LOW)))
