"""`composer-app compose`: from a request to chords, files and sound."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import typer

from composer_app.cli import options as opt
from composer_app.cli.report import composition_json, composition_text, reasons_text, request_text
from composer_app.cli.terminal import say, working
from composer_app.composer import Composer, Composition
from composer_app.export import FORMATS, Choices, export, named_after
from composer_app.midi.playing import Extras
from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import read_symbol
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.key import Mode, read_key
from composer_app.music.manner import Manner
from composer_app.music.metre import read_metre
from composer_app.music.performance import Performance
from composer_app.music.taste import TEMPERATURES, Form, Taste
from composer_app.request.reach import beyond_reach
from composer_app.request.request import Request
from composer_app.work import Job

_MOST_CHORDS = 64
_SUFFIXES = {".midi": "mid", **{each.suffix: name for name, each in FORMATS.items()}}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is done with each take.

    Attributes:
        out: The file to write, or the folder to write into; None for neither.
        formats: Which kinds of files, by their names in `FORMATS`.
        choices: What may be chosen of files.
        play: Whether it is played on the built-in sound.
        port: The MIDI port to play it into, None for none.
        extras: What is sent there beside the notes.
    """

    out: Path | None
    formats: tuple[str, ...]
    choices: Choices
    play: bool
    port: str | None
    extras: Extras


@dataclass(frozen=True, slots=True)
class Take:
    """A composition and its number among several; 0 where it is the only one."""

    composition: Composition
    number: int


def compose(  # noqa: PLR0913, PLR0917 - a command has its options
    text: opt.Text = None,
    speech: opt.Speech = None,
    out: opt.Out = None,
    formats: opt.Formats = None,
    wav: opt.Wav = False,
    markers: opt.Markers = False,
    bits: opt.Bits = "24",
    play: opt.Play = False,
    port: opt.Port = None,
    count_in: opt.CountIn = 0,
    clock: opt.Clock = False,
    programs: opt.Programs = False,
    seed: opt.Seed = None,
    bars: opt.Bars = None,
    seconds: opt.Seconds = None,
    key: opt.KeyName = None,
    tempo: opt.Tempo = None,
    metre: opt.MetreName = None,
    pattern: opt.Pattern = None,
    instrument: opt.Instrument = None,
    ending: opt.EndingName = None,
    voicing: opt.Voicing = None,
    bass: opt.Bass = None,
    counter_line: opt.CounterLine = None,
    pedal: opt.Pedal = None,
    humanise: opt.Humanise = 0.5,
    intensity: opt.Intensity = 1.0,
    form: opt.FormName = None,
    adventure: opt.Adventure = "usual",
    keep: opt.Keep = None,
    why: opt.Why = False,
    takes: opt.Takes = 1,
    language: opt.Language = "",
    weights: opt.Weights = None,
    as_json: opt.AsJson = False,
) -> None:
    """Find chords that carry what you feel; print them, write them, play them."""
    if (text is None) is (speech is None):
        raise typer.BadParameter("Give either a text or --speech with a recording.")
    named = (*(formats or ()), *(("wav",) if wav else ()))
    delivery = Delivery(
        out, _formats(out, named), Choices(markers, int(bits)), play, port, Extras(count_in, clock, programs)
    )
    _check(delivery)
    with _usage():
        wishes = _key_wishes(key, tempo, metre, bars)
        wishes = replace(wishes, seconds=seconds, instrument=instrument, pattern=pattern)
        wishes = replace(wishes, ending=Ending(ending) if ending else None)
        manner = Manner(voicing, humanise, intensity, bass, counter_line, pedal)
        taste = Taste(TEMPERATURES[adventure], intensity, Form(form) if form else None)
        kept = tuple(sorted(_kept(each) for each in keep or ()))
    with working() as job:
        composer = Composer(weights)
        request = _request(composer, text, speech, language, job)
        if not as_json:
            typer.echo(request_text(request))
        if complaint := beyond_reach(request.text):
            say(complaint)
        if not (out or play or port):
            say("Nothing is saved or played: add -o NAME.mid, --play or --port.")
        made = partial(composer.compose, request, wishes, job=job, manner=manner, taste=taste, kept=kept)
        for number, one in enumerate(opt.seeds(seed, takes), 1):
            take = Take(made(one), number if takes > 1 else 0)
            _deliver(composer, take, delivery, job, as_json=as_json)
            if why and not as_json:
                typer.echo(reasons_text(take.composition, composer.advise(take.composition).reasons))


def _kept(text: str) -> tuple[int, Chord]:
    """The number, from 0, and the chord that a text such as "3=Am7" names.

    Raises:
        ValueError: It names none.
    """
    number, equals, symbol = text.partition("=")
    if not equals or not number.strip().isdecimal() or not 1 <= int(number) <= _MOST_CHORDS:
        raise ValueError(f"{text!r} does not fix a chord, as 3=Am7 does")
    return int(number) - 1, read_symbol(symbol)


def _formats(out: Path | None, named: tuple[str, ...]) -> tuple[str, ...]:
    """What to write: what the file's suffix says, and what was asked for beside it; else MIDI."""
    own = _SUFFIXES.get(out.suffix.lower()) if out and not out.is_dir() else None
    asked = (own, *named) if own else (named or ("mid",) if not out or out.is_dir() else ("mid", *named))
    return tuple(dict.fromkeys(name for name in asked if name))


def _check(delivery: Delivery) -> None:
    """Refuse places that are none.

    Raises:
        typer.BadParameter: With what to give instead.
    """
    out, port = delivery.out, delivery.port
    if delivery.formats != ("mid",) and not out:
        raise typer.BadParameter("--format and --wav write files: give -o with a name or a folder.")
    if out and not out.is_dir() and out.name in ("", ".."):
        raise typer.BadParameter(
            f"-o names a file, such as hope.mid, or a folder that is there, unlike {out}."
        )
    if port is not None and not port.strip():
        raise typer.BadParameter("--port needs the name of a port; “composer-app ports” names them.")


@contextmanager
def _usage() -> Iterator[None]:
    """What is no value of ours is wrong usage.

    Raises:
        typer.BadParameter: With what is wrong.
    """
    try:
        yield
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from error


def _key_wishes(key: str | None, tempo: float | None, metre: str | None, bars: int | None) -> Constraints:
    """Those options that are not names in a list, as constraints.

    Raises:
        ValueError: One of them names nothing.
    """
    tonic, mode = _tonic_and_mode(key.strip()) if key else (None, None)
    return Constraints(tonic, mode, tempo, read_metre(metre) if metre else None, bars)


def _tonic_and_mode(key: str) -> tuple[int | None, Mode | None]:
    """What "D minor", "minor" and "F#" name; "F#" alone leaves the mode to the feeling.

    Raises:
        ValueError: It names no key.
    """
    if key.lower() in tuple(Mode):
        return None, Mode(key.lower())
    home = read_key(key)
    return home.tonic, None if re.fullmatch(r"[A-Ga-g][#b♯♭]?", key) else home.mode


def _request(composer: Composer, text: str | None, speech: Path | None, language: str, job: Job) -> Request:
    from composer_app.speech.recording import Transcript, read_recording

    if speech is None:
        sentence = text or ""
        return composer.read(Transcript(sentence, "en", sentence), job)
    return composer.read(composer.transcribe(read_recording(speech), language, job), job)


def _deliver(composer: Composer, take: Take, delivery: Delivery, job: Job, *, as_json: bool) -> None:
    """Tell of a take, write it, and only then let it sound: nothing that fails may keep it from being known.

    Raises:
        ComposerError: It was told of, and could not be written or played.
    """
    files: list[Path] = []
    if not as_json:
        typer.echo(composition_text(take.composition))
    try:
        for file in _written(composer, take, delivery, job):
            files.append(file)
            if not as_json:
                typer.echo(f"  saved {file}")
    finally:
        if as_json:
            typer.echo(json.dumps(composition_json(take.composition, files), ensure_ascii=False))
        sys.stdout.flush()
    _sound(composer, take.composition.performance, delivery, job)


def _written(composer: Composer, take: Take, delivery: Delivery, job: Job) -> Iterator[Path]:
    """Write a take's files, one after the other."""
    if not delivery.out:
        return
    composition = take.composition
    sound = cache(partial(composer.render, composition.performance, job))
    for name in delivery.formats:
        path = _path(delivery.out, take, FORMATS[name].suffix)
        job.step(f"Writing {path.name}")
        export(composition, sound, path, name, delivery.choices)
        yield path


def _sound(composer: Composer, performance: Performance, delivery: Delivery, job: Job) -> None:
    from composer_app.cli.listening import hear, send

    if delivery.play:
        hear(composer.render(performance, job), job)
    if delivery.port:
        send(performance, delivery.port, job, delivery.extras)


def _path(out: Path, take: Take, suffix: str) -> Path:
    """The file of a take: NAME.mid, or NAME-1.mid where there are several; in a folder, named after the take."""
    if out.is_dir():
        return named_after(take.composition, out, suffix)
    known = next((each for each in _SUFFIXES if out.name.lower().endswith(each)), "")
    own = _SUFFIXES.get(known)
    stem = out.name[: len(out.name) - len(known)]
    kept = out.name[len(stem) :] if own and FORMATS[own].suffix == suffix else suffix
    return out.with_name(f"{stem}-{take.number}{kept}" if take.number else f"{stem}{kept}")
