"""Built-in sound: rendering, audio output and audio files."""
