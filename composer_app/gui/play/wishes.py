"""What a person fixes with the controls, whatever the sentence says: the lists they choose from."""

from composer_app.gui.score.notation import pretty
from composer_app.music.constraints import BARS, Constraints
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre

AS_ASKED = "as asked"
SLOWEST, FASTEST = 40, 220
"""The range of the tempo control, in beats a minute; a sentence may ask for more."""

KeyWish = tuple[int | None, Mode | None]


def key_wishes() -> dict[str, KeyWish]:
    """The choices of key by what they are called."""
    keys = [Key(tonic, mode) for mode in Mode for tonic in range(12)]
    return {
        AS_ASKED: (None, None),
        "any major": (None, Mode.MAJOR),
        "any minor": (None, Mode.MINOR),
        **{pretty(str(key)): (key.tonic, key.mode) for key in keys},
    }


def metre_wishes() -> dict[str, Metre | None]:
    """The choices of metre by what they are called."""
    return {AS_ASKED: None, **{str(metre): metre for metre in (COMMON, WALTZ, SIX_EIGHT)}}


def bar_wishes() -> dict[str, int | None]:
    """The choices of length by what they are called."""
    return {AS_ASKED: None, **{str(bars): bars for bars in (2, 4, 8, 12, 16, 24, 32, BARS[1])}}


def wishes(key: KeyWish, tempo: int, metre: Metre | None, bars: int | None) -> Constraints:
    """The wishes as constraints; a tempo below the slowest is none."""
    return Constraints(key[0], key[1], float(tempo) if tempo >= SLOWEST else None, metre, bars)
