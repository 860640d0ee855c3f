"""Translates names of keys into English: "fis-Moll", "si bémol majeur", "降B大调", "嬰ヘ短調".

They are recognized in sentences of any language, because people name keys as they learned them.
"""

import re
from typing import NamedTuple


class _Mode(NamedTuple):
    """The names of a mode in German, in Romance languages, and in Chinese and Japanese, as regular expressions."""

    german: str
    romance: str
    eastern: str


_MODES = {
    "major": _Mode("dur", "majeure?|mayor|maggiore", "大[调調]|長調|メジャー"),
    "minor": _Mode("moll", "mineure?|menor|minore", "小[调調]|短調|マイナー"),
    "ionian": _Mode("ionisch", "ionien|j[óo]nico", "[爱愛伊]奥尼[亚亞](?:[调調]式)?|アイオニアン|イオニアン"),
    "dorian": _Mode("dorisch", "dorien|d[óo]rico", "多[利里][亚亞安](?:[调調]式)?|ドリアン"),
    "phrygian": _Mode("phrygisch", "phrygien|frigio", "弗[里利][几吉幾][亚亞](?:[调調]式)?|フリジアン"),
    "mixolydian": _Mode(
        "mixolydisch", "mixolydien|mixolidio", "混合利底[亚亞](?:[调調]式)?|ミクソリディアン"
    ),
    "lydian": _Mode("lydisch", "lydien|lidio", "利底[亚亞](?:[调調]式)?|リディアン"),
    "aeolian": _Mode("äolisch", "éolien|e[óo]li(?:c)?o", "[伊艾]奥利[亚亞](?:[调調]式)?|エオリアン"),
    "locrian": _Mode("lokrisch", "locrien|locrio", "洛克里[亚亞](?:[调調]式)?|ロクリアン"),
}
_LETTERS = {
    "h": "B", "do": "C", "ut": "C", "re": "D", "ré": "D", "mi": "E", "fa": "F", "sol": "G", "la": "A", "si": "B",
    "ハ": "C", "ニ": "D", "ホ": "E", "ヘ": "F", "ト": "G", "イ": "A", "ロ": "B",
}  # fmt: skip
_SHARP = "#|♯|＃|升|嬰|シャープ|dièse|diese|sostenido|diesis"
_FLAT = "♭|降|変|フラット|bémol|bemolle|bemol"
_IS_SHARP = re.compile(rf"(?:{_SHARP}|is|sharp)\Z", re.IGNORECASE)
# "La menor idea" is not a key.
_END_OF_KEY = (
    r"(?=\s*(?:$|[.,;:!?)]|(?:y|e|con|en|a|para|por|pero|et|avec|mais|pour|à|au|dans|instead|please)\b))"
)
_SYLLABLE = r"(?P<letter>do|ut|ré|re|mi|fa|sol|la|si)"
_SIGN_AFTER = rf"(?P<sign>[\s-]*(?:{_SHARP}|{_FLAT})|b(?!\w))"

_SIGN_BEFORE = r"(?<![A-Za-z])(?P<before>[#♯升♭降]|b(?=[A-G]))?\s*"


def _column(column: str) -> str:
    return "|".join(getattr(mode, column) for mode in _MODES.values())


_GERMAN = re.compile(
    rf"(?:\bin\s+)?(?<![\w#♯♭])(?P<letter>[a-h])(?P<sign>is|es|s|[b#♯♭]|[\s-](?:sharp|flat))?[\s-]*"
    rf"(?P<mode>{_column('german')})(?:e[nrsm]?)?\b",
    re.IGNORECASE,
)
_GERMAN_TONIC = re.compile(
    r"\b[Ii]n\s+(?P<letter>[A-H])(?P<sign>is|es|s)?(?P<mode>)(?=\s*(?:$|[.,;:!?)]|(?:und|mit|für|bei|aber|bitte)\b))"
)
_OTHERS = tuple(
    re.compile(expression, re.IGNORECASE)
    for expression in (
        rf"(?:\b(?:en|in)\s+)?\b{_SYLLABLE}{_SIGN_AFTER}?[\s-]+(?P<mode>(?:{_column('romance')})\b)(?:(?<!mayor)(?<!menor)|{_END_OF_KEY})",
        rf"\b(?:en|in)\s+{_SYLLABLE}{_SIGN_AFTER}{_END_OF_KEY}(?P<mode>)",
        rf"\b(?:ton(?:alit[éà])?|tono|tonalidad|clave)\s+d[ei]\s+{_SYLLABLE}{_SIGN_AFTER}?{_END_OF_KEY}(?P<mode>)",
        rf"{_SIGN_BEFORE}(?P<letter>[A-GＡ-Ｇ])\s*(?P<sign>{_SHARP}|{_FLAT}|b)?\s*(?P<mode>{_column('eastern')})",
        rf"(?P<before>[嬰変])?(?P<letter>[ハニホヘトイロ])(?P<sign>)(?P<mode>{_column('eastern')})",
        rf"{_SIGN_BEFORE}(?P<letter>[A-G])\s*(?P<sign>[#♯♭b升降])?\s*[调調](?P<mode>)",
        rf"キー\s*(?:は|[:：])?\s*(?P<letter>[A-G])(?P<sign>{_SHARP}|{_FLAT}|b)?(?P<mode>)(?![A-Za-z])",
    )
)


def english_keys(text: str, language: str = "") -> tuple[str, dict[str, str]]:
    """Translate the names of keys in a text; also returns the original name for each English one.

    "etwas in fis-Moll" becomes "etwas in F# minor". A "B" is B flat before "Dur" and "Moll", and in a German text.

    Args:
        text: The text.
        language: The code of its language, if known.
    """
    originals: dict[str, str] = {}

    def translate(found: re.Match[str]) -> str:
        name = _name(found)
        bare = re.sub(r"^(?:in|en)\s+", "", found[0].strip(), flags=re.IGNORECASE)
        originals.update({name: bare, f"in {name}": found[0].strip()})
        return f" in {name} "

    patterns = (_GERMAN, *((_GERMAN_TONIC,) if language == "de" else ()), *_OTHERS)
    for pattern in patterns:
        text = pattern.sub(translate, text)
    return text, originals


def _name(found: re.Match[str]) -> str:
    """Return the English name of a key: "F# minor", "Bb"."""
    written = found["letter"].lower()
    sign = (found["sign"] or found.groupdict().get("before") or "").strip(" -")
    letter = _LETTERS.get(written, chr(ord(written[0]) & 0x1F | 0x40))
    if found.re in {_GERMAN, _GERMAN_TONIC} and written == "b" and not sign:
        sign = "b"
    accidental = ("#" if _IS_SHARP.match(sign) else "b") if sign else ""
    return f"{letter}{accidental} {_mode(found['mode'])}".strip()


def _mode(text: str) -> str:
    """Return the English name of a mode; empty if the text is not one."""
    return next(
        (name for name, mode in _MODES.items() if re.fullmatch("|".join(mode), text, re.IGNORECASE)), ""
    )
