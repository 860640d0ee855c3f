"""Requests and compositions as text for users, and as JSON for scripts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from composer_app.composition import Composition
from composer_app.music.chord_advice import ChordReason
from composer_app.music.constraints import Constraints
from composer_app.music.key import Key, Mode
from composer_app.music.progression import Progression
from composer_app.request.emotion.mood import Mood
from composer_app.request.request import Request


def request_json(request: Request) -> dict[str, Any]:
    """Return a request as JSON, as described in docs/cli.md."""
    mood = request.mood
    return {
        "text": request.text,
        "language": request.language,
        "emotions": [{"name": name, "weight": round(weight, 4)} for name, weight in mood.weights],
        "valence": round(mood.valence, 4),
        "arousal": round(mood.arousal, 4),
        "words": [
            {"word": w.word, "emotion": w.emotion, "share": round(w.share, 4), "negated": w.negated}
            for w in mood.words
        ],
        "constraints": constraints_json(request.constraints),
        "confidence": round(mood.confidence, 4),
        "choices": list(mood.ambiguous_emotions),
        "because": dict(request.constraint_phrases),
    }


def constraints_json(constraints: Constraints) -> dict[str, Any]:
    """Return the constraints that were given, and no others."""
    tonic = None
    if constraints.tonic is not None:
        key = Key(constraints.tonic, constraints.mode or Mode.MAJOR, constraints.spelling or "")
        tonic = str(key) if constraints.mode else constraints.spelling or key.tonic_name
    values = {
        "key": tonic,
        "mode": constraints.mode and str(constraints.mode),
        "tempo": constraints.tempo,
        "metre": constraints.metre and str(constraints.metre),
        "bars": constraints.bars,
        "seconds": constraints.seconds,
        "instrument": constraints.instrument,
        "pattern": constraints.pattern,
        "ending": constraints.ending and str(constraints.ending),
    }
    return {name: value for name, value in values.items() if value is not None}


def composition_json(composition: Composition, files: Sequence[Path]) -> dict[str, Any]:
    """Return a take as JSON, as described in docs/cli.md."""
    progression = composition.progression
    return {
        "request": request_json(composition.request),
        "key": str(progression.key),
        "tempo": composition.performance.tempo,
        "metre": str(progression.metre),
        "seed": composition.seed,
        "chords": [
            {
                "symbol": timed.chord.symbol(progression.key),
                "roman": timed.chord.roman(progression.key),
                "start": timed.start,
                "beats": timed.beats,
            }
            for timed in progression.chords
        ],
        "files": [str(file) for file in files],
    }


def request_text(request: Request) -> str:
    """Return a request as text."""
    lines = [f"“{request.text}”"]
    if request.english != request.text:
        lines.append(f"  in English: “{request.english}”")
    lines.append(f"  feels {_mood_text(request.mood)}")
    if request.mood.words:
        lines.append(
            "  because of " + ", ".join(_word_text(w.word, w.emotion, w.negated) for w in request.mood.words)
        )
    if given := constraints_json(request.constraints):
        lines.append("  asks for " + ", ".join(f"{name} {value}" for name, value in given.items()))
    return "\n".join(lines)


def explanation_text(request: Request) -> str:
    """Return how a request was understood: word contributions, emotion weights, mood and constraint phrases."""
    mood = request.mood
    lines = [f"  at valence {mood.valence:+.2f}, arousal {mood.arousal:+.2f}; sure to {mood.confidence:.0%}"]
    lines += [
        f"  {word.share:6.1%}  {_word_text(word.word, word.emotion, word.negated)}" for word in mood.words
    ]
    lines += [f"  {field} from “{words}”" for field, words in request.constraint_phrases]
    if mood.ambiguous_emotions:
        lines.append(f"  unsure: {' or '.join(mood.ambiguous_emotions)}?")
    return "\n".join(lines)


def _mood_text(mood: Mood) -> str:
    if not mood.weights:
        return "like nothing in particular: no emotion was heard"
    return ", ".join(f"{name} {weight:.0%}" for name, weight in mood.weights)


def _word_text(word: str, emotion: str, negated: bool) -> str:
    return f"{'not ' if negated else ''}“{word}” ({emotion})"


def composition_text(composition: Composition) -> str:
    """Return a take as text: its key, tempo and seed, then its bars."""
    progression, performance = composition.progression, composition.performance
    head = f"{progression.key}, {performance.tempo:g} bpm, {progression.metre}, seed {composition.seed}"
    symbols, numerals = (_bars_text(progression, roman=roman) for roman in (False, True))
    return "\n".join((f"  {head}", f"  {symbols}", f"  {numerals}"))


def reasons_text(composition: Composition, reasons: Sequence[ChordReason]) -> str:
    """Return the reason for each chord, one per line."""
    key = composition.progression.key
    symbols = [timed.chord.symbol(key) for timed in composition.progression.chords]
    roles = [
        f"{reason.chord_function.function}, {reason.chord_function.description}"
        if reason.chord_function
        else ""
        for reason in reasons
    ]
    return "\n".join(
        f"  {symbol:8} {reason.numeral:8} {_without_repeated_function(role):42} {reason.explanation}"
        for symbol, reason, role in zip(symbols, reasons, roles, strict=True)
    )


def _without_repeated_function(role: str) -> str:
    """Drop a repeated function from a role, as in "tonic, tonic of the key"."""
    function, _, name = role.partition(", ")
    return name if name.startswith(function) else role


def _bars_text(progression: Progression, *, roman: bool) -> str:
    """Return the chords bar by bar; a bar without a new chord is a dot."""
    bars: list[list[str]] = [[] for _ in range(progression.bars)]
    for timed in progression.chords:
        write = timed.chord.roman if roman else timed.chord.symbol
        bars[int(timed.start // progression.metre.beats)].append(write(progression.key))
    return "| " + " | ".join(" ".join(bar) or "." for bar in bars) + " |"
