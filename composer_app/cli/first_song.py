"""`composer-app first-song`: what the window has in it when it is opened for the first time."""

import typer

from composer_app.cli.options import seeds
from composer_app.cli.report import composition_text, request_text
from composer_app.cli.terminal import say, working
from composer_app.library.shelf import Shelf
from composer_app.paths import Folders

_SENTENCE = "I want a song that expresses hope and wonder"


def first_song(context: typer.Context) -> None:
    """Compose a first take where there is none yet, and print its name for `composer-app --take`."""
    folders: Folders = context.obj
    shelf = Shelf(folders.takes)
    if any(shelf.summaries()):
        return
    with working() as job:
        from composer_app.composer import Composer
        from composer_app.music.constraints import Constraints
        from composer_app.speech.recording import Transcript

        composer = Composer(machines=folders.machines)
        request = composer.read(Transcript(_SENTENCE, "en", _SENTENCE), job)
        composition = composer.compose(request, Constraints(), next(iter(seeds(None, 1))), job)
        take, trouble = shelf.keep(composition)
        if trouble:
            raise trouble
    say(request_text(request))
    say(composition_text(composition))
    say(f"  saved {take.file}")
    typer.echo(take.id)
