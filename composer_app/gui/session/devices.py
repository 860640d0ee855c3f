"""The devices and engines that the window uses, as one value that tests replace by fakes."""

from __future__ import annotations  # annotations name modules that are imported later

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from composer_app.gui.session.null_devices import NullAudioOutput, NullRecorder

if TYPE_CHECKING:
    from composer_app.engine.events import Event
    from composer_app.engine.tasks import Task
    from composer_app.midi.ports import OutputPort
    from composer_app.sound.synth import Audio
    from composer_app.speech.recording import Recording

logger = logging.getLogger(__name__)


class MicrophoneLike(Protocol):
    """A microphone."""

    @property
    def name(self) -> str:
        """Its name in the system."""

    @property
    def channels(self) -> int:
        """The number of its input channels."""


class RecorderLike(Protocol):
    """A recorder of speech; see `composer_app.speech.microphone.Recorder`."""

    @property
    def devices_changed(self) -> SignalInstance:
        """Emitted when a microphone was connected or disconnected."""

    @property
    def failed(self) -> SignalInstance:
        """Emitted with a sentence when recording failed."""

    @property
    def level(self) -> float:
        """The newest peak, 0 to 1."""

    @property
    def seconds(self) -> float:
        """The length of the recording so far."""

    def recording_since(self, seconds: float) -> Recording:
        """Return the recording from a time on."""

    def start(self, name: str, channel: int) -> None:
        """Start recording one channel of a microphone."""

    def stop(self) -> Recording:
        """Stop, and return the recording."""

    def cancel(self) -> None:
        """Stop, and discard the recording."""


class AudioOutputLike(Protocol):
    """An audio output; see `composer_app.sound.audio_output.AudioOutput`."""

    @property
    def ended(self) -> SignalInstance:
        """Emitted at the end of the audio."""

    @property
    def failed(self) -> SignalInstance:
        """Emitted with a sentence when the device was disconnected."""

    @property
    def seconds(self) -> float | None:
        """The position in the audio; None if nothing plays."""

    def play(self, audio: Audio, loop: bool, device: str = "") -> None:
        """Play audio."""

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100."""

    def switch_at_bar_line(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:
        """Switch to other audio at the next bar line, from its start or at the same position; False if impossible."""

    @property
    def is_switch_pending(self) -> bool:
        """Whether a switch has not happened yet."""

    def stop(self) -> None:
        """Stop."""


class EngineLike(Protocol):
    """An engine; see `composer_app.engine.client.Engine`."""

    def start(self) -> None:
        """Start the process."""

    def submit(self, task: Task) -> int:
        """Submit a task, and return its number."""

    def cancel(self, number: int) -> None:
        """Cancel a task."""

    def close(self) -> None:
        """End the process."""


def create_training_engine(listener: Callable[[Event], None]) -> EngineLike:
    """Create the engine for fine-tuning, in a process of its own."""
    from composer_app.engine.client import Engine
    from composer_app.engine.training_service import TrainingService

    return Engine(listener, factory=TrainingService, activity="learns")


@dataclass(frozen=True, slots=True)
class Devices:
    """Functions that create, list and open devices.

    Attributes:
        make_engine: Creates the engine from a listener for its events and a file of Whisper weights or "".
        make_recorder: Creates the recorder.
        make_audio_output: Creates an audio output.
        list_microphones: Lists the microphones.
        list_audio_outputs: Lists the audio outputs by name.
        list_ports: Lists the MIDI ports by name.
        open_port: Opens a MIDI port by its name.
        open_own_port: Opens the program's virtual MIDI port, to which other programs can connect.
        make_training_engine: Creates the engine for fine-tuning from a listener for its events.
    """

    make_engine: Callable[[Callable[[Event], None], str], EngineLike]
    make_recorder: Callable[[], RecorderLike]
    make_audio_output: Callable[[], AudioOutputLike]
    list_microphones: Callable[[], tuple[MicrophoneLike, ...]]
    list_audio_outputs: Callable[[], tuple[str, ...]]
    list_ports: Callable[[], tuple[str, ...]]
    open_port: Callable[[str], OutputPort]
    open_own_port: Callable[[], OutputPort]
    make_training_engine: Callable[[Callable[[Event], None]], EngineLike] = create_training_engine


def create_system_devices(user_models: Path | None = None) -> Devices:
    """Return the devices of this computer, or null devices if its sound system cannot be loaded.

    `user_models` is the folder of models that take precedence over the shipped ones; None for the default folder.
    """
    from composer_app.engine.client import Engine
    from composer_app.midi.ports import list_ports, open_port, open_virtual_port

    engine = partial(Engine, models_folder=user_models)
    devices = Devices(
        engine, NullRecorder, NullAudioOutput, tuple, tuple, list_ports, open_port, open_virtual_port
    )
    try:
        from composer_app.sound.audio_output import AudioOutput, list_audio_outputs
        from composer_app.speech.microphone import Recorder, list_microphones
    except ImportError:  # QtMultimedia needs system libraries that a bare computer lacks
        logger.warning("There is no sound system", exc_info=True)
        return devices
    return replace(
        devices,
        make_recorder=Recorder,
        make_audio_output=AudioOutput,
        list_microphones=list_microphones,
        list_audio_outputs=list_audio_outputs,
    )
