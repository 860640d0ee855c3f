"""Drag-and-drop of a take into Ardour and Rosegarden: `python benchmarks/daws.py`.

Runs each program under Xvfb with a home folder of its own, drags a take's MIDI file onto it as the window does, and
reads the result: Ardour's copy of the file, Rosegarden's saved document. Needs Xvfb, openbox, xdotool, ardour and
rosegarden (apt-get install xvfb openbox xdotool ardour rosegarden).
"""

import gzip
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import mido

sys.path.insert(0, str(Path(__file__).parents[1]))

from composer_app.composer import Composer
from composer_app.composition import Composition
from composer_app.job import Job
from composer_app.midi.file import save_midi
from composer_app.music.constraints import Constraints
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.request import Request

_DISPLAY = ":83"
_ROOT = Path(__file__).parents[1]
# The drag source of the real window, alone in a small window.
_SOURCE = """
import sys
from pathlib import Path
from composer_app.gui.shell.app import create_application
from composer_app.gui.takes.drag_handle import FileDragHandle, drag_copy_only
def execute(drag):
    print("Qt says", drag_copy_only(drag).name, flush=True)
app = create_application()
chip = FileDragHandle(lambda: Path(sys.argv[1]), execute)
chip.setWindowTitle("drag-source")
chip.resize(160, 60)
chip.show()
app.exec()
"""
Notes = list[tuple[int, int, int]]  # start, pitch, length, in 480ths of a beat
_ARDOUR_CONFIG = """<?xml version="1.0" encoding="UTF-8"?>
<Ardour><Config><Option name="hide-dummy-backend" value="0"/><Option name="try-autostart-engine" value="1"/></Config>
<Extra><AudioMIDISetup><EngineStates><State backend="None (Dummy)" driver="Normal Speed" device="Silence"
 input-device="" output-device="" sample-rate="48000" buffer-size="1024" n-periods="0" input-latency="0"
 output-latency="0" lm-input="" lm-output="" active="1" use-buffered-io="0" midi-option="1 in, 1 out, Silence"
 lru="1"><MIDIDevices/></State></EngineStates></AudioMIDISetup></Extra></Ardour>
"""


def take() -> Composition:
    """Create a take whose file name is not ASCII."""
    emotion = emotions()["hopeful"]
    mood = Mood(((emotion.name, 1.0),), emotion.valence, emotion.arousal)
    return Composer().compose(Request("hope", "en", "hope", mood, Constraints()), Constraints(), 5, Job())


def notes_of(path: Path) -> Notes:
    """Return the notes of a MIDI file, on the same grid."""
    file, notes, open_notes = (
        mido.MidiFile(path, charset="utf-8"),
        list[tuple[int, int, int]](),
        dict[int, int](),
    )
    for track in file.tracks:
        tick = 0
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity:
                open_notes[message.note] = tick
            elif message.type in ("note_on", "note_off") and message.note in open_notes:
                start = open_notes.pop(message.note)
                scaled = (480 * tick_ // file.ticks_per_beat for tick_ in (start, tick - start))
                start_tick, length = scaled
                notes.append((start_tick, message.note, length))
    return sorted(notes)


@contextmanager
def screen() -> Iterator[None]:
    """Start an X server with a window manager."""
    os.environ.update(DISPLAY=_DISPLAY, LC_ALL="C.UTF-8", QT_QPA_PLATFORM="xcb")
    with ExitStack() as stack:
        for command in (["Xvfb", _DISPLAY, "-screen", "0", "1600x1000x24", "-nolisten", "tcp"], ["openbox"]):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
            stack.callback(process.wait)
            stack.callback(process.kill)
            time.sleep(1)
        yield


def xdo(*words: object) -> str:
    done = subprocess.run(["xdotool", *map(str, words)], check=False, capture_output=True, text=True)  # noqa: S603, S607
    return done.stdout.strip()


def window(name: str, seconds: float = 40) -> str:
    """Wait for the window whose title matches, and return its id."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ids := xdo("search", "--onlyvisible", "--name", name).split():
            return ids[-1]
        time.sleep(0.5)
    titles = [xdo("getwindowname", each) for each in xdo("search", "--onlyvisible", "--name", ".").split()]
    raise TimeoutError(f"no window {name}; there are {titles}")


def drop(file: Path, target: str) -> None:
    """Drag a file from a small window onto another, with mouse events."""
    source = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", _SOURCE, str(file)], stdout=subprocess.PIPE, text=True, cwd=_ROOT
    )
    assert source.stdout
    box = window("drag-source", 20)
    xdo("windowmove", "--sync", box, 20, 850)
    xdo("windowraise", box)
    position = dict(line.split("=") for line in xdo("getwindowgeometry", "--shell", target).splitlines())
    time.sleep(1)
    xdo("mousemove", 60, 890, "mousedown", 1)
    for offset in range(1, 12):
        xdo("mousemove", 60 + 3 * offset, 890)
        time.sleep(0.03)
    end = (
        int(position["X"]) + int(position["WIDTH"]) // 2,
        int(position["Y"]) + int(position["HEIGHT"]) // 2,
    )
    for step in range(1, 21):
        xdo("mousemove", 60 + (end[0] - 60) * step // 20, 890 + (end[1] - 890) * step // 20)
        time.sleep(0.05)
    time.sleep(1)
    xdo("mouseup", 1)
    time.sleep(2)
    source.kill()
    source.wait()
    print(" ", source.stdout.read().strip() or "Qt says nothing")


def ardour(file: Path, home: Path) -> Callable[[], Notes]:
    """Drop the file into a new session, and read its copy in the session's folder."""
    config = home / ".config" / "ardour7"
    config.mkdir(parents=True)
    (config / ".a7").touch()
    (config / "config").write_text(_ARDOUR_CONFIG)
    new = shutil.which("ardour7-new_empty_session") or "ardour7-new_empty_session"
    subprocess.run([new, str(home / "drop"), "drop"], check=True, capture_output=True)  # noqa: S603
    start("ardour", "-a", "-n", "-d", str(home / "drop"))
    main = window("drop", 30)
    time.sleep(3)
    drop(file, main)
    time.sleep(3)
    copies = (home / "drop").glob("interchange/**/*.mid")  # the others are empty files to record into
    return lambda: notes_of(max(copies, key=lambda path: path.stat().st_size))


def rosegarden(file: Path, home: Path) -> Callable[[], Notes]:
    """Drop the file, replace the empty document, save it, and read the XML."""
    config = home / ".config" / "rosegardenmusic"
    config.mkdir(parents=True)
    (config / "Rosegarden.conf").write_text("[General_Options]\nlastversion=22.12.1\n")
    start("rosegarden", "--nosound")
    main = window("Untitled - Rosegarden", 60)
    time.sleep(3)
    drop(file, main)
    dialogs = [
        window_id for window_id in xdo("search", "--onlyvisible", "--name", ".").split() if window_id != main
    ]
    print("  windows:", [xdo("getwindowname", window_id) for window_id in dialogs])
    for question in dialogs[-1:]:  # whether to replace the empty document
        xdo("windowactivate", "--sync", question)
        xdo("key", "Return")
    time.sleep(4)
    saved = home / "saved.rg"
    xdo("windowactivate", "--sync", main)
    xdo("key", "ctrl+s")
    time.sleep(3)
    xdo("key", "ctrl+a")
    xdo("type", str(saved))
    xdo("key", "Return")
    time.sleep(3)
    return lambda: notes_of_rosegarden(max(home.rglob("*.rg"), key=lambda path: path.stat().st_mtime))


def notes_of_rosegarden(path: Path) -> Notes:
    """Return the notes of a document: 960 units a beat; print the other imported elements."""
    root = ET.fromstring(gzip.decompress(path.read_bytes()))  # noqa: S314 - written by Rosegarden here
    tempo = root.find(".//tempo")
    print(" ", path.name, "rosegarden tempo", tempo.get("bph") if tempo is not None else None, end="; ")
    print("track", [t.get("label") for t in root.iter("track") if t.get("label")][:2], end="; ")
    print("markers", [m.get("name") for m in root.iter("marker")][:4])
    return sorted(note for segment in root.iter("segment") for note in _notes_of_segment(segment))


def _notes_of_segment(segment: ET.Element) -> Iterator[tuple[int, int, int]]:
    """Yield the notes of a segment; notes of a chord start together, and time advances by the shortest of them."""
    time = int(segment.get("start", 0))
    for child in segment:
        events = list(child) if child.tag == "chord" else [child] if child.tag == "event" else []
        lengths = []
        for event in events:
            time = int(event.get("absoluteTime", time + int(event.get("timeOffset", 0))))
            length = int(event.get("duration", 0))
            lengths.append(length)
            if event.get("type") == "note":
                pitch = event.find("property[@name='pitch']")
                assert pitch is not None
                yield time // 2, int(pitch.get("int", 0)), length // 2
        time += min(filter(None, lengths), default=0)


_RUNNING = ExitStack()


def start(*command: str) -> None:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    _RUNNING.callback(process.wait)
    _RUNNING.callback(process.kill)


def main() -> None:
    """Drop one take into each installed program."""
    composition = take()
    with screen():
        for name, into in (("ardour", ardour), ("rosegarden", rosegarden)):
            if not shutil.which(name):
                print(f"{name} is not installed")
                continue
            with TemporaryDirectory() as folder, _RUNNING:
                home = Path(folder)
                os.environ["HOME"] = str(home)
                file = home / "takes" / "Ελπίδα – take 1.mid"
                file.parent.mkdir()
                save_midi(composition.performance, file, composition.title, markers=composition.progression)
                try:
                    read_notes = into(file, home)()
                    expected = notes_of(file)
                    exact = sum(a == b for a, b in zip(read_notes, expected, strict=False))
                    print(
                        f"{name}: {len(read_notes)} of {len(expected)} notes, {exact} exact in start, pitch and length"
                    )
                except (TimeoutError, StopIteration) as error:
                    print(f"{name}: {error or 'nothing arrived'}")


if __name__ == "__main__":
    main()
