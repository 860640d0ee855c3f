from pathlib import Path

import numpy as np
import pytest
import soundfile

from composer_app.errors import FileError
from composer_app.sound.file import save_audio
from composer_app.sound.synth import Synth
from tests.performances import chords


@pytest.mark.parametrize(("name", "kind"), [("song.wav", "WAV"), ("song.flac", "FLAC"), ("SONG.WAV", "WAV")])
def test_what_is_saved_is_what_was_heard(synth: Synth, tmp_path: Path, name: str, kind: str) -> None:
    audio = synth.render(chords())
    save_audio(audio, tmp_path / name)
    info = soundfile.info(tmp_path / name)
    samples, rate = soundfile.read(tmp_path / name, dtype="float32")
    assert (info.format, info.subtype, rate) == (kind, "PCM_24", 44_100)
    assert np.abs(samples - audio.samples).max() < 2**-22


@pytest.mark.parametrize("name", ["song.mp3", "song", "song.mid"])
def test_an_unknown_format_is_a_sentence(synth: Synth, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match=r"cannot be saved as .* ends in \.wav or \.flac"):
        save_audio(synth.render(chords()), tmp_path / name)


def test_an_unwritable_folder_is_a_sentence(synth: Synth, tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file, not a folder")
    with pytest.raises(FileError, match=r"cannot be written\. Choose another folder"):
        save_audio(synth.render(chords()), tmp_path / "occupied" / "song.wav")
    assert list(tmp_path.glob("**/*.part")) == []
