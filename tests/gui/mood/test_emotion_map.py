"""The map of feelings, by mouse and by key."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from composer_app.gui.mood.emotion_map import EmotionMap
from composer_app.gui.widgets.theme import DARK, LIGHT, Theme, make_palette
from composer_app.request.emotion.mood import emotions

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def feelings(qtbot: QtBot) -> EmotionMap:
    feelings = EmotionMap(emotions().values())
    qtbot.addWidget(feelings)
    feelings.resize(274, feelings.sizeHint().height())
    feelings.show()
    return feelings


def _pixel(feelings: EmotionMap, name: str) -> QPoint:
    x, y = feelings.emotion_positions()[name]
    return QPoint(round(x), round(y))


def test_a_clicked_place_or_name_is_chosen(qtbot: QtBot, feelings: EmotionMap) -> None:
    for name in emotions():
        box = feelings.label_rects()[name]
        for at in (
            _pixel(feelings, name),
            QPoint(round(box.left + box.width / 2), round(box.top + box.height / 2)),
        ):
            with (
                qtbot.waitSignal(feelings.emotion_chosen) as chosen,
                qtbot.assertNotEmitted(feelings.point_placed),
            ):
                QTest.mouseClick(feelings, LEFT, pos=at)
            assert chosen.args == [name]


def test_the_point_is_dragged_and_the_music_follows_when_it_is_let_go(
    qtbot: QtBot, feelings: EmotionMap
) -> None:
    feelings.show_point((0.0, 0.0))
    start, end = QPoint(137, 136), _pixel(feelings, "tender")
    with qtbot.assertNotEmitted(feelings.point_placed), qtbot.waitSignal(feelings.point_dragged):
        QTest.mousePress(feelings, LEFT, pos=start)
        QTest.mouseMove(feelings, (start + end) / 2)
        QTest.mouseMove(feelings, end)
    with qtbot.waitSignal(feelings.point_placed) as placed, qtbot.assertNotEmitted(feelings.emotion_chosen):
        QTest.mouseRelease(feelings, LEFT, pos=end)
    assert placed.args == pytest.approx((0.65, -0.3), abs=0.02)
    assert feelings.point == tuple(placed.args)


def test_a_click_between_the_places_moves_the_point_there(qtbot: QtBot, feelings: EmotionMap) -> None:
    with qtbot.waitSignal(feelings.point_placed) as placed:
        QTest.mouseClick(feelings, LEFT, pos=QPoint(60, 160))
    assert placed.args[0] < -0.4


def test_a_drag_beyond_the_edge_stays_on_the_map(qtbot: QtBot, feelings: EmotionMap) -> None:
    QTest.mousePress(feelings, LEFT, pos=QPoint(100, 100))
    QTest.mouseMove(feelings, QPoint(50, 50))
    with qtbot.waitSignal(feelings.point_placed) as placed:
        QTest.mouseRelease(feelings, LEFT, pos=QPoint(-200, -200))
    assert placed.args == [-1.0, 1.0]


def test_arrow_keys_move_the_point_and_letting_go_places_it(qtbot: QtBot, feelings: EmotionMap) -> None:
    feelings.show_point((0.0, 0.0))
    with qtbot.assertNotEmitted(feelings.point_placed):
        for _ in range(3):
            QTest.keyPress(feelings, Qt.Key.Key_Right)
        QTest.keyPress(feelings, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert feelings.point == pytest.approx((0.15, 0.01))
    held = QKeyEvent(QKeyEvent.Type.KeyRelease, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "", True)
    with qtbot.assertNotEmitted(feelings.point_placed):
        QApplication.sendEvent(feelings, held)
    with qtbot.waitSignal(feelings.point_placed) as placed:
        QTest.keyRelease(feelings, Qt.Key.Key_Up)
    assert placed.args == pytest.approx((0.15, 0.01))


def test_escape_puts_the_point_back(qtbot: QtBot, feelings: EmotionMap) -> None:
    feelings.show_point((0.5, 0.5))
    with qtbot.assertNotEmitted(feelings.point_placed):
        QTest.keyPress(feelings, Qt.Key.Key_Left)
        QTest.keyClick(feelings, Qt.Key.Key_Escape)
        QTest.keyRelease(feelings, Qt.Key.Key_Left)
    assert feelings.point == (0.5, 0.5)


def test_enter_chooses_the_feeling_that_is_nearest(qtbot: QtBot, feelings: EmotionMap) -> None:
    with qtbot.assertNotEmitted(feelings.emotion_chosen):
        QTest.keyClick(feelings, Qt.Key.Key_Return)
    feelings.show_point((-0.65, -0.45))
    with qtbot.waitSignal(feelings.emotion_chosen) as chosen:
        QTest.keyClick(feelings, Qt.Key.Key_Return)
    assert chosen.args == ["sad"]


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("size", [7, 9, 13])
def test_all_names_are_whole_and_apart_in_the_real_letters(
    feelings: EmotionMap, theme: Theme, size: int
) -> None:
    feelings.setPalette(make_palette(theme))
    font = feelings.font()
    font.setPointSizeF(size)
    feelings.setFont(font)
    boxes = feelings.label_rects()
    assert not [pair for pair in combinations(boxes.values(), 2) if pair[0].intersects(pair[1])]
    assert all(box.left >= 0 and box.right <= feelings.width() for box in boxes.values())
    assert all(box.top >= 0 and box.bottom <= feelings.height() for box in boxes.values())
    assert _colours_of(feelings) > 200


def _colours_of(feelings: EmotionMap) -> int:
    image = feelings.grab().toImage()
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_the_point_is_painted_in_the_colour_of_its_feeling(feelings: EmotionMap) -> None:
    feelings.show_point((-0.9, -0.9))
    x, y = round(10 + 0.05 * 254), round(10 + 0.95 * 252)
    painted = QColor(feelings.grab().toImage().pixel(x, y))
    assert painted.hslHue() == pytest.approx(225, abs=4)


def test_under_the_mouse_a_place_says_what_a_click_does(feelings: EmotionMap) -> None:
    at = _pixel(feelings, "tense")
    QApplication.sendEvent(feelings, QHelpEvent(QHelpEvent.Type.ToolTip, at, feelings.mapToGlobal(at)))
    assert QToolTip.text() == "Compose it tense instead"
    QToolTip.hideText()


def test_the_mouse_shows_what_can_be_clicked(feelings: EmotionMap) -> None:
    QTest.mouseMove(feelings, _pixel(feelings, "sad"))
    assert feelings.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(feelings, QPoint(60, 160))
    assert feelings.cursor().shape() == Qt.CursorShape.CrossCursor
