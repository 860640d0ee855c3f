"""Every option of the playing and of the chords, in one table.

What it is called, what may be chosen, how it is read from a take, and where it is kept of what the person fixed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from composer_app.composition import Composition
from composer_app.gui.session.overrides import NO_OVERRIDES, Overrides
from composer_app.gui.text.format import format_key
from composer_app.gui.text.translation import translate_term
from composer_app.harmony.generation.form import sections
from composer_app.music.arrangement import BASS, CHORDS, COUNTERMELODY, chosen_pattern_name
from composer_app.music.constraints import BAR_LIMITS, TEMPO_LIMITS_BPM
from composer_app.music.generation_settings import TEMPERATURES, Form
from composer_app.music.instruments import BASS_INSTRUMENTS, INSTRUMENTS
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ
from composer_app.music.pattern import pattern_names
from composer_app.music.voicing_styles import VOICING_STYLES

translate = QCoreApplication.translate

OptionChoices = tuple[tuple[str, object], ...]
_HUMANIZE_LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
_INTENSITY_LEVELS = (0.0, 0.5, 1.0, 1.5, 2.0)
_UPPER_INSTRUMENTS = tuple(name for name in INSTRUMENTS if name not in BASS_INSTRUMENTS)
_BAR_COUNTS = (2, 4, 8, 12, 16, 24, 32, BAR_LIMITS[1])


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """Something that the feeling decides unless a person does.

    Attributes:
        name: What the program calls it.
        title: What the person reads; "&" stands before its letter.
        tip: What it does.
        path: Where it is kept: a field of `Overrides`, and the fields there that it fixes.
        choices: What may be chosen, each with what is put there; empty where it is a tempo.
        describe_take: Tells what a take has of it, by itself or because it was fixed.
    """

    name: str
    title: str
    tip: str
    path: tuple[str, ...]
    choices: OptionChoices
    describe_take: Callable[[Composition], str]

    def value_in(self, overrides: Overrides) -> object:
        """What is fixed: one value, or a tuple where it has several fields."""
        holder = getattr(overrides, self.path[0])
        values = tuple(getattr(holder, field) for field in self.path[1:])
        return values[0] if len(values) == 1 else values

    def with_value(self, overrides: Overrides, value: object) -> Overrides:
        """The same with this fixed to something else."""
        holder, *names = self.path
        values = value if isinstance(value, tuple) else (value,)
        changed = replace(getattr(overrides, holder), **dict(zip(names, values, strict=True)))
        return replace(overrides, **{holder: changed})

    @property
    def default(self) -> object:
        """What is read where it is not fixed."""
        return self.value_in(NO_OVERRIDES)

    def is_overridden(self, overrides: Overrides) -> bool:
        """Whether the person decided it."""
        return self.value_in(overrides) != self.default


def build_options() -> dict[str, OptionSpec]:
    """All of them by name, in the language of the window."""
    table = (
        OptionSpec(
            "key",
            translate("Options", "&Key"),
            translate("Options", "The key; transposes the chords"),
            ("constraints", "tonic", "mode"),
            _key_choices(),
            lambda take: format_key(str(take.progression.key)),
        ),
        OptionSpec(
            "tempo",
            translate("Options", "&Tempo"),
            translate("Options", "The tempo in beats per minute"),
            ("constraints", "tempo"),
            (),
            lambda take: translate("Options", "{tempo} bpm").format(tempo=f"{take.performance.tempo:g}"),
        ),
        OptionSpec(
            "metre",
            translate("Options", "&Metre"),
            translate("Options", "The time signature; regenerates the chords"),
            ("constraints", "metre"),
            tuple((str(metre), metre) for metre in (COMMON, WALTZ, SIX_EIGHT)),
            lambda take: str(take.progression.metre),
        ),
        OptionSpec(
            "bars",
            translate("Options", "&Bars"),
            translate("Options", "The number of bars; regenerates the chords"),
            ("constraints", "bars"),
            tuple((str(bars), bars) for bars in _BAR_COUNTS),
            lambda take: str(take.progression.bars),
        ),
        OptionSpec(
            "instrument",
            translate("Options", "Chords"),
            translate("Options", "Instrument for the chords"),
            ("constraints", "instrument"),
            _term_choices(_UPPER_INSTRUMENTS),
            lambda take: _part_instrument(take, CHORDS, translate_term("piano")),
        ),
        OptionSpec(
            "bass",
            translate("Options", "Bass"),
            translate("Options", "Instrument for a separate bass part"),
            ("performance_settings", "bass_instrument"),
            _term_choices((*sorted(BASS_INSTRUMENTS), *_UPPER_INSTRUMENTS)),
            lambda take: _part_instrument(take, BASS, translate("Options", "Same as chords")),
        ),
        OptionSpec(
            "counter_line",
            translate("Options", "Counter-line"),
            translate("Options", "Instrument for a simple melody above the chords"),
            ("performance_settings", "countermelody_instrument"),
            _term_choices(_UPPER_INSTRUMENTS),
            lambda take: _part_instrument(take, COUNTERMELODY, translate("Options", "none")),
        ),
        OptionSpec(
            "pattern",
            translate("Options", "Pattern"),
            translate("Options", "Accompaniment pattern"),
            ("constraints", "pattern"),
            _term_choices(pattern_names()),
            lambda take: translate_term(_pattern_name(take)),
        ),
        OptionSpec(
            "voicing",
            translate("Options", "Voicing"),
            translate("Options", "How chord tones are spread; voicings you edited stay"),
            ("performance_settings", "voicing_style"),
            _term_choices(VOICING_STYLES),
            lambda take: translate_term(
                take.performance_settings.voicing_style_for(take.request.constraints.instrument)
            ),
        ),
        OptionSpec(
            "pedal",
            translate("Options", "Pedal"),
            translate("Options", "Sustain pedal: notes ring until the chord changes"),
            ("performance_settings", "pedal"),
            ((translate("Options", "down"), True), (translate("Options", "up"), False)),
            lambda take: {
                None: translate("Options", "Auto"),
                True: translate("Options", "down"),
                False: translate("Options", "up"),
            }[take.performance_settings.pedal],
        ),
        OptionSpec(
            "humanise",
            translate("Options", "Humanize"),
            translate("Options", "Random variation of timing and velocity"),
            ("performance_settings", "humanize"),
            tuple((_format_percent(share), share) for share in _HUMANIZE_LEVELS),
            lambda take: _format_percent(take.performance_settings.humanize),
        ),
        OptionSpec(
            "intensity",
            translate("Options", "Intensity"),
            translate("Options", "How strongly the mood shapes the performance"),
            ("performance_settings", "intensity"),
            tuple((_format_percent(share), share) for share in _INTENSITY_LEVELS),
            lambda take: _format_percent(take.performance_settings.intensity),
        ),
        OptionSpec(
            "adventure",
            translate("Options", "Creativity"),
            translate("Options", "How unusual the chords may be; regenerates the chords"),
            ("generation_settings", "temperature"),
            tuple((translate_term(name), temperature) for name, temperature in TEMPERATURES.items()),
            lambda take: _temperature_name(take.generation_settings.temperature),
        ),
        OptionSpec(
            "form",
            translate("Options", "Form"),
            translate("Options", "Which sections repeat; regenerates the chords"),
            ("generation_settings", "form"),
            tuple((translate_term(form.value), form) for form in Form),
            _form_letters,
        ),
    )
    return {option.name: option for option in table}


TEMPO_SPIN_RANGE_BPM = (round(TEMPO_LIMITS_BPM[0]), round(TEMPO_LIMITS_BPM[1]))
"""In beats a minute."""


def _term_choices(words: Iterable[str]) -> OptionChoices:
    return tuple((translate_term(word), word) for word in words)


def _key_choices() -> OptionChoices:
    """Any of a mode, and all of them."""
    keys = (Key(tonic, mode) for mode in Mode for tonic in range(12))
    return (
        (translate("Options", "any major"), (None, Mode.MAJOR)),
        (translate("Options", "any minor"), (None, Mode.MINOR)),
        *((format_key(str(key)), (key.tonic, key.mode)) for key in keys),
    )


def _format_percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _part_instrument(take: Composition, part: str, fallback: str) -> str:
    """The instrument that plays a part of a take."""
    by_program = {row.program: name for name, row in INSTRUMENTS.items()}
    programs = (each.program for each in take.performance.parts if each.name == part)
    return next(
        (translate_term(by_program[program]) for program in programs if program in by_program), fallback
    )


def _pattern_name(take: Composition) -> str:
    request = take.request
    return chosen_pattern_name(
        take.progression, take.effective_performance_seed, request.mood.weights, request.constraints
    )


def _temperature_name(temperature: float) -> str:
    by_value = {value: translate_term(name) for name, value in TEMPERATURES.items()}
    return by_value.get(temperature, f"{temperature:g}")


def _form_letters(take: Composition) -> str:
    """Its letters: "A A' B A'"."""
    plan = sections(take.generation_settings.form, take.progression.bars)
    return " ".join(part.letter + "′" * part.has_varied_end for part in plan)
