"""`composer-app models` and `composer-app train`: the trained machines."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from composer_app.cli.options import folder_that_is_there, meant
from composer_app.cli.terminal import say, working
from composer_app.errors import RequestError
from composer_app.paths import Folders, resource
from composer_app.work import Job


def models(
    folder: Annotated[
        Path | None,
        typer.Option(
            callback=folder_that_is_there, help="Look at machines in this folder, not at those in use."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Print the trained machines, with how each did on songs that it had not seen."""
    from composer_app.harmony.machines import Machines, damage

    with working():
        machines = Machines(folder) if folder else Machines(resource("machines"), Folders.of_user().machines)
        for card in machines.cards():
            if as_json:
                typer.echo(json.dumps(card, ensure_ascii=False))
                continue
            own = f", with {card['own']} pieces of yours" if "own" in card else ""
            typer.echo(
                f"{card['name']:12} {card['filters']:>4} filters   a hidden chord guessed {card['top1']:.1%}, "
                f"{card['nats']:.2f} nats (of {card['windows']} held-out windows){own}"
            )
        for name, file in machines.damaged.items():
            say(str(damage(name, file)))


def train(  # noqa: PLR0913, PLR0917 - a command has its options
    folder: Annotated[
        Path | None,
        typer.Argument(
            callback=folder_that_is_there,
            help="The music to learn from: chord charts, lists of progressions, MIDI files.",
        ),
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Where to write the machines.")] = Path("machines"),
    emotion: Annotated[
        str | None, typer.Option(help="Teach this emotion's machine your own music, on top of what it knows.")
    ] = None,
    undo: Annotated[
        str | None,
        typer.Option(help="Take this emotion's machine back to what it was before the last training."),
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, max=2**63 - 1, help="The same seed trains the same machines.")
    ] = 1,
    steps: Annotated[
        int | None, typer.Option(min=20, help="Fewer steps for the base machine make it quicker, and worse.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Train this emotion's machine only; can be given several times.")
    ] = None,
    words: Annotated[
        bool,
        typer.Option("--words", help="Fit what tells feelings from words instead; FOLDER holds vectors.npz."),
    ] = False,
) -> None:
    """Train the machines: all of them from scratch, or one emotion's on your own music.

    A folder whose sub-folders are named like emotions teaches each of those what is in it.
    """
    _check(folder, [*(only or ()), *(name for name in (emotion, undo) if name)])
    with working() as job:
        if undo:
            _take_back(undo)
        elif folder is None:
            raise typer.BadParameter("Name the folder with the music to learn from.")
        elif words:
            from composer_app.request.training import train_sentences, train_words

            written = [train_words(folder, out, job), *train_sentences(folder, out, job)]
            say(f"Fitted what tells feelings from words and sentences: {', '.join(map(str, written))}.")
        elif names := [emotion] if emotion else _named_like_emotions(folder):
            _teach(folder, names, emotion, seed, job)
        else:
            _train_all(folder, out, only or (), seed, steps, job)


def _check(folder: Path | None, names: Sequence[str]) -> None:
    """Refuse emotions that there are none of.

    Raises:
        typer.BadParameter: With what to give instead.
    """
    from composer_app.request.emotion import emotions

    if unknown := sorted(set(names) - set(emotions())):
        question = meant(unknown[0], emotions(), _felt)
        raise typer.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(emotions())}.{question}")
    if folder is None and not names:
        raise typer.BadParameter("Name the folder with the music to learn from.")


def _felt(word: str) -> str | None:
    """The emotion that a word speaks of: "happy" of joyful."""
    from composer_app.request.reader import Reader

    try:
        return Reader(sentences=False).read(word).mood.strongest
    except RequestError:
        return None


def _named_like_emotions(folder: Path) -> list[str]:
    """The emotions that sub-folders are named like."""
    from composer_app.request.emotion import emotions

    if not folder.is_dir():
        return []
    names = {path.name.lower() for path in folder.iterdir() if path.is_dir()}
    return [name for name in emotions() if name in names]


def _teach(folder: Path, names: Sequence[str], emotion: str | None, seed: int, job: Job) -> None:
    """Teach emotions' machines own music: all of it for one that is named, else what lies in its sub-folder."""
    from composer_app.harmony.corpora import read_charts
    from composer_app.harmony.machines import Machines
    from composer_app.harmony.own import train_own

    own = Folders.of_user().machines
    machines = Machines(resource("machines"), own)
    for name in names:
        place = (
            folder if emotion else next(p for p in folder.iterdir() if p.is_dir() and p.name.lower() == name)
        )
        reading = read_charts(place, job)
        _tell_passed_over(reading.passed_over)
        done = train_own(reading.charts, name, machines, own, seed, job)
        typer.echo(
            f"{name}: {done.pieces} pieces; of hidden chords in music kept from training, guessed "
            f"{done.before[0]:.1%} before and {done.after[0]:.1%} now ({done.before[1]:.2f} and {done.after[1]:.2f} "
            f"nats, {done.windows} windows)"
        )
        say(f"Compose {name}, and it is heard. To take it back: composer-app train --undo {name}")


def _take_back(name: str) -> None:
    from composer_app.harmony.owned import undo

    if undo(name, Folders.of_user().machines):
        say(f"The machine of {name} is what it was before.")
    else:
        say(f"The machine of {name} was not trained by you: there is nothing to take back.")


def _train_all(folder: Path, out: Path, only: Sequence[str], seed: int, steps: int | None, job: Job) -> None:
    from composer_app.harmony.corpora import read_charts
    from composer_app.harmony.training import SHIPPED, shortened
    from composer_app.harmony.training import train as train_machines
    from composer_app.request.emotion import emotions

    points = {name: (e.valence, e.arousal) for name, e in emotions().items() if not only or name in only}
    recipe = shortened(SHIPPED, steps) if steps else SHIPPED
    reading = read_charts(folder, job)
    _tell_passed_over(reading.passed_over)
    scores = train_machines(reading.charts, out, points, seed, job, recipe)
    for score in scores:
        typer.echo(f"{score.name:12} a hidden chord guessed {score.top1:.1%}, {score.nats:.2f} nats")
    say(f"Wrote {len(scores)} machines to {out}.")


def _tell_passed_over(files: Sequence[tuple[Path, str]]) -> None:
    for path, why in files:
        say(f"Passed over {path}: {why}.")
