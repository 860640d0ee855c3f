"""What the window says about a request and a take, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from composer_app.composer import Composition
from composer_app.gui.score.notation import pretty
from composer_app.gui.speak.languages import language_name
from composer_app.music.advice import Reason
from composer_app.music.constraints import Constraints, Ending
from composer_app.request.emotion import Emotion, Mood, WordShare

if TYPE_CHECKING:
    from composer_app.speech.recording import Transcript

EXAMPLES = (
    "I want a song that expresses hope and wonder",
    "Something slow and nostalgic in D minor, like an old photograph",
    "Not sad any more: eight bars of quiet joy, in three",
)

# The least value on each axis (Russell 1980) that a word is used for.
_VALENCE = (
    (0.6, "very bright"),
    (0.2, "bright"),
    (-0.2, "between bright and dark"),
    (-0.6, "dark"),
    (-2.0, "very dark"),
)
_AROUSAL = ((0.6, "very lively"), (0.2, "lively"), (-0.2, "moderate"), (-0.6, "calm"), (-2.0, "very calm"))


def percent(share: float) -> str:
    """A share from 0 to 1 as a person reads it; something small is never nothing."""
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def feeling(mood: Mood) -> str:
    """Where a mood lies between bright and dark, lively and calm, in words."""
    valence = next(words for least, words in _VALENCE if mood.valence >= least)
    arousal = next(words for least, words in _AROUSAL if mood.arousal >= least)
    return f"{valence}, {arousal}"


def cause(word: WordShare) -> str:
    """What one word said for which emotion, and how much: "not sad → peaceful 30%"."""
    said = f"not “{word.word}”" if word.negated else f"“{word.word}”"
    return f"{said} → {word.emotion} {percent(word.share)}"


def why(reason: Reason) -> str:
    """Why a chord is there, in a line: "subdominant of the key; likelier here when hopeful: 2.1 times"."""
    return f"{reason.role.name}; {reason.phrase}" if reason.role else reason.phrase


def words_for(mood: Mood, emotion: str) -> str:
    """The words that spoke for one emotion, comma by comma; empty when none did."""
    return ", ".join(
        f"not “{w.word}”" if w.negated else f"“{w.word}”" for w in mood.words if w.emotion == emotion
    )


def _bars(count: int) -> str:
    return f"{count} bar{'s' * (count != 1)}"


def facts(composition: Composition) -> str:
    """Key, tempo, metre and length of a take, in a line."""
    played = composition.performance
    return f"{pretty(str(played.key))} · {played.tempo:g} bpm · {played.metre} · {_bars(played.bars)}"


def in_short(composition: Composition) -> str:
    """Key, tempo and length of a take."""
    played = composition.performance
    return f"{pretty(str(played.key))} · {played.tempo:g} bpm · {_bars(played.bars)}"


def mood_title(mood: Mood) -> str:
    """The feelings of a take as its title: "Hopeful, wonder"."""
    return ", ".join(name for name, _ in mood.weights).capitalize() or "No feeling named"


def asked_for(constraints: Constraints) -> str:
    """What the sentence fixed beside the feeling, in a line; empty when it left all open."""
    tonic = "" if constraints.tonic is None else _TONICS[constraints.tonic]
    parts = (
        f"{tonic} {constraints.mode or ''}".strip(),
        "" if constraints.tempo is None else f"{constraints.tempo:g} bpm",
        "" if constraints.metre is None else f"in {constraints.metre}",
        "" if constraints.bars is None else _bars(constraints.bars),
        "" if constraints.seconds is None else f"{constraints.seconds:g} seconds",
        constraints.instrument or "",
        constraints.pattern or "",
        "" if constraints.ending is None else _ENDINGS[constraints.ending],
    )
    return ", ".join(part for part in parts if part)


_ENDINGS = {Ending.LOOP: "as a loop", Ending.CADENCE: "with an ending"}
_TONICS = ("C", "D♭", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


def clock(seconds: float) -> str:
    """A length of time as minutes and seconds: "0:07"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def nearest(mood: Mood, table: dict[str, Emotion], count: int) -> tuple[Emotion, ...]:
    """The emotions whose point in the plane lies nearest to a mood's, nearest first."""

    def distance(emotion: Emotion) -> float:
        return (emotion.valence - mood.valence) ** 2 + (emotion.arousal - mood.arousal) ** 2

    return tuple(sorted(table.values(), key=distance)[:count])


def reading(transcript: Transcript) -> str:
    """The English that was read in place of another language; empty for English."""
    if transcript.english == transcript.text or not transcript.language:
        return ""
    return f"{language_name(transcript.language)}, read as: {transcript.english}"
