"""MIDI output: messages, files, ports and playback."""
