from pathlib import Path

import pytest

from composer_app.errors import ModelError
from composer_app.music.instruments import INSTRUMENTS
from composer_app.paths import resource_path
from composer_app.sound.soundfont import fallback_program, read_programs

_BANK = frozenset({0, 4, 11, 16, 24, 27, 32, 33, 38, 48, 52, 56, 65, 80, 81, 88, 89})


def test_the_shipped_bank_has_every_instrument() -> None:
    assert read_programs(resource_path("sound/bank.sf3")) == {row.program for row in INSTRUMENTS.values()}


@pytest.mark.parametrize(
    ("wanted", "plays"),
    [
        (0, 0),
        (1, 0),
        (5, 4),
        (25, 24),
        (26, 27),
        (42, 48),
        (49, 48),
        (57, 56),
        (73, 52),
        (82, 81),
        (95, 89),
        (127, 0),
    ],
)
def test_what_the_bank_lacks_is_played_by_its_nearest_kin(wanted: int, plays: int) -> None:
    assert fallback_program(wanted, _BANK) == plays


@pytest.mark.parametrize("program", range(128))
def test_a_bank_with_one_instrument_plays_everything_on_it(program: int) -> None:
    assert fallback_program(program, frozenset({24})) == 24


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"not a bank at all" * 100, b"RIFF\xff\xff\xff\x7fsfbk" + b"phdr\0\0\0\0"]
)
def test_what_is_no_bank_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    bank = tmp_path / "bank.sf3"
    bank.write_bytes(content)
    with pytest.raises(ModelError, match=r"bank\.sf3 is missing or damaged\. Install Composer again"):
        read_programs(bank)


def test_a_missing_bank_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing or damaged"):
        read_programs(tmp_path / "none.sf3")
