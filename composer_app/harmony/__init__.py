"""From feeling to chords."""
