import pytest
from hypothesis import given
from hypothesis import strategies as st

from composer_app.request.constraints.range import out_of_range


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sad, at 5 bpm", "5 bpm"),
        ("hope at 1000 bpm", "1000 bpm"),
        ("hope at 1,000 beats per minute", "1,000 bpm"),
        ("joy, tempo 5000", "tempo of 5000"),
        ("0 bars of hope", "0 bars"),
        ("10,000 bars of hope", "10,000 bars"),
        ("10000-bar epic", "10000 bars"),
    ],
)
def test_what_no_piece_can_have_is_told_with_what_it_can_have(text: str, said: str) -> None:
    complaint = out_of_range(text)
    assert said in complaint
    assert "from" in complaint


@pytest.mark.parametrize(
    "text",
    [
        "hope at 84.5 bpm",
        "tempo 120",
        "8 bars of rain",
        "64 bars",
        "in 2024 we met",
        "two hundred beats a minute",
        "",
    ],
)
def test_what_can_be_had_is_no_complaint(text: str) -> None:
    assert out_of_range(text) == ""


def test_both_are_told() -> None:
    assert out_of_range("0 bars at 999 bpm").count("cannot") == 2


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    out_of_range(text)
    out_of_range(f"{text} bpm, tempo {text}, {text} bars")
