"""`composer-app models` and `composer-app train`: the trained machines."""

import json
from pathlib import Path
from typing import Annotated

import typer

from composer_app.cli.terminal import say, working
from composer_app.paths import resource


def models(
    folder: Annotated[
        Path | None, typer.Option(help="Look at machines in this folder, not at the shipped ones.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Print the trained machines, with how each did on songs that it had not seen."""
    from composer_app.harmony.harmonist import Harmonist

    with working():
        for card in Harmonist(folder or resource("machines")).cards():
            if as_json:
                typer.echo(json.dumps(card, ensure_ascii=False))
                continue
            typer.echo(
                f"{card['name']:12} {card['hidden']:>4} hidden units   a hidden chord guessed {card['top1']:.1%}, "
                f"{card['nats']:.2f} nats (of {card['windows']} held-out windows)"
            )


def train(
    folder: Annotated[Path, typer.Argument(help="The folder with the tables of chord charts to learn from.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Where to write the machines.")] = Path("machines"),
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
        bool, typer.Option("--words", help="Fit the word classifier instead; FOLDER holds vectors.npz.")
    ] = False,
) -> None:
    """Train a machine for each emotion on chord charts, and say how each does on songs kept from it."""
    from composer_app.request.emotion import emotions

    unknown = set(only or ()) - set(emotions())
    if unknown:
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: choose from {', '.join(emotions())}.")
    with working() as job:
        if words:
            from composer_app.request.training import train_words

            say(f"Fitted the word classifier: {train_words(folder, out, job)}.")
            return
        from composer_app.harmony.training import SHIPPED, shortened
        from composer_app.harmony.training import train as train_machines

        points = {name: (e.valence, e.arousal) for name, e in emotions().items() if not only or name in only}
        recipe = shortened(SHIPPED, steps) if steps else SHIPPED
        scores = train_machines(folder, out, points, seed, job, recipe)
        for score in scores:
            typer.echo(f"{score.name:12} a hidden chord guessed {score.top1:.1%}, {score.nats:.2f} nats")
        say(f"Wrote {len(scores)} machines to {out}.")
