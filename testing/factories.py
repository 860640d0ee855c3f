"""Factories of values for tests, so that a test states only what it is about."""

from dataclasses import replace

import numpy as np

from composer_app.composition import Composition
from composer_app.music.chord import Chord
from composer_app.music.chord_advice import ChordAdvice, ChordAlternative, ChordReason
from composer_app.music.editing import Change, apply_changes
from composer_app.music.harmonic_function import function_of_chord
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, Metre
from composer_app.music.performance import Note, Part, Performance
from composer_app.music.progression import Progression, TimedChord
from composer_app.request.emotion.mood import Mood, WordContribution, emotions
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording

D_MAJOR = Key(2, Mode.MAJOR)
HOPE = "I want a song that expresses hope and wonder"


def mood(*names: str, words: tuple[WordContribution, ...] = ()) -> Mood:
    """Return a mood with equal weights; without emotions, an empty mood."""
    table = emotions()
    weights = tuple((name, 1 / len(names)) for name in names)
    valence, arousal = (
        sum(getattr(table[name], axis) for name in names) / max(1, len(names))
        for axis in ("valence", "arousal")
    )
    return Mood(weights, valence, arousal, words)


def request(text: str = HOPE, *names: str) -> Request:
    """Return a parsed request; of hope and wonder by default."""
    words = (
        WordContribution("hope", "hopeful", 0.55, negated=False),
        WordContribution("wonder", "wonder", 0.45, negated=False),
    )
    return Request(text, "en", text, mood(*(names or ("hopeful", "wonder")), words=() if names else words))


def progression(key: Key = D_MAJOR, metre: Metre = COMMON, bars: int = 4) -> Progression:
    """Return one chord per bar: I, V, vi and IV, repeated; the last bar of four is split."""
    timed: list[TimedChord] = []
    for bar in range(bars):
        interval, quality = ((0, "maj"), (7, "maj"), (9, "min7"), (5, "maj"))[bar % 4]
        start, chord = bar * metre.beats, Chord((key.tonic + interval) % 12, quality)
        if bar % 4 == 3:
            half = metre.beats / 2
            timed += [
                TimedChord(chord, start, half),
                TimedChord(Chord((key.tonic + 7) % 12, "sus4"), start + half, half),
            ]
        else:
            timed.append(TimedChord(chord, start, metre.beats))
    return Progression(key, metre, tuple(timed))


def performance(chords: Progression | None = None, tempo: float = 96.0) -> Performance:
    """Return the chords as blocks around middle C, with their roots as a bass."""
    chords = chords or progression()
    upper, bass = [], []
    for timed in chords.chords:
        length = timed.beats * 0.95
        bass.append(Note(timed.start, 36 + timed.chord.root, length, 70))
        upper += [Note(timed.start, 57 + (pitch - 9) % 12, length, 64) for pitch in timed.chord.pitch_classes]
    parts = (Part("Chords", 0, tuple(sorted(upper))), Part("Bass", 32, tuple(sorted(bass))))
    return Performance(parts, tempo, chords.key, chords.metre, chords.bars)


def composition(
    asked: Request | None = None, seed: int = 1, tempo: float = 96.0, chords: Progression | None = None
) -> Composition:
    """Return a take."""
    chords = chords or progression()
    return Composition(asked or request(), chords, performance(chords, tempo), seed)


def audio(seconds: float = 10.0, rate: int = 8000) -> Audio:
    """Return a soft tone."""
    wave = 0.1 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)
    return Audio(np.stack([wave, wave], axis=1).astype(np.float32), rate, int(seconds * rate))


def recording(seconds: float = 1.0, rate: int = 16000) -> Recording:
    """Return a tone, as a microphone would deliver it."""
    wave = 0.3 * np.sin(2 * np.pi * 220 * np.arange(int(seconds * rate)) / rate)
    return Recording(wave.astype(np.float32), rate)


def swapped(take: Composition, number: int, chord: Chord) -> Composition:
    """Return a take with one chord replaced and locked."""
    chords = [replace(t, chord=chord) if n == number else t for n, t in enumerate(take.progression.chords)]
    return replace(
        take, progression=replace(take.progression, chords=tuple(chords)), locked=((number, chord),)
    )


def edited(take: Composition, *changes: Change) -> Composition:
    """Return a take with one or more changed chords."""
    draft = apply_changes(take.draft, *changes)
    chords = draft.progression
    return replace(take, progression=chords, performance=performance(chords), locked=draft.locked)


def advice(take: Composition) -> ChordAdvice:
    """Return the same reason for every chord, and the same two alternatives."""
    key, offered = (
        take.progression.key,
        (ChordAlternative(Chord(0, "maj7"), 0.5), ChordAlternative(Chord(10, "6"), 0.25)),
    )
    reasons = tuple(
        ChordReason(
            t.chord.roman(key), function_of_chord(t.chord, key), 1.0, "likelier here when hopeful: 2.7 times"
        )
        for t in take.progression.chords
    )
    return ChordAdvice(reasons, (offered,) * len(reasons))
