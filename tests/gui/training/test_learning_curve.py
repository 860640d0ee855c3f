from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from composer_app.gui.training.learning_curve import LearningCurve, LearningCurveView

AREA = QRectF(0, 0, 100, 50)


def test_a_curve_lies_between_its_lower_edge_and_a_fifth_above_its_highest_point() -> None:
    curve = LearningCurve().with_point(0.0, 0.0).with_point(0.5, 0.5)
    assert curve.scale_top == 0.6
    assert curve.points_in(AREA) == (QPointF(0, 50), QPointF(50, 50 - 50 * 0.5 / 0.6))


def test_the_scale_ends_at_a_fifth_at_least_and_never_above_all() -> None:
    assert LearningCurve().with_point(0.0, 0.01).scale_top == 0.2
    assert LearningCurve().with_point(0.0, 1.0).scale_top == 1.0


def test_a_point_for_the_same_step_takes_the_place_of_the_one_before() -> None:
    curve = LearningCurve().with_point(0.0, 0.1).with_point(0.5, 0.2).with_point(0.5, 0.3)
    assert curve.points == ((0.0, 0.1), (0.5, 0.3))


def _picture(view: LearningCurveView) -> QImage:
    view.resize(QSize(300, 120))
    return view.grab().toImage()


def test_a_curve_is_painted_and_said_in_words(qtbot: QtBot) -> None:
    view = LearningCurveView()
    qtbot.addWidget(view)
    empty = _picture(view)
    assert "not started" in view.accessibleName()
    view.show_curve(LearningCurve().with_point(0.0, 0.25).with_point(0.5, 0.5))
    assert _picture(view) != empty
    assert view.accessibleName().endswith("50% (25% at the start)")
