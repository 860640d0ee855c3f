"""Playing: where a take sounds, how far it is, and what is fixed of it."""
