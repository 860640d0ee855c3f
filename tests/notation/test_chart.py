from composer_app.music.metre import SIX_EIGHT
from composer_app.notation.chart import chart, chordpro
from testing import factories


def test_a_chart_has_four_bars_a_line() -> None:
    chords = factories.progression(bars=8)
    text = chart("Hope", chords, factories.performance(chords, 96.0))
    assert text == (
        "Hope\nD major, 96 bpm, 4/4\n\n"
        "| D        | A        | Bm7      | G  Asus4 |\n"
        "| D        | A        | Bm7      | G  Asus4 |\n"
    )


def test_chordpro_has_a_cell_a_pulse_and_nothing_that_ends_a_directive() -> None:
    chords = factories.progression()
    assert chordpro("Hope {and} wonder", chords, factories.performance(chords, 96.0)) == (
        "{title: Hope (and) wonder}\n{key: D}\n{tempo: 96}\n{time: 4/4}\n{start_of_grid: 4x4}\n"
        "| D . . . | A . . . | Bm7 . . . | G . Asus4 . |\n{end_of_grid}\n"
    )
    compound = factories.progression(metre=SIX_EIGHT, bars=1)
    assert "| D . |" in chordpro("", compound, factories.performance(compound))
