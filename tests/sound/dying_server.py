"""Play into a sound server that dies (`vanish FOLDER`) or was never there (`never FOLDER`); print what is said."""

import os
import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer

sys.path.insert(0, str(Path(__file__).parents[2]))

from composer_app.errors import SoundError
from composer_app.sound.audio_output import AudioOutput
from composer_app.sound.synth import Audio
from testing.pulse import pulse_server

_SILENCE = Audio(np.zeros((44_100, 2), np.float32), 44_100, 44_100)


def never(folder: Path) -> None:
    """There is no server."""
    os.environ["PULSE_SERVER"] = f"unix:{folder}/nowhere"
    QCoreApplication([])
    try:
        AudioOutput().play(_SILENCE, loop=True)
    except SoundError as error:
        sys.stdout.write(str(error))


def vanish(folder: Path) -> None:
    """The server dies half a second after the sound began."""
    with pulse_server(folder) as server:
        os.environ["PULSE_SERVER"] = server.address
        application = QCoreApplication([])
        speaker = AudioOutput()
        speaker.failed.connect(sys.stdout.write)
        speaker.failed.connect(application.quit)
        speaker.play(_SILENCE, loop=True)
        QTimer.singleShot(500, lambda: server.control("exit"))
        application.exec()


if __name__ == "__main__":
    {"never": never, "vanish": vanish}[sys.argv[1]](Path(sys.argv[2]))
