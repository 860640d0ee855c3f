from composer_app.gui.playback.outputs import output_choices
from composer_app.gui.session.output_player import BUILT_IN
from composer_app.midi.ports import VIRTUAL_PORT_NAME


def test_the_built_in_sound_comes_first_and_needs_no_midi_system() -> None:
    assert [choice.port for choice in output_choices(None, BUILT_IN)] == [BUILT_IN]


def test_the_own_port_and_all_others_are_offered() -> None:
    assert [choice.port for choice in output_choices(("Synth", "Piano"), BUILT_IN)] == [
        BUILT_IN,
        VIRTUAL_PORT_NAME,
        "Synth",
        "Piano",
    ]


def test_a_chosen_port_that_is_away_stays_listed_and_says_so() -> None:
    last = output_choices(("Piano",), "Synth")[-1]
    assert (last.port, last.is_available) == ("Synth", False)
    assert "not connected" in last.text
