import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from composer_app.gui.play.transport import Transport
from composer_app.music.constraints import Constraints
from composer_app.music.key import Mode


@pytest.fixture
def transport(qtbot: QtBot) -> Transport:
    transport = Transport()
    qtbot.addWidget(transport)
    transport.show()
    return transport


def _outputs(transport: Transport) -> list[str]:
    return [transport.output.itemText(i) for i in range(transport.output.count())]


def test_there_is_nothing_to_play_before_the_first_take(transport: Transport) -> None:
    assert not transport.play.isEnabled()
    transport.show_tempo(96)
    assert transport.play.isEnabled()
    assert transport.another_one.isEnabled()


def test_the_play_button_says_what_it_will_do(transport: Transport) -> None:
    transport.show_playing(playing=True)
    assert "Sto" in transport.play.text()
    transport.show_playing(playing=False)
    assert "Play" in transport.play.text()


def test_the_loop_button_says_whether_it_is_on(qtbot: QtBot, transport: Transport) -> None:
    with qtbot.waitSignal(transport.loop_changed) as changed:
        transport.loop.click()
    assert changed.args == [True]
    assert transport.loop.text().endswith("on")


def test_a_wish_is_told_once_it_has_settled(qtbot: QtBot, transport: Transport) -> None:
    with qtbot.waitSignal(transport.wishes_changed) as wished:
        transport.key.setCurrentText("any minor")
        transport.key.activated.emit(2)
        transport.tempo.setValue(80)
        transport.tempo.setValue(84)
    assert wished.args == [Constraints(mode=Mode.MINOR, tempo=84.0)]


def test_the_first_step_of_the_tempo_starts_from_what_is_heard(qtbot: QtBot, transport: Transport) -> None:
    transport.show_tempo(96.0)
    with qtbot.waitSignal(transport.wishes_changed) as wished:
        QTest.keyClick(transport.tempo, Qt.Key.Key_Up)
    assert wished.args == [Constraints(tempo=97.0)]


def test_outputs_come_and_go_without_the_choice_being_lost(transport: Transport) -> None:
    transport.show_ports(("Synth", "Piano"), "Piano")
    assert transport.output.currentData() == "Piano"
    transport.show_ports(("Piano",), "Piano")
    assert transport.output.currentData() == "Piano"
    transport.show_ports((), "Piano")
    assert transport.output.currentText() == "MIDI: Piano (not connected)"
    transport.show_ports(None, "")
    assert _outputs(transport) == ["Built-in sound"]


def test_a_chosen_output_is_told(qtbot: QtBot, transport: Transport) -> None:
    transport.show_ports(("Synth",), "")
    with qtbot.waitSignal(transport.output_chosen) as chosen:
        transport.output.setCurrentIndex(2)
        transport.output.activated.emit(2)
    assert chosen.args == ["Synth"]


@pytest.mark.parametrize(
    ("button", "signal"), [("another_one", "another"), ("play", "play_or_stop"), ("panic_button", "panic")]
)
def test_buttons_pass_on_what_they_say(qtbot: QtBot, transport: Transport, button: str, signal: str) -> None:
    transport.show_tempo(96)
    with qtbot.waitSignal(getattr(transport, signal)):
        getattr(transport, button).click()
