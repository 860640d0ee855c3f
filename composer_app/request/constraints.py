"""From a sentence to what it asks of the music beside its mood, and from which words."""

from dataclasses import dataclass
from typing import Any

from composer_app.music.constraints import Constraints
from composer_app.request.keys import KEYS, MODES
from composer_app.request.rule import Naming, Rule
from composer_app.request.sounding import ENDINGS_SAID, INSTRUMENTS_SAID, PATTERNS_SAID
from composer_app.request.timing import LENGTHS, METRES, TEMPI_SAID

# Of each group of rules, the first that finds something decides.
_GROUPS: tuple[tuple[Rule, ...], ...] = (
    KEYS, MODES, TEMPI_SAID, METRES, LENGTHS[:1], LENGTHS[1:], INSTRUMENTS_SAID, PATTERNS_SAID, ENDINGS_SAID,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sentence asks of the music.

    Attributes:
        constraints: What it names.
        because: Which fields, and the words that named them.
        refused: What it turns down: fields and values, such as ("instrument", "strings").
    """

    constraints: Constraints
    because: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, Any], ...]


def read_asked(text: str) -> Asked:
    """What a sentence, in its own capitals, asks of the music, with the words that ask."""
    text = text.replace("’", "'")
    wanted: dict[str, Any] = {}
    because: list[tuple[str, str]] = []
    refused: list[tuple[str, Any]] = []
    for group in _GROUPS:
        namings = [naming for rule in group for naming in rule.namings(text)]
        refused += [field for naming in namings if naming.refused for field in naming.fields.items()]
        if chosen := _chosen(namings, wanted):
            wanted |= chosen.fields
            because += [(field, chosen.words) for field in chosen.fields if field != "spelling"]
    return Asked(Constraints(**wanted), tuple(because), tuple(refused))


def _chosen(namings: list[Naming], wanted: dict[str, Any]) -> Naming | None:
    """The first that is not refused and names nothing that is settled already."""
    return next((n for n in namings if not n.refused and not set(n.fields) & set(wanted)), None)


def read_constraints(text: str) -> Constraints:
    """What a sentence, in its own capitals, asks of the music."""
    return read_asked(text).constraints
