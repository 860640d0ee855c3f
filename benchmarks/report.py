"""Formats measurements for the benchmarks."""

import os
import statistics
from collections.abc import Sequence


def spread(values: Sequence[float], unit: str = "s", factor: float = 1.0) -> str:
    """Return the median, and the interquartile range, as text."""
    low, middle, high = (value * factor for value in statistics.quantiles(values, n=4))
    return f"{middle:.3g} {unit} ({low:.3g} to {high:.3g})"


def load() -> str:
    """Return the system's load, to print with a figure."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
