"""What the window hears with and sounds on, as one value, so that tests can hand it other ears and wires."""

from __future__ import annotations  # the window is drawn from this too, before the engine is read

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
    """A microphone in a list."""

    @property
    def name(self) -> str:
        """As the system calls it."""

    @property
    def channels(self) -> int:
        """How many input channels it has."""


class RecorderLike(Protocol):
    """What records speech; see `composer_app.speech.microphone.Recorder`."""

    @property
    def devices_changed(self) -> SignalInstance:
        """Emitted when a microphone came or went."""

    @property
    def failed(self) -> SignalInstance:
        """Emitted with a sentence when recording broke off."""

    @property
    def level(self) -> float:
        """The newest peak, 0 to 1."""

    @property
    def seconds(self) -> float:
        """How long it has been recording."""

    def recording_since(self, seconds: float) -> Recording:
        """What has been recorded from a moment on."""

    def start(self, name: str, channel: int) -> None:
        """Begin to record one channel of a microphone."""

    def stop(self) -> Recording:
        """End, and hand over what was recorded."""

    def cancel(self) -> None:
        """End, and forget it."""


class AudioOutputLike(Protocol):
    """What makes audio heard; see `composer_app.sound.audio_output.Speaker`."""

    @property
    def ended(self) -> SignalInstance:
        """Emitted when the tune is over."""

    @property
    def failed(self) -> SignalInstance:
        """Emitted with a sentence when the loudspeaker went away."""

    @property
    def seconds(self) -> float | None:
        """Where in the tune the ear is; None in silence."""

    def play(self, audio: Audio, loop: bool, device: str = "") -> None:
        """Sound a tune."""

    def set_volume(self, percent: int) -> None:
        """How loud it is, 0 to 100, from now on."""

    def switch_at_bar_line(self, audio: Audio, bar_seconds: float, from_start: bool = True) -> bool:
        """Sound another tune from the next bar line on, or go on in it there; False where it cannot."""

    @property
    def is_switch_pending(self) -> bool:
        """Whether the tune that follows has not begun."""

    def stop(self) -> None:
        """Be silent."""


class EngineLike(Protocol):
    """The composer behind the window; see `composer_app.engine.client.Engine`."""

    def start(self) -> None:
        """Begin to get ready."""

    def submit(self, task: Task) -> int:
        """Ask for something; its number."""

    def cancel(self, number: int) -> None:
        """Ask to stop a task."""

    def close(self) -> None:
        """End."""


def create_training_engine(listener: Callable[[Event], None]) -> EngineLike:
    """The process in which own music is learned, beside the one that composes."""
    from composer_app.engine.client import Engine
    from composer_app.engine.training_service import TrainingService

    return Engine(listener, factory=TrainingService, activity="learns")


@dataclass(frozen=True, slots=True)
class Devices:
    """Everything that the window holds open or lists.

    Attributes:
        make_engine: Makes the engine, from who listens to it and the file with Whisper's weights, or "".
        make_recorder: Makes the microphone's recorder.
        make_audio_output: Makes the loudspeaker.
        list_microphones: Lists the microphones.
        list_audio_outputs: Lists the loudspeakers by name.
        list_ports: Lists the MIDI ports by name.
        open_port: Opens one of them.
        open_own_port: Opens the program's own, which others can connect to.
        make_training_engine: Makes the engine that learns somebody's own music, from who listens to it.
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
    """The devices of this computer; where its sound system cannot be loaded, some that say so.

    The engine composes with the machines in a folder before those that ship; None is the usual one.
    """
    from composer_app.engine.client import Engine
    from composer_app.midi.ports import list_ports, open_port, open_virtual_port

    engine = partial(Engine, models_folder=user_models)
    found = Devices(
        engine, NullRecorder, NullAudioOutput, tuple, tuple, list_ports, open_port, open_virtual_port
    )
    try:
        from composer_app.sound.audio_output import AudioOutput, list_audio_outputs
        from composer_app.speech.microphone import Recorder, list_microphones
    except ImportError:  # QtMultimedia needs system libraries that a bare computer lacks
        logger.warning("There is no sound system", exc_info=True)
        return found
    return replace(
        found,
        make_recorder=Recorder,
        make_audio_output=AudioOutput,
        list_microphones=list_microphones,
        list_audio_outputs=list_audio_outputs,
    )
