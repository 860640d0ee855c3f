import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.widgets.level_meter import LevelMeter, amplitude_to_scale


@pytest.mark.parametrize(
    ("level", "share"), [(0.0, 0.0), (0.0005, 0.0), (0.001, 0.0), (0.1, 2 / 3), (1.0, 1.0), (2.0, 1.0)]
)
def test_the_scale_is_in_decibels(level: float, share: float) -> None:
    assert amplitude_to_scale(level) == pytest.approx(share, abs=1e-6)


def test_a_syllable_can_be_seen_before_the_meter_falls(qtbot: QtBot) -> None:
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.show_level(1.0)
    meter.show_level(0.0)
    assert 0.9 < meter.scale_position < 1.0
    meter.grab()
    meter.clear()
    assert meter.scale_position == 0
