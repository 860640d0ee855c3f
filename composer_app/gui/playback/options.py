"""All options of performance and harmony, in one table.

Each row has the option's title, its choices, its field in `Overrides`, and how its value is read from a take.
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
    """An option that the mood decides unless the user sets it.

    Attributes:
        name: Its identifier.
        title: Its title in the window; "&" marks the mnemonic.
        tip: Its tooltip.
        path: Where it is stored: a field of `Overrides`, and one or more fields of that.
        choices: The texts of its choices, each with the value to store; empty for the tempo.
        describe_take: Returns the value that a take has, as text.
    """

    name: str
    title: str
    tip: str
    path: tuple[str, ...]
    choices: OptionChoices
    describe_take: Callable[[Composition], str]

    def value_in(self, overrides: Overrides) -> object:
        """Return the override: one value, or a tuple if the option has several fields."""
        holder = getattr(overrides, self.path[0])
        values = tuple(getattr(holder, field) for field in self.path[1:])
        return values[0] if len(values) == 1 else values

    def with_value(self, overrides: Overrides, value: object) -> Overrides:
        """Return the overrides with another value of this option."""
        holder, *names = self.path
        values = value if isinstance(value, tuple) else (value,)
        changed = replace(getattr(overrides, holder), **dict(zip(names, values, strict=True)))
        return replace(overrides, **{holder: changed})

    @property
    def default(self) -> object:
        """The value that means Auto."""
        return self.value_in(NO_OVERRIDES)

    def is_overridden(self, overrides: Overrides) -> bool:
        """Return whether the user set it."""
        return self.value_in(overrides) != self.default


def build_options() -> dict[str, OptionSpec]:
    """Return all options by name, in the window's language."""
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
"""The range of the tempo spin box."""


def _term_choices(words: Iterable[str]) -> OptionChoices:
    return tuple((translate_term(word), word) for word in words)


def _key_choices() -> OptionChoices:
    """Return any major key, any minor key, and each key."""
    keys = (Key(tonic, mode) for mode in Mode for tonic in range(12))
    return (
        (translate("Options", "any major"), (None, Mode.MAJOR)),
        (translate("Options", "any minor"), (None, Mode.MINOR)),
        *((format_key(str(key)), (key.tonic, key.mode)) for key in keys),
    )


def _format_percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _part_instrument(take: Composition, part: str, fallback: str) -> str:
    """Return the instrument of a part of a take."""
    by_program = {instrument.program: name for name, instrument in INSTRUMENTS.items()}
    programs = (part_played.program for part_played in take.performance.parts if part_played.name == part)
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
    """Return the form as letters: "A A′ B A′"."""
    form_sections = sections(take.generation_settings.form, take.progression.bars)
    return " ".join(section.letter + "′" * section.has_varied_end for section in form_sections)
