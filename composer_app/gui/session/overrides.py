"""Options that the user set by hand; they override the request and the mood."""

from dataclasses import dataclass, field, fields

from composer_app.composition import Composition
from composer_app.music.constraints import Constraints
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.request.request import Request


@dataclass(frozen=True, slots=True)
class Overrides:
    """The overrides of the user; a field at its default is not overridden.

    Attributes:
        constraints: Overrides of key, tempo, metre and the like.
        performance_settings: Overrides of voicing, pedal, humanize and the like.
        generation_settings: Overrides of temperature and form.
    """

    constraints: Constraints = field(default_factory=Constraints)
    performance_settings: PerformanceSettings = field(default_factory=PerformanceSettings)
    generation_settings: GenerationSettings = field(default_factory=GenerationSettings)


NO_OVERRIDES = Overrides()
_CHORD_PRESERVING_FIELDS = frozenset({"tonic", "spelling", "tempo", "instrument", "pattern"})


def overrides_of(take: Composition, original_request: Request) -> Overrides:
    """Return the overrides of a take: its settings, and constraints that differ from the original request."""
    constraints = {
        each.name: own
        for each in fields(Constraints)
        if (own := getattr(take.request.constraints, each.name))
        != getattr(original_request.constraints, each.name)
    }
    return Overrides(Constraints(**constraints), take.performance_settings, take.generation_settings)


def needs_new_chords(take: Composition, original_request: Request, before: Overrides, now: Overrides) -> bool:
    """Return whether changed overrides need new chords instead of another arrangement.

    Another tonic transposes the chords. Resetting the mode to Auto generates new chords only if no chord was edited
    or regenerated, because those edits would be lost.
    """
    if now.generation_settings != before.generation_settings:
        return True
    old, new = (original_request.constraints.overridden_by(each.constraints) for each in (before, now))
    current = {
        "mode": take.progression.key.mode,
        "metre": take.progression.metre,
        "bars": take.progression.bars,
    }
    is_edited = bool(take.locked) or take.performance_seed is not None
    return any(
        getattr(new, name) not in (getattr(old, name), own)
        and not (name == "mode" and new.mode is None and is_edited)
        for name, own in current.items()
    )


def preserves_chords(take: Composition, before: Request, now: Request) -> bool:
    """Return whether a changed request keeps the chords of a take or only transposes them."""
    mode = now.constraints.mode
    if now.mood != before.mood or mode not in (before.constraints.mode, take.progression.key.mode):
        return False
    names = {each.name for each in fields(Constraints)} - _CHORD_PRESERVING_FIELDS - {"mode"}
    old, new = before.constraints, now.constraints
    return all(getattr(old, name) == getattr(new, name) for name in names) and old != new


def without_superseded(constraints: Constraints, before: Request, now: Request) -> Constraints:
    """Return the overridden constraints that a new request does not name itself."""
    remaining = {
        each.name: getattr(constraints, each.name)
        for each in fields(Constraints)
        if getattr(now.constraints, each.name) in (None, getattr(before.constraints, each.name))
    }
    return Constraints(**remaining)
