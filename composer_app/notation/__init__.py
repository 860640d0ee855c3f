"""Notation: chord charts, ChordPro, MusicXML scores and lead sheets."""
