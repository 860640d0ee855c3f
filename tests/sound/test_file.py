from pathlib import Path

import numpy as np
import pytest
import soundfile

from composer_app.errors import FileError
from composer_app.sound.file import save_audio
from composer_app.sound.synth import Audio, Synth
from testing.performances import chords


@pytest.mark.parametrize(("name", "kind"), [("song.wav", "WAV"), ("song.flac", "FLAC"), ("SONG.WAV", "WAV")])
def test_what_is_saved_is_what_was_heard(synth: Synth, tmp_path: Path, name: str, kind: str) -> None:
    audio = synth.render(chords())
    save_audio(audio, tmp_path / name)
    info = soundfile.info(tmp_path / name)
    samples, rate = soundfile.read(tmp_path / name, dtype="float32")
    assert (info.format, info.subtype, rate) == (kind, "PCM_24", 44_100)
    assert len(samples) == len(audio.samples), "the tail is not cut"
    louder = np.abs(samples).max() / np.abs(audio.samples).max()
    assert np.abs(samples - louder * audio.samples).max() < 2**-22


def test_a_file_is_as_loud_as_it_may_be_with_headroom(synth: Synth, tmp_path: Path) -> None:
    for velocity in (20, 127):
        save_audio(synth.render(chords(velocity=velocity)), tmp_path / "song.wav")
        samples, _ = soundfile.read(tmp_path / "song.wav")
        assert np.abs(samples).max() == pytest.approx(10 ** (-1 / 20), abs=1e-4)
        assert np.abs(samples[-10:]).max() < 1e-4, "what rings on has died away"


def test_sixteen_bits_are_dithered_and_the_same_every_time(synth: Synth, tmp_path: Path) -> None:
    audio = synth.render(chords())
    for name in ("a.wav", "b.wav"):
        save_audio(audio, tmp_path / name, bit_depth=16)
    assert soundfile.info(tmp_path / "a.wav").subtype == "PCM_16"
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    save_audio(audio, tmp_path / "fine.wav")
    rough, fine = (soundfile.read(tmp_path / name)[0] for name in ("a.wav", "fine.wav"))
    noise = rough - fine
    assert np.abs(noise).max() <= 1.6 * 2**-15
    assert abs(noise.mean()) < 2**-18


def test_silence_stays_silence(tmp_path: Path) -> None:
    save_audio(Audio(np.zeros((100, 2), np.float32), 44_100, 100), tmp_path / "song.wav")
    assert not soundfile.read(tmp_path / "song.wav")[0].any()


@pytest.mark.parametrize("name", ["song.mp3", "song", "song.mid"])
def test_an_unknown_format_is_a_sentence(synth: Synth, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match=r"cannot be saved as .* ends in \.wav or \.flac"):
        save_audio(synth.render(chords()), tmp_path / name)


def test_an_unwritable_folder_is_a_sentence(synth: Synth, tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file, not a folder")
    with pytest.raises(FileError, match=r"cannot be written\. Choose another folder"):
        save_audio(synth.render(chords()), tmp_path / "occupied" / "song.wav")
    assert list(tmp_path.glob("**/*.part")) == []
