"""What a person has fixed by hand, whatever the sentence and the feeling decide."""

from dataclasses import dataclass, field, fields

from composer_app.composer import Composition
from composer_app.music.constraints import Constraints
from composer_app.music.manner import Manner
from composer_app.music.taste import Taste
from composer_app.request.request import Request


@dataclass(frozen=True, slots=True)
class Fixed:
    """All that can be fixed; what is as usual is not.

    Attributes:
        wishes: What must hold of the music.
        manner: How it is played.
        taste: How its chords are looked for.
    """

    wishes: Constraints = field(default_factory=Constraints)
    manner: Manner = field(default_factory=Manner)
    taste: Taste = field(default_factory=Taste)


NOTHING = Fixed()
_PLAYED = frozenset(
    {"tonic", "spelling", "tempo", "instrument", "pattern"}
)  # constraints that need no other chords


def fixed_in(take: Composition, asked: Request) -> Fixed:
    """What was fixed when a take was made, of which the sentence asked only so much."""
    wishes = {
        each.name: own
        for each in fields(Constraints)
        if (own := getattr(take.request.constraints, each.name)) != getattr(asked.constraints, each.name)
    }
    return Fixed(Constraints(**wishes), take.manner, take.taste)


def needs_chords(take: Composition, asked: Request, before: Fixed, now: Fixed) -> bool:
    """Whether other chords must be found for a take, instead of playing its own in another way.

    Another tonic moves the chords that are there. A mode that is lifted again finds others only where no chord was
    changed by hand or drawn anew, for those would be lost.
    """
    if now.taste != before.taste:
        return True
    old, new = (asked.constraints.overridden_by(fixed.wishes) for fixed in (before, now))
    has = {"mode": take.progression.key.mode, "metre": take.progression.metre, "bars": take.progression.bars}
    shaped = bool(take.kept) or take.playing_seed is not None
    return any(
        getattr(new, name) not in (getattr(old, name), own)
        and not (name == "mode" and new.mode is None and shaped)
        for name, own in has.items()
    )


def plays_same_chords(take: Composition, before: Request, now: Request) -> bool:
    """Whether a request differs from the one before only in what leaves a take's chords as they are, or moves them."""
    mode = now.constraints.mode
    if now.mood != before.mood or mode not in (before.constraints.mode, take.progression.key.mode):
        return False
    names = {each.name for each in fields(Constraints)} - _PLAYED - {"mode"}
    old, new = before.constraints, now.constraints
    return all(getattr(old, name) == getattr(new, name) for name in names) and old != new


def still_held(wishes: Constraints, before: Request, now: Request) -> Constraints:
    """The wishes that still hold when something else is asked for: what that names by itself goes before them."""
    held = {
        each.name: getattr(wishes, each.name)
        for each in fields(Constraints)
        if getattr(now.constraints, each.name) in (None, getattr(before.constraints, each.name))
    }
    return Constraints(**held)
