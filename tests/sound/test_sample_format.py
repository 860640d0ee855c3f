import numpy as np
import pytest

from composer_app.sound.loop_stream import LoopStream
from composer_app.sound.sample_format import DeviceFormat, EncodedSamples, SampleType, encode, resample
from composer_app.sound.synth import Audio, mix_seamless_loop

_DECODED = {
    SampleType.FLOAT: ("<f4", 0, 1),
    SampleType.INT32: ("<i4", 0, 2**31),
    SampleType.INT16: ("<i2", 0, 2**15),
}
_PLAIN = DeviceFormat(44_100, 2, SampleType.FLOAT)


def _sine(
    frequency: float, rate: int, seconds: float = 1.0
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    wave = 0.5 * np.sin(2 * np.pi * frequency * np.arange(round(rate * seconds)) / rate)
    return np.stack((wave, -wave), axis=1).astype(np.float32)


def _noise(frames: int, loop_frames: int) -> Audio:
    rng = np.random.default_rng(1)
    return Audio(rng.uniform(-0.4, 0.4, (frames, 2)).astype(np.float32), 44_100, loop_frames)


def _read(feed: LoopStream, size: int, block: int = 1000) -> bytes:
    data = b""
    while len(data) < size and (more := feed.readData(min(block, size - len(data)))):
        data += more
    return data


@pytest.mark.parametrize("rate", [48_000, 96_000, 32_000])
@pytest.mark.parametrize("frequency", [100, 440, 5_000])
def test_another_rate_carries_the_same_sound(rate: int, frequency: float) -> None:
    fitted = resample(_sine(frequency, 44_100), rate)
    assert np.abs(fitted - _sine(frequency, rate)).max() < 1e-4


@pytest.mark.parametrize("encoding", list(_DECODED))
def test_numbers_of_each_kind_say_the_same(encoding: SampleType) -> None:
    samples = _sine(440, 44_100)
    kind, middle, reach = _DECODED[encoding]
    numbers = np.frombuffer(encode(samples, DeviceFormat(44_100, 2, encoding)), kind).reshape(-1, 2)
    assert np.abs((numbers.astype(np.float64) - middle) / reach - samples).max() < 1e-4


def test_eight_bits_lie_around_their_middle() -> None:
    numbers = np.frombuffer(encode(_sine(440, 44_100), DeviceFormat(44_100, 2, SampleType.UINT8)), "u1")
    assert numbers.mean() == pytest.approx(128, abs=0.5)
    assert (int(numbers.min()), int(numbers.max())) == (128 - 63, 128 + 63)


def test_one_channel_hears_both_and_the_rest_of_six_stay_silent() -> None:
    samples = np.array([[0.5, 0.25]], np.float32)
    one = np.frombuffer(encode(samples, DeviceFormat(44_100, 1, SampleType.FLOAT)), "<f4")
    six = np.frombuffer(encode(samples, DeviceFormat(44_100, 6, SampleType.FLOAT)), "<f4")
    assert one.tolist() == [0.375]
    assert six.tolist() == [0.5, 0.25, 0, 0, 0, 0]


@pytest.mark.parametrize("encoding", list(SampleType))
def test_bytes_that_are_made_when_they_are_read_are_those_made_at_once(encoding: SampleType) -> None:
    samples, wanted = _sine(440, 44_100, 0.01), DeviceFormat(44_100, 3, encoding)
    whole, lazy = encode(samples, wanted), EncodedSamples(samples, wanted)
    assert len(lazy) == len(whole)
    for start, stop in ((0, 12), (5, 7), (13, 100), (len(whole) - 3, len(whole) + 9), (7, 7)):
        assert lazy[start:stop] == whole[start:stop]


def test_what_is_louder_than_full_scale_is_clipped_not_wrapped() -> None:
    samples = np.array([[1.5, -1.5]], np.float32)
    assert np.frombuffer(encode(samples, DeviceFormat(44_100, 2, SampleType.INT16)), "<i2").tolist() == [
        32767,
        -32767,
    ]


def test_a_sound_is_read_once_with_its_tail() -> None:
    audio = _noise(5000, 3000)
    feed = LoopStream(audio, _PLAIN, loop=False)
    assert _read(feed, 10**6) == audio.samples.tobytes()
    assert feed.is_finished
    assert feed.bytesAvailable() == 0


@pytest.mark.parametrize("block", [8, 1000, 4096, 100_000])
def test_a_loop_goes_round_with_the_tail_over_its_beginning(block: int) -> None:
    audio = _noise(5000, 3000)
    feed = LoopStream(audio, _PLAIN, loop=True)
    expected = audio.samples[:3000].tobytes() + 3 * mix_seamless_loop(audio).tobytes()
    assert _read(feed, len(expected), block) == expected
    assert not feed.is_finished


def test_a_loop_at_another_rate_stays_as_long_as_its_bars() -> None:
    feed = LoopStream(_noise(50_000, 44_100), DeviceFormat(48_000, 2, SampleType.INT16), loop=True)
    assert feed.clip_at(48_000) == (0, 0)
    assert feed.clip_at(47_999) == (0, 47_999)
    turns = _read(feed, 3 * 48_000 * 4)
    assert turns[48_000 * 4 : 2 * 48_000 * 4] == turns[2 * 48_000 * 4 :]


@pytest.mark.parametrize("encoding", list(SampleType))
def test_a_sound_that_is_stopped_fades_away(encoding: SampleType) -> None:
    constant = Audio(np.full((44_100, 2), 0.5, np.float32), 44_100, 44_100)
    feed = LoopStream(constant, DeviceFormat(44_100, 2, encoding), loop=True)
    _read(feed, 8000)
    feed.fade_out()
    _, middle, kind = encoding.value
    rest = np.abs(np.frombuffer(_read(feed, 10**6, 64), kind).astype(np.float64) - middle)[::2]
    assert feed.is_finished
    assert 0.005 < len(rest) / 44_100 < 0.02
    assert (np.diff(rest) <= 0).all()
    assert rest[-1] < rest[0] / 50


def test_only_whole_frames_are_read() -> None:
    feed = LoopStream(_noise(500, 300), _PLAIN, loop=True)
    assert [len(feed.readData(size)) for size in (7, 8, 15, 16, 17)] == [0, 8, 8, 16, 16]


def test_another_sound_follows_at_the_bar_line() -> None:
    wanted = DeviceFormat(44_100, 2, SampleType.INT16)
    first, second = _noise(50_000, 40_000), _noise(30_000, 20_000)
    feed = LoopStream(first, wanted, loop=True)
    read = _read(feed, 4 * 50_000)  # in the second turn, in its second bar of four
    assert feed.switch_at_bar_line(second, 10_000 / 44_100)
    assert not feed.switch_at_bar_line(second, 10_000 / 44_100), "one sound may wait at a time"
    read += _read(feed, 4 * 60_000)
    alone = _read(LoopStream(second, wanted, loop=True), 4 * 40_000)
    before = _read(LoopStream(first, wanted, loop=True), 4 * 60_000)
    assert read[: 4 * 60_000] == before
    assert read[4 * 60_000 : 4 * 100_000] == alone
    assert feed.clip_at(59_999) == (0, 19_999)
    assert feed.clip_at(60_000) == (1, 0)
    assert feed.clip_at(85_000) == (1, 5_000)


def test_nothing_follows_a_sound_that_is_over_or_fades() -> None:
    wanted = DeviceFormat(44_100, 2, SampleType.INT16)
    once = LoopStream(_noise(10_000, 9_000), wanted, loop=False)
    once.readData(10**9)
    assert not once.switch_at_bar_line(_noise(10_000, 9_000), 0.1)
    loop = LoopStream(_noise(10_000, 9_000), wanted, loop=True)
    loop.fade_out()
    assert not loop.switch_at_bar_line(_noise(10_000, 9_000), 0.1)


def test_a_sound_of_the_same_bars_goes_on_where_the_one_before_would_have_been() -> None:
    wanted = DeviceFormat(44_100, 2, SampleType.INT16)
    first, second = _noise(50_000, 40_000), _noise(50_000, 40_000)
    feed = LoopStream(first, wanted, loop=True)
    read = _read(feed, 4 * 50_000)  # in the second turn, in its second bar of four
    assert feed.switch_at_bar_line(second, 10_000 / 44_100, from_start=False)
    read += _read(feed, 4 * 70_000)
    assert read[: 4 * 60_000] == _read(LoopStream(first, wanted, loop=True), 4 * 60_000)
    alone = _read(LoopStream(second, wanted, loop=True), 4 * 80_000)
    assert read[4 * 60_000 :] == alone[4 * 20_000 :]
    assert feed.clip_at(60_000) == (1, 20_000)
    assert feed.clip_at(85_000) == (1, 5_000)
