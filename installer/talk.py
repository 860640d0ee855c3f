"""Messages to the user, and running commands."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def run(*command: object, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> int:
    """Run a command, and return its exit code."""
    return subprocess.run(list(map(str, command)), cwd=folder, env=environment, check=False).returncode


def say(text: str) -> None:
    """Print a status message to standard error, apart from the program's output."""
    print(text, file=sys.stderr, flush=True)


def agreed(question: str) -> bool:
    """Ask the user; return whether the answer is yes, and False without a terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    say(f"{question} [y/N]")
    return input().strip().lower().startswith("y")
