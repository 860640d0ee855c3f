"""Whisper without numba (210 MB with llvmlite), which it imports to tell the times of words: nobody asks for them."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from types import ModuleType


def stand_in() -> None:
    """Let `import numba` find a module whose compiler leaves functions as they are, where there is no numba."""
    if "numba" not in sys.modules and not find_spec("numba"):
        module = ModuleType("numba", "Stands in for numba.")
        module.__dict__.update(jit=_leaving_it, njit=_leaving_it, prange=range)
        sys.modules[module.__name__] = module


def _leaving_it(**_options: object) -> Callable[[Callable[..., object]], Callable[..., object]]:
    return lambda function: function
