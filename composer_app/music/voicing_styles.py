"""Voicing styles for a pianist, a guitarist, a string quartet and others, in one table.

A style defines the tones of the upper voices, how they are stacked, and their lowest pitches. Voice leading
(`voicing.py`) chooses among the stacks.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.guitar_voicings import fingerings
from composer_app.music.voicing import Voicing, best_placed, motion_cost, smoothest_path

_MAX_CANDIDATES = 48  # per chord
_BASS_RANGE_SEMITONES = (-5, 8)  # around the wanted pitch; contains every pitch class at least once
_MIN_GAP_ABOVE_BASS = 3
_REGISTER_STEP = 6
_OCTAVE_SEMITONES = 12
_FIFTH_INTERVALS = (7, 6, 8)  # perfect, diminished, augmented

Tones = tuple[int, ...]
Stack = Callable[[tuple[int, ...]], Iterator[tuple[int, ...]]]


def _close_position(close: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    yield close


def _close_or_open(close: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    yield close
    yield from _drop_two(close)


def _drop_two(close: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Lower the second voice from the top by an octave: open position of three voices, drop 2 of four."""
    yield tuple(sorted((*close[:-2], close[-2] - 12, close[-1])))


def _with_octave(close: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Double the lowest voice an octave above, as a pianist's right hand does."""
    yield tuple(sorted((*close, close[0] + 12)))


def _spread(close: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Spread the voices for separate players: open position, or wider."""
    yield from _drop_two(close)
    yield (close[0], close[1] + 12, close[2] + 12)


@dataclass(frozen=True, slots=True)
class Style:
    """A voicing style: how the voices above the bass are chosen.

    Attributes:
        tones: Yields one or more choices of their pitch classes.
        stack: Yields the stacks of a choice, which is given in close position.
        lowest: The lowest pitch of each voice, from the lowest voice; the last one holds for the rest.
    """

    tones: Callable[[Chord], Iterator[Tones]]
    stack: Stack
    lowest: tuple[int, ...] = (52,)

    def allows(self, upper: tuple[int, ...]) -> bool:
        """Return whether no voice is below its lowest pitch."""
        limits = (*self.lowest, *self.lowest[-1:] * len(upper))
        return all(pitch >= limit for pitch, limit in zip(upper, limits, strict=False))


def _telling_tones(chord: Chord, count: int) -> Tones:
    """The tones of a chord, or of a larger one the root, third, seventh and highest extensions.

    The fifth, and then the lower extensions, are the first that players leave out (Levine 1995, ch. 7); an altered
    fifth is none of these, for it belongs to chords of four tones at most.
    """
    tones = chord.pitch_classes
    return tones if len(tones) <= count else (*tones[:2], *tones[3:4], *tones[-(count - 3) :])


def _three_voices(chord: Chord) -> Iterator[Tones]:
    """All that the bass has not, in three voices: a triad whole, of four tones or more the three that tell most.

    Over a foreign bass a chord of four tones goes without its fifth, a larger one without its root.

    A power chord has its root or its fifth doubled, so that successive ones need not move in parallel.
    """
    tones = _telling_tones(chord, 4)
    if len(tones) < 3:
        yield from ((*tones, twice) for twice in tones)
    elif len(tones) == 3:
        yield tones
    elif chord.bass_pitch_class in tones:
        yield tuple(tone for tone in tones if tone != chord.bass_pitch_class)
    elif len(chord.pitch_classes) > 4:
        yield tones[1:]
    else:
        yield (tones[0], tones[1], tones[3])


def _four_voices(chord: Chord) -> Iterator[Tones]:
    """Every tone; a triad's root or fifth twice, a bare fifth as in `_three`."""
    tones = _telling_tones(chord, 4)
    if len(tones) < 3:
        yield from _three_voices(chord)
        return
    yield (*tones, chord.root)[:4]
    if len(tones) == 3:
        yield (*tones, tones[2])


def _without_root(chord: Chord) -> Iterator[Tones]:
    """Three voices without the root, where that is in the bass; a triad has its third or its fifth twice."""
    above = tuple(tone for tone in _telling_tones(chord, 4) if tone != chord.root)
    if chord.bass is not None:
        yield from _three_voices(chord)
    elif len(above) > 2:
        yield above
    else:
        yield from ((*above, *(tone,) * (3 - len(above))) for tone in above)


def _root_and_fifth(chord: Chord) -> Iterator[Tones]:
    """Yield root, fifth and root."""
    intervals = QUALITIES[chord.quality].intervals
    fifth = next(interval for interval in _FIFTH_INTERVALS if interval in intervals)
    yield (chord.root, (chord.root + fifth) % 12, chord.root)


STYLES = {
    "close": Style(_three_voices, _close_position),
    "open": Style(_three_voices, _drop_two, (50,)),
    "drop-2": Style(_four_voices, _drop_two, (50,)),
    "rootless": Style(_without_root, _close_or_open, (50,)),
    "power": Style(_root_and_fifth, _close_position, (47,)),
    "piano": Style(_three_voices, _close_or_open),
    "two hands": Style(_three_voices, _with_octave, (52,)),
    "quartet": Style(_three_voices, _spread, (48, 55, 55)),
}
VOICING_STYLES = (*STYLES, "guitar")
# If every note has its own player or string, a pattern cannot add notes to the voicing.
VOICING_ONLY_STYLES = frozenset({"guitar", "quartet"})


def voice_chords(
    chords: Sequence[Chord],
    register: int,
    bass: int,
    style: str = "piano",
    fixed_voicings: Sequence[Voicing | None] = (),
) -> tuple[Voicing, ...]:
    """Voice chords.

    Args:
        chords: The chords; slash chords keep their bass.
        register: The wanted middle of the upper voices, as a MIDI pitch.
        bass: The wanted pitch of the bass.
        style: A name in `VOICING_STYLES`.
        fixed_voicings: From the first chord, the voicing that it keeps, or None; the other chords lead to these.
    """
    layers = {chord: candidate_voicings(chord, register, bass, style) for chord in set(chords)}
    fixed = dict(enumerate(fixed_voicings))
    return smoothest_path(
        [
            [voicing] if (voicing := fixed.get(number)) else layers[chord]
            for number, chord in enumerate(chords)
        ],
        register,
        bass,
    )


def candidate_voicings(chord: Chord, register: int, bass: int, style: str) -> list[Voicing]:
    """Return a style's voicings of a chord near a register and a bass, the best placed first."""
    found = fingerings(chord) if style == "guitar" else _stack_voicings(chord, register, bass, STYLES[style])
    if not found:  # too low for this style
        return candidate_voicings(chord, register + _REGISTER_STEP, bass, style)
    return best_placed([v for v in found if not v.is_muddy], register, bass, _MAX_CANDIDATES) or best_placed(
        found, register, bass, 1
    )


def nearest_voicing(chord: Chord, before: Voicing, style: str) -> Voicing:
    """Return a style's voicing of a chord with the least motion from another voicing."""
    register = round(sum(before.upper) / len(before.upper))
    found = [
        voicing.transpose(shift)
        # The user may have moved the chord to an octave that the style does not reach.
        for shift in (0, -_OCTAVE_SEMITONES, _OCTAVE_SEMITONES)
        for voicing in candidate_voicings(chord, register - shift, before.bass - shift, style)
    ]
    return min(found, key=lambda voicing: (motion_cost(before, voicing), voicing.pitches))


def _stack_voicings(chord: Chord, register: int, bass: int, style: Style) -> list[Voicing]:
    shapes = {
        shape
        for tones in style.tones(chord)
        for lowest in range(register - 14, register + 8)
        if lowest % 12 in tones
        for shape in style.stack(_close_stack(tones, lowest))
        if style.allows(shape) and len(set(shape)) == len(shape)
    }
    basses = [
        p
        for p in range(bass + _BASS_RANGE_SEMITONES[0], bass + _BASS_RANGE_SEMITONES[1])
        if p % 12 == chord.bass_pitch_class
    ]
    return [
        Voicing(low, shape)
        for low in basses
        for shape in sorted(shapes)
        if shape[0] - low >= _MIN_GAP_ABOVE_BASS
    ]


def _close_stack(tones: tuple[int, ...], lowest: int) -> tuple[int, ...]:
    """Stack tones in close position above a lowest pitch; a doubled tone is an octave apart."""
    stack: list[int] = []
    for step in sorted((tone - lowest) % 12 for tone in tones):
        stack.append(lowest + step + 12 * sum((pitch - lowest) % 12 == step for pitch in stack))
    return tuple(sorted(stack))
