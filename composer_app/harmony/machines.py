"""The machines in their folders: those that ship, and before them those that a person trained."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from composer_app.errors import ModelError
from composer_app.harmony.novelty import Rows
from composer_app.harmony.rbm import Saved, load
from composer_app.harmony.sampling import Expert

BASE = "base"
"""The machine that learned all music alike."""
HEARD = "heard.bloom"
"""The rows of chords that stand in a chart which the machines learned from."""


class Machines:
    """Machines by name, each loaded when it is first asked for."""

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        """Take machines from folders of `NAME.safetensors` files; those in `own` go first."""
        self._folders = (own, shipped) if own else (shipped,)
        self._saved = cache(self._load)
        self.expert = cache(self._expert)
        self.heard = cache(self._heard)

    def saved(self, name: str) -> Saved:
        """The machine of an emotion, or the base machine, as it is kept.

        Raises:
            ModelError: It is missing or damaged.
        """
        return self._saved(name)

    def cards(self) -> Iterator[dict[str, Any]]:
        """What is known of each machine, the base machine first.

        Raises:
            ModelError: There is none, or one is damaged.
        """
        names = {path.stem for folder in self._folders for path in folder.glob("*.safetensors")}
        if not names:
            raise ModelError(
                "There are no machines. Install Composer again, or train them with “composer-app train”."
            )
        for name in sorted(names, key=lambda name: (name != BASE, name)):
            yield self.saved(name).card

    def forget(self) -> None:
        """Load everything anew when it is next asked for: somebody trained a machine, or took one back."""
        for kept in (self._saved, self.expert, self.heard):
            kept.cache_clear()

    def _load(self, name: str) -> Saved:
        file = f"{name}.safetensors"
        return load(
            next(
                (path for folder in self._folders if (path := folder / file).exists()),
                self._folders[-1] / file,
            )
        )

    def _expert(self, name: str) -> Expert:
        return Expert(self.saved(name).machine)

    def _heard(self) -> Rows:
        return Rows.load(self._folders[-1] / HEARD)
