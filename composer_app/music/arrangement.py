"""Arranges a progression as a performance: voicing, accompaniment pattern, expression and instruments."""

import random
from collections.abc import Iterator, Sequence

from composer_app.music.accompaniment import PatternPlayer, choose_pattern
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.countermelody import countermelody
from composer_app.music.cues import ExpressiveCues
from composer_app.music.expression import perform
from composer_app.music.instruments import BASS_INSTRUMENTS, DEFAULT_INSTRUMENT, INSTRUMENTS
from composer_app.music.pattern import LOW
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.progression import Progression
from composer_app.music.voicing import Voicing
from composer_app.music.voicing_styles import VOICING_ONLY_STYLES, voice_chords

CHORDS, BASS, COUNTERMELODY = "Chords", "Bass", "Counter-line"
_NO_CONSTRAINTS, _DEFAULT_SETTINGS = Constraints(), PerformanceSettings()


def choose_voicings(
    progression: Progression,
    cues: ExpressiveCues,
    constraints: Constraints = _NO_CONSTRAINTS,
    performance_settings: PerformanceSettings = _DEFAULT_SETTINGS,
    fixed_voicings: Sequence[Voicing | None] = (),
) -> tuple[Voicing, ...]:
    """Return the voicings that `arrange` uses with the same arguments."""
    chords = [timed.chord for timed in progression.chords]
    return voice_chords(
        chords,
        cues.register,
        cues.bass_register,
        performance_settings.voicing_style_for(constraints.instrument),
        fixed_voicings,
    )


def chosen_pattern_name(
    progression: Progression,
    seed: int,
    emotion_weights: Sequence[tuple[str, float]],
    constraints: Constraints = _NO_CONSTRAINTS,
) -> str:
    """Return the name of the pattern that `arrange` uses with the same arguments."""
    return choose_pattern(constraints.pattern, emotion_weights, progression.metre, random.Random(seed)).name


def arrange(
    progression: Progression,
    cues: ExpressiveCues,
    seed: int,
    emotion_weights: Sequence[tuple[str, float]] = (),
    constraints: Constraints = _NO_CONSTRAINTS,
    performance_settings: PerformanceSettings = _DEFAULT_SETTINGS,
    fixed_voicings: Sequence[Voicing | None] = (),
) -> Performance:
    """Arrange a progression.

    Args:
        progression: The chords.
        cues: The expressive cues of the mood.
        seed: The seed of the pattern and of the humanization.
        emotion_weights: Emotions and their weights, which decide the pattern if the constraints name none.
        constraints: The constraints; only instrument, pattern and ending are used.
        performance_settings: The settings of the performance.
        fixed_voicings: From the first chord, the voicing that it keeps, or None.
    """
    rng = random.Random(seed)
    pattern = choose_pattern(constraints.pattern, emotion_weights, progression.metre, rng)
    style = performance_settings.voicing_style_for(constraints.instrument)
    voicings = choose_voicings(progression, cues, constraints, performance_settings, fixed_voicings)
    player = PatternPlayer(
        pattern,
        cues,
        progression,
        ends_at_rest=constraints.ending is Ending.CADENCE,
        voicing_only=style in VOICING_ONLY_STYLES,
    )
    notes = perform(player.play(voicings), progression, cues, pattern, performance_settings, rng)
    parts = list(_parts(notes, constraints.instrument or DEFAULT_INSTRUMENT, performance_settings))
    if performance_settings.countermelody_instrument:
        line = tuple(countermelody(progression, voicings, cues))
        parts.append(
            Part(COUNTERMELODY, INSTRUMENTS[performance_settings.countermelody_instrument].program, line)
        )
    return Performance(tuple(parts), cues.tempo, progression.key, progression.metre, progression.bars)


def _parts(
    notes: Sequence[tuple[str, Note]], instrument: str, performance_settings: PerformanceSettings
) -> Iterator[Part]:
    """Yield the part of the chords, and that of the bass if it has its own instrument."""
    bass = instrument if instrument in BASS_INSTRUMENTS else performance_settings.bass_instrument
    chords = DEFAULT_INSTRUMENT if instrument in BASS_INSTRUMENTS else instrument
    if bass is None:
        yield Part(CHORDS, INSTRUMENTS[chords].program, tuple(sorted(note for _, note in notes)))
        return
    yield Part(
        CHORDS, INSTRUMENTS[chords].program, tuple(sorted(note for hand, note in notes if hand != LOW))
    )
    yield Part(BASS, INSTRUMENTS[bass].program, tuple(sorted(note for hand, note in notes if hand == LOW)))
