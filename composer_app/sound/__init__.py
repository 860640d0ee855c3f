"""From music to air: the built-in sound."""
