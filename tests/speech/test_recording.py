import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from composer_app.errors import FileError, RecordingError
from composer_app.job import Cancelled, Job, Progress
from composer_app.speech.recording import (
    MAX_SECONDS,
    Recording,
    is_silent,
    read_recording,
    resample,
    save_recording,
)
from composer_app.speech.voice_activity import Samples
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
    voice = resample(spoken("lonely"), rate)
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


def _unfinished(path: Path, *, riff: int = 0) -> Path:
    """As where the recorder never came to write how long the recording is."""
    whole = bytearray(path.read_bytes())
    whole[4:8] = riff.to_bytes(4, "little")
    at = whole.index(b"data") + 4
    whole[at : at + 4] = bytes(4)
    path.write_bytes(whole)
    return path


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
@pytest.mark.parametrize("riff", [0, 36, 0xFFFF_FFFF])
def test_a_recording_whose_recorder_crashed_is_read_to_the_end(
    tmp_path: Path, subtype: str, riff: int
) -> None:
    voice = spoken("lonely").samples
    read = read_recording(_unfinished(_write(tmp_path / "voice.wav", voice, subtype=subtype), riff=riff))
    assert len(read.samples) == pytest.approx(len(voice), abs=1)
    assert _alike(read.samples, voice) > 0.99


def test_a_flac_that_does_not_know_its_length_is_read_to_the_end(tmp_path: Path) -> None:
    voice = spoken("lonely").samples
    path = _write(tmp_path / "voice.flac", voice)
    streamed = bytearray(path.read_bytes())
    streamed[21] &= 0xF0  # the number of samples: 36 bits of STREAMINFO, 0 for unknown
    streamed[22:26] = bytes(4)
    path.write_bytes(streamed)
    assert len(read_recording(path).samples) == len(voice)


def test_a_stream_without_a_length_that_does_not_end_in_time_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path / "long.flac", np.zeros(int((MAX_SECONDS + 1) * 8_000), np.float32), rate=8_000)
    streamed = bytearray(path.read_bytes())
    streamed[21] &= 0xF0
    streamed[22:26] = bytes(4)
    path.write_bytes(streamed)
    with pytest.raises(RecordingError, match="longer than 5 minutes"):
        read_recording(path)


@pytest.mark.parametrize("kind", ["WAV", "WAVEX", "W64", "RF64", "AIFF", "FLAC", "OGG", "MP3", "CAF"])
def test_what_was_cut_off_in_the_middle_is_read_up_to_there_or_is_a_sentence(
    tmp_path: Path, kind: str
) -> None:
    path = _write(tmp_path / "voice", spoken("hope").samples, format=kind)
    whole = path.read_bytes()
    for share in (0.02, 0.3, 0.9):
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            assert len(read_recording(path).samples)
        except RecordingError as error:
            assert str(error).endswith(".")  # noqa: PT017 - either is right


@pytest.mark.parametrize("scale", [3.0, 32_768.0, 1e18])
def test_samples_beyond_full_scale_are_brought_into_it(tmp_path: Path, scale: float) -> None:
    voice = spoken("lonely").samples
    read = read_recording(_write(tmp_path / "loud.wav", voice * np.float32(scale), subtype="FLOAT"))
    assert np.abs(read.samples).max() <= 1
    assert _alike(read.samples, voice) > 0.99
    assert not is_silent(read)


def test_one_wild_sample_costs_no_voice(tmp_path: Path) -> None:
    voice = spoken("lonely").samples.copy()
    voice[1_000] = 1e18
    read = read_recording(_write(tmp_path / "click.wav", voice, subtype="FLOAT"))
    assert _alike(read.samples[2_000:], voice[2_000:]) > 0.99


def test_a_high_rate_is_lowered_while_it_is_read_and_each_step_is_told(tmp_path: Path) -> None:
    voice = resample(spoken("lonely"), 192_000)
    quiet = np.zeros_like(voice.samples)
    steps: list[Progress] = []
    path = _write(tmp_path / "high.wav", *[quiet] * 7, voice.samples, rate=192_000)
    read = read_recording(path, Job(steps.append))
    assert read.rate == RATE
    assert _alike(read.samples, spoken("lonely").samples) > 0.98
    assert [each.stage for each in steps][:1] == ["Reading the recording"]
    assert steps[-1].stage == "Detecting speech"
    stopped = Job()
    stopped.cancel()
    with pytest.raises(Cancelled):
        read_recording(path, stopped)


def test_other_channels_that_may_carry_the_voice_are_kept_each_once(tmp_path: Path) -> None:
    voice, other = spoken("lonely").samples, spoken("hope").samples
    size = min(len(voice), len(other))
    voice, other = voice[:size] * np.float32(0.2), other[:size]
    path = tmp_path / "interface.wav"
    read = read_recording(_write(path, voice, silence(size / RATE)[:size], other, other * np.float32(0.5)))
    assert len(read.others) == 1
    assert _alike(read.samples, other) > 0.99
    assert _alike(read.others[0], voice) > 0.99
    save_recording(read, path)
    again = read_recording(path)
    assert len(again.others) == 1
    assert _alike(again.others[0], voice) > 0.99


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


def _raw(folder: Path) -> Path:
    path = folder / "x.raw"
    path.write_bytes(bytes(1_000))
    return path


def _infinite(folder: Path) -> Path:
    samples = spoken("lonely").samples.copy()
    samples[100] = np.inf
    return _write(folder / "inf.wav", samples, subtype="FLOAT")


def _no_channels(folder: Path) -> Path:
    path = _write(folder / "none.wav", spoken("lonely").samples)
    content = bytearray(path.read_bytes())
    content[22:24] = bytes(2)
    path.write_bytes(content)
    return path


def _no_rate(folder: Path) -> Path:
    path = _write(folder / "still.wav", spoken("lonely").samples)
    content = bytearray(path.read_bytes())
    content[24:28] = bytes(4)
    path.write_bytes(content)
    return path


def _one_a_second(folder: Path) -> Path:
    return _write(folder / "slow.wav", silence(1), rate=1)


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
        (_infinite, "is damaged"),
        (_odd_rate, "as no recording does"),
        (_one_a_second, "as no recording does"),
        (_no_rate, "no recording does|cannot be read as sound"),
        (_no_channels, "cannot be read as sound"),
        (_raw, "cannot be read as sound"),
    ],
)
def test_a_file_that_is_no_recording_is_a_sentence(
    tmp_path: Path, make: Callable[[Path], Path], sentence: str
) -> None:
    with pytest.raises(RecordingError, match=rf"(?:{sentence}).*\. ?\w*") as raised:
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
    samples = np.zeros(int(MAX_SECONDS * 8_000), np.float32)
    assert read_recording(_write(tmp_path / "long.wav", samples, rate=8_000)).seconds == MAX_SECONDS


@given(st.sampled_from([8_000, 11_025, 22_050, 44_100, 48_000, 96_000]))
def test_resampling_keeps_the_voice(rate: int) -> None:
    voice = spoken("lonely")
    there = resample(voice, rate)
    assert there.seconds == pytest.approx(voice.seconds, abs=0.001)
    assert there.samples.dtype == np.float32
    assert _alike(resample(there, RATE).samples, voice.samples) > (0.9 if rate < RATE else 0.999)


def test_resampling_folds_nothing_back() -> None:
    time = np.arange(48_000) / 48_000
    whistle = Recording(np.sin(2 * np.pi * 15_000 * time).astype(np.float32), 48_000)
    assert np.abs(resample(whistle, RATE).samples[1_000:-1_000]).max() < 0.01
