"""Whole sentences by networks: what they learn, and what they have learnt."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch

from composer_app.errors import ModelError
from composer_app.paths import resource_path
from composer_app.request.emotion.lexicon import Lexicon
from composer_app.request.emotion.mood import emotions
from composer_app.request.emotion.word_attention import (
    WordAttentionNet,
    load_word_attention,
    save_word_attention,
)
from composer_app.request.emotion.word_attention_training import (
    NetworkConfig,
    TrainingExample,
    _Network,
    fit_word_attention,
)
from composer_app.request.emotion.word_features import WordFeatures
from composer_app.request.reader import RequestReader
from composer_app.request.text.english_tables import english_tables
from composer_app.request.text.tokenize import normalize, split_words

_ROWS = WordFeatures(english_tables(), Lexicon(resource_path("words")))
_SIZE = 8


def _text(chance: np.random.Generator, order: tuple[int, int]) -> np.ndarray:
    """Four rows of noise, with two marks beside each other in an order."""
    rows = 0.1 * chance.standard_normal((4, _SIZE)).astype(np.float32)
    for place, mark in zip((1, 2), order, strict=True):
        rows[place, mark] += 2
    return rows


@pytest.fixture(scope="module")
def learnt() -> WordAttentionNet:
    chance = np.random.default_rng(3)
    orders = ((0, 1), (1, 0))
    examples = [TrainingExample(_text(chance, orders[i % 2]), np.eye(2)[i % 2]) for i in range(400)]
    shape = NetworkConfig(
        _SIZE, hidden_size=16, head_count=2, head_size=8, joint_size=16, epochs=60, dropout=0.0
    )
    return fit_word_attention(examples, shape, member_count=1)


def test_a_network_learns_what_only_the_order_of_words_tells(learnt: WordAttentionNet) -> None:
    chance = np.random.default_rng(4)
    right = [
        learnt.probabilities(_text(chance, order)).argmax() == label
        for label, order in enumerate(((0, 1), (1, 0)))
        for _ in range(40)
    ]
    assert np.mean(right) > 0.9


def test_numpy_says_what_torch_says() -> None:
    shape = NetworkConfig(_SIZE, hidden_size=16, head_count=2, head_size=8, joint_size=16)
    network = _Network(shape, 3)
    gist = WordAttentionNet({name: weight[None] for name, weight in network.weights().items()})
    network.eval()
    rows = np.random.default_rng(5).standard_normal((6, _SIZE)).astype(np.float32)
    with torch.no_grad():
        scores = network(
            torch.from_numpy(rows)[None], torch.ones(1, 6, dtype=torch.bool), torch.zeros(1, dtype=torch.bool)
        )
    assert gist.probabilities(rows) == pytest.approx(scores.softmax(1)[0].numpy(), abs=1e-5)


def test_a_saved_network_is_the_same(learnt: WordAttentionNet, tmp_path: Path) -> None:
    save_word_attention(learnt, tmp_path / "g.npz")
    rows = _text(np.random.default_rng(6), (0, 1))
    again = load_word_attention(tmp_path / "g.npz")
    assert again.probabilities(rows) == pytest.approx(learnt.probabilities(rows), abs=0.02)
    (tmp_path / "g.npz").write_bytes(b"PK broken")
    with pytest.raises(ModelError, match="Install Composer again"):
        load_word_attention(tmp_path / "g.npz")


def test_words_become_rows_of_their_vector_and_what_our_lists_say() -> None:
    rows = _ROWS.encode("a sad, heart-broken zyxwv")
    assert rows.shape == (len(split_words("a sad, heart-broken zyxwv")), _ROWS.feature_count)
    first, last = _ROWS.emotion_columns
    sad = list(emotions()).index("sad")
    assert rows[1, first:last][sad] > 0.8
    assert rows[-1, :first].any() == False  # noqa: E712 -- numpy's own
    assert _ROWS.encode("").shape == (1, _ROWS.feature_count)


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("we stood there with our mouths open as the canyon lit up", "wonder"),
        ("the moss is soft and the stream goes by", "peaceful"),
        ("nobody came to the door, so she ate the cake by herself", "sad"),
    ],
)
def test_scenes_of_no_list_are_read_as_a_whole(text: str, emotion: str) -> None:
    assert emotion in [
        name for name, _ in RequestReader(use_sentence_model=False).read(text).mood.weights[:2]
    ]


def test_what_is_learnt_from_stands_in_no_set_that_is_judged_by() -> None:
    table = tomllib.loads(resource_path("words/sentences.toml").read_text(encoding="utf-8"))
    taught = {normalize(text) for texts in table.values() for text in texts}
    folder = Path(__file__).parents[3] / "benchmarks" / "requests"
    judged = {
        normalize(json.loads(line)["text"])
        for name in ("moods", "blind", "blind_again", "blind_third", "ordinary", "harder")
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    }
    assert not {text for text in taught & judged if len(split_words(text)) > 3}
