"""The machines in their folders: those that ship, and before them those that a person trained."""

from collections.abc import Iterator
from functools import cache, cached_property
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
    """Machines by name, each loaded when it is first asked for, and again when its file has become another.

    So whoever composes hears what another process learned, or took back, from the next take on.
    """

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        """Take machines from folders of `NAME.safetensors` files; those in `own` go first."""
        self._folders = (own, shipped) if own else (shipped,)
        self._loaded: dict[str, _Loaded] = {}
        self.heard = cache(self._heard)

    def saved(self, name: str) -> Saved:
        """The machine of an emotion, or the base machine, as it is kept.

        Raises:
            ModelError: It is missing or damaged.
        """
        return self._newest(name).saved

    def expert(self, name: str) -> Expert:
        """The machine of an emotion, or the base machine, made ready for sampling.

        Raises:
            ModelError: It is missing or damaged.
        """
        return self._newest(name).expert

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

    def _newest(self, name: str) -> "_Loaded":
        """A machine as its file has it now."""
        file = f"{name}.safetensors"
        found = (path for folder in self._folders if (path := folder / file).exists())
        path = next(found, self._folders[-1] / file)
        mark = _mark(path)
        if name not in self._loaded or self._loaded[name].mark != mark:
            self._loaded[name] = _Loaded(mark, load(path))
        return self._loaded[name]

    def _heard(self) -> Rows:
        return Rows.load(self._folders[-1] / HEARD)


class _Loaded:
    """A machine, and what its file looked like when it was loaded."""

    def __init__(self, mark: object, saved: Saved) -> None:
        self.mark, self.saved = mark, saved

    @cached_property
    def expert(self) -> Expert:
        return Expert(self.saved.machine)


def _mark(path: Path) -> object:
    """What is another for another file in the same place; None for no file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return path, stat.st_ino, stat.st_mtime_ns, stat.st_size
