import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.takes.panel import TakesPanel
from tests import factories


@pytest.fixture
def takes(qtbot: QtBot) -> TakesPanel:
    takes = TakesPanel()
    qtbot.addWidget(takes)
    takes.show()
    return takes


def _texts(takes: TakesPanel) -> list[str]:
    return [takes.list.item(row).text().splitlines()[0] for row in range(takes.list.count())]


def test_the_newest_take_is_on_top_and_marked(qtbot: QtBot, takes: TakesPanel) -> None:
    with qtbot.assertNotEmitted(takes.chosen):
        takes.add(factories.composition())
        takes.add(factories.composition(factories.request("sad", "sad")))
    assert _texts(takes) == ["2  Sad", "1  Hopeful, wonder"]
    assert takes.list.currentRow() == 0


def test_takes_of_earlier_sittings_are_not_marked(takes: TakesPanel) -> None:
    takes.add(factories.composition(), choose=False)
    assert takes.list.currentItem() is None


def test_a_click_goes_back_to_a_take(qtbot: QtBot, takes: TakesPanel) -> None:
    for seed in range(3):
        takes.add(factories.composition(seed=seed))
    with qtbot.waitSignal(takes.chosen) as chosen:
        takes.list.setCurrentRow(2)
    assert chosen.args == [0]


def test_a_take_tells_what_was_asked_and_its_seed(takes: TakesPanel) -> None:
    takes.add(factories.composition(seed=41))
    tip = takes.list.item(0).toolTip()
    assert factories.HOPE in tip
    assert "Seed 41" in tip
