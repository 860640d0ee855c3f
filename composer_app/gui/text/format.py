"""Texts of the window about a request or a take: dates, keys, lengths, moods and reasons."""

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


def format_day(created: date, today: date) -> str:
    """Return a day as text: "Today", "Yesterday", "3 Nov", "3 Nov 2025"."""
    if created == today:
        return QCoreApplication.translate("When", "Today")
    if created == today - timedelta(days=1):
        return QCoreApplication.translate("When", "Yesterday")
    pattern = "d MMM" if created.year == today.year else "d MMM yyyy"
    return QLocale().toString(QDate(created.year, created.month, created.day), pattern)


def format_day_and_time(created: datetime, today: date) -> str:
    """Return a day and a time in the local time zone: "Yesterday 09:14"."""
    local = created.astimezone()
    return f"{format_day(local.date(), today)} {local:%H:%M}"


# Only for `lupdate`, which collects literals.
_PART_NAMES = (
    QT_TRANSLATE_NOOP("Parts", "Chords"),
    QT_TRANSLATE_NOOP("Parts", "Bass"),
    QT_TRANSLATE_NOOP("Parts", "Counter-line"),
)


def translate_part(part: str) -> str:
    """Return the name of a part in the window's language."""
    return QCoreApplication.translate("Parts", part)


translate = QCoreApplication.translate

EXAMPLES = (
    QT_TRANSLATE_NOOP("Examples", "I want a song that expresses hope and wonder"),
    QT_TRANSLATE_NOOP("Examples", "Something slow and nostalgic in D minor, like an old photograph"),
    QT_TRANSLATE_NOOP("Examples", "Not sad any more: eight bars of quiet joy, in three"),
)
"""Example requests; their translations must be valid requests too."""

# The lowest value on each axis (Russell 1980) that is described by a word.
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
    """Return the example requests in the window's language."""
    return tuple(translate("Examples", str(sentence)) for sentence in EXAMPLES)


def format_percent(share: float) -> str:
    """Return a share from 0 to 1 as a percentage; a small share is "<1%", not "0%"."""
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def describe_mood(mood: Mood) -> str:
    """Return the valence and arousal of a mood in words: "bright, calm"."""
    valence = next(words for minimum, words in _VALENCE_WORDS if mood.valence >= minimum)
    arousal = next(words for minimum, words in _AROUSAL_WORDS if mood.arousal >= minimum)
    return translate("Feelings", "{valence}, {arousal}").format(
        valence=translate("Feelings", str(valence)), arousal=translate("Feelings", str(arousal))
    )


def describe_contribution(word: WordContribution) -> str:
    """Return the contribution of a word to an emotion: "not sad → peaceful 30%"."""
    return f"{_quote_word(word)} → {translate_term(word.emotion)} {format_percent(word.share)}"


def describe_reason(reason: ChordReason) -> str:
    """Return the reason for a chord in a line: "subdominant of the key; likelier here when hopeful: 2.1 times"."""
    phrase = translate_sentence(reason.explanation)
    return (
        f"{translate_sentence(reason.chord_function.description)}; {phrase}"
        if reason.chord_function
        else phrase
    )


def evidence_words(mood: Mood, emotion: str) -> str:
    """Return the words that contributed to an emotion, separated by commas; empty if there are none."""
    return ", ".join(_quote_word(word) for word in mood.words if word.emotion == emotion)


def _quote_word(word: WordContribution) -> str:
    template = translate("Words", "not “{word}”") if word.negated else translate("Words", "“{word}”")
    return template.format(word=word.word)


def format_bars(count: int) -> str:
    """Return a number of bars as text: "8 bars"."""
    return (
        translate("Asked", "1 bar") if count == 1 else translate("Asked", "{count} bars").format(count=count)
    )


def format_key(key: str) -> str:
    """Return a key in the window's language and with accidentals; `key` is English, such as "Eb major"."""
    return translate_sentence(format_accidentals(key))


def format_facts(composition: Composition) -> str:
    """Return the key, tempo, metre and length of a take in a line."""
    performance = composition.performance
    key, bars = format_key(str(performance.key)), format_bars(performance.bars)
    return f"{key} · {performance.tempo:g} bpm · {performance.metre} · {bars}"


def format_mood_title(mood: Mood) -> str:
    """Return the emotions of a mood as a title: "Hopeful, wonder"."""
    return format_emotions(name for name, _ in mood.weights)


def format_emotions(names: Iterable[str]) -> str:
    """Return emotions as a title: "Hopeful, wonder"."""
    return ", ".join(translate_term(name) for name in names).capitalize() or translate(
        "Feelings", "No emotion detected"
    )


def format_duration(seconds: float) -> str:
    """Return a duration as minutes and seconds: "0:07"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def describe_translation(transcript: Transcript) -> str:
    """Return the English translation of a transcript, with its language; empty for English."""
    if transcript.english == transcript.text or not transcript.language:
        return ""
    from composer_app.gui.text.languages import language_name

    return translate("Words", "{language}, read as: {english}").format(
        language=language_name(transcript.language), english=transcript.english
    )
