from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from composer_app.speech.pcm import extract_channel, frame_size

_WAVE = np.array([[0.0, 0.5], [-1.0, 0.25], [0.5, -0.5]])
_BLOCKS: dict[str, NDArray[Any]] = {
    "UInt8": (_WAVE * 128 + 128).astype(np.uint8),
    "Int16": (_WAVE * 32_768).astype(np.int16),
    "Int32": (_WAVE * 2_147_483_648).astype(np.int32),
    "Float": _WAVE.astype(np.float32),
}


@pytest.mark.parametrize("kind", _BLOCKS)
@pytest.mark.parametrize("channel", [1, 2])
def test_every_kind_of_sample_gives_the_same_channel(kind: str, channel: int) -> None:
    samples = extract_channel(_BLOCKS[kind].tobytes(), kind, 2, channel)
    assert samples.dtype == np.float32
    assert np.allclose(samples, _WAVE[:, channel - 1], atol=0.01)


@pytest.mark.parametrize(("kind", "size"), [("UInt8", 3), ("Int16", 6), ("Int32", 12), ("Float", 12)])
def test_a_frame_holds_a_sample_of_each_channel(kind: str, size: int) -> None:
    assert frame_size(kind, 3) == size


def test_what_is_no_number_or_too_loud_is_made_harmless() -> None:
    block = np.array([np.nan, np.inf, 3.0, -3.0], np.float32).tobytes()
    assert extract_channel(block, "Float", 1, 1).tolist() == [0, 0, 1, -1]
