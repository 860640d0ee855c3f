"""Reading the arrays that ship with the program."""

import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import ModelError
from composer_app.files import open_file

_MOST_BYTES = 1_000_000_000


def read_arrays(path: Path, *names: str) -> tuple[NDArray[np.generic], ...]:
    """The named arrays of an npz file.

    Raises:
        ModelError: The file is missing or damaged.
    """
    try:
        # Opened here, because numpy leaves a file open that turns out to be damaged.
        with open_file(path, _MOST_BYTES) as file, np.load(file) as stored:
            return tuple(stored[name] for name in names)
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"The shipped file {path.name} is missing or damaged. Install Composer again."
        ) from error
