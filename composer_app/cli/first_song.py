"""`composer-app first-song`: composes the take that the window shows when it is first opened."""

import typer

from composer_app.cli.options import take_seeds
from composer_app.cli.report import composition_text, request_text
from composer_app.cli.terminal import print_status, terminal_job
from composer_app.library.take_store import TakeStore
from composer_app.paths import Folders

_SENTENCE = "I want a song that expresses hope and wonder"


def first_song(context: typer.Context) -> None:
    """Compose a first take where there is none yet, and print its name for `composer-app --take`."""
    folders: Folders = context.obj
    store = TakeStore(folders.takes)
    if any(store.summaries()):
        return
    with terminal_job() as job:
        from composer_app.composer import Composer
        from composer_app.music.constraints import Constraints
        from composer_app.speech.recording import Transcript

        composer = Composer(models_folder=folders.user_models)
        request = composer.read(Transcript(_SENTENCE, "en", _SENTENCE), job)
        composition = composer.compose(request, Constraints(), next(iter(take_seeds(None, 1))), job)
        take, error = store.add(composition)
        if error:
            raise error
    print_status(request_text(request))
    print_status(composition_text(composition))
    print_status(f"  saved {take.midi_path}")
    typer.echo(take.id)
