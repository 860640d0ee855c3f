"""How long a test waits for an event before it fails: far longer than a busy machine needs.

Tests wait for events and never for a fixed time; benchmarks measure speed.
"""

PATIENCE = 60.0
"""The limit in seconds."""
PATIENCE_MS = 60_000
"""The limit in milliseconds, for Qt."""
