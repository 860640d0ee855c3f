"""The real window with the real engine, playing into another program on a real JACK server."""

import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from testing.fakes_gui import FakeDevices
from testing.jack import Jack
from tests.journeys.conftest import READY, Open, real_but_for_sound
from tests.journeys.test_window import HOPE, _wait_until, choose_output, sounding, struck, write

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints", "pipewire-0.3")]


def _compose(qtbot: QtBot, conductor: AppController, window: MainWindow) -> None:
    with qtbot.waitSignal(conductor.session.composed, timeout=READY):
        write(window, HOPE)


@pytest.mark.jack
def test_a_trial_chord_is_heard_on_the_chosen_port_and_nothing_of_it_stays(
    qtbot: QtBot, jack: Jack, open_window: Open
) -> None:
    listener = jack.listen("Synth")
    window, _ = open_window(real_but_for_sound(FakeDevices()))
    choose_output(window, listener.port)
    window.transport_bar.test_button.click()
    heard = listener.wait_for(lambda messages: len(struck(messages)) == 4)
    assert sorted(struck(heard)) == [60, 64, 67, 72]
    qtbot.waitUntil(lambda: not sounding(listener.heard))


@pytest.mark.jack
def test_what_is_fixed_and_muted_while_playing_is_heard_with_clock_and_nothing_hangs(
    qtbot: QtBot, jack: Jack, open_window: Open
) -> None:
    listener = jack.listen("Synth")
    window, conductor = open_window(real_but_for_sound(FakeDevices()))
    choose_output(window, listener.port)
    drawer = window.transport_bar.drawer
    drawer.setting_checkboxes["send_clock"].click()
    drawer.setting_checkboxes["count_in"].click()
    _compose(qtbot, conductor, window)
    listener.wait_for(lambda messages: bool(struck(messages)))
    with qtbot.waitSignal(conductor.session.composed, timeout=READY):
        window.transport_bar.option_controls["bass"].value_chosen.emit("double bass")

    def bass() -> int:
        return sum(message[0] == 0x91 and bool(message[2]) for message in listener.heard)

    qtbot.waitUntil(lambda: bass() > 0, timeout=READY)
    drawer.mute_buttons["Bass"].click()
    shown = conductor.open_takes.shown
    assert shown
    muted = shown.composition.performance.without_parts({"Bass"})
    qtbot.waitUntil(lambda: conductor.output_player._player.performance == muted, timeout=READY)
    before, chords = bass(), len(struck(listener.heard))
    qtbot.waitUntil(lambda: len(struck(listener.heard)) > chords + 20, timeout=READY)
    assert bass() == before
    window.transport_bar.play_button.click()
    heard = listener.wait_for(lambda messages: bytes((0xFC,)) in [bytes(m) for m in messages])
    assert not sounding(heard)
    kinds = [message[0] for message in heard]
    assert kinds.count(0xFA) == kinds.count(0xFC) == 1
    assert [m[1] for m in heard if m[0] == 0x99][:2] == [76, 77], "it was counted in"


def test_a_take_is_fixed_in_another_key_and_let_go_again(qtbot: QtBot, open_window: Open) -> None:
    window, conductor = open_window(real_but_for_sound(FakeDevices()))
    _compose(qtbot, conductor, window)
    first = conductor.open_takes.shown
    assert first
    key = first.composition.progression.key
    for tonic, mode in (((key.tonic + 2) % 12, key.mode), (None, None)):
        with qtbot.waitSignal(conductor.session.composed, timeout=READY):
            window.transport_bar.option_controls["key"].value_chosen.emit((tonic, mode))
    _wait_until(qtbot, window, lambda: not conductor.session.is_busy)
    assert conductor.open_takes.shown
    assert conductor.open_takes.shown.composition == first.composition
