"""`composer-app compose`: from a request to chords, files and sound."""

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from composer_app.cli.report import composition_json, composition_text, request_text
from composer_app.cli.terminal import say, working
from composer_app.composer import Composer, Composition
from composer_app.music.constraints import BARS, TEMPI, Constraints
from composer_app.music.key import Mode, read_key
from composer_app.music.metre import read_metre
from composer_app.music.performance import Performance
from composer_app.request.request import Request
from composer_app.work import Job

_MOST_TAKES = 1_000
_SEEDS = 2**31
_AUDIO = frozenset({".wav", ".flac", ".mp3", ".ogg"})


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is done with each take.

    Attributes:
        out: The MIDI file to write, None for none.
        wav: Whether the audio is written beside it.
        play: Whether it is played on the built-in sound.
        port: The MIDI port to play it into, None for none.
    """

    out: Path | None
    wav: bool
    play: bool
    port: str | None


@dataclass(frozen=True, slots=True)
class Take:
    """A composition and its number among several; 0 where it is the only one."""

    composition: Composition
    number: int


def compose(  # noqa: PLR0913, PLR0917 - a command has its options
    text: Annotated[
        str | None, typer.Argument(help="What you feel: “a song that expresses hope and wonder”.")
    ] = None,
    speech: Annotated[
        Path | None, typer.Option(help="Take the request from a recording: WAV, FLAC, OGG or MP3.")
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The MIDI file to write.")] = None,
    wav: Annotated[bool, typer.Option("--wav", help="Write the audio beside it, as NAME.wav.")] = False,
    play: Annotated[bool, typer.Option("--play", help="Play it on the built-in sound.")] = False,
    port: Annotated[
        str | None, typer.Option(help="Play it into this MIDI port; “composer-app ports” names them.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=_SEEDS - 1, help="The same seed gives the same notes.")
    ] = None,
    bars: Annotated[int | None, typer.Option(min=BARS[0], max=BARS[1], help="How many bars.")] = None,
    key: Annotated[str | None, typer.Option(help="“D minor”, “F#”; a mode alone is “minor”.")] = None,
    tempo: Annotated[
        float | None, typer.Option(min=TEMPI[0], max=TEMPI[1], help="In beats (quarter notes) a minute.")
    ] = None,
    metre: Annotated[str | None, typer.Option(help="“4/4”, “3/4”, “6/8”.")] = None,
    takes: Annotated[
        int, typer.Option(min=1, max=_MOST_TAKES, help="How many takes: NAME-1.mid, NAME-2.mid …")
    ] = 1,
    language: Annotated[
        str, typer.Option(help="The language spoken, as “en” or “de”; found out if not given.")
    ] = "",
    weights: Annotated[Path | None, typer.Option(help="A file with Whisper's base weights.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a take.")] = False,
) -> None:
    """Find chords that carry what you feel; print them, write them, play them."""
    if (text is None) is (speech is None):
        raise typer.BadParameter("Give either a text or --speech with a recording.")
    _check(out, port, wav=wav)
    wishes = _wishes(key, tempo, metre, bars)
    delivery = Delivery(out, wav, play, port)
    with working() as job:
        composer = Composer(weights)
        request = _request(composer, text, speech, language, job)
        if not as_json:
            typer.echo(request_text(request))
        if not (out or play or port):
            say("Nothing is saved or played: add -o NAME.mid, --play or --port.")
        for number, composition in enumerate(_takes(composer, request, wishes, seed, takes, job), 1):
            take = Take(composition, number if takes > 1 else 0)
            _deliver(composer, take, delivery, job, as_json=as_json)


def _check(out: Path | None, port: str | None, *, wav: bool) -> None:
    """Refuse places that are none.

    Raises:
        typer.BadParameter: With what to give instead.
    """
    if wav and not out:
        raise typer.BadParameter("--wav writes beside the MIDI file: give -o too.")
    if out and (out.name in ("", "..") or out.is_dir()):
        raise typer.BadParameter(f"-o names a file, such as hope.mid; {out} is a folder.")
    if out and out.suffix.lower() in _AUDIO:
        raise typer.BadParameter(
            "-o names the MIDI file, such as hope.mid; --wav writes the audio beside it."
        )
    if port is not None and not port.strip():
        raise typer.BadParameter("--port needs the name of a port; “composer-app ports” names them.")


def _wishes(key: str | None, tempo: float | None, metre: str | None, bars: int | None) -> Constraints:
    """The options as constraints.

    Raises:
        typer.BadParameter: One of them names nothing.
    """
    try:
        tonic, mode = _tonic_and_mode(key.strip()) if key else (None, None)
        return Constraints(tonic, mode, tempo, read_metre(metre) if metre else None, bars)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from error


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


def _takes(
    composer: Composer, request: Request, wishes: Constraints, seed: int | None, takes: int, job: Job
) -> Iterator[Composition]:
    first = random.SystemRandom().randrange(_SEEDS - takes) if seed is None else seed
    for number in range(takes):
        yield composer.compose(request, wishes, (first + number) % _SEEDS, job)


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
    from composer_app.midi.file import save_midi
    from composer_app.sound.file import save_audio

    composition, midi = take.composition, _numbered(delivery.out, take.number)
    job.step(f"Writing {midi.name}")
    save_midi(composition.performance, midi, composition.title, composition.provenance)
    yield midi
    if delivery.wav:
        audio = composer.render(composition.performance, job)
        save_audio(audio, midi.with_suffix(".wav"))
        yield midi.with_suffix(".wav")


def _sound(composer: Composer, performance: Performance, delivery: Delivery, job: Job) -> None:
    from composer_app.cli.listening import hear, send

    if delivery.play:
        hear(composer.render(performance, job), job)
    if delivery.port:
        send(performance, delivery.port, job)


def _numbered(out: Path, number: int) -> Path:
    """The file of a take: NAME.mid, or NAME-1.mid where there are several."""
    stem = out.stem if out.suffix.lower() in (".mid", ".midi") else out.name
    suffix = out.suffix if out.suffix.lower() in (".mid", ".midi") else ".mid"
    return out.with_name(f"{stem}-{number}{suffix}" if number else f"{stem}{suffix}")
