"""How long a test waits for an event before it calls it a hang: far longer than a busy machine takes.

Tests wait for events, never for time: how quick something is, the benchmarks measure.
"""

PATIENCE = 60.0
"""Seconds."""
PATIENCE_MS = 60_000
"""The same in milliseconds, for Qt."""
