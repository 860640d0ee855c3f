"""What music is: pitches, keys, chords, progressions, voicings, performances. Nothing but Python."""
