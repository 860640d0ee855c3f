"""Readers of music to learn from: chord charts in public formats, lists of progressions, MIDI files."""
