"""Talking to the user and the system."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def run(*command: object, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> int:
    """Run a command to its end; its exit code."""
    return subprocess.run(list(map(str, command)), cwd=folder, env=environment, check=False).returncode


def say(text: str) -> None:
    """Tell the user what goes on, apart from what the program prints."""
    print(text, file=sys.stderr, flush=True)


def agreed(question: str) -> bool:
    """Whether the user says yes; no where there is nobody to ask."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    say(f"{question} [y/N]")
    return input().strip().lower().startswith("y")
