from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMainWindow, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from composer_app.gui.playback.tempo_spin_box import TempoSpinBox
from composer_app.gui.playback.transport_bar import TransportBar
from composer_app.gui.session.overrides import NO_OVERRIDES, Overrides
from composer_app.music.constraints import Constraints
from composer_app.music.generation_settings import GenerationSettings
from composer_app.music.key import Mode
from composer_app.settings import Settings
from testing import factories

TAKE = factories.composition()


@pytest.fixture
def transport(qtbot: QtBot) -> Iterator[TransportBar]:
    window, transport = QMainWindow(), TransportBar()
    qtbot.addWidget(window)
    window.setCentralWidget(transport)
    window.resize(1000, 640)
    window.show()
    yield transport
    window.close()


def _outputs(transport: TransportBar) -> list[str]:
    return [transport.output_combo.itemText(i) for i in range(transport.output_combo.count())]


def _tempo(transport: TransportBar) -> TempoSpinBox:
    control = transport.option_controls["tempo"].control
    assert isinstance(control, TempoSpinBox)
    return control


def _text(transport: TransportBar, name: str) -> str:
    control = transport.option_controls[name].control
    return control.text() if isinstance(control, TempoSpinBox) else control.currentText()


def test_there_is_nothing_to_play_before_the_first_take(transport: TransportBar) -> None:
    assert not transport.play_button.isEnabled()
    transport.show_overrides(NO_OVERRIDES, TAKE)
    assert transport.play_button.isEnabled()
    assert transport.new_variation_button.isEnabled()


def test_the_play_button_says_what_it_will_do(transport: TransportBar) -> None:
    transport.show_playing(playing=True)
    assert "Sto" in transport.play_button.text()
    transport.show_playing(playing=False)
    assert "Play" in transport.play_button.text()


def test_the_loop_button_tells_whether_it_is_on(qtbot: QtBot, transport: TransportBar) -> None:
    with qtbot.waitSignal(transport.loop_changed) as changed:
        transport.loop_button.click()
    assert changed.args == [True]
    assert transport.loop_button.isChecked()


def test_before_the_first_take_options_say_that_the_feeling_decides(transport: TransportBar) -> None:
    assert {_text(transport, name) for name in transport.option_controls} == {"Auto"}
    assert not any(box.reset_button.isVisible() for box in transport.option_controls.values())


def test_options_show_what_the_feeling_decided_dimmed(transport: TransportBar) -> None:
    transport.show_overrides(NO_OVERRIDES, TAKE)
    assert [_text(transport, name) for name in ("key", "tempo", "metre", "bars")] == [
        "D major",
        "96 bpm",
        "4/4",
        "4",
    ]
    assert transport.option_controls["key"].control.property("auto")
    assert "Auto" in transport.option_controls["key"].control.accessibleDescription()


def test_what_is_fixed_is_plain_and_has_a_way_back(qtbot: QtBot, transport: TransportBar) -> None:
    transport.show_overrides(Overrides(Constraints(3, Mode.MINOR, 84.0)), TAKE)
    assert [_text(transport, name) for name in ("key", "tempo")] == ["E♭ minor", "84 bpm"]
    for name in ("key", "tempo"):
        box = transport.option_controls[name]
        assert not box.control.property("auto")
        assert box.reset_button.isVisible()
        with qtbot.waitSignal(transport.option_changed) as lifted:
            box.reset_button.click()
        assert lifted.args == [name, box.spec.default]
    assert not transport.option_controls["bars"].reset_button.isVisible()


def test_a_choice_is_told(qtbot: QtBot, transport: TransportBar) -> None:
    chooser = transport.option_controls["bars"].control
    assert isinstance(chooser, QComboBox)
    with qtbot.waitSignal(transport.option_changed) as fixed:
        chooser.activated.emit(chooser.findText("8"))
    assert fixed.args == ["bars", 8]


def test_what_a_sentence_fixed_beyond_the_list_is_shown_too(transport: TransportBar) -> None:
    take = factories.composition(chords=factories.progression(bars=5))
    transport.show_overrides(Overrides(Constraints(bars=5)), take)
    assert _text(transport, "bars") == "5"


def test_the_first_step_of_the_tempo_starts_from_what_is_heard(qtbot: QtBot, transport: TransportBar) -> None:
    transport.show_overrides(NO_OVERRIDES, TAKE)
    with qtbot.waitSignal(transport.option_changed) as fixed:
        QTest.keyClick(_tempo(transport), Qt.Key.Key_Up)
    assert fixed.args == ["tempo", 97.0]


@pytest.mark.parametrize("typed", ["5", "1000"])
def test_a_tempo_that_no_music_has_cannot_be_typed(transport: TransportBar, typed: str) -> None:
    transport.show_overrides(NO_OVERRIDES, TAKE)
    box = _tempo(transport)
    box.selectAll()
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.tempo is None or 20 <= box.tempo <= 300


def test_the_drawer_opens_above_and_closes_again_with_escape(transport: TransportBar) -> None:
    transport.style_button.click()
    drawer = transport.drawer
    assert drawer.isVisible()
    assert drawer.window() is transport.window()
    bottom = drawer.geometry().bottom()
    assert bottom < transport.mapTo(transport.window(), transport.rect().bottomLeft()).y()
    QTest.keyClick(drawer.option_controls["instrument"].control, Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert not transport.style_button.isChecked()


def test_the_drawer_stays_in_the_window_when_that_shrinks(transport: TransportBar) -> None:
    window = transport.window()
    window.resize(1600, 900)
    transport.style_button.click()
    window.resize(1000, 640)
    assert window.rect().contains(transport.drawer.geometry())


def test_the_closed_drawer_tells_that_something_in_it_is_fixed(transport: TransportBar) -> None:
    assert "•" not in transport.style_button.text()
    transport.show_overrides(Overrides(generation_settings=GenerationSettings(1.2)), TAKE)
    assert "•" in transport.style_button.text()


def test_all_can_be_let_go_at_once_where_something_is_fixed(qtbot: QtBot, transport: TransportBar) -> None:
    assert not transport.drawer.reset_all_button.isEnabled()
    transport.show_overrides(Overrides(Constraints(tempo=84.0)), TAKE)
    with qtbot.waitSignal(transport.drawer.reset_all_requested):
        transport.drawer.reset_all_button.click()


def test_only_parts_that_play_can_be_muted(qtbot: QtBot, transport: TransportBar) -> None:
    mutes = transport.drawer.mute_buttons
    assert not any(mute.isEnabled() for mute in mutes.values())
    transport.show_overrides(NO_OVERRIDES, TAKE)
    assert [part for part, mute in mutes.items() if mute.isEnabled()] == ["Chords", "Bass"]
    with qtbot.waitSignal(transport.drawer.muted_parts_changed) as muted:
        mutes["Bass"].click()
    assert muted.args == [frozenset({"Bass"})]


def test_what_is_sent_to_a_port_can_be_chosen_while_there_is_one(
    qtbot: QtBot, transport: TransportBar
) -> None:
    drawer = transport.drawer
    drawer.show_settings(Settings(count_in=True))
    assert [habit.isChecked() for habit in drawer.setting_checkboxes.values()] == [True, False, False]
    assert not drawer.setting_checkboxes["send_clock"].isEnabled()
    transport.show_ports(("Synth",), "Synth")
    with qtbot.waitSignal(drawer.setting_toggled) as changed:
        drawer.setting_checkboxes["send_clock"].click()
    assert changed.args == ["send_clock", True]


def test_outputs_come_and_go_without_the_choice_being_lost(transport: TransportBar) -> None:
    transport.show_ports(("Synth", "Piano"), "Piano")
    assert transport.output_combo.currentData() == "Piano"
    transport.show_ports(("Piano",), "Piano")
    assert transport.output_combo.currentData() == "Piano"
    transport.show_ports((), "Piano")
    assert transport.output_combo.currentText() == "MIDI: Piano (not connected)"
    transport.show_ports(None, "")
    assert _outputs(transport) == ["Built-in sound"]


def test_a_chosen_output_is_told(qtbot: QtBot, transport: TransportBar) -> None:
    transport.show_ports(("Synth",), "")
    with qtbot.waitSignal(transport.output_chosen) as chosen:
        transport.output_combo.setCurrentIndex(2)
        transport.output_combo.activated.emit(2)
    assert chosen.args == ["Synth"]


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("new_variation_button", "new_variation_requested"),
        ("play_button", "playback_toggled"),
        ("panic_button", "panic_requested"),
        ("test_button", "test_requested"),
    ],
)
def test_buttons_pass_on_what_they_say(
    qtbot: QtBot, transport: TransportBar, button: str, signal: str
) -> None:
    transport.show_overrides(NO_OVERRIDES, TAKE)
    with qtbot.waitSignal(getattr(transport, signal)):
        getattr(transport, button).click()


def test_every_control_has_a_name_a_tip_and_can_be_reached_by_keyboard(transport: TransportBar) -> None:
    transport.show_overrides(Overrides(Constraints(tempo=84.0)), replace(TAKE))
    transport.style_button.click()
    kinds = (QAbstractButton, QComboBox, QSpinBox)
    controls: list[QWidget] = [each for kind in kinds for each in transport.window().findChildren(kind)]
    assert len(controls) > 25
    for control in controls:
        name = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
        assert name, control
        assert control.toolTip(), name
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, name


def test_the_volume_is_told_while_it_is_turned(qtbot: QtBot, transport: TransportBar) -> None:
    transport.show_volume(60)
    transport.volume_slider.setFocus()
    with qtbot.waitSignal(transport.volume_changed) as changed:
        QTest.keyClick(transport.volume_slider, Qt.Key.Key_Left)
    assert changed.args == [55]


def test_an_instrument_on_a_port_has_a_volume_of_its_own(transport: TransportBar) -> None:
    transport.show_ports(("Synth",), "Synth")
    assert not transport.volume_slider.isEnabled()
    assert "instrument" in transport.volume_slider.toolTip()
    transport.show_ports(("Synth",), "")
    assert transport.volume_slider.isEnabled()
