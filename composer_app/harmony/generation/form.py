"""Forms: which sections a piece has, which of them come again, and what the phrases are like."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from composer_app.harmony.model.encoding import PHRASE_BARS
from composer_app.harmony.model.phrase_encoding import RETURN_SPAN, RETURNS, Onset
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


@dataclass(frozen=True, slots=True)
class _PhraseForm:
    """What a phrase of eight bars must be like.

    Attributes:
        returns: Whether bars are like an earlier one, by (how many bars earlier, number of the bar).
        onsets: What begins in some half bars.
        varies: Whether a phrase that comes again ends differently.
    """

    returns: Mapping[tuple[int, int], bool]
    onsets: Mapping[int, Onset] = field(default_factory=dict)
    varies: bool = True


# Loops go round; a statement ends on a dominant in bar 4 and its answer closes in bar 8 (a period); a sentence repeats
# its idea of two bars, and goes on to a close (Caplin 1998).
_PHRASE_FORMS = {
    Form.TWO_BAR_LOOP: _PhraseForm(
        {(2, bar): True for bar in range(2, PHRASE_BARS)} | {(1, 1): False}, {0: Onset.TONIC}, varies=False
    ),
    Form.FOUR_BAR_LOOP: _PhraseForm(
        {(4, bar): True for bar in range(4, PHRASE_BARS)} | {(2, 3): False, (1, 1): False}, varies=False
    ),
    Form.STATEMENT_ANSWER: _PhraseForm(
        {(4, 4): True, (4, 5): True, (4, 7): False}
        | {(lag, bar): False for lag in (1, 2) for bar in (3, 7)}
        | {(1, 4): False, (2, 5): False},
        {6: Onset.DOMINANT, 14: Onset.TONIC},
    ),
    Form.SENTENCE: _PhraseForm(
        {(2, 2): True, (2, 3): False, (4, 4): False, (4, 5): False, (2, 4): False}
        | {(lag, 7): False for lag in (1, 2, 4)},
        {14: Onset.TONIC},
    ),
}


def sections(form: Form | None, bars: int) -> tuple[Section, ...]:
    """The sections of a piece of so many bars; a form that does not go into them gives way to a simpler one.

    Without a form, short pieces are of one piece, and long ones in song form.
    """
    if form in _PHRASE_FORMS:
        return _phrase_sections(form, bars)
    wished = form or (Form.SONG_FORM if bars >= _MIN_SONG_FORM_BARS else Form.SINGLE)
    plan = next(
        plan
        for plan in (_SECTION_LETTERS[wished], _SECTION_LETTERS[Form.VARIED], _SECTION_LETTERS[Form.SINGLE])
        if len(plan) <= len(_SECTION_LETTERS[wished]) and bars % len(plan) == 0
    )
    each = bars // len(plan)
    return tuple(Section(part[0], each, has_varied_end=part.endswith("'")) for part in plan)


def _phrase_sections(form: Form, bars: int) -> tuple[Section, ...]:
    """A phrase again and again; what does not fill eight bars is one piece."""
    if bars % PHRASE_BARS:
        return (Section("A", bars),)
    count = bars // PHRASE_BARS
    return tuple(
        Section("A", PHRASE_BARS, has_varied_end=number > 0 and _PHRASE_FORMS[form].varies)
        for number in range(count)
    )


def phrase_units(form: Form | None) -> dict[int, float]:
    """The units of a phrase that a form binds, and their values, 0 or 1."""
    if form not in _PHRASE_FORMS:
        return {}
    wanted = _PHRASE_FORMS[form]
    found = {RETURN_SPAN.start + RETURNS.index(pair): float(on) for pair, on in wanted.returns.items()}
    for half_bar, onset in wanted.onsets.items():
        found |= {half_bar * len(Onset) + each: float(each is onset) for each in Onset}
    return found
