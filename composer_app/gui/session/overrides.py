"""What a person has fixed by hand, whatever the sentence and the feeling decide."""

from dataclasses import dataclass, field, fields

from composer_app.composition import Composition
from composer_app.music.constraints import Constraints
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.request.request import Request


@dataclass(frozen=True, slots=True)
class Overrides:
    """All that can be fixed; what is as usual is not.

    Attributes:
        constraints: What must hold of the music.
        performance_settings: How it is played.
        generation_settings: How its chords are looked for.
    """

    constraints: Constraints = field(default_factory=Constraints)
    performance_settings: PerformanceSettings = field(default_factory=PerformanceSettings)
    generation_settings: GenerationSettings = field(default_factory=GenerationSettings)


NO_OVERRIDES = Overrides()
_CHORD_PRESERVING_FIELDS = frozenset(
    {"tonic", "spelling", "tempo", "instrument", "pattern"}
)  # constraints that need no other chords


def overrides_of(take: Composition, original_request: Request) -> Overrides:
    """What was fixed when a take was made, of which the sentence asked only so much."""
    wishes = {
        each.name: own
        for each in fields(Constraints)
        if (own := getattr(take.request.constraints, each.name))
        != getattr(original_request.constraints, each.name)
    }
    return Overrides(Constraints(**wishes), take.performance_settings, take.generation_settings)


def needs_new_chords(take: Composition, original_request: Request, before: Overrides, now: Overrides) -> bool:
    """Whether other chords must be found for a take, instead of playing its own in another way.

    Another tonic moves the chords that are there. A mode that is lifted again finds others only where no chord was
    changed by hand or drawn anew, for those would be lost.
    """
    if now.generation_settings != before.generation_settings:
        return True
    old, new = (original_request.constraints.overridden_by(fixed.constraints) for fixed in (before, now))
    has = {"mode": take.progression.key.mode, "metre": take.progression.metre, "bars": take.progression.bars}
    shaped = bool(take.locked) or take.performance_seed is not None
    return any(
        getattr(new, name) not in (getattr(old, name), own)
        and not (name == "mode" and new.mode is None and shaped)
        for name, own in has.items()
    )


def preserves_chords(take: Composition, before: Request, now: Request) -> bool:
    """Whether a request differs from the one before only in what leaves a take's chords as they are, or moves them."""
    mode = now.constraints.mode
    if now.mood != before.mood or mode not in (before.constraints.mode, take.progression.key.mode):
        return False
    names = {each.name for each in fields(Constraints)} - _CHORD_PRESERVING_FIELDS - {"mode"}
    old, new = before.constraints, now.constraints
    return all(getattr(old, name) == getattr(new, name) for name in names) and old != new


def without_superseded(constraints: Constraints, before: Request, now: Request) -> Constraints:
    """The wishes that still hold when something else is asked for: what that names by itself goes before them."""
    held = {
        each.name: getattr(constraints, each.name)
        for each in fields(Constraints)
        if getattr(now.constraints, each.name) in (None, getattr(before.constraints, each.name))
    }
    return Constraints(**held)
