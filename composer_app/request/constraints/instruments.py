"""Instruments, patterns and endings as they are said: "on a Rhodes", "strummed", "as a loop"."""

from composer_app.music.constraints import Ending
from composer_app.request.constraints.rule import constant_rule

# By the first expression that fits; an instrument that the built-in sound lacks goes to its nearest kin.
_INSTRUMENT_EXPRESSIONS = {
    "electric piano": r"electric pianos?|e-?pianos?|rhodes|wurlitzer|wurly|fender rhodes",
    "double bass": r"double bass(?:es)?|upright bass|contrabass(?:es)?",
    "synth bass": r"synth(?:esi[sz]er)? bass|bass synth",
    "square lead": r"square (?:lead|wave)|chiptune|8-?bit",
    "saw lead": r"saw(?:tooth)? (?:lead|wave)|synth lead|lead synth",
    "pad": r"(?:synth |warm |soft |ambient |string )?pads?(?! (?:thai|lock|of paper))",
    "electric guitar": r"(?:electric|distorted|overdriven|distortion|heavy|loud|clean)(?: and \w+)? guitars?",
    "guitar": r"(?:(?:acoustic|classical|nylon|spanish|steel|folk) )?guitars?|ukuleles?|mandolins?|banjos?|lutes?",
    "vibraphone": r"vibraphones?|vibes(?= (?:solo|and|with))|(?<=on )(?:the )?vibes|marimbas?|xylophones?",
    "piano": r"(?:grand |upright |felt )?pianos?|pianist",
    "organ": r"(?:church |pipe |hammond )?organs?(?! (?:donor|donation|transplant|failure))|harmonium",
    "choir": r"choirs?|choral|chorus of voices",
    "trumpet": r"trumpets?|brass|trombones?|(?:french )?horns|french horn|cornets?|tubas?|flugelhorns?",
    "saxophone": r"saxophones?|sax(?:es)?",
    "bells": r"(?:church |tubular |sleigh )?bells|glockenspiels?|music box|celestas?|chimes",
    "strings": r"(?<!pull )(?<!heart )(?<!some )strings(?! (?:attached|of)\b)|string (?:quartet|orchestra|section|ensemble|trio)|"
    r"violins?|violas?|cellos?|celli|fiddles?|orchestral?",
    "bass": r"(?<!alberti )bass(?: guitar)?(?! (?:drum|clef|boost))",
    "saw lead ": r"synth(?:esi[sz]er)?s?",
}  # fmt: skip
INSTRUMENT_RULES = tuple(
    constant_rule(rf"\b(?:{said})\b", instrument=name.strip())
    for name, said in _INSTRUMENT_EXPRESSIONS.items()
)
_PATTERN_EXPRESSIONS = {
    "arpeggio": r"arpegg\w+|arps?\b|rolled chords|rolling (?:chords|figures?)",
    "broken": r"broken chords?|broken up chords?",
    "alberti": r"alberti",
    "strum": r"strum(?:s|med|ming)?",
    "block": r"block(?:ed)? chords?|blocked?(?= on)",
    "pulse": r"(?:steady|driving|constant|eighth[\s-]note|insistent) pulse|puls(?:ing|ating|es)|repeated (?:chords|notes)|"
    r"pulse(?= (?:pattern|chords))",
    "comp": r"comp(?:s|ed|ing)?(?! (?:sci|ticket))",
    "ostinato": r"ostinat[oi]s?",
    "pad": r"(?:sustained|held|long|sustaining|whole[\s-]note|slow moving) (?:chords|notes|harmonies)|(?:let|hold) the chords",
    "waltz": r"oom[\s-]?pah(?:[\s-]?pah)?|waltz (?:pattern|accompaniment)",
    "ballad": r"ballad (?:style|feel|pattern|accompaniment)|(?:like|as) a ballad",
}
PATTERN_RULES = tuple(
    constant_rule(rf"\b(?:{said})\b", pattern=name) for name, said in _PATTERN_EXPRESSIONS.items()
)
ENDING_RULES = (
    constant_rule(
        r"(?<!of the )\bloop(?:s|ed|ing|able)?\b|\bseamless(?:ly)?\b|\brepeats? (?:forever|endlessly|itself)|\bendless(?:ly)? repeat",
        ending=Ending.LOOP,
    ),
    constant_rule(
        r"\b(?:with|give it|has|have|needs?|add|write|and|put)\s+(?:(?:an?|some|the)\s+)?(?:\w+\s+)?(?:ending|end|coda|close)\b(?!\s+of\b)|"
        r"\b(?:proper|real|final|clear|definite|strong|big|clean) ending\b|\bcadence\b|"
        r"\b(?:let it|make it|should|must|has to|needs to|to|please)\s+(?:end|finish|close|resolve)\b(?!\s+(?:of|it|this|all)\b)|"
        r"\b(?:ends?|finish(?:es)?|close[sd]?|resolves?|ending) (?:properly|nicely|on the tonic|on a|on the|with a|at home)",
        ending=Ending.CADENCE,
    ),
)
