"""Where training stood: kept beside the machines, so that what was cancelled can go on."""

import hashlib
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch

from composer_app.errors import FileError
from composer_app.files import check_file
from composer_app.harmony.training.fit import Fit
from composer_app.paths import writable

_CHECKPOINT_FILE = "training.checkpoint"
_MOST_BYTES = 2_000_000_000


class Checkpoint:
    """The states of fits that were begun in a folder, for one seed, recipe and corpus."""

    def __init__(self, folder: Path, identity: object) -> None:
        """Look into a folder; what stands there of another training is left out.

        Args:
            folder: Where the machines go.
            identity: What must be the same for one training to be the other's continuation; told by its `repr`.
        """
        self._path = folder / _CHECKPOINT_FILE
        self._identity = hashlib.sha256(repr(identity).encode()).hexdigest()
        self._states: dict[str, dict[str, Any]] = {}
        with suppress(OSError, ValueError, UnpicklingError, RuntimeError, EOFError, KeyError, TypeError):
            # weights_only: a file that somebody put there must not run.
            check_file(self._path, _MOST_BYTES)
            stored = torch.load(self._path, weights_only=True)
            self._states = stored["states"] if stored["of"] == self._identity else {}

    def restore(self, name: str, trainer: Fit) -> None:
        """Take a fit to where it stood, if it was begun."""
        if state := self._states.get(name):
            trainer.resume(state)

    def save(self, name: str, trainer: Fit) -> None:
        """Remember where a fit stands.

        Raises:
            FileError: It cannot be written.
        """
        self._states[name] = trainer.state()
        path = writable(self._path)
        try:
            torch.save({"of": self._identity, "states": self._states}, path)
        except (OSError, RuntimeError) as error:
            raise FileError(f"Nothing can be written to {self._path.parent}. Free some space.") from error

    def clear(self) -> None:
        """Forget everything: the training is over."""
        self._path.unlink(missing_ok=True)
