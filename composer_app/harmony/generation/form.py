"""Forms: which sections a piece has, and which of them come again."""

from dataclasses import dataclass

from composer_app.music.generation_settings import Form


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a piece.

    Attributes:
        letter: Sections of one letter have the same chords.
        bars: How long it is.
        varied: Whether its end differs from the section of its letter before it.
    """

    letter: str
    bars: int
    varied: bool = False


# Letters of equal length; a prime marks what is varied.
_PLANS = {
    Form.ONCE: ("A",),
    Form.VARIED: ("A", "A'"),
    Form.SONG: ("A", "A'", "B", "A'"),
    Form.VERSE_CHORUS: ("A", "A'", "B", "B'"),
}
_LONG = 16  # bars from which on a piece repeats itself, unless it is told not to


def sections(form: Form | None, bars: int) -> tuple[Section, ...]:
    """The sections of a piece of so many bars; a form that does not go into them gives way to a simpler one.

    Without a form, short pieces are of one piece, and long ones in song form.
    """
    wished = form or (Form.SONG if bars >= _LONG else Form.ONCE)
    plan = next(
        plan
        for plan in (_PLANS[wished], _PLANS[Form.VARIED], _PLANS[Form.ONCE])
        if len(plan) <= len(_PLANS[wished]) and bars % len(plan) == 0
    )
    each = bars // len(plan)
    return tuple(Section(part[0], each, varied=part.endswith("'")) for part in plan)
