"""The program from outside: it opens, writes its log, and ends without a trace."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE

START = """
import sys
from pathlib import Path
from composer_app.gui.app import run
from composer_app.paths import Folders
sys.exit(run(Folders.under(Path(sys.argv[1]))))
"""


def _nowhere(tmp_path: Path) -> dict[str, str]:
    """An environment without a sound server and without JACK."""
    return {
        **os.environ,
        "PULSE_SERVER": f"unix:{tmp_path}/nobody",
        "JACK_DEFAULT_SERVER": f"nobody-{os.getpid()}",
        "JACK_NO_START_SERVER": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }


def test_the_program_opens_and_ends_when_told_to(tmp_path: Path) -> None:
    log = tmp_path / "log" / "composer.log"
    with subprocess.Popen([sys.executable, "-c", START, str(tmp_path)], env=_nowhere(tmp_path)) as process:
        _wait_for(log, "is open", process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    text = log.read_text(encoding="utf-8")
    assert "is closed" in text
    assert "Traceback" not in text


def _wait_for(log: Path, line: str, process: "subprocess.Popen[bytes]") -> None:
    """Until a line is in the log; the program writes one every second or so while it gets ready."""
    for _ in range(int(PATIENCE * 10)):
        if log.exists() and line in log.read_text(encoding="utf-8"):
            return
        assert process.poll() is None, "the program ended by itself"
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError(f"{line!r} was never logged")


def test_without_any_sound_or_midi_each_thing_is_a_sentence_and_the_chords_are_shown(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.journeys.soundless", str(tmp_path)]
    done = subprocess.run(
        command, env=_nowhere(tmp_path), capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    no_speaker, no_microphone, chords = done.stdout.splitlines()
    assert no_speaker.startswith("There is no loudspeaker. ")
    assert no_microphone.startswith("There is no microphone. ")
    assert chords == "1"
    assert "Traceback" not in done.stderr
