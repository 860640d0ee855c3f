"""Parses the constraints in a sentence, with the words that name them."""

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
    """Return all rules; in each group the first match counts."""
    lengths = LENGTH_RULES[:1], LENGTH_RULES[1:]
    music = instrument_rules(), pattern_rules()
    return (KEY_RULES, MODE_RULES, TEMPO_RULES, METRE_RULES, *lengths, *music, ENDING_RULES)


@dataclass(frozen=True, slots=True)
class ParsedConstraints:
    """The constraints in a sentence.

    Attributes:
        constraints: The constraints that it names.
        constraint_phrases: Their fields, with the words for each.
        rejected: The fields and values that it rejects, such as ("instrument", "strings").
    """

    constraints: Constraints
    constraint_phrases: tuple[tuple[str, str], ...]
    rejected: tuple[tuple[str, Any], ...]


def parse_constraints(text: str) -> ParsedConstraints:
    """Parse the constraints in a sentence; upper and lower case must be as written."""
    text = text.replace("’", "'")
    fields: dict[str, Any] = {}
    phrases: list[tuple[str, str]] = []
    rejected: list[tuple[str, Any]] = []
    for group in _rule_groups():
        matches = [match for rule in group for match in rule.matches(text)]
        rejected += [field for match in matches if match.is_rejected for field in match.fields.items()]
        if chosen := _first_applicable(matches, fields):
            fields |= chosen.fields
            phrases += [(field, chosen.phrase) for field in chosen.fields if field != "spelling"]
    return ParsedConstraints(Constraints(**fields), tuple(phrases), tuple(rejected))


def _first_applicable(matches: list[ConstraintMatch], fields: dict[str, Any]) -> ConstraintMatch | None:
    """Return the first match that is not rejected and sets none of the fields that are already set."""
    return next((m for m in matches if not m.is_rejected and not set(m.fields) & set(fields)), None)


def read_constraints(text: str) -> Constraints:
    """Return only the constraints in a sentence; upper and lower case must be as written."""
    return parse_constraints(text).constraints
