"""What the window says about a request and a take, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from composer_app.gui.text.notation import format_accidentals
from composer_app.gui.text.translation import translate_sentence, translate_term

if TYPE_CHECKING:
    from composer_app.composition import Composition
    from composer_app.music.chord_advice import ChordReason
    from composer_app.request.emotion.mood import Mood, WordContribution
    from composer_app.speech.recording import Transcript


def format_day(made: date, today: date) -> str:
    """A day: "Today", "Yesterday", "3 Nov", "3 Nov 2025"."""
    if made == today:
        return QCoreApplication.translate("When", "Today")
    if made == today - timedelta(days=1):
        return QCoreApplication.translate("When", "Yesterday")
    form = "d MMM" if made.year == today.year else "d MMM yyyy"
    return QLocale().toString(QDate(made.year, made.month, made.day), form)


def format_day_and_time(made: datetime, today: date) -> str:
    """A day and a time, in the local time zone: "Yesterday 09:14"."""
    local = made.astimezone()
    return f"{format_day(local.date(), today)} {local:%H:%M}"


# For the translators' tool alone, which reads literals.
_PART_NAMES = (
    QT_TRANSLATE_NOOP("Parts", "Chords"),
    QT_TRANSLATE_NOOP("Parts", "Bass"),
    QT_TRANSLATE_NOOP("Parts", "Counter-line"),
)


def translate_part(part: str) -> str:
    """A part as the window writes it."""
    return QCoreApplication.translate("Parts", part)


translate = QCoreApplication.translate

EXAMPLES = (
    QT_TRANSLATE_NOOP("Examples", "I want a song that expresses hope and wonder"),
    QT_TRANSLATE_NOOP("Examples", "Something slow and nostalgic in D minor, like an old photograph"),
    QT_TRANSLATE_NOOP("Examples", "Not sad any more: eight bars of quiet joy, in three"),
)
"""Sentences to begin with; each is read in whichever language it is translated to."""

# The least value on each axis (Russell 1980) that a word is used for.
_VALENCE_WORDS = (
    (0.6, QT_TRANSLATE_NOOP("Feelings", "very bright")),
    (0.2, QT_TRANSLATE_NOOP("Feelings", "bright")),
    (-0.2, QT_TRANSLATE_NOOP("Feelings", "between bright and dark")),
    (-0.6, QT_TRANSLATE_NOOP("Feelings", "dark")),
    (-2.0, QT_TRANSLATE_NOOP("Feelings", "very dark")),
)
_AROUSAL_WORDS = (
    (0.6, QT_TRANSLATE_NOOP("Feelings", "very lively")),
    (0.2, QT_TRANSLATE_NOOP("Feelings", "lively")),
    (-0.2, QT_TRANSLATE_NOOP("Feelings", "moderate")),
    (-0.6, QT_TRANSLATE_NOOP("Feelings", "calm")),
    (-2.0, QT_TRANSLATE_NOOP("Feelings", "very calm")),
)


def example_requests() -> tuple[str, ...]:
    """The sentences to begin with, in the window's language."""
    return tuple(translate("Examples", str(sentence)) for sentence in EXAMPLES)


def format_percent(share: float) -> str:
    """A share from 0 to 1 as a person reads it; something small is never nothing."""
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def describe_mood(mood: Mood) -> str:
    """Where a mood lies between bright and dark, lively and calm, in words."""
    valence = next(words for least, words in _VALENCE_WORDS if mood.valence >= least)
    arousal = next(words for least, words in _AROUSAL_WORDS if mood.arousal >= least)
    return translate("Feelings", "{valence}, {arousal}").format(
        valence=translate("Feelings", str(valence)), arousal=translate("Feelings", str(arousal))
    )


def describe_contribution(word: WordContribution) -> str:
    """What one word said for which emotion, and how much: "not sad → peaceful 30%"."""
    return f"{_quote_word(word)} → {translate_term(word.emotion)} {format_percent(word.share)}"


def describe_reason(reason: ChordReason) -> str:
    """Why a chord is there, in a line: "subdominant of the key; likelier here when hopeful: 2.1 times"."""
    phrase = translate_sentence(reason.explanation)
    return (
        f"{translate_sentence(reason.chord_function.description)}; {phrase}"
        if reason.chord_function
        else phrase
    )


def evidence_words(mood: Mood, emotion: str) -> str:
    """The words that spoke for one emotion, comma by comma; empty when none did."""
    return ", ".join(_quote_word(word) for word in mood.words if word.emotion == emotion)


def _quote_word(word: WordContribution) -> str:
    said = translate("Words", "not “{word}”") if word.negated else translate("Words", "“{word}”")
    return said.format(word=word.word)


def format_bars(count: int) -> str:
    """So many bars."""
    return (
        translate("Asked", "1 bar") if count == 1 else translate("Asked", "{count} bars").format(count=count)
    )


def format_key(key: str) -> str:
    """A key, from what it is called in English: "Eb major"."""
    return translate_sentence(format_accidentals(key))


def format_facts(composition: Composition) -> str:
    """Key, tempo, metre and length of a take, in a line."""
    played = composition.performance
    return (
        f"{format_key(str(played.key))} · {played.tempo:g} bpm · {played.metre} · {format_bars(played.bars)}"
    )


def format_mood_title(mood: Mood) -> str:
    """The feelings of a take as its title: "Hopeful, wonder"."""
    return format_emotions(name for name, _ in mood.weights)


def format_emotions(names: Iterable[str]) -> str:
    """Some feelings as a title: "Hopeful, wonder"."""
    return ", ".join(translate_term(name) for name in names).capitalize() or translate(
        "Feelings", "No emotion detected"
    )


def format_duration(seconds: float) -> str:
    """A length of time as minutes and seconds: "0:07"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def describe_translation(transcript: Transcript) -> str:
    """The English that was read in place of another language; empty for English."""
    if transcript.english == transcript.text or not transcript.language:
        return ""
    from composer_app.gui.text.languages import language_name

    return translate("Words", "{language}, read as: {english}").format(
        language=language_name(transcript.language), english=transcript.english
    )
