"""Every option of the playing and of the chords, in one table.

What it is called, what may be chosen, how it is read from a take, and where it is kept of what the person fixed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from composer_app.composer import Composition
from composer_app.gui.session.overrides import NO_OVERRIDES, Overrides
from composer_app.gui.text.format import key_name
from composer_app.gui.text.translation import term
from composer_app.harmony.generation.form import sections
from composer_app.music.arrangement import BASS, CHORDS, COUNTER_LINE, pattern_played
from composer_app.music.constraints import BARS, PATTERNS, TEMPI
from composer_app.music.generation_settings import TEMPERATURES, Form
from composer_app.music.instruments import BASSES, INSTRUMENTS
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ
from composer_app.music.voicing_styles import VOICINGS

translate = QCoreApplication.translate

Choices = tuple[tuple[str, object], ...]
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_STRENGTHS = (0.0, 0.5, 1.0, 1.5, 2.0)
_UPPER = tuple(name for name in INSTRUMENTS if name not in BASSES)
_LENGTHS = (2, 4, 8, 12, 16, 24, 32, BARS[1])


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """Something that the feeling decides unless a person does.

    Attributes:
        name: What the program calls it.
        title: What the person reads; "&" stands before its letter.
        tip: What it does.
        place: Where it is kept: a field of `Overrides`, and the fields there that it fixes.
        choices: What may be chosen, each with what is put there; empty where it is a tempo.
        heard: Tells what a take has of it, by itself or because it was fixed.
    """

    name: str
    title: str
    tip: str
    place: tuple[str, ...]
    choices: Choices
    heard: Callable[[Composition], str]

    def read(self, fixed: Overrides) -> object:
        """What is fixed: one value, or a tuple where it has several fields."""
        holder = getattr(fixed, self.place[0])
        values = tuple(getattr(holder, field) for field in self.place[1:])
        return values[0] if len(values) == 1 else values

    def put(self, fixed: Overrides, value: object) -> Overrides:
        """The same with this fixed to something else."""
        holder, *names = self.place
        values = value if isinstance(value, tuple) else (value,)
        changed = replace(getattr(fixed, holder), **dict(zip(names, values, strict=True)))
        return replace(fixed, **{holder: changed})

    @property
    def usual(self) -> object:
        """What is read where it is not fixed."""
        return self.read(NO_OVERRIDES)

    def is_fixed(self, fixed: Overrides) -> bool:
        """Whether the person decided it."""
        return self.read(fixed) != self.usual


def options() -> dict[str, OptionSpec]:
    """All of them by name, in the language of the window."""
    table = (
        OptionSpec(
            "key",
            translate("Options", "&Key"),
            translate("Options", "The key; the chords stay the same and move with it"),
            ("wishes", "tonic", "mode"),
            _keys(),
            lambda take: key_name(str(take.progression.key)),
        ),
        OptionSpec(
            "tempo",
            translate("Options", "&Tempo"),
            translate("Options", "The tempo in beats a minute"),
            ("wishes", "tempo"),
            (),
            lambda take: translate("Options", "{tempo} bpm").format(tempo=f"{take.performance.tempo:g}"),
        ),
        OptionSpec(
            "metre",
            translate("Options", "&Metre"),
            translate("Options", "The time signature; finds other chords"),
            ("wishes", "metre"),
            tuple((str(metre), metre) for metre in (COMMON, WALTZ, SIX_EIGHT)),
            lambda take: str(take.progression.metre),
        ),
        OptionSpec(
            "bars",
            translate("Options", "&Bars"),
            translate("Options", "How many bars; finds other chords"),
            ("wishes", "bars"),
            tuple((str(bars), bars) for bars in _LENGTHS),
            lambda take: str(take.progression.bars),
        ),
        OptionSpec(
            "instrument",
            translate("Options", "Chords"),
            translate("Options", "What plays the chords"),
            ("wishes", "instrument"),
            _named(_UPPER),
            lambda take: _played(take, CHORDS, term("piano")),
        ),
        OptionSpec(
            "bass",
            translate("Options", "Bass"),
            translate("Options", "What plays the bass, as a part of its own"),
            ("manner", "bass"),
            _named((*sorted(BASSES), *_UPPER)),
            lambda take: _played(take, BASS, translate("Options", "with the chords")),
        ),
        OptionSpec(
            "counter_line",
            translate("Options", "Counter-line"),
            translate("Options", "What plays a simple line above the chords"),
            ("manner", "counter_line"),
            _named(_UPPER),
            lambda take: _played(take, COUNTER_LINE, translate("Options", "none")),
        ),
        OptionSpec(
            "pattern",
            translate("Options", "Pattern"),
            translate("Options", "How the chords are struck"),
            ("wishes", "pattern"),
            _named(PATTERNS),
            lambda take: term(_pattern(take)),
        ),
        OptionSpec(
            "voicing",
            translate("Options", "Voicing"),
            translate("Options", "How the tones of a chord are stacked; one that you fixed stays as it lies"),
            ("manner", "voicing"),
            _named(VOICINGS),
            lambda take: term(take.manner.voicing_for(take.request.constraints.instrument)),
        ),
        OptionSpec(
            "pedal",
            translate("Options", "Pedal"),
            translate("Options", "Whether notes ring on until the chord changes"),
            ("manner", "pedal"),
            ((translate("Options", "down"), True), (translate("Options", "up"), False)),
            lambda take: {
                None: translate("Options", "as it suits"),
                True: translate("Options", "down"),
                False: translate("Options", "up"),
            }[take.manner.pedal],
        ),
        OptionSpec(
            "humanise",
            translate("Options", "Human touch"),
            translate("Options", "How uneven time and touch are: 0 % is a machine"),
            ("manner", "humanise"),
            tuple((_percent(share), share) for share in _SHARES),
            lambda take: _percent(take.manner.humanise),
        ),
        OptionSpec(
            "intensity",
            translate("Options", "Intensity"),
            translate("Options", "How strongly the feeling colours the playing: 0 % is not at all"),
            ("manner", "intensity"),
            tuple((_percent(share), share) for share in _STRENGTHS),
            lambda take: _percent(take.manner.intensity),
        ),
        OptionSpec(
            "adventure",
            translate("Options", "Adventurousness"),
            translate("Options", "How rare the chords may be; finds other chords"),
            ("taste", "temperature"),
            tuple((term(name), temperature) for name, temperature in TEMPERATURES.items()),
            lambda take: _adventure(take.taste.temperature),
        ),
        OptionSpec(
            "form",
            translate("Options", "Form"),
            translate("Options", "Which sections come again; finds other chords"),
            ("taste", "form"),
            tuple((term(form.value), form) for form in Form),
            _form,
        ),
    )
    return {option.name: option for option in table}


TEMPO_RANGE = (round(TEMPI[0]), round(TEMPI[1]))
"""In beats a minute."""


def _named(words: Iterable[str]) -> Choices:
    return tuple((term(word), word) for word in words)


def _keys() -> Choices:
    """Any of a mode, and all of them."""
    keys = (Key(tonic, mode) for mode in Mode for tonic in range(12))
    return (
        (translate("Options", "any major"), (None, Mode.MAJOR)),
        (translate("Options", "any minor"), (None, Mode.MINOR)),
        *((key_name(str(key)), (key.tonic, key.mode)) for key in keys),
    )


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _played(take: Composition, part: str, otherwise: str) -> str:
    """The instrument that plays a part of a take."""
    by_program = {program: name for name, program in INSTRUMENTS.items()}
    programs = (each.program for each in take.performance.parts if each.name == part)
    return next((term(by_program[program]) for program in programs if program in by_program), otherwise)


def _pattern(take: Composition) -> str:
    request = take.request
    return pattern_played(take.progression, take.played_from, request.mood.weights, request.constraints)


def _adventure(temperature: float) -> str:
    by_value = {value: term(name) for name, value in TEMPERATURES.items()}
    return by_value.get(temperature, f"{temperature:g}")


def _form(take: Composition) -> str:
    """Its letters: "A A' B A'"."""
    plan = sections(take.taste.form, take.progression.bars)
    return " ".join(part.letter + "′" * part.varied for part in plan)
