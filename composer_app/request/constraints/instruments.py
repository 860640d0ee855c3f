"""Rules for instruments, patterns and endings: "on a Rhodes", "strummed", "as a loop"."""

from functools import cache

from composer_app.music.constraints import Ending
from composer_app.music.instruments import instrument_expressions
from composer_app.music.pattern import pattern_expressions
from composer_app.request.constraints.rule import Rule, constant_rule

ENDING_RULES = (
    constant_rule(
        r"(?<!of the )\bloop(?:s|ed|ing|able)?\b|\bseamless(?:ly)?\b|\brepeats? (?:forever|endlessly|itself)|\bendless(?:ly)? repeat",
        ending=Ending.LOOP,
    ),
    constant_rule(
        r"\b(?:with|give it|has|have|needs?|add|write|and|put)\s+(?:(?:an?|some|the)\s+)?(?:\w+\s+)?(?:ending|end|coda|close)\b(?!\s+of\b)|"
        r"\b(?:proper|real|final|clear|definite|strong|big|clean) ending\b|\bcadence\b|"
        r"\b(?:let it|make it|should|must|has to|needs to|to|please)\s+(?:end|finish|close|resolve)\b(?!\s+(?:of|it|this|all)\b)|"
        r"\b(?:ends?|finish(?:es)?|close[sd]?|resolves?|ending) (?:properly|nicely|on the tonic|on a|on the|with a|at home)",
        ending=Ending.CADENCE,
    ),
)


@cache
def instrument_rules() -> tuple[Rule, ...]:
    """Return a rule for each row of the instruments, the most precise words first."""
    return tuple(
        constant_rule(rf"\b(?:{spoken})\b", instrument=name) for name, spoken in instrument_expressions()
    )


@cache
def pattern_rules() -> tuple[Rule, ...]:
    """Return a rule for each accompaniment pattern, by rank."""
    return tuple(constant_rule(rf"\b(?:{spoken})\b", pattern=name) for name, spoken in pattern_expressions())
