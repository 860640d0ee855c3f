from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from composer_app.gui.widgets.flow_layout import FlowLayout


def _box(qtbot: QtBot) -> tuple[QWidget, list[QPushButton]]:
    box = QWidget()
    qtbot.addWidget(box)
    flow, buttons = FlowLayout(box), [QPushButton(str(i)) for i in range(6)]
    for button in buttons:
        button.setFixedSize(50, 20)
        flow.addWidget(button)
    return box, buttons


def test_widgets_go_on_in_the_next_line(qtbot: QtBot) -> None:
    box, buttons = _box(qtbot)
    box.resize(170, 100)
    box.show()
    assert [button.y() for button in buttons] == [0, 0, 0, 26, 26, 26]
    assert [button.x() for button in buttons] == [0, 56, 112] * 2


def test_a_hidden_widget_takes_no_room(qtbot: QtBot) -> None:
    box, buttons = _box(qtbot)
    box.resize(170, 100)
    box.show()
    buttons[0].hide()
    layout = box.layout()
    assert layout is not None
    layout.activate()
    assert (buttons[1].x(), buttons[3].y()) == (0, 0)


def test_a_narrower_box_needs_more_height(qtbot: QtBot) -> None:
    box, _ = _box(qtbot)
    assert [box.heightForWidth(width) for width in (400, 170, 50)] == [20, 46, 150]
