import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from composer_app.errors import FileError, RecordingError
from composer_app.speech.loudness import Samples
from composer_app.speech.recording import (
    LONGEST,
    Recording,
    is_silent,
    read_recording,
    resampled,
    save_recording,
)
from tests.speech.voices import RATE, hiss, hum, silence, spoken


def _write(path: Path, *channels: Samples, rate: int = RATE, **how: str) -> Path:
    soundfile.write(path, np.stack(channels, axis=1), rate, **how)
    return path


def _alike(one: Samples, other: Samples) -> float:
    """Their correlation."""
    size = min(len(one), len(other))
    return float(np.corrcoef(one[:size], other[:size])[0, 1])


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3"])
@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_sound_files_of_every_kind_and_rate_are_read(tmp_path: Path, suffix: str, rate: int) -> None:
    voice = resampled(spoken("lonely"), rate)
    read = read_recording(_write(tmp_path / f"voice.{suffix}", voice.samples, rate=rate))
    assert read.rate == rate
    assert read.samples.dtype == np.float32
    assert read.seconds == pytest.approx(voice.seconds, abs=0.1)
    assert not is_silent(read)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW"])
def test_samples_of_every_kind_are_read(tmp_path: Path, subtype: str) -> None:
    voice = spoken("lonely").samples
    read = read_recording(_write(tmp_path / "voice.wav", voice, subtype=subtype))
    assert _alike(read.samples, voice) > 0.99


@pytest.mark.parametrize("count", [2, 4, 8])
@pytest.mark.parametrize("place", [0, 1, -1])
@pytest.mark.parametrize("noise", [silence, hiss, hum])
def test_the_channel_with_the_voice_is_kept_though_others_are_louder(
    tmp_path: Path, count: int, place: int, noise: Callable[[float], Samples]
) -> None:
    voice = spoken("lonely").samples * np.float32(0.1)
    channels = [noise(len(voice) / RATE)[: len(voice)] for _ in range(count)]
    channels[place] = voice
    read = read_recording(_write(tmp_path / "interface.wav", *channels, subtype="FLOAT"))
    assert np.array_equal(read.samples, voice)


def test_of_channels_without_a_voice_the_loudest_about_its_mean_is_kept(tmp_path: Path) -> None:
    offset, loud = silence(1) + np.float32(0.9), hiss(1)
    assert np.array_equal(
        read_recording(_write(tmp_path / "x.wav", offset, loud, subtype="FLOAT")).samples, loud
    )


def test_a_saved_recording_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "last.wav"
    save_recording(spoken("hope"), path)
    read = read_recording(path)
    assert read.rate == RATE
    assert np.allclose(read.samples, spoken("hope").samples, atol=1 / 32_768)


def test_saving_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "last.wav"
    path.write_text("what was there")
    save_recording(spoken("lonely"), path)
    assert read_recording(path).seconds == pytest.approx(spoken("lonely").seconds)
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(FileError, match="Choose another"):
        save_recording(spoken("lonely"), tmp_path / "taken" / "last.wav")


def test_a_place_that_is_a_folder_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "last.wav"
    place.mkdir()
    with pytest.raises(FileError, match="is a folder, not a file"):
        save_recording(spoken("lonely"), place)
    assert list(tmp_path.iterdir()) == [place]


def _not_there(folder: Path) -> Path:
    return folder / "gone.wav"


def _too_long(folder: Path) -> Path:
    return folder / ("x" * 300)


def _folder(folder: Path) -> Path:
    return folder


def _text(folder: Path) -> Path:
    path = folder / "text.wav"
    path.write_text("I am no sound.")
    return path


def _nothing(folder: Path) -> Path:
    path = folder / "nothing.wav"
    path.touch()
    return path


def _empty(folder: Path) -> Path:
    return _write(folder / "empty.wav", silence(0))


def _header_only(folder: Path) -> Path:
    path = _write(folder / "cut.flac", spoken("lonely").samples)
    path.write_bytes(path.read_bytes()[:20])
    return path


def _not_a_number(folder: Path) -> Path:
    samples = spoken("lonely").samples.copy()
    samples[100] = np.nan
    return _write(folder / "nan.wav", samples, subtype="FLOAT")


def _odd_rate(folder: Path) -> Path:
    return _write(folder / "odd.wav", silence(1), rate=2_000_000_000)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_not_there, "There is no file"),
        (_too_long, "There is no file"),
        (_folder, "is a folder"),
        (_text, "cannot be read as sound"),
        (_nothing, "cannot be read as sound"),
        (_empty, "is empty"),
        (_header_only, "cannot be read as sound"),
        (_not_a_number, "is damaged"),
        (_odd_rate, "as no recording does"),
    ],
)
def test_a_file_that_is_no_recording_is_a_sentence(
    tmp_path: Path, make: Callable[[Path], Path], sentence: str
) -> None:
    with pytest.raises(RecordingError, match=rf"{sentence}.*\. ?\w*") as raised:
        read_recording(make(tmp_path))
    assert str(raised.value).endswith(".")


def test_an_hour_long_file_is_refused_by_its_header(tmp_path: Path) -> None:
    path = tmp_path / "hour.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        file.writeframes(bytes(8_000 * 2 * 3_600))
    with pytest.raises(RecordingError, match=r"60 minutes long.*at most 5 minutes"):
        read_recording(path)


def test_the_longest_recording_is_read(tmp_path: Path) -> None:
    samples = np.zeros(int(LONGEST * 8_000), np.float32)
    assert read_recording(_write(tmp_path / "long.wav", samples, rate=8_000)).seconds == LONGEST


@given(st.sampled_from([8_000, 11_025, 22_050, 44_100, 48_000, 96_000]))
def test_resampling_keeps_the_voice(rate: int) -> None:
    voice = spoken("lonely")
    there = resampled(voice, rate)
    assert there.seconds == pytest.approx(voice.seconds, abs=0.001)
    assert there.samples.dtype == np.float32
    assert _alike(resampled(there, RATE).samples, voice.samples) > (0.9 if rate < RATE else 0.999)


def test_resampling_folds_nothing_back() -> None:
    time = np.arange(48_000) / 48_000
    whistle = Recording(np.sin(2 * np.pi * 15_000 * time).astype(np.float32), 48_000)
    assert np.abs(resampled(whistle, RATE).samples[1_000:-1_000]).max() < 0.01
