"""The machines in their folders: those that ship, and before them those that a person trained."""

import logging
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from composer_app.errors import ModelError
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.generation.product_of_experts import Expert
from composer_app.harmony.model.weights_file import SavedModel, load_model

logger = logging.getLogger(__name__)

BASE_MODEL = "base"
"""The machine that learned all music alike."""
CORPUS_FILTER_FILE = "heard.bloom"
"""The rows of chords that stand in a chart which the machines learned from."""


class ModelRegistry:
    """Machines by name, each loaded when it is first asked for, and again when its file has become another.

    So whoever composes hears what another process learned, or took back, from the next take on.

    Attributes:
        damaged: The files of a person's own machines that were asked for last and cannot be used, by name; those that
            ship stand in for them.
    """

    def __init__(self, shipped: Path, user_folder: Path | None = None) -> None:
        """Take machines from folders of `NAME.safetensors` files; those in `user_folder` go first."""
        self._own, self._shipped = user_folder, shipped
        self._cache: dict[Path, _CachedModel] = {}
        self.damaged: dict[str, Path] = {}
        self.corpus_filter = cache(self._load_corpus_filter)

    def load(self, name: str) -> SavedModel:
        """The machine of an emotion, or the base machine, as it is kept.

        Raises:
            ModelError: It is missing or damaged.
        """
        return self._current(name).saved

    def expert(self, name: str) -> Expert:
        """The machine of an emotion, or the base machine, made ready for sampling.

        Raises:
            ModelError: It is missing or damaged.
        """
        return self._current(name).expert

    def cards(self) -> Iterator[dict[str, Any]]:
        """What is known of each machine, the base machine first.

        Raises:
            ModelError: There is none, or one is damaged.
        """
        folders = (self._shipped, self._own) if self._own else (self._shipped,)
        names = {path.stem for folder in folders for path in folder.glob("*.safetensors")}
        if not names:
            raise ModelError(
                "There are no machines. Install Composer again, or train them with “composer-app train”."
            )
        for name in sorted(names, key=lambda name: (name != BASE_MODEL, name)):
            yield self.load(name).card

    def _current(self, name: str) -> "_CachedModel":
        """A machine as its file has it now; the one that ships, where a person's own cannot be used."""
        if self._own and (own := self._own / f"{name}.safetensors").exists():
            try:
                loaded = self._load(own)
            except ModelError as error:
                logger.info("%s cannot be used", own, exc_info=error)
                self.damaged[name] = own
                return self._load(self._shipped / f"{name}.safetensors")
            self.damaged.pop(name, None)
            return loaded
        self.damaged.pop(name, None)
        return self._load(self._shipped / f"{name}.safetensors")

    def _load(self, path: Path) -> "_CachedModel":
        mark = _file_identity(path)
        if path not in self._cache or self._cache[path].file_identity != mark:
            self._cache[path] = _CachedModel(mark, load_model(path))
        return self._cache[path]

    def _load_corpus_filter(self) -> NoveltyFilter:
        return NoveltyFilter.load(self._shipped / CORPUS_FILTER_FILE)


def damage(name: str, file: Path) -> ModelError:
    """What a person is told of an own machine that cannot be used, with the way back."""
    return ModelError(
        f"Your model of {name} is damaged, or from an earlier version of Composer, so the one that came with Composer "
        f"was used. Train it again, or take it back in “My music”, or with “composer-app train --undo {name}”. "
        f"The file is {file}."
    )


class _CachedModel:
    """A machine, and what its file looked like when it was loaded."""

    def __init__(self, file_identity: object, saved: SavedModel) -> None:
        self.file_identity, self.saved = file_identity, saved

    @cached_property
    def expert(self) -> Expert:
        return Expert(self.saved.chords)


def _file_identity(path: Path) -> object:
    """What is another for another file in the same place; None for no file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return path, stat.st_ino, stat.st_mtime_ns, stat.st_size
