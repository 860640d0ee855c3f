import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.speech.recording import Recording
from composer_app.speech.segmentation import split_at_pauses
from tests.speech.voices import RATE, hiss


@given(st.floats(0, 100))
def test_windows_are_short_enough_and_together_the_recording(seconds: float) -> None:
    recording = Recording(np.resize(hiss(1), int(seconds * 1_000)), 1_000)
    pieces = list(split_at_pauses(recording, 30.0))
    assert np.array_equal(np.concatenate([piece.samples for piece in pieces]), recording.samples)
    assert all(piece.seconds <= 30 for piece in pieces)
    assert all(piece.seconds >= 25 for piece in pieces[:-1])


@pytest.mark.parametrize("pause", [26.0, 28.5])
def test_a_long_recording_is_cut_in_a_pause(pause: float) -> None:
    samples = hiss(40)
    samples[int(pause * RATE) : int((pause + 0.3) * RATE)] = 0
    first, _ = split_at_pauses(Recording(samples, RATE), 30.0)
    assert pause < first.seconds < pause + 0.3
