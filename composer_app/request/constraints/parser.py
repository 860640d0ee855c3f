"""From a sentence to what it asks of the music beside its mood, and from which words."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from composer_app.music.constraints import Constraints
from composer_app.request.constraints.instruments import ENDING_RULES, instrument_rules, pattern_rules
from composer_app.request.constraints.keys import KEY_RULES, MODE_RULES
from composer_app.request.constraints.rule import ConstraintMatch, Rule
from composer_app.request.constraints.timing import LENGTH_RULES, METRE_RULES, TEMPO_RULES


@cache
def _rule_groups() -> tuple[tuple[Rule, ...], ...]:
    """Return all rules; of each group, the first that finds something decides."""
    lengths = LENGTH_RULES[:1], LENGTH_RULES[1:]
    music = instrument_rules(), pattern_rules()
    return (KEY_RULES, MODE_RULES, TEMPO_RULES, METRE_RULES, *lengths, *music, ENDING_RULES)


@dataclass(frozen=True, slots=True)
class ParsedConstraints:
    """What a sentence asks of the music.

    Attributes:
        constraints: What it names.
        constraint_phrases: Which fields, and the words that named them.
        rejected: What it turns down: fields and values, such as ("instrument", "strings").
    """

    constraints: Constraints
    constraint_phrases: tuple[tuple[str, str], ...]
    rejected: tuple[tuple[str, Any], ...]


def parse_constraints(text: str) -> ParsedConstraints:
    """What a sentence, in its own capitals, asks of the music, with the words that ask."""
    text = text.replace("’", "'")
    wanted: dict[str, Any] = {}
    because: list[tuple[str, str]] = []
    refused: list[tuple[str, Any]] = []
    for group in _rule_groups():
        namings = [naming for rule in group for naming in rule.matches(text)]
        refused += [field for naming in namings if naming.is_rejected for field in naming.fields.items()]
        if chosen := _first_applicable(namings, wanted):
            wanted |= chosen.fields
            because += [(field, chosen.phrase) for field in chosen.fields if field != "spelling"]
    return ParsedConstraints(Constraints(**wanted), tuple(because), tuple(refused))


def _first_applicable(matches: list[ConstraintMatch], settled: dict[str, Any]) -> ConstraintMatch | None:
    """The first that is not refused and names nothing that is settled already."""
    return next((n for n in matches if not n.is_rejected and not set(n.fields) & set(settled)), None)


def read_constraints(text: str) -> Constraints:
    """What a sentence, in its own capitals, asks of the music."""
    return parse_constraints(text).constraints
