"""Models in files: a chord model and a phrase model in half precision, with a card and the names of their units.

The names make a file outlive the table of chord qualities: weights are read by name, and a unit that the file does
not know is as rare as the rarest that it knows.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from composer_app.errors import ModelError
from composer_app.files import check_file
from composer_app.harmony.model.chord_rbm import ChordRBM
from composer_app.harmony.model.encoding import share_names, unit_names
from composer_app.harmony.model.phrase_encoding import PHRASE_UNITS
from composer_app.harmony.model.phrase_rbm import PhraseRBM
from composer_app.harmony.model.user_models import CARD_METADATA_KEY, MOST_BYTES
from composer_app.paths import writable

_CHECKSUM_KEY = "sha256"
_UNITS_KEY, _SHARES_KEY = "units", "shares"
_CHAINS = "chains"
_CHORDS_PREFIX, _PHRASES_PREFIX = "chords.", "phrases."
_FIGURES = ("top1", "nats", "windows")
_LARGEST_WEIGHT = 100.0  # none of those that ship is above 15
# The dimension of each parameter of a chord model that runs over units or over shares.
_UNIT_DIMENSION = {"visible_bias": 0}
_SHARE_DIMENSION = {"shared": 0, "place_bias": 1, "whole_bias": 1, "repeat_weight": 1}


@dataclass(frozen=True, slots=True, eq=False)
class SavedModel:
    """The model of an emotion, or the base model, as it is kept.

    Attributes:
        chords: Which chords follow each other; in double precision, so that a seed samples the same on every platform.
        phrases: Where they begin and what returns; in double precision, too.
        card: Facts about it: name, seed, figures.
        phrase_chains: The phrases that its Gibbs chains had come to, from which sampling starts, shape
            (chains, PHRASE_UNITS), of 0 and 1.
    """

    chords: ChordRBM
    phrases: PhraseRBM
    card: dict[str, Any]
    phrase_chains: Tensor


def save_model(saved: SavedModel, path: Path) -> None:
    """Write a model.

    Raises:
        FileError: The folder cannot be made.
        OSError: The file cannot be written.
    """
    path = writable(path)
    tensors = {
        prefix + name: value.detach().cpu().half().contiguous()
        for prefix, model in ((_CHORDS_PREFIX, saved.chords), (_PHRASES_PREFIX, saved.phrases))
        for name, value in model.state_dict().items()
    }
    tensors[_CHAINS] = saved.phrase_chains.cpu().to(torch.uint8).contiguous()
    card = {**saved.card, _UNITS_KEY: unit_names(), _SHARES_KEY: share_names()}
    card[_CHECKSUM_KEY] = _checksum(tensors, card)
    # One entry: the order of several is not kept, and the same model should be the same file.
    save_file(tensors, path, {CARD_METADATA_KEY: json.dumps(card, sort_keys=True)})
    path.chmod(0o644)  # safetensors leaves it to its owner alone


def load_model(path: Path) -> SavedModel:
    """Read a model.

    Raises:
        ModelError: The file is missing, damaged, or of an earlier version of Composer.
    """
    try:
        check_file(path, MOST_BYTES)
        with safe_open(path, framework="pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
            card = json.loads((file.metadata() or {})[CARD_METADATA_KEY])
        _check(tensors, card)
        saved = _assemble(tensors, card)
    except (OSError, MemoryError, RuntimeError, LookupError, TypeError, ValueError, SafetensorError) as error:
        raise ModelError(f"The model {path.name} is missing or damaged. Install Composer again.") from error
    return saved


def _assemble(tensors: Mapping[str, Tensor], card: dict[str, Any]) -> SavedModel:
    units, shares = card.pop(_UNITS_KEY), card.pop(_SHARES_KEY)
    chords = {
        name.removeprefix(_CHORDS_PREFIX): value.double()
        for name, value in tensors.items()
        if name.startswith(_CHORDS_PREFIX)
    }
    for name, dimension in _UNIT_DIMENSION.items():
        rarest = chords[name].min().item()
        chords[name] = _by_name(chords[name], dimension, units, unit_names(), rarest)
    for name, dimension in _SHARE_DIMENSION.items():
        chords[name] = _by_name(chords[name], dimension, shares, share_names(), 0.0)
    phrases = {
        name.removeprefix(_PHRASES_PREFIX): value.double()
        for name, value in tensors.items()
        if name.startswith(_PHRASES_PREFIX)
    }
    chord_model = ChordRBM(chords["hidden_bias"].numel()).double()
    chord_model.load_state_dict(chords)
    phrase_model = PhraseRBM(phrases["hidden_bias"].numel()).double()
    phrase_model.load_state_dict(phrases)
    for model in (chord_model, phrase_model):
        model.requires_grad_(requires_grad=False)
    return SavedModel(chord_model, phrase_model, card, tensors[_CHAINS].double())


def _by_name(
    values: Tensor, dimension: int, names: Sequence[str], wanted: Sequence[str], missing: float
) -> Tensor:
    """Values in the order of the names that are wanted, with a value for those that are missing."""
    if len(names) != values.shape[dimension]:
        raise ValueError("not every unit has a name")
    index = {name: number for number, name in enumerate(names)}
    blank = values.new_full((*values.shape[:dimension], 1, *values.shape[dimension + 1 :]), missing)
    extended = torch.cat((values, blank), dimension)
    places = torch.tensor([index.get(name, len(names)) for name in wanted])
    return extended.index_select(dimension, places)


def _checksum(tensors: Mapping[str, Tensor], card: Mapping[str, Any]) -> str:
    """A checksum of everything in a file: a wrong weight looks like any other."""
    digest = hashlib.sha256(json.dumps(card, sort_keys=True).encode())
    for name, tensor in sorted(tensors.items()):
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()


def _check(tensors: Mapping[str, Tensor], card: dict[str, Any]) -> None:
    """Refuse values that no model has; the checksum is taken off the card.

    Raises:
        ValueError: The first of them.
        TypeError: There is no card.
        KeyError: There are no such values.
    """
    if not isinstance(card, dict):
        raise TypeError("the card is none")
    if card.pop(_CHECKSUM_KEY) != _checksum(tensors, card):
        raise ValueError("its checksum is that of another")
    if not str(card["name"]) or not all(
        type(card[name]) in (int, float) and math.isfinite(card[name]) for name in _FIGURES
    ):
        raise ValueError("its card has no figures")
    weights = [value for name, value in tensors.items() if name != _CHAINS]
    if not all(tensor.isfinite().all() for tensor in weights):
        raise ValueError("not all weights are numbers")
    if max(float(tensor.abs().max()) for tensor in weights) > _LARGEST_WEIGHT:
        raise ValueError("a weight is too large")
    chains = tensors[_CHAINS]
    if chains.dim() != 2 or not chains.numel() or chains.shape[1] != PHRASE_UNITS or chains.max() > 1:
        raise ValueError("its chains have another shape")
