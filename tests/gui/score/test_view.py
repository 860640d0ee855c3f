import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.score.view import ScoreView
from composer_app.gui.theme import DARK, palette
from composer_app.music.chord import Chord
from tests import factories


@pytest.fixture
def score(qtbot: QtBot) -> ScoreView:
    score = ScoreView()
    score.resize(620, 420)
    score.setPalette(palette(DARK))
    qtbot.addWidget(score)
    score.show()
    return score


def _colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 3)}


def test_a_take_is_shown_by_name_and_by_facts(score: ScoreView) -> None:
    score.show_take(factories.composition())
    assert score.title.text() == "Hopeful, wonder"
    assert score.facts.text() == "D major · 96 bpm · 4/4 · 4 bars"
    assert score.chords.labels == (("D", "I"), ("A", "V"), ("Bm7", "vi7"), ("G", "IV"), ("Asus4", "Vsus4"))
    assert score.chords.accessibleDescription() == "D A Bm7 G Asus4"


def test_the_chord_that_sounds_is_lit(score: ScoreView) -> None:
    score.show_take(factories.composition())
    lit = []
    for beat in (0.0, 3.9, 4.0, 14.5, None):
        score.show_beat(beat)
        lit.append(score.chords.current)
    assert lit == [0, 0, 1, 4, None]


def test_the_lit_chord_is_painted_in_the_accent(score: ScoreView) -> None:
    score.show_take(factories.composition())
    assert QColor(DARK.accent).name() not in _colours(score.chords.grab().toImage())
    score.show_beat(0.0)
    assert QColor(DARK.accent).name() in _colours(score.chords.grab().toImage())


def test_every_part_has_its_own_colour(score: ScoreView) -> None:
    score.show_take(factories.composition())
    first, second = score.roll.colours()
    painted = _colours(score.roll.grab().toImage())
    assert first != second
    assert {first.name(), second.name()} <= painted  # in the legend
    assert score.roll.accessibleDescription() == "Chords: 16, Bass: 5"


def test_the_playhead_follows_what_is_heard(score: ScoreView) -> None:
    score.show_take(factories.composition())
    before = score.roll.grab().toImage()
    score.show_beat(6.0)
    assert score.roll.beat == 6.0
    assert score.roll.grab().toImage() != before


def test_a_long_piece_scrolls_and_follows(score: ScoreView) -> None:
    score.show_take(factories.composition(chords=factories.progression(bars=32)))
    bar = score._area.horizontalScrollBar()
    assert bar.maximum() > 0
    score.show_beat(120.0)
    assert bar.value() > bar.maximum() / 2
    score.show_take(factories.composition())
    assert bar.value() == 0


def test_a_chord_explains_itself(score: ScoreView) -> None:
    take = factories.composition()
    score.show_take(take)
    assert score.chords.describe(2) == "Bm7: B D F♯ A, 4 beats"
    score.chords.show_advice(factories.advice(take))
    assert score.chords.describe(2).splitlines()[1:] == [
        "tonic of the key; likelier here when hopeful: 2.7 times"
    ]


def test_a_click_keeps_a_chord_and_another_lets_it_go(score: ScoreView) -> None:
    score.show_take(factories.composition())
    bare = score.chords.grab().toImage()
    second = QPoint(round(score.chords.width() * 0.35), 40)
    QTest.mouseClick(score.chords, Qt.MouseButton.LeftButton, pos=second)
    assert score.chords.kept == {1}
    assert score.chords.accessibleDescription() == "D A (kept) Bm7 G Asus4"
    assert score.chords.grab().toImage() != bare
    QTest.mouseClick(score.chords, Qt.MouseButton.LeftButton, pos=second)
    assert score.chords.kept == frozenset()


def test_chords_are_kept_by_keys_alone(score: ScoreView) -> None:
    score.show_take(factories.composition())
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(score.chords, key)
    assert score.chords.kept == {2}


def test_a_take_shows_what_was_kept_for_it(score: ScoreView) -> None:
    score.show_take(factories.swapped(factories.composition(), 3, Chord(0, "maj")))
    assert score.chords.kept == {3}
    assert score.chords.labels[3] == ("C", "♭VII")
