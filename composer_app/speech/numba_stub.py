"""A stub for numba (210 MB with llvmlite), which Whisper imports for word timestamps, a feature not used here."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from types import ModuleType


def install_numba_stub() -> None:
    """Install a stub module if numba is missing; its decorators leave functions unchanged."""
    if "numba" not in sys.modules and not find_spec("numba"):
        module = ModuleType("numba", "Stands in for numba.")
        module.__dict__.update(jit=_identity_decorator, njit=_identity_decorator, prange=range)
        sys.modules[module.__name__] = module


def _identity_decorator(**_options: object) -> Callable[[Callable[..., object]], Callable[..., object]]:
    return lambda function: function
