"""A journey through the real window, in which `benchmarks/window.py` measures blocks and the first sound."""

import statistics
import subprocess
import sys
import threading
import time
import traceback
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog

from benchmarks.desktop import desktop, speech_file
from benchmarks.report import load, spread
from composer_app.engine.events import Composed, Event, Progressed, Succeeded
from composer_app.gui.session.devices import create_system_devices
from composer_app.gui.shell.app import create_application
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.text.translation import translate_sentence
from composer_app.paths import Folders
from composer_app.request.request import Request
from composer_app.settings import Settings, save
from composer_app.speech.recording import Transcript
from testing.music_folder import own_music
from testing.pulse import Pulse

_TICK = 5  # between two samples of the window's thread
_LONG = 50
_PATIENCE = 120_000
_STAGES = ("transcribe", "understand", "compose", "render", "sound out")
_HEARD = 300  # sample value (full scale 32768) above which the loudspeaker is not silent


class BlockMonitor(QObject):
    """A timer in the window's thread that records by stage how late each tick is."""

    def __init__(self) -> None:
        super().__init__()
        self.late: dict[str, list[float]] = {}
        self.stage = ""
        self.last = time.perf_counter()
        self._timer = QTimer(self, interval=_TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def enter(self, stage: str) -> None:
        """Start another stage."""
        self._tick()
        self.stage = stage
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        if self.stage:
            self.late.setdefault(self.stage, []).append(1000 * (now - self.last) - _TICK)
        self.last = now


class StackSampler(threading.Thread):
    """Samples the stack of the window's thread if it has not ticked for long."""

    def __init__(self, beat: BlockMonitor) -> None:
        super().__init__(daemon=True)
        self._beat, self._main = beat, threading.main_thread().ident
        self.seen: dict[str, str] = {}

    def run(self) -> None:
        """Sample every few milliseconds, forever."""
        while True:
            time.sleep(_TICK / 1000)
            late = 1000 * (time.perf_counter() - self._beat.last) - _TICK
            if (
                late > _LONG / 2
                and self._beat.stage
                and self._main
                and (frame := sys._current_frames().get(self._main))  # noqa: SLF001
            ):
                where = "".join(traceback.format_list(traceback.extract_stack(frame)[-5:]))
                self.seen[where] = f"{self._beat.stage}, after {late:.0f} ms"


@contextmanager
def open_window() -> Iterator[tuple[MainWindow, AppController, Pulse, Path]]:
    """Open the window on a desktop of its own, and wait until it is ready."""
    with desktop() as (pulse, home):
        folders = Folders.for_user()
        save(Settings(tour_done=True, language="en", loop=False, audio_cues=False), folders.settings_file)
        create_application()
        window = MainWindow()
        conductor = AppController(window, create_system_devices(), folders, iter(range(1, 1000)).__next__)
        window.resize(1280, 800)
        after(window.show, conductor.session.ready)
        translate_sentence("")  # done at startup too
        yield window, conductor, pulse, home
        window.close()


def blocks(*, why: bool) -> None:
    """Print the longest block of each stage."""
    with open_window() as (window, conductor, pulse, home):
        monitor = BlockMonitor()
        sampler = StackSampler(monitor)
        if why:
            sampler.start()
        _journey(monitor, window, conductor, pulse, home)
        print(f"longest blocks of the window's thread, sampled every {_TICK} ms, {load()}")
        for stage, delays in monitor.late.items():
            over = sum(each > _LONG for each in delays)
            print(f"  {stage:22} {max(delays):5.0f} ms   over {_LONG} ms: {over} of {len(delays)} samples")
        stage, delays = max(monitor.late.items(), key=lambda item: max(item[1]))
        print(f"  worst: {stage}, {max(delays):.0f} ms   to reach: {_LONG} ms")
        for stack, description in sampler.seen.items():
            print(f"\n{description}\n{stack}")


def _journey(
    beat: BlockMonitor, window: MainWindow, conductor: AppController, pulse: Pulse, home: Path
) -> None:
    """Record, transcribe, compose, play, edit, train and export."""
    wav, music = speech_file(home), own_music(home / "My songs", 8)
    beat.enter("record")
    window.input_panel.record_button.click()
    with pulse.speaking(wav) as speech:
        until(lambda: speech.poll() is not None)
    beat.enter("transcribe")
    after(window.input_panel.record_button.click, conductor.session.transcribed)
    beat.enter("compose")
    await_signal(conductor.session.composed)
    beat.enter("play")
    until(lambda: (window.score_view.piano_roll.beat or 0) > 4)
    beat.enter("another one")
    after(conductor.request_controller.new_variation, conductor.session.composed)
    beat.enter("regenerate unlocked")
    after(conductor.chord_controller.regenerate_unlocked, conductor.session.composed)
    rest(500)
    beat.enter("open My music")
    after_rest(lambda: conductor.training_controller.open("dreamy"))
    beat.enter("look through a folder")
    dialog, lesson = conductor.training_controller.dialog, conductor.training_controller.client
    assert dialog
    after(lambda: dialog.folder_field.set_folder(music), lesson.folder_scanned)
    beat.enter("train")
    after(dialog.train_button.click, lesson.fine_tuned)
    dialog.close()
    beat.enter("export MIDI")
    QFileDialog.getSaveFileName = lambda *_: (str(home / "take"), "")  # type: ignore[method-assign]
    _press(window, "Ctrl+S")
    until((home / "take.mid").exists)
    beat.enter("export audio")
    _press(window, "Ctrl+Shift+S")
    until((home / "take.wav").exists)
    beat.enter("rest")
    rest(500)
    beat.enter("")


def _press(window: MainWindow, keys: str) -> None:
    """Trigger the menu action of a shortcut."""
    next(action for action in window.actions() if action.shortcut() == QKeySequence(keys)).trigger()


class LoudspeakerListener(threading.Thread):
    """Records the loudspeaker, and notes the last silence and the first sound after it."""

    def __init__(self, pulse: Pulse) -> None:
        super().__init__(daemon=True)
        command = [
            "parec",
            "--server",
            pulse.address,
            "--device",
            "speaker.monitor",
            "--raw",
            "--latency-msec=5",
        ]
        command += ["--rate=48000", "--channels=1", "--format=s16le"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
        self.heard: float | None = None

    def run(self) -> None:
        """Record until the process ends."""
        assert self._process.stdout
        while block := self._process.stdout.read(480):
            if self.heard is None and max(map(abs, array("h", block)), default=0) > _HEARD:
                self.heard = time.perf_counter()

    def close(self) -> None:
        """Stop recording."""
        self._process.terminate()
        self.join()


def first_sound(runs: int) -> None:
    """Print the time from releasing the button to the first sound, and the time of each stage."""
    durations: dict[str, list[float]] = {}
    with open_window() as (window, conductor, pulse, home):
        wav = speech_file(home)
        listener = LoudspeakerListener(pulse)
        listener.start()
        for run in range(runs + 1):  # the first is not counted: it also loads what only speech needs
            for stage, seconds in _answer(window, conductor, pulse, wav, listener).items():
                durations.setdefault(stage, []).extend([seconds] if run else [])
        listener.close()
        seconds_spoken = _length(wav)
    totals = [sum(parts) for parts in zip(*durations.values(), strict=True)]
    print(
        f"from letting go of the button to the first sound, {seconds_spoken:.1f} s of speech, {runs} runs, {load()}"
    )
    for stage, each in durations.items():
        share = statistics.median(each) / statistics.median(totals)
        print(f"  {stage:12} {spread(each, 'ms', 1000):32} {share:.0%}")
    print(f"  {'together':12} {spread(totals, 'ms', 1000):32} to reach: 800 ms at the median")


def _answer(
    window: MainWindow, conductor: AppController, pulse: Pulse, wav: Path, listener: LoudspeakerListener
) -> dict[str, float]:
    """Speak a sentence, release the button, and wait for sound; return the seconds of each stage."""
    conductor.output_player.stop()
    rest(700)  # until the loudspeaker is silent
    conductor.session.set_dialogue_state(None)  # each time as a new request
    window.input_panel.record_button.click()
    with pulse.speaking(wav) as speech:
        until(lambda: speech.poll() is not None)
    at: dict[str, float] = {}

    def note(event: Event) -> None:
        if stage := _ended_by(event):
            at.setdefault(stage, time.perf_counter())

    # In the thread that receives the events, because the window's may be busy.
    connection = conductor.session._event_received.connect(note, Qt.ConnectionType.DirectConnection)  # noqa: SLF001
    listener.heard = None
    begun = time.perf_counter()
    window.input_panel.record_button.click()
    until(lambda: listener.heard is not None)
    assert listener.heard
    QObject.disconnect(connection)
    ends = [begun, *(at[stage] for stage in _STAGES[:-1]), listener.heard]
    return {stage: end - start for stage, (start, end) in zip(_STAGES, pairwise(ends), strict=True)}


def _ended_by(event: Event) -> str:
    """Return the stage that an event ends; empty if none."""
    match event:
        case Succeeded(result=Transcript()):
            return "transcribe"
        case Succeeded(result=Request()):
            return "understand"
        case Progressed(progress=progress) if progress.stage.startswith("Rendering"):
            return "compose"
        case Succeeded(result=Composed()):
            return "render"
    return ""


def _length(wav: Path) -> float:
    import soundfile

    return float(soundfile.info(wav).duration)


def after(action: Callable[[], object], signal: SignalInstance) -> None:
    """Call a function, and run the event loop until a signal is emitted."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(0, loop, action)
    _run(loop)
    signal.disconnect(loop.quit)


def after_rest(action: Callable[[], object]) -> None:
    """Call a function, and run the event loop for a while, like a user who pauses."""
    QTimer.singleShot(0, action)
    rest(500)


def await_signal(signal: SignalInstance) -> None:
    after(lambda: None, signal)


def until(done: Callable[[], bool]) -> None:
    """Run the event loop until a condition holds."""
    loop = QEventLoop()
    look = QTimer(loop, interval=2)
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start()
    _run(loop)


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _run(loop: QEventLoop) -> None:
    watch = QTimer(loop, singleShot=True)
    watch.timeout.connect(lambda: loop.exit(1))
    watch.start(_PATIENCE)
    if loop.exec():
        raise SystemExit("the window did not do in two minutes what it was asked to")
