"""How much memory the window and its processes take: `python -m benchmarks.memory`.

Real window, real engine, speech through Whisper, audio rendered and played. Linux only: each process's private memory,
and its share of shared memory, as counted by the kernel.
"""

import os
from pathlib import Path

from benchmarks.desktop import speech_file
from benchmarks.report import load
from benchmarks.window_journey import after, open_window, rest, until


def main() -> None:
    """Print the memory at rest, after the engine has loaded its parts, and after a spoken request plays."""
    with open_window() as (window, conductor, pulse, home):
        print(f"window and engine together, {load()}")
        rest(1000)
        print(f"  ready            {_megabytes():5.0f} MB")
        window.input_panel.record_button.click()
        with pulse.speaking(speech_file(home)) as speech:
            until(lambda: speech.poll() is not None)
        after(window.input_panel.record_button.click, conductor.session.composed)
        until(lambda: (window.score_view.piano_roll.beat or 0) > 4)
        print(f"  a spoken request {_megabytes():5.0f} MB")


def _megabytes() -> float:
    """Return the memory of this process and its descendants in megabytes, without screen and sound servers."""
    return sum(_proportional(pid) for pid in _family(os.getpid())) / 1000


def _family(pid: int) -> list[int]:
    """Yield a process and all its Python descendants."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = [child for thread in threads for child in thread.read_text(encoding="ascii").split()]
    pythons = [int(child) for child in children if "python" in Path(f"/proc/{child}/exe").readlink().name]
    return [pid, *(each for child in pythons for each in _family(child))]


def _proportional(pid: int) -> float:
    """Return a process's proportional set size, in kilobytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1.024


if __name__ == "__main__":
    main()
