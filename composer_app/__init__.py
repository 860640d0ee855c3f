"""Composer: turns a described or spoken feeling into chords to hear, see and export."""

__version__ = "0.1.0"
APP_NAME = "Composer"
