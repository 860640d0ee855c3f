from composer_app.gui.playback.outputs import choices
from composer_app.gui.session.output_player import BUILT_IN
from composer_app.midi.ports import OWN_PORT


def test_the_built_in_sound_comes_first_and_needs_no_midi_system() -> None:
    assert [choice.port for choice in choices(None, BUILT_IN)] == [BUILT_IN]


def test_the_own_port_and_all_others_are_offered() -> None:
    assert [choice.port for choice in choices(("Synth", "Piano"), BUILT_IN)] == [
        BUILT_IN,
        OWN_PORT,
        "Synth",
        "Piano",
    ]


def test_a_chosen_port_that_is_away_stays_listed_and_says_so() -> None:
    last = choices(("Piano",), "Synth")[-1]
    assert (last.port, last.there) == ("Synth", False)
    assert "not connected" in last.text
