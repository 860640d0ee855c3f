"""Models in files."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from composer_app.errors import ModelError
from composer_app.harmony.model import encoding, weights_file
from composer_app.harmony.model.encoding import CHORDS, chord_unit
from composer_app.harmony.model.phrase_encoding import PHRASE_UNITS
from composer_app.harmony.model.phrase_rbm import PhraseRBM
from composer_app.harmony.model.weights_file import SavedModel, load_model, save_model
from tests.harmony.model.test_chord_rbm import a_model

CARD = {"name": "test", "filters": 2, "top1": 1, "nats": 1, "windows": 1}


def _saved() -> SavedModel:
    phrases = PhraseRBM(3).double()
    chains = (torch.rand(4, PHRASE_UNITS, generator=torch.Generator().manual_seed(1)) < 0.5).double()
    return SavedModel(a_model(2, 1), phrases, dict(CARD), chains)


def test_a_model_is_kept_with_its_card_and_its_chains(tmp_path: Path) -> None:
    saved = _saved()
    save_model(saved, tmp_path / "a.safetensors")
    found = load_model(tmp_path / "a.safetensors")
    assert found.card == CARD
    assert found.phrase_chains.equal(saved.phrase_chains)
    assert torch.allclose(found.chords.weights(), saved.chords.weights(), atol=5e-3)
    save_model(replace(found), tmp_path / "b.safetensors")
    assert (tmp_path / "a.safetensors").read_bytes() == (tmp_path / "b.safetensors").read_bytes()


def test_a_file_outlives_the_table_of_qualities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that lacks a quality is read: what it knows as it was, the rest as rare as the rarest."""
    save_model(_saved(), tmp_path / "full.safetensors")
    known = load_model(tmp_path / "full.safetensors")
    renamed = [name.replace(":maj9", ":another") for name in encoding.unit_names()]
    shares = [name.replace("quality maj9", "quality another") for name in encoding.share_names()]
    monkeypatch.setattr(weights_file, "unit_names", lambda: renamed)
    monkeypatch.setattr(weights_file, "share_names", lambda: shares)
    save_model(_saved(), tmp_path / "sad.safetensors")
    monkeypatch.undo()
    found = load_model(tmp_path / "sad.safetensors")
    new = chord_unit(3, "maj9")
    assert found.chords.visible_bias[new] == known.chords.visible_bias.min()
    others = [unit for unit, (_, quality) in enumerate(CHORDS) if quality != "maj9"]
    assert found.chords.visible_bias[others].equal(known.chords.visible_bias[others])
    assert found.chords.weights()[others].equal(known.chords.weights()[others])


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\0\0\0\0\0\0\0{}      "])
def test_a_damaged_model_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sad.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"sad.safetensors is missing or damaged. Install Composer again"):
        load_model(path)
