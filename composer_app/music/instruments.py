"""Instruments: the name that people say, and the General MIDI program that plays it (General MIDI 1, 1991).

Only those that the built-in sound has are here; any of the 128 programs can be sent to a MIDI port.
"""

INSTRUMENTS = {
    "piano": 0,
    "electric piano": 4,
    "vibraphone": 11,
    "organ": 16,
    "guitar": 24,
    "electric guitar": 27,
    "double bass": 32,
    "bass": 33,
    "synth bass": 38,
    "strings": 48,
    "choir": 52,
    "trumpet": 56,
    "saxophone": 65,
    "square lead": 80,
    "saw lead": 81,
    "bells": 88,
    "pad": 89,
}
# Those that play a bass rather than chords.
BASS_INSTRUMENTS = frozenset({"double bass", "bass", "synth bass"})
