"""How benchmarks print what they measured."""

import os
import statistics
from collections.abc import Sequence


def spread(values: Sequence[float], unit: str = "s", factor: float = 1.0) -> str:
    """The median, and the range of the middle half."""
    low, middle, high = (value * factor for value in statistics.quantiles(values, n=4))
    return f"{middle:.3g} {unit} ({low:.3g} to {high:.3g})"


def load() -> str:
    """How busy the machine is, for whoever reads a figure that was taken then."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
