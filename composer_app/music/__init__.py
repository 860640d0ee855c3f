"""The music model: pitches, keys, chords, progressions, voicings, performances. Imports no third-party library."""
