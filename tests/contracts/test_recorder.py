"""What every recorder does: the one that holds a real microphone, and the one that plays a file."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from composer_app.errors import RecordingError
from composer_app.speech.microphone import Recorder, microphones
from composer_app.speech.recording import is_silent, read_recording, save_recording
from tests.fakes_speech import Reel
from tests.patience import PATIENCE_MS
from tests.pulse import Pulse

_AUDIO = Path(__file__).parents[1] / "speech" / "audio"
_NUMBERS = count(1)


class RealBooth:
    """A recorder at a real microphone, and somebody to speak into it."""

    def __init__(self, pulse: Pulse, speech: Path, longest: float, stack: ExitStack) -> None:
        self._pulse, self._speech, self._stack = pulse, speech, stack
        self.microphone = f"Booth {next(_NUMBERS)}"  # Qt may not have forgotten the one before
        self._module: str | None = pulse.plug(self.microphone, "booth")
        stack.callback(self.unplug)
        self.recorder = Recorder(longest=longest)
        stack.callback(self.recorder.cancel)

    def speak(self) -> None:
        """Begin to speak."""
        self._stack.enter_context(self._pulse.speaking(self._speech))

    def unplug(self) -> None:
        """Pull the microphone out.

        Qt's part for PulseAudio forgets a microphone when the next one comes, so another one comes and goes.
        """
        if self._module:
            self._pulse.unplug(self._module)
            self._module = None
            self._pulse.unplug(self._pulse.plug("Another", "another"))

    def mute(self) -> None:
        """Have the microphone deliver nothing more."""
        self._pulse.suspend("booth")


class ReelBooth:
    """A recorder that plays a file."""

    microphone = "Reel"

    def __init__(self, speech: Path, longest: float, stack: ExitStack) -> None:
        self.recorder = Reel(speech, longest)
        stack.callback(self.recorder.cancel)

    def speak(self) -> None:
        """The file speaks by itself."""

    def unplug(self) -> None:
        self.recorder.unplug()

    def mute(self) -> None:
        """The file falls silent as a microphone does whose server died."""
        self.recorder.unplug()


Booth = RealBooth | ReelBooth


@pytest.fixture
def longest() -> float:
    """The seconds after which recording stops by itself."""
    return 60.0


@pytest.fixture(params=[pytest.param("real", marks=pytest.mark.pulse), "reel"])
def booth(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path, longest: float) -> Iterator[Booth]:
    speech = tmp_path / "hope.wav"
    save_recording(read_recording(_AUDIO / "hope.flac"), speech)
    with ExitStack() as stack:
        if request.param == "reel":
            yield ReelBooth(speech, longest, stack)
        else:
            real = RealBooth(request.getfixturevalue("pulse"), speech, longest, stack)
            qtbot.waitUntil(
                lambda: real.microphone in [each.name for each in microphones()], timeout=PATIENCE_MS
            )
            yield real


def _record(booth: Booth, qtbot: QtBot, seconds: float) -> None:
    """Have that much recorded while somebody speaks."""
    booth.recorder.start(booth.microphone, 1)
    booth.speak()
    qtbot.waitUntil(lambda: booth.recorder.seconds >= seconds, timeout=PATIENCE_MS)


def test_what_is_spoken_is_recorded(booth: Booth, qtbot: QtBot) -> None:
    _record(booth, qtbot, 2.0)
    recording = booth.recorder.stop()
    assert recording.seconds >= 2.0
    assert not is_silent(recording)


def test_what_was_spoken_so_far_can_be_heard_while_it_goes_on(booth: Booth, qtbot: QtBot) -> None:
    _record(booth, qtbot, 1.0)
    so_far, rest = booth.recorder.after(0.0), booth.recorder.after(0.4)
    assert so_far.seconds == booth.recorder.seconds
    assert rest.seconds == pytest.approx(so_far.seconds - 0.4, abs=1e-3)
    assert (rest.samples == so_far.samples[-len(rest.samples) :]).all()
    assert not len(booth.recorder.after(so_far.seconds).samples)
    qtbot.waitUntil(lambda: booth.recorder.seconds > so_far.seconds, timeout=PATIENCE_MS)
    whole = booth.recorder.stop()
    assert (whole.samples[: len(so_far.samples)] == so_far.samples).all()


def test_an_empty_name_is_the_usual_microphone(booth: Booth, qtbot: QtBot) -> None:
    booth.recorder.start("", 2)
    qtbot.waitUntil(lambda: booth.recorder.seconds > 0.1, timeout=PATIENCE_MS)
    assert booth.recorder.stop().seconds > 0.1


def test_the_level_follows_the_voice_and_falls_to_nothing_at_the_end(booth: Booth, qtbot: QtBot) -> None:
    assert booth.recorder.level == 0
    booth.recorder.start(booth.microphone, 1)
    booth.speak()
    qtbot.waitUntil(lambda: 0.05 < booth.recorder.level <= 1, timeout=PATIENCE_MS)
    booth.recorder.stop()
    assert booth.recorder.level == 0


def test_a_second_recording_begins_anew(booth: Booth, qtbot: QtBot) -> None:
    _record(booth, qtbot, 1.5)
    booth.recorder.stop()
    assert booth.recorder.seconds == 0
    booth.recorder.start(booth.microphone, 1)
    qtbot.waitUntil(lambda: booth.recorder.seconds > 0, timeout=PATIENCE_MS)
    assert booth.recorder.stop().seconds < 1.5


def test_a_cancelled_recording_is_forgotten(booth: Booth, qtbot: QtBot) -> None:
    _record(booth, qtbot, 0.2)
    booth.recorder.cancel()
    assert booth.recorder.seconds == 0
    with pytest.raises(RecordingError, match="gave no sound"):
        booth.recorder.stop()


def test_a_microphone_that_is_not_there_is_a_sentence(booth: Booth) -> None:
    with pytest.raises(RecordingError, match=r"Quill is not there\. Plug it in"):
        booth.recorder.start("Quill", 1)


@pytest.mark.parametrize("channel", [0, 3])
def test_a_channel_that_is_not_there_is_a_sentence(booth: Booth, channel: int) -> None:
    with pytest.raises(RecordingError, match=rf"no channel {channel}\. Choose another channel"):
        booth.recorder.start(booth.microphone, channel)


def test_a_microphone_that_is_pulled_out_leaves_what_it_heard(booth: Booth, qtbot: QtBot) -> None:
    _record(booth, qtbot, 0.5)
    with qtbot.waitSignals([booth.recorder.devices_changed, booth.recorder.failed], timeout=PATIENCE_MS):
        booth.unplug()
    assert booth.recorder.level == 0
    assert booth.recorder.stop().seconds >= 0.5


def test_a_microphone_that_delivers_nothing_more_leaves_what_it_heard(booth: Booth, qtbot: QtBot) -> None:
    _record(booth, qtbot, 0.5)
    with qtbot.waitSignal(booth.recorder.failed, timeout=PATIENCE_MS) as failed:
        booth.mute()
    assert "went away" in failed.args[0]
    assert booth.recorder.stop().seconds >= 0.5


@pytest.mark.parametrize("longest", [0.5])
def test_recording_stops_by_itself_in_the_end(booth: Booth, qtbot: QtBot) -> None:
    with qtbot.waitSignal(booth.recorder.failed, timeout=PATIENCE_MS) as failed:
        booth.recorder.start(booth.microphone, 1)
    assert "a request is a sentence" in failed.args[0]
    assert 0.5 <= booth.recorder.stop().seconds < 5
