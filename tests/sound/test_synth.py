from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from composer_app.errors import ModelError
from composer_app.music.performance import Note, Performance
from composer_app.paths import resource_path
from composer_app.sound.synth import SAMPLE_RATE, Audio, Synth, mix_seamless_loop
from testing.audio_analysis import decibels, level_of, loudest_pitch, onset
from testing.performances import chords, part, perform, performances, repeated


def _one(
    pitch: int, velocity: int = 100, length: float = 2.0, program: int = 0, start: float = 0.0
) -> Performance:
    return perform(part(Note(start, pitch, length, velocity), program=program), tempo=60, bars=1)


def _mono(audio: Audio) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    mono: np.ndarray[tuple[int], np.dtype[np.float32]] = audio.samples.sum(axis=1)
    return mono


@pytest.mark.parametrize("pitch", [40, 52, 60, 69, 76])
def test_the_pitch_that_is_played_is_heard(synth: Synth, pitch: int) -> None:
    assert loudest_pitch(_mono(synth.render(_one(pitch, program=80))), SAMPLE_RATE) == pitch


@pytest.mark.parametrize(
    "program", [0, 4, 11, 16, 24, 27, 32, 33, 38, 48, 52, 56, 65, 80, 81, 88, 89, 1, 40, 73, 100, 127]
)
def test_every_instrument_sounds_in_tune(synth: Synth, program: int) -> None:
    mono = _mono(synth.render(_one(60, program=program)))[:SAMPLE_RATE]
    in_tune = max(level_of(mono, SAMPLE_RATE, 60 + octave) for octave in (0, 12, 24))
    aside = max(
        level_of(mono, SAMPLE_RATE, 60 + octave + 0.5 + step) for octave in (0, 12) for step in (1, 5)
    )
    assert decibels(mono) > -50
    assert in_tune > aside + 6


def test_a_chord_has_its_notes_and_no_others(synth: Synth) -> None:
    notes = [Note(0, pitch, 4, 90) for pitch in (60, 64, 67)]
    mono = _mono(synth.render(perform(part(*notes, program=80), tempo=60)))
    played = [level_of(mono, SAMPLE_RATE, pitch) for pitch in (60, 64, 67)]
    others = [level_of(mono, SAMPLE_RATE, pitch) for pitch in (61, 62, 63, 65, 66, 68, 69)]
    assert min(played) > max(others) + 20


@pytest.mark.parametrize("start", [0.0, 0.5, 1.25, 3.0])
def test_a_note_starts_at_its_time(synth: Synth, start: float) -> None:
    assert onset(_mono(synth.render(_one(60, length=1.0, start=start))), SAMPLE_RATE) == pytest.approx(
        start, abs=0.005
    )


def test_the_sound_is_stereo_of_44100_hz(synth: Synth) -> None:
    audio = synth.render(chords())
    assert (audio.rate, audio.samples.shape[1]) == (44_100, 2)
    assert audio.samples.dtype == np.dtype(np.float32)
    assert not np.array_equal(audio.samples[:, 0], audio.samples[:, 1])


@pytest.mark.parametrize("tempo", [60.0, 84.0, 90.0, 123.4])
def test_the_loop_is_as_long_as_its_bars(synth: Synth, tempo: float) -> None:
    performance = chords(bars=3, tempo=tempo)
    assert synth.render(performance).loop_frames == round(3 * 4 * 60 / tempo * SAMPLE_RATE)


def test_the_last_chord_rings_on_into_silence(synth: Synth) -> None:
    audio = synth.render(chords(bars=1))
    tail = audio.samples[audio.loop_frames :]
    peak = np.abs(audio.samples).max()
    assert np.abs(tail[: SAMPLE_RATE // 20]).max() > peak / 100
    assert np.abs(tail[-SAMPLE_RATE // 100 :]).max() < peak / 1000
    assert np.abs(tail[-1]).max() < 1e-6


def test_a_short_note_stops_sounding(synth: Synth) -> None:
    mono = _mono(synth.render(_one(60, length=0.5, program=16)))
    assert decibels(mono[: SAMPLE_RATE // 2]) > -40
    assert decibels(mono[SAMPLE_RATE : 2 * SAMPLE_RATE]) < -100


def test_nothing_clicks_when_a_key_is_let_go(synth: Synth) -> None:
    mono = _mono(synth.render(_one(60, length=1.0, program=89)))
    step = np.abs(np.diff(mono))
    assert (
        step[SAMPLE_RATE - 200 : SAMPLE_RATE + 2000].max()
        <= step[SAMPLE_RATE // 2 : SAMPLE_RATE - 200].max() * 1.5
    )


@pytest.mark.parametrize(("softer", "louder"), [(20, 40), (45, 60), (60, 90), (90, 127)])
def test_a_calm_piece_stays_softer_than_a_wild_one(synth: Synth, softer: int, louder: int) -> None:
    soft, loud = (synth.render(chords(velocity=velocity)) for velocity in (softer, louder))
    difference = 20 * np.log10(np.abs(loud.samples).max() / np.abs(soft.samples).max())
    assert difference == pytest.approx(20 * np.log10(louder / softer), abs=0.1)


def test_the_loudest_piece_has_headroom(synth: Synth) -> None:
    audio = synth.render(chords(velocity=127))
    assert 20 * np.log10(np.abs(audio.samples).max()) == pytest.approx(-1.0, abs=0.01)


def test_a_softer_note_in_a_piece_is_softer(synth: Synth) -> None:
    notes = (Note(0, 60, 1, 110), Note(2, 60, 1, 55))
    mono = _mono(synth.render(perform(part(*notes), tempo=60)))
    assert decibels(mono[:SAMPLE_RATE]) - decibels(mono[2 * SAMPLE_RATE : 3 * SAMPLE_RATE]) == pytest.approx(
        12, abs=3
    )


def test_the_same_performance_gives_the_same_samples(synth: Synth) -> None:
    first = synth.render(chords())
    synth.render(repeated())
    fresh = Synth(resource_path("sound/bank.sf3")).render(chords())
    assert np.array_equal(first.samples, synth.render(chords()).samples)
    assert np.array_equal(first.samples, fresh.samples)


def test_silence_is_silent_and_as_long_as_its_bars(synth: Synth) -> None:
    audio = synth.render(perform(part(), bars=2, tempo=120))
    assert audio.loop_frames == 4 * SAMPLE_RATE
    assert not audio.samples.any()


@settings(max_examples=15)
@given(performance=performances(most_parts=2))
def test_any_performance_can_be_heard_and_never_clips(synth: Synth, performance: Performance) -> None:
    audio = synth.render(performance)
    assert np.isfinite(audio.samples).all()
    assert np.abs(audio.samples).max(initial=0) <= 10 ** (-1 / 20) + 1e-6
    assert np.abs(mix_seamless_loop(audio)).max(initial=0) <= 10 ** (-1 / 20) + 1e-6
    assert audio.loop_frames == round(performance.seconds * SAMPLE_RATE)


def test_a_loop_has_no_seam(synth: Synth) -> None:
    """Twice round must be what one long performance of the same notes sounds like."""
    once, notes = chords(bars=2), chords(bars=2).parts[0].notes
    later = (Note(note.start + once.beats, note.pitch, note.length, note.velocity) for note in notes)
    twice = synth.render(perform(part(*notes, *later), tempo=once.tempo, bars=4))
    audio = synth.render(once)
    looped = np.concatenate((audio.samples[: audio.loop_frames], mix_seamless_loop(audio)))
    assert np.allclose(looped, twice.samples[: twice.loop_frames], atol=2e-3)


def test_a_tail_longer_than_the_loop_goes_round_more_than_once() -> None:
    samples = np.arange(14, dtype=np.float32).reshape(7, 2)
    assert mix_seamless_loop(Audio(samples, SAMPLE_RATE, 3))[:, 0].tolist() == [0 + 6 + 12, 2 + 8, 4 + 10]


@pytest.mark.parametrize("damage", ["cut short", "overwritten", "empty", "missing"])
def test_a_damaged_bank_is_a_sentence_for_the_user(tmp_path: Path, damage: str) -> None:
    whole = resource_path("sound/bank.sf3").read_bytes()
    content = {
        "cut short": whole[:2_000_000],
        "overwritten": whole[:100_000] + b"\x55" * 4_000_000 + whole[4_100_000:],
        "empty": b"",
    }
    bank = tmp_path / "bank.sf3"
    if damage in content:
        bank.write_bytes(content[damage])
    with pytest.raises(ModelError, match=r"bank\.sf3 is missing or damaged\. Install Composer again"):
        Synth(bank).render(chords())


def test_a_part_that_is_muted_is_not_heard_and_the_others_are_as_loud_as_before(synth: Synth) -> None:
    high, low = part(Note(0.0, 76, 4.0, 90), name="High"), part(Note(0.0, 55, 4.0, 90), name="Low")
    whole = synth.render(perform(high, low))
    left = whole.without_parts({"Low"})
    assert left.samples.shape == whole.samples.shape
    assert level_of(left.samples[:, 0], SAMPLE_RATE, 55) < level_of(whole.samples[:, 0], SAMPLE_RATE, 55) - 20
    assert level_of(left.samples[:, 0], SAMPLE_RATE, 76) == pytest.approx(
        level_of(whole.samples[:, 0], SAMPLE_RATE, 76), abs=0.5
    )
    assert not whole.without_parts({"High", "Low"}).samples.any()
    assert whole.without_parts({"Other"}) is whole
