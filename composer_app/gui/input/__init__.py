"""Speaking: the button, the field, the microphone's level, and what becomes of a recording."""
