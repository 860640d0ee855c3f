"""The window: how soon it is there, how long it ever stands still, how soon an answer sounds.

    python -m benchmarks.window launch [--runs 12]      to painted and usable, beside a bare PySide6 window, in turn
    python -m benchmarks.window blocks [--why]          longest block of the window's thread in a journey, by stage
    python -m benchmarks.window first-sound [--runs 9]  from letting go of the button to the loudspeaker, by stage

Real screen (Xvfb, openbox), real engine, real PulseAudio with flite speaking into its microphone. Needs those programs
and Whisper's weights. The load of the machine is printed with each figure.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory

from benchmarks.desktop import desktop
from benchmarks.report import load, spread


def launch(runs: int) -> None:
    """Launch both in turn, each in a new process with a new folder; the first of each is not counted."""
    took: dict[str, list[float]] = {"bare": [], "composer": []}
    heavy: set[str] = set()
    with desktop():
        for run in range(runs + 1):
            for kind, seconds in took.items():
                with TemporaryDirectory() as folder:
                    told, after = _launched(kind, folder)
                heavy.update(told["heavy"] if kind == "composer" else ())
                if run:
                    seconds.append(after)
    print(f"launch to painted and usable, {runs} runs each in turn, {load()}")
    for kind, seconds in took.items():
        print(f"  {kind:9} {spread(seconds)}")
    ratios = [ours / bare for bare, ours in zip(*took.values(), strict=True)]
    print(f"  ratio     {spread(ratios, 'times')}   to reach: under 1.5")
    print(f"  heavy libraries imported: {', '.join(sorted(heavy)) or 'none'}")


def _launched(kind: str, folder: str) -> tuple[dict[str, list[str]], float]:
    """What a launched window told, and how long after the launch."""
    command = [sys.executable, "-m", "benchmarks.launched", kind, folder]
    # As installed: with modules compiled, which the first run sees to.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": f"{os.environ['HOME']}/pycache"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.monotonic()
    done = subprocess.run(  # noqa: S603
        command, check=True, capture_output=True, text=True, timeout=120, env=environment
    )
    told = json.loads(done.stdout.splitlines()[0])
    return told, told["at"] - begun


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, runs in (("launch", 12), ("first-sound", 9)):
        commands.add_parser(name).add_argument("--runs", type=int, default=runs)
    blocks = commands.add_parser("blocks")
    blocks.add_argument("--why", action="store_true", help="print what the thread was doing in long blocks")
    arguments = parser.parse_args()
    _COMMANDS[arguments.command](arguments)


def _blocks(arguments: argparse.Namespace) -> None:
    from benchmarks.window_journey import blocks

    blocks(why=arguments.why)


def _first_sound(arguments: argparse.Namespace) -> None:
    from benchmarks.window_journey import first_sound

    first_sound(arguments.runs)


_COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "launch": lambda arguments: launch(arguments.runs),
    "blocks": _blocks,
    "first-sound": _first_sound,
}

if __name__ == "__main__":
    main()
