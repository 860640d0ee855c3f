"""Reads and applies relative changes: "a bit slower", "much brighter", "up a fifth", "twice as long"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from composer_app.music.constraints import BAR_LIMITS, DURATION_LIMITS_S, TEMPO_LIMITS_BPM, Constraints
from composer_app.request.dialogue.turn import ChangeStep
from composer_app.request.text.number_words import NUMBER, read_number

_SLIGHTLY = re.compile(
    r"\b(?:a (?:little|tiny)?\s*bit|a little|slightly|a touch|a tad|somewhat|a shade|a hair|marginally)\b"
)
_MUCH = re.compile(r"\b(?:much|way|a lot|far|lots|considerably|significantly|really|very|even)\b")
_LESS = re.compile(
    r"\b(?:less|not (?:so|that|as|too|quite so)|isn't so|too|reduce|decrease|drop some)\s+(?:\w+\s+)?$"
)
_MORE = re.compile(r"\b(?:more|add|increase|raise|with more|extra|bring up)\s+(?:\w+\s+)?$")
# Stems of comparatives along the axes, which name no emotion, with the sign of the step.
_COMPARATIVE_AXES = (
    ("valence", 1.0, r"bright|light(?:heart)?|warm|sweet|nice|pretti|prett|sunni|sunn|posi|rosi"),
    ("valence", -1.0, r"dark|cold|bleak|grim|heavi|ugli|harsh|moodi|deep"),
    ("arousal", -1.0, r"calm|soft|gentl|quiet|mild|mellow|relax|light on|laid"),
    ("arousal", 1.0, r"loud|wild|hard|strong|bigg|big|tough|bold|livel|liveli|busi|rough|fierc"),
)  # fmt: skip
_AXIS_NOUNS = (
    ("arousal", 1.0, (r"energy|energetic|intensity|intense|dramatic|drama|power|powerful|drive|driving|punch|oomph|action|exciting|"
     r"excitement|aggressive|movement|life|lively|epic|urgent|urgency")),
    ("arousal", -1.0, r"calm|relaxed|relaxing|chill|chilled|mellow|subdued|laid back|quiet|soft|gentle"),
    ("valence", 1.0, r"bright|brightness|light|warm|warmth|positive|positivity|uplifting|sunny|colourful|sweetness|sweet"),
    ("valence", -1.0, r"dark|darkness|bleak|gloom|heavy|negative|bitter|bitterness|cold|depth"),
)  # fmt: skip
_CALMING = re.compile(
    r"\b(?:calm|tone|quiet|settle|cool|mellow|bring|take|dial)\s+(?:it|that|this|things|everything)\s+(?:all\s+)?down\b"
)
_ROUSING = re.compile(
    r"\b(?:spice|liven|pump|amp|hype|wake|kick|dial|turn)\s+(?:it|that|this|things)\s+(?:all\s+)?up\b|\b(?:cheer) (?:it|that) up\b"
)
_TEMPO_CHANGES = (
    (re.compile(rf"\b{NUMBER}\s*(?:bpm|beats)\s+(?P<direction>faster|quicker|slower|more|less|up|down)\b"), "bpm"),
    (re.compile(r"\b(?:half|halve)\s+(?:the\s+)?(?:tempo|time|speed)\b|\bhalf as fast\b"), 0.5),
    (re.compile(r"\bdouble\s+(?:the\s+)?(?:tempo|time|speed)\b|\btwice as fast\b"), 2.0),
    (re.compile(r"\b(?:not|less|isn't|too)\s+(?:so |that |as |quite so )?(?:slow(?:ly)?)\b"), 1.0),
    (re.compile(r"\b(?:not|less|isn't|too)\s+(?:so |that |as |quite so )?(?:fast|quick(?:ly)?)\b"), -1.0),
    (re.compile(r"\b(?:faster|quicker|speed (?:\w+ )?up|hurry up|pick up the (?:pace|tempo)|more up[\s-]?tempo|raise the tempo|"
                r"higher tempo|speedier|more speed|pick it up)\b"), 1.0),
    (re.compile(r"\b(?:slower|slow (?:\w+ )?down|more slowly|lower tempo|lower the tempo|drag it)\b"), -1.0),
)  # fmt: skip
_LENGTH_CHANGES = (
    (re.compile(r"\b(?:twice as long|double the length|twice the length|double it in length)\b"), 2.0),
    (re.compile(r"\b(?:half as long|half the length|halve the length|cut it in half)\b"), 0.5),
    (re.compile(r"\b(?:longer|extend|lengthen)\b"), 1.5),
    (re.compile(r"\b(?:shorter|shorten|trim|briefer|not so long|less long|too long)\b"), 2 / 3),
)
_INTERVAL_SEMITONES = {
    "semitone": 1, "half step": 1, "half tone": 1, "half-step": 1, "whole tone": 2, "whole step": 2, "tone": 2,
    "step": 2, "minor third": 3, "major third": 4, "third": 4, "fourth": 5, "tritone": 6, "fifth": 7, "sixth": 9, "octave": 12,
}  # fmt: skip
_INTERVAL = "|".join(sorted(_INTERVAL_SEMITONES, key=len, reverse=True))
_TONIC_CHANGES = (
    re.compile(
        rf"\b(?P<direction>up|down)\s+(?:by\s+)?(?P<count>an?|one|two|three|four|five)?\s*(?P<name>{_INTERVAL})s?\b"
    ),
    re.compile(
        rf"\b(?P<count>an?|one|two|three|four|five)\s+(?P<name>{_INTERVAL})s?\s+(?P<direction>up|down|higher|lower)\b"
    ),
)
_PITCH_CHANGE = re.compile(
    r"\b(?:make|play|put|have|sing|pitch|move|transpose)\s+"
    r"(?:it|this|that|them|everything|the (?:chords|song|music|piece|key|pitch|whole thing))\s+(?:all\s+)?"
    r"(?:(?:a (?:bit|little|touch)|slightly|much|a lot)\s+)?(?P<direction>higher|lower)\b(?!\s+(?:in|tempo|speed|energy)\b)"
)
_HIGHER_SEMITONES = 2  # for "higher" without an interval


def read_steps(text: str) -> Iterator[ChangeStep]:
    """Read the steps in a normalized text, except those towards emotions."""
    amount = _step_size(text)
    yield from _tempo_step(_TEMPO_CHANGES, text, amount)
    for pattern, factor in _LENGTH_CHANGES:
        if pattern.search(text):
            yield ChangeStep("length", factor, is_factor=True)
            break
    yield from _tonic_step(text, amount)
    yield from _axis_steps(text, amount)


def _step_size(text: str) -> float:
    if _SLIGHTLY.search(text):
        return 0.5
    return 1.7 if _MUCH.search(text) else 1.0


def _tempo_step(
    table: tuple[tuple[re.Pattern[str], float | str], ...], text: str, amount: float
) -> Iterator[ChangeStep]:
    for pattern, change in table:
        if found := pattern.search(text):
            if isinstance(change, str):
                difference = read_number(found[1]) or 0.0
                yield ChangeStep(
                    "bpm",
                    difference if found["direction"] in {"faster", "quicker", "more", "up"} else -difference,
                )
            elif change in {0.5, 2.0}:
                yield ChangeStep("tempo", change, is_factor=True)
            else:
                yield ChangeStep("tempo", change * amount)
            return


def _tonic_step(text: str, amount: float) -> Iterator[ChangeStep]:
    for pattern in _TONIC_CHANGES:
        if found := pattern.search(text):
            count = read_number(found["count"] or "") or 1
            sign = 1 if found["direction"] in {"up", "higher"} else -1
            yield ChangeStep("tonic", sign * count * _INTERVAL_SEMITONES[found["name"]])
            return
    if found := _PITCH_CHANGE.search(text):
        yield ChangeStep(
            "tonic", round(_HIGHER_SEMITONES * amount) * (-1 if found["direction"] == "lower" else 1)
        )


def _axis_steps(text: str, amount: float) -> Iterator[ChangeStep]:
    """Yield steps towards bright or dark, lively or calm; at most one per axis."""
    used: set[str] = set()
    for axis, direction, stems in _COMPARATIVE_AXES:
        found = re.search(rf"\b(?:{stems})e?r\b(?! than)", text)
        if found and axis not in used:
            used.add(axis)
            yield ChangeStep(axis, direction * amount * (-1 if _LESS.search(text[: found.start()]) else 1))
    for axis, direction, names in _AXIS_NOUNS:
        for found in re.finditer(rf"\b(?:{names})\b", text):
            sign = (
                -1 if _LESS.search(text[: found.start()]) else 1 if _MORE.search(text[: found.start()]) else 0
            )
            if sign and axis not in used:
                used.add(axis)
                yield ChangeStep(axis, sign * direction * amount)
    if _CALMING.search(text) and "arousal" not in used:
        yield ChangeStep("arousal", -amount)
    elif _ROUSING.search(text) and "arousal" not in used:
        yield ChangeStep("arousal", amount)


def apply_step(constraints: Constraints, step: ChangeStep, current: Constraints) -> Constraints:
    """Apply a step along tempo, length or tonic; `current` has the values of fields that are free."""
    now = current.overridden_by(constraints)
    match step.dimension:
        case "tempo" | "bpm" if now.tempo is not None:
            factor = step.amount if step.is_factor else 1.18**step.amount
            tempo = now.tempo + step.amount if step.dimension == "bpm" else now.tempo * factor
            return replace(
                constraints, tempo=float(round(min(max(tempo, TEMPO_LIMITS_BPM[0]), TEMPO_LIMITS_BPM[1])))
            )
        case "length" if constraints.seconds is not None and constraints.bars is None:
            seconds = constraints.seconds * step.amount
            return replace(
                constraints,
                seconds=float(round(min(max(seconds, DURATION_LIMITS_S[0]), DURATION_LIMITS_S[1]))),
            )
        case "length" if now.bars is not None:
            return replace(
                constraints, bars=min(max(round(now.bars * step.amount), BAR_LIMITS[0]), BAR_LIMITS[1])
            )
        case "tonic" if now.tonic is not None:
            return replace(constraints, tonic=(now.tonic + round(step.amount)) % 12, mode=now.mode)
        case _:
            return constraints
