"""Instruments: one row for each, with its General MIDI program (General MIDI 1, 1991) and the words for it.

Only instruments of the built-in sound are here; any of the 128 programs can be sent to a MIDI port.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument.

    Attributes:
        program: The General MIDI program, counted from 0.
        spoken: A regular expression of the English words for it; the name itself must match.
        glosses: By a language's code, its words for the instrument, parted by "|".
        vague: Like `spoken`, but tried only if no instrument was named more precisely.
        voicing_style: The style in `VOICING_STYLES` that suits it.
        is_bass: Whether it plays a bass part instead of chords.
    """

    program: int
    spoken: str
    glosses: Mapping[str, str] = field(default_factory=dict)
    vague: str = ""
    voicing_style: str = "piano"
    is_bass: bool = False


# The first row that a sentence names is chosen, so "electric piano" stands before "piano". For an instrument that the
# built-in sound lacks, the words stand with the nearest one it has: "ukulele" with the guitar.
_ROWS = {
    "electric piano": Instrument(4, r"electric pianos?|e-?pianos?|rhodes|wurlitzer|wurly|fender rhodes"),
    "double bass": Instrument(32, r"double bass(?:es)?|upright bass|contrabass(?:es)?", is_bass=True),
    "synth bass": Instrument(38, r"synth(?:esi[sz]er)? bass|bass synth", is_bass=True),
    "square lead": Instrument(80, r"square (?:lead|wave)|chiptune|8-?bit"),
    "saw lead": Instrument(
        81, r"saw(?:tooth)? (?:lead|wave)|synth lead|lead synth", vague=r"synth(?:esi[sz]er)?s?"
    ),
    "pad": Instrument(89, r"(?:synth |warm |soft |ambient |string )?pads?(?! (?:thai|lock|of paper))"),
    "electric guitar": Instrument(
        27,
        r"(?:electric|distorted|overdriven|distortion|heavy|loud|clean)(?: and \w+)? guitars?",
        voicing_style="guitar",
    ),
    "guitar": Instrument(
        24,
        r"(?:(?:acoustic|classical|nylon|spanish|steel|folk) )?guitars?|ukuleles?|mandolins?|banjos?|lutes?",
        {"zh": "吉他|吉它", "ja": "ギター", "es": "guitarra", "fr": "guitare", "de": "gitarre"},
        voicing_style="guitar",
    ),
    "vibraphone": Instrument(
        11, r"vibraphones?|vibes(?= (?:solo|and|with))|(?<=on )(?:the )?vibes|marimbas?|xylophones?"
    ),
    "piano": Instrument(
        0,
        r"(?:grand |upright |felt )?pianos?|pianist",
        {
            "zh": "钢琴|鋼琴|钢琴曲|鋼琴曲",
            "ja": "ピアノ",
            "es": "al piano|de piano",
            "fr": "au piano|de piano",
            "de": "klavier|am klavier|flügel",
        },
    ),
    "organ": Instrument(
        16,
        r"(?:church |pipe |hammond )?organs?(?! (?:donor|donation|transplant|failure))|harmonium",
        {"zh": "管风琴|管風琴|风琴|風琴", "es": "órgano", "fr": "orgue", "de": "orgel"},
    ),
    "choir": Instrument(
        52,
        r"choirs?|choral|chorus of voices",
        {"zh": "合唱|合唱团|合唱團", "es": "coro", "fr": "chœur|choeur", "de": "chor"},
        voicing_style="open",
    ),
    "trumpet": Instrument(
        56,
        r"trumpets?|brass|trombones?|(?:french )?horns|french horn|cornets?|tubas?|flugelhorns?",
        {"zh": "小号|小號|喇叭|铜管|銅管"},
    ),
    "saxophone": Instrument(65, r"saxophones?|sax(?:es)?", {"zh": "萨克斯|薩克斯|萨克斯风|薩克斯風"}),
    "bells": Instrument(
        88,
        r"(?:church |tubular |sleigh )?bells|glockenspiels?|music box|celestas?|chimes",
        {"zh": "铃铛|鈴鐺|钟声|鐘聲"},
    ),
    "strings": Instrument(
        48,
        r"(?<!pull )(?<!heart )(?<!some )strings(?! (?:attached|of)\b)|"
        r"string (?:quartet|orchestra|section|ensemble|trio)|"
        r"violins?|violas?|cellos?|celli|fiddles?|orchestral?",
        {
            "zh": "弦乐|弦樂|小提琴|大提琴|提琴|管弦乐|管弦樂",
            "ja": "ストリングス|弦楽器|弦楽|バイオリン",
            "es": "violines|violín|cuerdas|violonchelo",
            "fr": "violons|violon|cordes|violoncelle",
            "de": "streicher|geige|geigen|violine|cello",
        },
        voicing_style="quartet",
    ),
    "bass": Instrument(33, r"(?<!alberti )bass(?: guitar)?(?! (?:drum|clef|boost))", is_bass=True),
}

INSTRUMENTS = dict(sorted(_ROWS.items(), key=lambda row: row[1].program))
"""By name, in the order of menus."""
DEFAULT_INSTRUMENT = "piano"
BASS_INSTRUMENTS = frozenset(name for name, row in _ROWS.items() if row.is_bass)


def instrument_expressions() -> tuple[tuple[str, str], ...]:
    """Return the names and the words for them, in the order in which a sentence is searched for them."""
    vague = ((name, row.vague) for name, row in _ROWS.items() if row.vague)
    return (*((name, row.spoken) for name, row in _ROWS.items()), *vague)
