"""`composer-app compose`: from a request to chords, files and sound."""

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from operator import itemgetter
from pathlib import Path

import typer

from composer_app.cli import options as opt
from composer_app.cli.report import composition_json, composition_text, reasons_text, request_text
from composer_app.cli.terminal import print_status, terminal_job
from composer_app.composer import Composer
from composer_app.composition import Composition
from composer_app.errors import ComposerError
from composer_app.export import FORMATS, ExportOptions, export, unused_file_path
from composer_app.files import irregular_kind
from composer_app.job import Job
from composer_app.midi.playback import SyncOptions
from composer_app.music.chord import Chord
from composer_app.music.chord_symbol import parse_symbol
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.generation_settings import TEMPERATURES, Form, GenerationSettings
from composer_app.music.metre import read_metre
from composer_app.music.performance import Performance
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.request.constraints.key_names import english_keys
from composer_app.request.constraints.parser import read_constraints
from composer_app.request.constraints.range import out_of_range
from composer_app.request.request import Request

_FORMATS_BY_SUFFIX = {
    suffix: name for name, each in FORMATS.items() for suffix in (each.suffix, *each.other_suffixes)
}
# File types that users ask for and that Composer does not write.
_FOREIGN = frozenset(
    ".mp3 .ogg .oga .opus .m4a .aac .wma .aif .aiff .mp4 .pdf .png .svg .mscz .mscx .mxl .xml .ly .abc .gp".split()
).difference(_FORMATS_BY_SUFFIX)


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How each take is written and played.

    Attributes:
        out: The output file or folder; None for neither.
        formats: The file formats, by their names in `FORMATS`.
        export_options: The options of the written files.
        play: Whether to play the take on the built-in sound.
        port: The MIDI port to play the take into; None for none.
        sync_options: What is sent to the port besides the notes.
    """

    out: Path | None
    formats: tuple[str, ...]
    export_options: ExportOptions
    play: bool
    port: str | None
    sync_options: SyncOptions


@dataclass(frozen=True, slots=True)
class NumberedComposition:
    """A composition and its number among several, from 1; 0 if it is the only one."""

    composition: Composition
    number: int


def compose(  # noqa: PLR0913, PLR0917 - one parameter per option
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
    requested = (*(formats or ()), *(("wav",) if wav else ()))
    output_options = OutputOptions(
        out,
        _formats_to_write(out, requested),
        ExportOptions(markers, int(bits)),
        play,
        port,
        SyncOptions(count_in, clock, programs),
    )
    _validate_output(output_options)
    with _value_errors_as_usage():
        constraints = _read_constraints(key, tempo, metre, bars)
        constraints = replace(constraints, seconds=seconds, instrument=instrument, pattern=pattern)
        constraints = replace(constraints, ending=Ending(ending) if ending else None)
        performance_settings = PerformanceSettings(voicing, humanise, intensity, bass, counter_line, pedal)
        generation_settings = GenerationSettings(
            TEMPERATURES[adventure], intensity, Form(form) if form else None
        )
        locked = _parse_locked_chords(keep or ())
    with terminal_job() as job:
        composer = Composer(weights)
        request = _read_request(composer, text, speech, language, job)
        if not as_json:
            typer.echo(request_text(request))
        if problem := out_of_range(request.text):
            print_status(problem)
        if not (out or play or port):
            print_status("Nothing is saved or played: add -o NAME.mid, --play or --port.")
        compose_take = partial(
            composer.compose,
            request,
            constraints,
            job=job,
            performance_settings=performance_settings,
            generation_settings=generation_settings,
            locked=locked,
        )
        failed = False
        for number, take_seed in enumerate(opt.take_seeds(seed, takes), 1):
            take = NumberedComposition(compose_take(take_seed), number if takes > 1 else 0)
            for warning in composer.warnings(take.composition.request) if number == 1 else ():
                print_status(warning)
            failed |= not _output_take(composer, take, output_options, job, as_json=as_json)
            if why and not as_json:
                typer.echo(reasons_text(take.composition, composer.advise(take.composition).reasons))
    if failed:
        raise typer.Exit(1)


def _parse_locked_chords(texts: Sequence[str]) -> tuple[tuple[int, Chord], ...]:
    """Parse texts such as "3=Am7" into chord indices, from 0, and chords.

    Raises:
        ValueError: If a text is not a chord, or if two texts have the same number.
    """
    locked: dict[int, Chord] = {}
    for text in texts:
        number, equals, name = text.partition("=")
        if not equals or not re.fullmatch(r"\s*[0-9]{1,4}\s*", number):
            raise ValueError(f"{text!r} does not fix a chord, as 3=Am7 does")
        if int(number) == 0:
            raise ValueError(f"{text!r} fixes no chord: they are counted from 1")
        if int(number) - 1 in locked:
            raise ValueError(f"--keep fixes chord {int(number)} twice")
        symbol = parse_symbol(name)
        if symbol.note:
            print_status(symbol.note)
        locked[int(number) - 1] = symbol.chord
    return tuple(sorted(locked.items(), key=itemgetter(0)))


def _formats_to_write(out: Path | None, requested: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formats to write: the file suffix and the requested ones; MIDI if there are none."""
    suffix_format = _FORMATS_BY_SUFFIX.get(out.suffix.lower()) if out and not _is_folder(out) else None
    names = (
        (suffix_format, *requested)
        if suffix_format
        else (requested or ("mid",) if not out or _is_folder(out) else ("mid", *requested))
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _validate_output(output_options: OutputOptions) -> None:
    """Check the output path and the port.

    Raises:
        typer.BadParameter: If one cannot be used; the message says what to give instead.
    """
    out, port = output_options.out, output_options.port
    if output_options.formats != ("mid",) and not out:
        raise typer.BadParameter("--format and --wav write files: give -o with a name or a folder.")
    if out and not _is_folder(out) and out.name in ("", ".."):
        raise typer.BadParameter(
            f"-o names a file, such as hope.mid, or a folder that is there, unlike {out}."
        )
    if out:
        _check_output_path(out)
    if port is not None and not port.strip():
        raise typer.BadParameter("--port needs the name of a port; “composer-app ports” names them.")


def _is_folder(path: Path) -> bool:
    """Return whether the path is a folder; False if the path is invalid on this system."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _check_output_path(out: Path) -> None:
    """Check before composing that the output path can be written.

    Raises:
        typer.BadParameter: If it cannot be written; the message says what to give instead.
    """
    suffixes = ", ".join(each.suffix for each in FORMATS.values())
    if out.name == "-":
        raise typer.BadParameter("-o needs the name of a file: standard output says what was composed.")
    if out.suffix.lower() in _FOREIGN and not _is_folder(out):
        raise typer.BadParameter(f"{out.suffix} files cannot be written, only {suffixes}.")
    folder = out if _is_folder(out) else out.parent
    if not folder.is_dir():
        raise typer.BadParameter(f"The folder {folder} is not there. Make it first, or choose another one.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise typer.BadParameter(f"Nothing can be written into the folder {folder}. Choose another one.")
    if not _is_folder(out) and (kind := _blocking_kind(out)):
        raise typer.BadParameter(
            f"{out} is {kind}, not a file: nothing is written over it. Choose another name."
        )


def _blocking_kind(path: Path) -> str | None:
    """Return what blocks the path; None if the path is invalid, because writing reports that."""
    try:
        return irregular_kind(path)
    except (OSError, ValueError):
        return None


@contextmanager
def _value_errors_as_usage() -> Iterator[None]:
    """Turn `ValueError` into a usage error.

    Raises:
        typer.BadParameter: If the block raises `ValueError`.
    """
    try:
        yield
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from error


def _read_constraints(
    key: str | None, tempo: float | None, metre: str | None, bars: int | None
) -> Constraints:
    """Parse the options that take free text into constraints.

    Raises:
        ValueError: If one of them cannot be parsed.
    """
    constraints = _parse_key(key.strip()) if key else Constraints()
    return replace(constraints, tempo=tempo, metre=read_metre(metre) if metre else None, bars=bars)


def _parse_key(key: str) -> Constraints:
    """Parse a key such as "D minor", "minor", "h-Moll" or "F#"; "F#" alone leaves the mode to the mood.

    Raises:
        ValueError: If the text is not a key.
    """
    constraints = read_constraints(f"in {english_keys(key)[0].strip().removeprefix('in ')}")
    if constraints == Constraints():
        raise ValueError(f"{key!r} is not a key such as D, F# minor or Bb major")
    return Constraints(constraints.tonic, constraints.mode, spelling=constraints.spelling)


def _read_request(
    composer: Composer, text: str | None, speech: Path | None, language: str, job: Job
) -> Request:
    from composer_app.speech.recording import Transcript, read_recording

    if speech is None:
        sentence = text or ""
        return composer.read(Transcript(sentence, "en", sentence), job)
    return composer.read(composer.transcribe(read_recording(speech, job), language, job), job)


def _output_take(
    composer: Composer, take: NumberedComposition, output_options: OutputOptions, job: Job, *, as_json: bool
) -> bool:
    """Print a take, write its files, then play it. The take is printed first, so that no failure hides it.

    Returns:
        Whether all files were written; each failure is reported.

    Raises:
        ComposerError: If none of the files could be written, or playback failed.
    """
    files: list[Path] = []
    failures: list[ComposerError] = []
    if not as_json:
        typer.echo(composition_text(take.composition))
    try:
        for outcome in _write_files(composer, take, output_options, job):
            if isinstance(outcome, ComposerError):
                failures.append(outcome)
                continue
            files.append(outcome)
            if not as_json:
                typer.echo(f"  saved {outcome}")
    finally:
        if as_json:
            typer.echo(json.dumps(composition_json(take.composition, files), ensure_ascii=False))
        sys.stdout.flush()
    for failure in failures if files else failures[:-1]:
        print_status(str(failure))
    if failures and not files:
        raise failures[-1]
    _play_take(composer, take.composition.performance, output_options, job)
    return not failures


def _write_files(
    composer: Composer, take: NumberedComposition, output_options: OutputOptions, job: Job
) -> Iterator[Path | ComposerError]:
    """Write a take's files; if one cannot be written, go on with the others."""
    if not output_options.out:
        return
    composition = take.composition
    sound = cache(partial(composer.render, composition.performance, job))
    for name in output_options.formats:
        try:
            path = _output_path(output_options.out, take, FORMATS[name].suffix)
            job.step(f"Writing {path.name}")
            export(composition, sound, path, name, output_options.export_options)
            yield path
        except ComposerError as error:
            yield error


def _play_take(composer: Composer, performance: Performance, output_options: OutputOptions, job: Job) -> None:
    from composer_app.cli.playback import play_audio, play_midi

    if output_options.play:
        play_audio(composer.render(performance, job), job)
    if output_options.port:
        play_midi(performance, output_options.port, job, output_options.sync_options)


def _output_path(out: Path, take: NumberedComposition, suffix: str) -> Path:
    """Return the path of a take: NAME.mid, or NAME-1.mid for several; in a folder, named after the take."""
    if _is_folder(out):
        return unused_file_path(take.composition, out, suffix)
    known_suffix = next((each for each in _FORMATS_BY_SUFFIX if out.name.lower().endswith(each)), "")
    suffix_format = _FORMATS_BY_SUFFIX.get(known_suffix)
    stem = out.name[: len(out.name) - len(known_suffix)]
    new_suffix = (
        out.name[len(stem) :] if suffix_format and FORMATS[suffix_format].suffix == suffix else suffix
    )
    return out.with_name(f"{stem}-{take.number}{new_suffix}" if take.number else f"{stem}{new_suffix}")
