"""Entry point of the program: `python -m composer_app`, or `composer-app`."""

import multiprocessing
import sys

from composer_app.gui.display import has_display, what_is_missing


def main() -> None:
    """Run the command line."""
    # In a frozen program the engine's process also starts here; `freeze_support` runs it and does not return.
    multiprocessing.freeze_support()
    if not sys.argv[1:] and has_display():
        raise SystemExit(what_is_missing() or _open_window())
    from composer_app.cli import app
    from composer_app.cli.terminal import writing_results

    with writing_results():
        app()


def _open_window() -> int:
    """Open the window without importing the command line, which takes as long to import as Qt."""
    from composer_app.gui.shell.app import run
    from composer_app.paths import Folders

    return run(Folders.for_user())


if __name__ == "__main__":
    main()
