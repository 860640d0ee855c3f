"""Starts the program: `python -m composer_app`, or `composer-app`."""

import multiprocessing


def main() -> None:
    """Run the command line."""
    # In a frozen program the engine's process starts here too, and must go no further.
    multiprocessing.freeze_support()
    from composer_app.cli import app

    app()


if __name__ == "__main__":
    main()
