"""How much memory the window takes with all that stands behind it: `python -m benchmarks.memory`.

Real window, real engine, speech through Whisper, the sound made and played. Linux only: what each process has for
itself, and its share of what it has with others, as the kernel counts it.
"""

import os
from pathlib import Path

from benchmarks.desktop import spoken
from benchmarks.report import load
from benchmarks.window_journey import after, opened, rest, until


def main() -> None:
    """Print it at rest, when the engine has loaded its parts, and after a spoken request plays."""
    with opened() as (window, conductor, pulse, home):
        print(f"window and engine together, {load()}")
        rest(1000)
        print(f"  ready            {_megabytes():5.0f} MB")
        window.speak.button.click()
        with pulse.speaking(spoken(home)) as speech:
            until(lambda: speech.poll() is not None)
        after(window.speak.button.click, conductor.workflow.composed)
        until(lambda: (window.score.roll.beat or 0) > 4)
        print(f"  a spoken request {_megabytes():5.0f} MB")


def _megabytes() -> float:
    """What this process and those that came of it have, in megabytes, without screen and sound servers."""
    return sum(_proportional(pid) for pid in _family(os.getpid())) / 1000


def _family(pid: int) -> list[int]:
    """A process and all Pythons below it."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = [child for thread in threads for child in thread.read_text(encoding="ascii").split()]
    pythons = [int(child) for child in children if "python" in Path(f"/proc/{child}/exe").readlink().name]
    return [pid, *(each for child in pythons for each in _family(child))]


def _proportional(pid: int) -> float:
    """A process's proportional set size, in kilobytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1.024


if __name__ == "__main__":
    main()
