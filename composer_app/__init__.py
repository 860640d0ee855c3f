"""Say or type what you feel; hear, see and keep the chords that carry it."""

__version__ = "0.1.0"
APP_NAME = "Composer"
