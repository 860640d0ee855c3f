"""Progressions that say a feeling, as TOML."""

from pathlib import Path

import pytest

from composer_app.harmony.corpora import Chart
from composer_app.harmony.corpora.progressions import read_progressions
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, WALTZ
from composer_app.paths import resource_path
from composer_app.request.emotion.mood import emotions


def _row(chords: str, metre: str = "4/4", mode: str = "major") -> str:
    return f'[[progression]]\nmode = "{mode}"\nmetre = "{metre}"\nform = "loop"\nchords = "{chords}"\nwhy = "So."\n'


def _read(tmp_path: Path, *rows: str) -> list[Chart | str]:
    path = tmp_path / "hopeful.toml"
    path.write_text("\n".join(rows), encoding="utf-8")
    return list(read_progressions(path))


def test_bars_are_shared_held_and_repeated(tmp_path: Path) -> None:
    (chart,) = _read(tmp_path, _row("| C | F/C . . G7 | . | % | C | C | C | C |"))
    assert isinstance(chart, Chart)
    found = [(t.chord.symbol(chart.key), t.start, t.beats) for t in chart.chords]
    assert found == [("C", 0, 4), ("F/C", 4, 3), ("G7", 7, 9), ("C", 16, 16)]
    assert (chart.key, chart.metre, chart.moods) == (Key(0, Mode.MAJOR), COMMON, ("hopeful",))


def test_a_short_loop_is_heard_twice_and_a_church_mode_is_kept(tmp_path: Path) -> None:
    (chart,) = _read(tmp_path, _row("| Cm | Bb . F | Cm | F |", "3/4", "dorian"))
    assert isinstance(chart, Chart)
    assert chart.chords[-1].end == 24
    assert (chart.metre, chart.key.mode, chart.mode_name) == (WALTZ, Mode.MINOR, "dorian")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (_row("| C | H% |"), "not a chord"), (_row("| C | | F |"), "bar 2 is empty"), (_row("| . | C |"), "begin"),
        (_row("| C |", "4"), "metre"), (_row("| C |", mode="locrrian"), "locrrian"),
        ("[[progression]]\n", "mode|metre"),
        (_row("| C | F |") + 'also = "wonder"\n', "list of feelings"),
        ("[[progression]]\nchords = 3\nmode = 4\nmetre = 5\n", "cannot be read"),
    ],
)  # fmt: skip
def test_a_row_that_is_none_is_named_and_the_others_are_read(tmp_path: Path, row: str, fault: str) -> None:
    import re

    first, second = _read(tmp_path, row, _row("| C | F |"))
    assert isinstance(first, str)
    assert first.startswith("progression 1 cannot be read")
    assert re.search(fault, first)
    assert isinstance(second, Chart)


@pytest.mark.parametrize("content", ["", "progression = 3", "[[other]]\n", "[[progression"])
def test_a_file_without_progressions_is_a_fault(tmp_path: Path, content: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        _read(tmp_path, content)


def test_every_feeling_that_ships_has_sixty_progressions_and_all_can_be_read() -> None:
    seen: set[object] = set()
    for name in emotions():
        rows = list(read_progressions(resource_path(f"progressions/{name}.toml")))
        assert len(rows) >= 60, name
        assert all(isinstance(row, Chart) for row in rows), name
        keys = {(row.metre, row.chords) for row in rows if isinstance(row, Chart)}
        assert len(keys) == len(rows), name
        seen |= keys
    assert len(seen) >= 1_000
