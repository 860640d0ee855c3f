"""`composer-app models` and `composer-app train`: the trained models."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from composer_app.cli.options import existing_folder, suggestion
from composer_app.cli.terminal import print_status, terminal_job
from composer_app.errors import RequestError
from composer_app.job import Job
from composer_app.paths import Folders, resource_path


def models(
    folder: Annotated[
        Path | None,
        typer.Option(
            callback=existing_folder, help="List the models in this folder instead of the active ones."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")] = False,
) -> None:
    """Print the trained machines, with how each did on songs that it had not seen."""
    from composer_app.harmony.generation.registry import ModelRegistry, damage

    with terminal_job():
        registry = (
            ModelRegistry(folder)
            if folder
            else ModelRegistry(resource_path("machines"), Folders.for_user().user_models)
        )
        for card in registry.cards():
            if as_json:
                typer.echo(json.dumps(card, ensure_ascii=False))
                continue
            user_pieces = f", with {card['own']} pieces of yours" if "own" in card else ""
            typer.echo(
                f"{card['name']:12} {card['filters']:>4} filters   a hidden chord guessed {card['top1']:.1%}, "
                f"{card['nats']:.2f} nats (of {card['windows']} held-out windows){user_pieces}"
            )
        for name, file in registry.damaged.items():
            print_status(str(damage(name, file)))


def train(  # noqa: PLR0913, PLR0917 - one parameter per option
    folder: Annotated[
        Path | None,
        typer.Argument(
            callback=existing_folder,
            help="Training music: chord charts, progression lists, MIDI files.",
        ),
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Output folder for the models.")] = Path(
        "machines"
    ),
    emotion: Annotated[
        str | None, typer.Option(help="Fine-tune this emotion's model on your own music.")
    ] = None,
    undo: Annotated[
        str | None,
        typer.Option(help="Undo the last training of this emotion's model."),
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, max=2**63 - 1, help="Random seed; equal seeds train equal models.")
    ] = 1,
    steps: Annotated[int | None, typer.Option(min=20, help="Training steps of the base model.")] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Train this emotion's model only. May be repeated.")
    ] = None,
    words: Annotated[
        bool,
        typer.Option("--words", help="Train the emotion classifier instead; FOLDER holds vectors.npz."),
    ] = False,
) -> None:
    """Train the machines: all of them from scratch, or one emotion's on your own music.

    A folder whose sub-folders are named like emotions teaches each of those what is in it.
    """
    _validate_emotions(folder, [*(only or ()), *(name for name in (emotion, undo) if name)])
    with terminal_job() as job:
        if undo:
            _undo_training(undo)
        elif folder is None:
            raise typer.BadParameter("Name the folder with the music to learn from.")
        elif words:
            from composer_app.request.emotion.training import train_sentences, train_words

            written = [train_words(folder, out, job), *train_sentences(folder, out, job)]
            print_status(
                f"Fitted what tells feelings from words and sentences: {', '.join(map(str, written))}."
            )
        elif names := [emotion] if emotion else _emotion_subfolders(folder):
            _fine_tune(folder, names, emotion, seed, job)
        else:
            _train_all(folder, out, only or (), seed, steps, job)


def _validate_emotions(folder: Path | None, names: Sequence[str]) -> None:
    """Check that all names are known emotions.

    Raises:
        typer.BadParameter: If one is unknown; the message says what to give instead.
    """
    from composer_app.request.emotion.mood import emotions

    if unknown := sorted(set(names) - set(emotions())):
        question = suggestion(unknown[0], emotions(), _strongest_emotion)
        raise typer.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(emotions())}.{question}")
    if folder is None and not names:
        raise typer.BadParameter("Name the folder with the music to learn from.")


def _strongest_emotion(word: str) -> str | None:
    """Return the strongest emotion of a word, such as "joyful" for "happy"; None if it has none."""
    from composer_app.request.reader import RequestReader

    try:
        return RequestReader(use_sentence_model=False).read(word).mood.strongest_emotion
    except RequestError:
        return None


def _emotion_subfolders(folder: Path) -> list[str]:
    """Return the emotions that have a sub-folder of the same name."""
    from composer_app.request.emotion.mood import emotions

    if not folder.is_dir():
        return []
    names = {path.name.lower() for path in folder.iterdir() if path.is_dir()}
    return [name for name in emotions() if name in names]


def _fine_tune(folder: Path, names: Sequence[str], emotion: str | None, seed: int, job: Job) -> None:
    """Fine-tune models: one emotion's on the whole folder, or several on their sub-folders."""
    from composer_app.harmony.corpora import read_charts
    from composer_app.harmony.generation.registry import ModelRegistry
    from composer_app.harmony.training.fine_tuning import fine_tune

    user_models = Folders.for_user().user_models
    registry = ModelRegistry(resource_path("machines"), user_models)
    for name in names:
        source = (
            folder if emotion else next(p for p in folder.iterdir() if p.is_dir() and p.name.lower() == name)
        )
        scan = read_charts(source, job)
        _report_skipped(scan.skipped)
        result = fine_tune(scan.charts, name, registry, user_models, seed, job)
        (accuracy_before, nats_before), (accuracy, nats) = result.scores_before, result.scores_after
        typer.echo(
            f"{name}: {result.pieces} pieces; of hidden chords in music kept from training, guessed "
            f"{accuracy_before:.1%} before and {accuracy:.1%} now ({nats_before:.2f} and {nats:.2f} nats, "
            f"{result.windows} windows)"
        )
        print_status(f"Compose {name}, and it is heard. To take it back: composer-app train --undo {name}")


def _undo_training(name: str) -> None:
    from composer_app.harmony.model.user_models import restore_previous

    if restore_previous(name, Folders.for_user().user_models):
        print_status(f"The machine of {name} is what it was before.")
    else:
        print_status(f"The machine of {name} was not trained by you: there is nothing to take back.")


def _train_all(folder: Path, out: Path, only: Sequence[str], seed: int, steps: int | None, job: Job) -> None:
    from composer_app.harmony.corpora import read_charts
    from composer_app.harmony.training.pipeline import SHIPPED_RECIPE, shorten
    from composer_app.harmony.training.pipeline import train as train_machines
    from composer_app.request.emotion.mood import emotions

    names = [name for name in emotions() if not only or name in only]
    recipe = shorten(SHIPPED_RECIPE, steps) if steps else SHIPPED_RECIPE
    reading = read_charts(folder, job)
    _report_skipped(reading.skipped)
    own = read_charts(resource_path("progressions"), job)
    scores = train_machines((*reading.charts, *own.charts), out, names, seed, job, recipe)
    for score in scores:
        typer.echo(f"{score.name:12} a hidden chord guessed {score.top1:.1%}, {score.nats:.2f} nats")
    print_status(f"Wrote {len(scores)} machines to {out}.")


def _report_skipped(files: Sequence[tuple[Path, str]]) -> None:
    for path, why in files:
        print_status(f"Passed over {path}: {why}.")
