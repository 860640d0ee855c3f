"""From music to MIDI messages: files, ports, and playing in time."""
