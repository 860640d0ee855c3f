import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from composer_app.gui.score.chord_layout import CardZone, Hit, lock_rect, menu_button_rect
from composer_app.gui.score.drag import Press, ResizeDrag
from composer_app.gui.score.view import ScoreView
from composer_app.gui.widgets.theme import DARK, LIGHT, function_colour, make_palette
from composer_app.music.chord import Chord
from composer_app.music.editing import Change, ChangeLength, Delete, Duplicate, Invert, Move, ShiftOctave
from composer_app.music.harmonic_function import Function
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON
from composer_app.music.progression import Progression, TimedChord
from testing import factories


@pytest.fixture
def score(qtbot: QtBot) -> ScoreView:
    score = ScoreView()
    score.resize(620, 420)
    score.setPalette(make_palette(DARK))
    qtbot.addWidget(score)
    score.show()
    return score


def test_a_take_is_shown_by_name_and_by_facts(score: ScoreView) -> None:
    score.show_take(factories.composition())
    assert score.title_label.text() == "Hopeful, wonder"
    assert score.facts_label.text() == "D major · 96 bpm · 4/4 · 4 bars"
    assert score.chord_editor.symbols_and_numerals == (
        ("D", "I"),
        ("A", "V"),
        ("Bm7", "vi7"),
        ("G", "IV"),
        ("Asus4", "Vsus4"),
    )
    assert score.chord_editor.accessibleDescription() == "D A Bm7 G Asus4"


def test_the_chord_that_sounds_is_lit(score: ScoreView) -> None:
    score.show_take(factories.composition())
    lit = []
    for beat in (0.0, 3.9, 4.0, 14.5, None):
        score.show_beat(beat)
        lit.append(score.chord_editor.playing_chord)
    assert lit == [0, 0, 1, 4, None]


def test_the_lit_chord_is_filled_with_the_colour_of_what_it_does(score: ScoreView) -> None:
    score.show_take(factories.composition())
    card, colour = (
        score.chord_editor.card_pool.cards[1],
        function_colour(Function.DOMINANT, make_palette(DARK)).name(),
    )
    middle = QPoint(round(card.width() * 0.3), 30)
    assert card.grab().toImage().pixelColor(middle).name() != colour
    score.show_beat(4.0)
    assert card.grab().toImage().pixelColor(middle).name() == colour


def test_notes_have_the_colours_of_their_chords(score: ScoreView) -> None:
    score.show_take(factories.composition())
    painted = score.piano_roll.grab().toImage()
    on = score.piano_roll.roll_geometry
    assert on
    for sounding in on.note_index.notes:
        place = on.note_rect(sounding).center().toPoint()
        function = on.functions[sounding.chord_number]
        expected = function_colour(function, make_palette(DARK)).hslHue()
        assert abs(painted.pixelColor(place).hslHue() - expected) <= 12, sounding
    assert score.piano_roll.accessibleDescription() == "Chords: 16, Bass: 5"


def test_parts_are_told_by_how_full_their_notes_are(score: ScoreView) -> None:
    score.show_take(factories.composition())
    painted, on = score.piano_roll.grab().toImage(), score.piano_roll.roll_geometry
    assert on
    chord, bass = (
        next(each for each in on.note_index.notes if each.part_number == part and each.chord_number == 0)
        for part in (0, 1)
    )
    full, half = (painted.pixelColor(on.note_rect(each).center().toPoint()) for each in (chord, bass))
    assert full.lightness() > half.lightness()


def test_the_playhead_paints_nothing_else_anew(score: ScoreView) -> None:
    score.show_take(factories.composition(chords=factories.progression(bars=32)))
    score.show_beat(0.0)
    score.piano_roll.grab()
    drawn = score.piano_roll.tiles_drawn
    for step in range(200):
        score.show_beat(step * 0.05)
        score.piano_roll.grab()
    assert score.piano_roll.tiles_drawn == drawn


def test_another_look_is_another_picture(score: ScoreView) -> None:
    score.show_take(factories.composition())
    before = score.piano_roll.grab().toImage()
    score.setPalette(make_palette(LIGHT))
    assert score.piano_roll.grab().toImage() != before


def test_the_keys_that_sound_light_up(score: ScoreView) -> None:
    score.show_take(factories.composition())
    score.show_beat(4.0)
    assert score.keyboard.sounding_pitches == {45, 57, 61, 64}
    score.show_beat(None)
    assert score.keyboard.sounding_pitches == frozenset()


def test_the_notes_of_a_chord_that_is_pointed_at_are_marked_in_silence(score: ScoreView) -> None:
    score.show_take(factories.composition())
    _hover(score, 1)
    assert score.keyboard.previewed_pitches == {45, 57, 61, 64}
    score.show_beat(0.0)
    _hover(score, 2)
    assert score.keyboard.previewed_pitches == frozenset()


def test_the_playhead_follows_what_is_heard(score: ScoreView) -> None:
    score.show_take(factories.composition())
    before = score.piano_roll.grab().toImage()
    score.show_beat(6.0)
    assert score.piano_roll.beat == 6.0
    assert score.piano_roll.grab().toImage() != before


def test_a_long_piece_scrolls_and_follows(score: ScoreView) -> None:
    score.show_take(factories.composition(chords=factories.progression(bars=32)))
    bar = score._scroll_area.horizontalScrollBar()
    assert bar.maximum() > 0
    score.show_beat(120.0)
    assert bar.value() > bar.maximum() / 2
    score.show_take(factories.composition(seed=2))
    assert bar.value() == 0


def test_the_card_that_the_keyboard_comes_to_is_in_sight(score: ScoreView) -> None:
    score.show_take(factories.composition(chords=factories.progression(bars=32)))
    QTest.keyClick(score.chord_editor, Qt.Key.Key_End)
    bar = score._scroll_area.horizontalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_a_chord_explains_itself(score: ScoreView) -> None:
    take = factories.composition()
    score.show_take(take)
    assert score.chord_editor.describe(2) == "Bm7: B D F♯ A, 4 beats"
    score.chord_editor.show_advice(factories.advice(take))
    assert score.chord_editor.describe(2).splitlines()[1:] == [
        "tonic of the key; likelier here when hopeful: 2.7 times"
    ]


def _place(score: ScoreView, number: int, zone: CardZone) -> QPoint:
    """A point in a zone of a card, on the strip."""
    card = score.chord_editor.card_pool.cards[number]
    inside = {
        CardZone.BODY: QPoint(card.width() // 2 - 4, 40),
        CardZone.LOCK: QRectF(*lock_rect(card.width())).center().toPoint(),
        CardZone.MENU: QRectF(*menu_button_rect(card.width())).center().toPoint(),
        CardZone.EDGE: QPoint(card.width() - 2, 40),
    }
    return card.pos() + inside[zone]


def _hover(score: ScoreView, number: int) -> None:
    QTest.mouseMove(score.chord_editor, _place(score, number, CardZone.BODY))


def _drag(score: ScoreView, begin: QPoint, by: int) -> None:
    """Press, move in two steps, and let go."""
    QTest.mousePress(score.chord_editor, Qt.MouseButton.LeftButton, pos=begin)
    for step in (by // 2, by):
        place = QPointF(begin.x() + step, begin.y())
        move = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            place,
            QPointF(score.chord_editor.mapToGlobal(place.toPoint())),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(score.chord_editor, move)
    QTest.mouseRelease(score.chord_editor, Qt.MouseButton.LeftButton, pos=begin + QPoint(by, 0))


def test_a_click_on_its_lock_keeps_a_chord_and_another_lets_it_go(score: ScoreView) -> None:
    score.show_take(factories.composition())
    bare, lock = score.chord_editor.grab().toImage(), _place(score, 1, CardZone.LOCK)
    QTest.mouseClick(score.chord_editor, Qt.MouseButton.LeftButton, pos=lock)
    assert score.chord_editor.locked == {1}
    assert score.chord_editor.accessibleDescription() == "D A (kept) Bm7 G Asus4"
    assert score.chord_editor.grab().toImage() != bare
    QTest.mouseClick(score.chord_editor, Qt.MouseButton.LeftButton, pos=lock)
    assert score.chord_editor.locked == frozenset()


def test_a_click_on_a_card_asks_to_hear_it(qtbot: QtBot, score: ScoreView) -> None:
    score.show_take(factories.composition())
    with qtbot.waitSignal(score.chord_editor.preview_requested) as heard:
        QTest.mouseClick(score.chord_editor, Qt.MouseButton.LeftButton, pos=_place(score, 2, CardZone.BODY))
    assert heard.args == [2]
    assert score.chord_editor.locked == frozenset()


def test_a_click_on_the_dots_asks_for_more(qtbot: QtBot, score: ScoreView) -> None:
    score.show_take(factories.composition())
    with qtbot.waitSignal(score.chord_editor.menu_requested) as asked:
        QTest.mouseClick(score.chord_editor, Qt.MouseButton.LeftButton, pos=_place(score, 3, CardZone.MENU))
    assert asked.args
    assert asked.args[0] == 3


@pytest.mark.parametrize(
    ("number", "zone", "bars", "change"),
    [
        (1, CardZone.EDGE, 0.5, ChangeLength(1, 2.0)),
        (1, CardZone.EDGE, -0.25, ChangeLength(1, -1.0)),
        (0, CardZone.BODY, 2.0, Move(0, 2)),
        (4, CardZone.BODY, -4.0, Move(4, 0)),
    ],
)
def test_a_card_is_dragged(
    qtbot: QtBot, score: ScoreView, number: int, zone: CardZone, bars: float, change: Change
) -> None:
    score.show_take(factories.composition())
    bar = score.chord_editor.card_pool.cards[0].width() + 4
    with qtbot.waitSignal(score.chord_editor.change_requested) as changed:
        _drag(score, _place(score, number, zone), round(bars * bar))
    assert changed.args == [change]
    score.chord_editor.reset_drag()
    assert not score.chord_editor.is_dragging


def test_what_is_dragged_follows_the_pointer(score: ScoreView) -> None:
    score.show_take(factories.composition())
    cards, begin = score.chord_editor.card_pool.cards, _place(score, 0, CardZone.EDGE)
    before = [card.width() for card in cards]
    QTest.mousePress(score.chord_editor, Qt.MouseButton.LeftButton, pos=begin)
    score.chord_editor._drag = ResizeDrag(Press(Hit(0, CardZone.EDGE), begin.x()), 2.0)
    score.chord_editor._place_cards()
    assert cards[0].width() > before[0]
    assert cards[1].width() < before[1]
    QTest.keyClick(score.chord_editor, Qt.Key.Key_Escape)
    assert [card.width() for card in cards] == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_K])
def test_chords_are_kept_by_keys_alone(score: ScoreView, key: Qt.Key) -> None:
    score.show_take(factories.composition())
    for each in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, key):
        QTest.keyClick(score.chord_editor, each)
    assert score.chord_editor.locked == {2}


_NONE, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.mark.parametrize(
    ("key", "held", "change"),
    [
        (Qt.Key.Key_I, _NONE, Invert(1, 1)),
        (Qt.Key.Key_I, _SHIFT, Invert(1, 2)),
        (Qt.Key.Key_Up, _NONE, ShiftOctave(1, 1)),
        (Qt.Key.Key_Down, _NONE, ShiftOctave(1, -1)),
        (Qt.Key.Key_Plus, _SHIFT, ChangeLength(1, 1.0)),
        (Qt.Key.Key_Minus, _NONE, ChangeLength(1, -1.0)),
        (Qt.Key.Key_Left, _CTRL, Move(1, 0)),
        (Qt.Key.Key_Right, _CTRL, Move(1, 2)),
        (Qt.Key.Key_D, _NONE, Duplicate(1)),
        (Qt.Key.Key_Delete, _NONE, Delete(1)),
    ],
)
def test_every_change_has_a_key(
    qtbot: QtBot, score: ScoreView, key: Qt.Key, held: Qt.KeyboardModifier, change: Change
) -> None:
    score.show_take(factories.composition())
    QTest.keyClick(score.chord_editor, Qt.Key.Key_Right)
    with qtbot.waitSignal(score.chord_editor.change_requested) as changed:
        QTest.keyClick(score.chord_editor, key, held)
    assert changed.args == [change]


def test_other_keys_are_left_to_the_window(score: ScoreView) -> None:
    score.show_take(factories.composition())
    for key in (Qt.Key.Key_Space, Qt.Key.Key_R, Qt.Key.Key_N, Qt.Key.Key_L):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, _NONE)
        score.chord_editor.keyPressEvent(event)
        assert not event.isAccepted()


def test_each_card_can_be_read_and_kept_by_a_screen_reader(score: ScoreView) -> None:
    score.show_take(factories.composition())
    read = QAccessible.queryAccessibleInterface(score.chord_editor.card_pool.cards[2])
    assert read.role() == QAccessible.Role.CheckBox
    assert read.text(QAccessible.Text.Name) == "Bm7, vi7"
    assert read.text(QAccessible.Text.Description) == "Bm7: B D F♯ A, 4 beats"
    read.actionInterface().doAction(QAccessibleActionInterface.toggleAction())
    assert score.chord_editor.locked == {2}
    assert read.text(QAccessible.Text.Name) == "Bm7 (kept), vi7"
    assert read.state().checked


def test_tab_leads_to_one_card_and_arrows_to_the_others(score: ScoreView) -> None:
    score.show_take(factories.composition())
    cards = score.chord_editor.card_pool.cards
    QTest.keyClick(score.chord_editor, Qt.Key.Key_Right)
    assert [card.focusPolicy() is Qt.FocusPolicy.TabFocus for card in cards] == [
        False,
        True,
        False,
        False,
        False,
    ]
    assert score.chord_editor.focusProxy() is cards[1]


def test_a_tip_says_what_each_part_of_a_card_is_for(score: ScoreView) -> None:
    score.show_take(factories.composition())
    tips = {zone: score.chord_editor._tooltip_for(Hit(2, zone)) for zone in CardZone}
    assert tips[CardZone.BODY].startswith("Bm7: B D F♯ A, 4 beats\n")
    assert "(H)" in tips[CardZone.BODY]
    assert "(K or Enter)" in tips[CardZone.LOCK]
    assert "Menu key" in tips[CardZone.MENU]
    assert "+" in tips[CardZone.EDGE]


def test_a_short_chord_of_a_long_name_stretches_no_other(score: ScoreView) -> None:
    key, chord = Key(6, Mode.MINOR), Chord(6, "hdim7", 4)
    short = Progression(key, COMMON, tuple(TimedChord(chord, float(n), 1.0) for n in range(128)))
    score.show_take(factories.composition(chords=short))
    assert score.chord_editor.symbols_and_numerals[0][0] == "F♯m7♭5/E"
    for card, needed in zip(
        score.chord_editor.card_pool.cards, score.chord_editor.min_card_widths, strict=True
    ):
        assert card.width() < needed  # the name is written smaller, and whole
    longer = Progression(key, COMMON, tuple(TimedChord(chord, 2.0 * n, 2.0) for n in range(64)))
    score.show_take(factories.composition(chords=longer))
    for card, needed in zip(
        score.chord_editor.card_pool.cards, score.chord_editor.min_card_widths, strict=True
    ):
        assert card.width() >= needed - 5


def test_a_take_shows_what_was_kept_for_it(score: ScoreView) -> None:
    score.show_take(factories.swapped(factories.composition(), 3, Chord(0, "maj")))
    assert score.chord_editor.locked == {3}
    assert score.chord_editor.symbols_and_numerals[3] == ("C", "♭VII")
