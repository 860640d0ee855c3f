"""The options of `composer-app compose`: what each is called, what it takes, and what its help says."""

import difflib
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar, cast

import typer

from composer_app.export import FORMATS
from composer_app.music.constraints import BARS, PATTERNS, SECONDS, TEMPI, Ending
from composer_app.music.instrument import INSTRUMENTS
from composer_app.music.taste import TEMPERATURES, Form
from composer_app.music.voicing_styles import VOICINGS
from composer_app.sound.file import BITS

_MOST_TAKES = 1_000
_SEEDS = 2**31

Value = TypeVar("Value", bound=str | list[str] | None)


def _one_of(
    names: Iterable[str], alike: Callable[[str], str | None] = lambda _: None
) -> Callable[[Value], Value]:
    """Refuses what is not among some names, and says which was likely meant; capitals do not matter.

    Args:
        names: The names.
        alike: Which of them something that is none stands for, where it stands for one: "violins" for strings.
    """
    known = {name.casefold(): name for name in names}

    def one(given: str) -> str:
        name = known.get(given.strip().casefold())
        if name is None:
            raise typer.BadParameter(
                f"{given!r} is not one of {', '.join(known.values())}.{meant(given, known, alike)}"
            )
        return name

    def check(value: Value) -> Value:
        found = [one(given) for given in _listed(value)]
        return cast("Value", found[0] if isinstance(value, str) else value and found)

    return check


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def meant(given: str, names: Iterable[str], alike: Callable[[str], str | None]) -> str:
    """A question about which name was meant, with a space before it; empty where none seems to be."""
    near = difflib.get_close_matches(given.casefold(), list(names), 1)
    name = alike(given) or (near[0] if near else None)
    return f" Did you mean {name}?" if name else ""


def _asks(field: str) -> Callable[[str], str | None]:
    """What a word asks for in a sentence, of one field of `Constraints`."""

    def read(word: str) -> str | None:
        from composer_app.request.constraints import read_constraints

        asked = (getattr(read_constraints(said), field) for said in (f"on {word}", word))
        return next((str(name) for name in asked if name), None)

    return read


def _tempo(text: str) -> float:
    """A tempo in figures or in a word: "90", "fast", "allegro"."""
    from composer_app.request.constraints import read_constraints

    try:
        tempo = float(text)
    except ValueError:
        named = read_constraints(text).tempo
        if named is None:
            raise typer.BadParameter(
                f"{text!r} is no tempo. Give beats a minute, or a word such as slow, fast or allegro."
            ) from None
        return named
    if not TEMPI[0] <= tempo <= TEMPI[1]:
        raise typer.BadParameter(f"{text} is not in the range {TEMPI[0]:g} to {TEMPI[1]:g} beats a minute.")
    return tempo


def folder_that_is_there(path: Path | None) -> Path | None:
    """Refuses a folder that is not there."""
    if path is not None and not path.is_dir():
        what = "is a file, not a folder" if path.exists() else "is not there"
        raise typer.BadParameter(f"The folder {path} {what}. Check its name.")
    return path


def _file_that_is_there(path: Path | None) -> Path | None:
    """Refuses a file that is not there."""
    if path is not None and not path.exists():
        raise typer.BadParameter(f"The file {path} is not there. Check its name.")
    return path


Text = Annotated[str | None, typer.Argument(help="What you feel: “a song that expresses hope and wonder”.")]
Speech = Annotated[
    Path | None,
    typer.Option(help="Take the request from a recording: WAV, FLAC, OGG or MP3."),
]
Out = Annotated[
    Path | None,
    typer.Option("-o", "--out", help="The file to write, or a folder: there it is named after the take."),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "-f",
        "--format",
        callback=_one_of(FORMATS),
        help="Write these kinds of files, beside each other: " + ", ".join(FORMATS),
    ),
]
Wav = Annotated[bool, typer.Option("--wav", help="Write the audio beside it, as NAME.wav.")]
Markers = Annotated[bool, typer.Option("--markers", help="Put the chords' names into the MIDI file.")]
Bits = Annotated[
    str, typer.Option(callback=_one_of(map(str, BITS)), help="How fine the audio's samples are.")
]
Play = Annotated[bool, typer.Option("--play", help="Play it on the built-in sound.")]
Port = Annotated[
    str | None, typer.Option(help="Play it into this MIDI port; “composer-app ports” names them.")
]
CountIn = Annotated[
    int, typer.Option("--count-in", min=0, max=4, help="Bars of clicks before it, into the port.")
]
Clock = Annotated[bool, typer.Option("--clock", help="Send MIDI clock, start and stop to the port.")]
Programs = Annotated[bool, typer.Option("--programs", help="Choose the instruments on the port's side.")]
Seed = Annotated[int | None, typer.Option(min=0, max=_SEEDS - 1, help="The same seed gives the same notes.")]
Bars = Annotated[int | None, typer.Option(min=BARS[0], max=BARS[1], help="How many bars.")]
Seconds = Annotated[
    float | None, typer.Option(min=SECONDS[0], max=SECONDS[1], help="About how long, instead of --bars.")
]
KeyName = Annotated[
    str | None, typer.Option("--key", help="“D minor”, “F#”, “h-Moll”; a mode alone is “minor”.")
]
Tempo = Annotated[
    float | None,
    typer.Option(
        parser=_tempo, metavar="TEMPO", help="In beats (quarter notes) a minute, or “fast”, “adagio”."
    ),
]
MetreName = Annotated[str | None, typer.Option("--metre", help="“4/4”, “3/4”, “6/8”.")]
Pattern = Annotated[
    str | None,
    typer.Option(
        callback=_one_of(PATTERNS, _asks("pattern")), help="How the chords are struck: " + ", ".join(PATTERNS)
    ),
]
Instrument = Annotated[
    str | None,
    typer.Option(
        callback=_one_of(INSTRUMENTS, _asks("instrument")),
        help="What plays the chords: " + ", ".join(INSTRUMENTS),
    ),
]
EndingName = Annotated[
    str | None,
    typer.Option(
        "--ending", callback=_one_of(Ending), help="Lead back, or come to rest: " + ", ".join(Ending)
    ),
]
Voicing = Annotated[
    str | None,
    typer.Option(
        callback=_one_of(VOICINGS), help="How the chords' tones are laid out: " + ", ".join(VOICINGS)
    ),
]
Bass = Annotated[
    str | None,
    typer.Option(callback=_one_of(INSTRUMENTS, _asks("instrument")), help="Give the bass a part, on this."),
]
CounterLine = Annotated[
    str | None,
    typer.Option(
        callback=_one_of(INSTRUMENTS, _asks("instrument")), help="Add a simple line above, on this."
    ),
]
Pedal = Annotated[
    bool | None, typer.Option("--pedal/--no-pedal", help="Let notes ring on, or damp them; else as felt.")
]
Humanise = Annotated[
    float, typer.Option(min=0, max=1, help="How uneven touch and time are: 0 as a machine, 1 at most.")
]
Intensity = Annotated[
    float,
    typer.Option(
        min=0, max=2, help="How strongly the feeling colours the chords and the playing; 1 as it is."
    ),
]
FormName = Annotated[
    str | None,
    typer.Option("--form", callback=_one_of(Form), help="How the piece is built: " + ", ".join(Form)),
]
Adventure = Annotated[
    str,
    typer.Option(
        "--adventure",
        callback=_one_of(TEMPERATURES),
        help="How daring the chords are: " + ", ".join(TEMPERATURES),
    ),
]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        "--keep", help="Fix a chord, as “3=Am7”: the third chord is A minor seven. Can be given often."
    ),
]
Why = Annotated[
    bool, typer.Option("--why", help="Say for each chord what it does and why it fits the feeling.")
]
Takes = Annotated[int, typer.Option(min=1, max=_MOST_TAKES, help="How many takes: NAME-1.mid, NAME-2.mid …")]
Language = Annotated[str, typer.Option(help="The language spoken, as “en” or “de”; found out if not given.")]
Weights = Annotated[
    Path | None, typer.Option(callback=_file_that_is_there, help="A file with Whisper's base weights.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a take.")]


def seeds(first: int | None, takes: int) -> Iterator[int]:
    """A seed for each take, one after the other; anywhere, where none is given."""
    start = random.SystemRandom().randrange(_SEEDS - takes) if first is None else first
    for number in range(takes):
        yield (start + number) % _SEEDS
