"""The chords of a take: their names, their notes, and what can be done with each."""
