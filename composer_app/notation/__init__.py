"""From music to paper: chord charts, ChordPro, MusicXML scores and lead sheets."""
