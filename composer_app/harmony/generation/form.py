"""Forms: which sections a piece has, and which of them come again."""

from dataclasses import dataclass

from composer_app.music.generation_settings import Form


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a piece.

    Attributes:
        letter: Sections of one letter have the same chords.
        bars: How long it is.
        has_varied_end: Whether its end differs from the section of its letter before it.
    """

    letter: str
    bars: int
    has_varied_end: bool = False


# Letters of equal length; a prime marks what is varied.
_SECTION_LETTERS = {
    Form.SINGLE: ("A",),
    Form.VARIED: ("A", "A'"),
    Form.SONG_FORM: ("A", "A'", "B", "A'"),
    Form.VERSE_CHORUS: ("A", "A'", "B", "B'"),
}
_MIN_SONG_FORM_BARS = 16  # bars from which on a piece repeats itself, unless it is told not to


def sections(form: Form | None, bars: int) -> tuple[Section, ...]:
    """The sections of a piece of so many bars; a form that does not go into them gives way to a simpler one.

    Without a form, short pieces are of one piece, and long ones in song form.
    """
    wished = form or (Form.SONG_FORM if bars >= _MIN_SONG_FORM_BARS else Form.SINGLE)
    plan = next(
        plan
        for plan in (_SECTION_LETTERS[wished], _SECTION_LETTERS[Form.VARIED], _SECTION_LETTERS[Form.SINGLE])
        if len(plan) <= len(_SECTION_LETTERS[wished]) and bars % len(plan) == 0
    )
    each = bars // len(plan)
    return tuple(Section(part[0], each, has_varied_end=part.endswith("'")) for part in plan)
