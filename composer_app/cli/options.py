"""The options of `composer-app compose`: names, types and help texts."""

import difflib
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar, cast

import typer

from composer_app.export import FORMATS
from composer_app.music.constraints import (
    BAR_LIMITS,
    DURATION_LIMITS_S,
    TEMPO_LIMITS_BPM,
    Ending,
)
from composer_app.music.generation_settings import TEMPERATURES, Form
from composer_app.music.instruments import INSTRUMENTS
from composer_app.music.pattern import pattern_names
from composer_app.music.voicing_styles import VOICING_STYLES
from composer_app.sound.file import BIT_DEPTHS

_MAX_TAKES = 1_000
_SEED_COUNT = 2**31

Value = TypeVar("Value", bound=str | list[str] | None)


def _choice_of(
    names: Iterable[str], alike: Callable[[str], str | None] = lambda _: None
) -> Callable[[Value], Value]:
    """Return a callback that accepts only certain names, ignoring case, and suggests the nearest one.

    Args:
        names: The accepted names.
        alike: Maps another word to the name it stands for, or None: "violins" to strings.
    """
    names_by_key = {name.casefold(): name for name in names}

    def one(given: str) -> str:
        name = names_by_key.get(given.strip().casefold())
        if name is None:
            raise typer.BadParameter(
                f"{given!r} is not one of {', '.join(names_by_key.values())}.{suggestion(given, names_by_key, alike)}"
            )
        return name

    def check(value: Value) -> Value:
        checked = [one(given) for given in _as_list(value)]
        return cast("Value", checked[0] if isinstance(value, str) else value and checked)

    return check


def _as_list(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def suggestion(given: str, names: Iterable[str], alike: Callable[[str], str | None]) -> str:
    """Return a question that suggests the likeliest name, with a leading space; empty if no name is close."""
    close_names = difflib.get_close_matches(given.casefold(), list(names), 1)
    name = alike(given) or (close_names[0] if close_names else None)
    return f" Did you mean {name}?" if name else ""


def _constraint_reader(field: str) -> Callable[[str], str | None]:
    """Return a function that reads one field of `Constraints` from a word, as from a sentence."""

    def read(word: str) -> str | None:
        from composer_app.request.constraints.parser import read_constraints

        values = (getattr(read_constraints(sentence), field) for sentence in (f"on {word}", word))
        return next((str(name) for name in values if name), None)

    return read


def _tempo(text: str) -> float:
    """Parse a tempo given as a number or a word: "90", "fast", "allegro"."""
    from composer_app.request.constraints.parser import read_constraints

    try:
        tempo = float(text)
    except ValueError:
        parsed = read_constraints(text).tempo
        if parsed is None:
            raise typer.BadParameter(
                f"{text!r} is no tempo. Give beats a minute, or a word such as slow, fast or allegro."
            ) from None
        return parsed
    if not TEMPO_LIMITS_BPM[0] <= tempo <= TEMPO_LIMITS_BPM[1]:
        raise typer.BadParameter(
            f"{text} is not in the range {TEMPO_LIMITS_BPM[0]:g} to {TEMPO_LIMITS_BPM[1]:g} beats a minute."
        )
    return tempo


def existing_folder(path: Path | None) -> Path | None:
    """Check that the folder exists."""
    if path is not None and not path.is_dir():
        what = "is a file, not a folder" if path.exists() else "is not there"
        raise typer.BadParameter(f"The folder {path} {what}. Check its name.")
    return path


def _existing_file(path: Path | None) -> Path | None:
    """Check that the file exists."""
    if path is not None and not path.exists():
        raise typer.BadParameter(f"The file {path} is not there. Check its name.")
    return path


Text = Annotated[str | None, typer.Argument(help="What you feel: “a song that expresses hope and wonder”.")]
Speech = Annotated[
    Path | None,
    typer.Option(help="Read the request from a recording: WAV, FLAC, OGG or MP3."),
]
Out = Annotated[
    Path | None,
    typer.Option("-o", "--out", help="Output file, or a folder for a file named after the take."),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "-f",
        "--format",
        callback=_choice_of(FORMATS),
        help="Output formats. May be repeated: " + ", ".join(FORMATS),
    ),
]
Wav = Annotated[bool, typer.Option("--wav", help="Also write the audio as NAME.wav.")]
Markers = Annotated[bool, typer.Option("--markers", help="Write chord names as markers into the MIDI file.")]
Bits = Annotated[str, typer.Option(callback=_choice_of(map(str, BIT_DEPTHS)), help="Audio bit depth.")]
Play = Annotated[bool, typer.Option("--play", help="Play on the built-in sound.")]
Port = Annotated[str | None, typer.Option(help="Play on this MIDI port; “composer-app ports” lists them.")]
CountIn = Annotated[int, typer.Option("--count-in", min=0, max=4, help="Count-in bars (MIDI port only).")]
Clock = Annotated[bool, typer.Option("--clock", help="Send MIDI clock, start and stop (MIDI port only).")]
Programs = Annotated[bool, typer.Option("--programs", help="Send program changes (MIDI port only).")]
Seed = Annotated[
    int | None, typer.Option(min=0, max=_SEED_COUNT - 1, help="Random seed; equal seeds give equal notes.")
]
Bars = Annotated[int | None, typer.Option(min=BAR_LIMITS[0], max=BAR_LIMITS[1], help="Number of bars.")]
Seconds = Annotated[
    float | None,
    typer.Option(
        min=DURATION_LIMITS_S[0],
        max=DURATION_LIMITS_S[1],
        help="Approximate length in seconds, instead of --bars.",
    ),
]
KeyName = Annotated[
    str | None, typer.Option("--key", help="“D minor”, “F#”, “h-Moll”; a mode alone is “minor”.")
]
Tempo = Annotated[
    float | None,
    typer.Option(parser=_tempo, metavar="TEMPO", help="Tempo in beats per minute, or “fast”, “adagio”."),
]
MetreName = Annotated[str | None, typer.Option("--metre", help="“4/4”, “3/4”, “6/8”.")]
Pattern = Annotated[
    str | None,
    typer.Option(
        callback=_choice_of(pattern_names(), _constraint_reader("pattern")),
        help="Accompaniment pattern: " + ", ".join(pattern_names()),
    ),
]
Instrument = Annotated[
    str | None,
    typer.Option(
        callback=_choice_of(INSTRUMENTS, _constraint_reader("instrument")),
        help="Instrument for the chords: " + ", ".join(INSTRUMENTS),
    ),
]
EndingName = Annotated[
    str | None,
    typer.Option(
        "--ending", callback=_choice_of(Ending), help="Loop, or end with a cadence: " + ", ".join(Ending)
    ),
]
Voicing = Annotated[
    str | None,
    typer.Option(
        callback=_choice_of(VOICING_STYLES),
        help="Voicing style: " + ", ".join(VOICING_STYLES),
    ),
]
Bass = Annotated[
    str | None,
    typer.Option(
        callback=_choice_of(INSTRUMENTS, _constraint_reader("instrument")),
        help="Instrument for a separate bass part.",
    ),
]
CounterLine = Annotated[
    str | None,
    typer.Option(
        callback=_choice_of(INSTRUMENTS, _constraint_reader("instrument")),
        help="Instrument for a countermelody.",
    ),
]
Pedal = Annotated[
    bool | None, typer.Option("--pedal/--no-pedal", help="Sustain pedal on or off. Default: auto.")
]
Humanise = Annotated[float, typer.Option(min=0, max=1, help="Humanize timing and velocity, 0 to 1.")]
Intensity = Annotated[
    float,
    typer.Option(min=0, max=2, help="How strongly the mood shapes chords and performance; default 1."),
]
FormName = Annotated[
    str | None,
    typer.Option("--form", callback=_choice_of(Form), help="Form: " + ", ".join(Form)),
]
Adventure = Annotated[
    str,
    typer.Option(
        "--adventure",
        callback=_choice_of(TEMPERATURES),
        help="How unusual the chords are: " + ", ".join(TEMPERATURES),
    ),
]
Keep = Annotated[
    list[str] | None,
    typer.Option("--lock", "--keep", help="Lock a chord, such as “3=Am7” for the third. May be repeated."),
]
Why = Annotated[
    bool, typer.Option("--why", help="Explain each chord: its function, and why it fits the mood.")
]
Takes = Annotated[int, typer.Option(min=1, max=_MAX_TAKES, help="Number of takes: NAME-1.mid, NAME-2.mid …")]
Language = Annotated[str, typer.Option(help="Spoken language, such as “en” or “de”. Default: detect.")]
Weights = Annotated[Path | None, typer.Option(callback=_existing_file, help="File with Whisper's weights.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object per take.")]


def take_seeds(first: int | None, takes: int) -> Iterator[int]:
    """Yield one seed per take, counting up from the first; the first is random if not given."""
    start = random.SystemRandom().randrange(_SEED_COUNT - takes) if first is None else first
    for number in range(takes):
        yield (start + number) % _SEED_COUNT
