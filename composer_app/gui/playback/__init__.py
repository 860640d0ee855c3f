"""The transport bar and the options of playback, performance and harmony."""
