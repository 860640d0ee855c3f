"""The window's launch time, the longest block of its thread, and the delay until a request's first sound.

    python -m benchmarks.window launch [--runs 12]      until painted and usable, alternating with a bare PySide6 window
    python -m benchmarks.window blocks [--why]          longest block of the window's thread in a journey, by stage
    python -m benchmarks.window first-sound [--runs 9]  from letting go of the button to the loudspeaker, by stage

Real screen (Xvfb, openbox), real engine, real PulseAudio with flite speaking into its microphone. Needs those programs
and Whisper's weights. The system load is printed with each figure.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from benchmarks.desktop import desktop
from benchmarks.report import load, spread


def launch(runs: int) -> None:
    """Launch both alternately, each in a new process with a new folder; the first of each is not counted."""
    took: dict[str, list[Launch]] = {"bare": [], "composer": []}
    with desktop():
        for _ in range(runs + 1):
            for kind, launches in took.items():
                with TemporaryDirectory() as folder:
                    launches.append(_launched(kind, folder))
    bare, ours = (launches[1:] for launches in took.values())
    print(f"launch to painted and usable, {runs} runs each in turn, {load()}")
    for name, part in (("seconds", "after"), ("of the processor", "cpu")):
        theirs, mine = ([getattr(each, part) for each in launches] for launches in (bare, ours))
        ratios = [one / other for one, other in zip(mine, theirs, strict=True)]
        print(
            f"  {name:17} bare {spread(theirs):26} composer {spread(mine):26} ratio {spread(ratios, 'times')}"
        )
    heavy = {name for each in ours for name in each.heavy}
    print(f"  to reach: under 1.5 times; heavy libraries imported: {', '.join(sorted(heavy)) or 'none'}")


@dataclass(frozen=True, slots=True)
class Launch:
    """One launch: seconds until a letter appeared, processor time, and the imported libraries."""

    after: float
    cpu: float
    heavy: tuple[str, ...]


def _launched(kind: str, folder: str) -> Launch:
    """Launch a window, and wait until it has ended."""
    command = [sys.executable, "-m", "benchmarks.launched", kind, folder]
    # As installed: with compiled modules, which the first run creates.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": f"{os.environ['HOME']}/pycache"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.monotonic()
    done = subprocess.run(  # noqa: S603
        command, check=True, capture_output=True, text=True, timeout=120, env=environment
    )
    told = json.loads(done.stdout.splitlines()[0])
    return Launch(told["at"] - begun, told["cpu"], tuple(told["heavy"]))


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
