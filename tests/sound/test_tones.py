import numpy as np
import pytest

from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.sound.synth import SAMPLE_RATE, Audio
from composer_app.sound.tones import render_count_in, render_end_cue, render_probe_chord, render_start_cue
from testing.audio_analysis import level_of


@pytest.mark.parametrize(("metre", "clicks"), [(COMMON, 4), (WALTZ, 3), (SIX_EIGHT, 2)])
def test_a_count_in_clicks_once_a_pulse_and_ends_on_the_bar_line(metre: Metre, clicks: int) -> None:
    audio = render_count_in(metre, 90)
    assert audio.loop_frames == pytest.approx(metre.beats * 60 / 90 * SAMPLE_RATE, abs=1)
    assert len(audio.samples) > audio.loop_frames, "the bar line must not be the very end"
    quiet = SAMPLE_RATE // 50
    blocks = np.abs(audio.samples[:, 0])[: len(audio.samples) // quiet * quiet].reshape(-1, quiet).max(axis=1)
    loud = blocks > 0.05
    assert np.count_nonzero(loud[1:] & ~loud[:-1]) + int(loud[0]) == clicks


def test_the_first_click_of_a_bar_is_higher() -> None:
    samples = render_count_in(COMMON, 60).samples[:, 0]
    clicks = (samples[beat * SAMPLE_RATE : beat * SAMPLE_RATE + SAMPLE_RATE // 20] for beat in (0, 1))
    first, second = (np.abs(np.fft.rfft(click)).argmax() for click in clicks)
    assert first > second > 0


def test_the_trial_chord_is_a_chord_of_c() -> None:
    samples = render_probe_chord().samples[:, 0]
    sounding, silent = (
        [level_of(samples, SAMPLE_RATE, pitch) for pitch in pitches] for pitches in ((60, 64, 67), (61, 66))
    )
    assert min(sounding) > max(silent) + 20


@pytest.mark.parametrize(
    "audio", [render_count_in(COMMON, 120), render_probe_chord(), render_start_cue(), render_end_cue()]
)
def test_nothing_clips_or_begins_or_ends_with_a_click(audio: Audio) -> None:
    level = np.abs(audio.samples).max(axis=1)
    assert 0.02 < level.max() < 0.7
    assert max(level[0], level[-1]) < 0.005


def test_the_signals_are_short_and_quiet() -> None:
    for audio in (render_start_cue(), render_end_cue()):
        assert len(audio.samples) / SAMPLE_RATE < 0.35
        assert np.abs(audio.samples).max() < 0.15
