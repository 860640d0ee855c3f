import pytest
from hypothesis import given

from composer_app.midi.message import MELODIC_CHANNELS, timed_messages
from composer_app.music.metre import SIX_EIGHT
from composer_app.music.performance import Note, Performance
from testing.performances import chords, part, perform, performances, repeated


def test_a_note_goes_down_and_up_at_its_seconds() -> None:
    performance = perform(part(Note(1, 60, 0.5, 90)), tempo=60)
    assert [(each.seconds, each.data) for each in timed_messages(performance)] == [
        (1.0, bytes((0x90, 60, 90))),
        (1.5, bytes((0x80, 60, 0))),
    ]


def test_a_repeated_note_is_released_before_it_sounds_again() -> None:
    at_second_beat = [each.data[0] for each in timed_messages(repeated(tempo=60)) if each.seconds == 1.0]
    assert at_second_beat == [0x80, 0x90]


def test_a_pitch_shared_by_two_chords_is_released_before_it_sounds_again() -> None:
    shared = [each.data[0] for each in timed_messages(chords(tempo=120)) if each.data[1] == 62]
    assert shared == [0x90, 0x80, 0x90, 0x80]


def test_each_part_has_a_channel_and_none_is_that_of_the_drums() -> None:
    performance = perform(*(part(Note(0, 60, 1, 90)) for _ in range(15)))
    used = {each.data[0] & 0x0F for each in timed_messages(performance)}
    assert used == set(MELODIC_CHANNELS)
    assert 9 not in used
    with pytest.raises(ValueError, match="15 parts"):
        timed_messages(perform(*(part() for _ in range(16))))


def test_a_bar_of_six_eight_lasts_three_quarters() -> None:
    performance = perform(part(Note(0, 60, 3, 90)), metre=SIX_EIGHT, tempo=60)
    assert timed_messages(performance)[-1].seconds == 3.0


@given(performances())
def test_every_key_that_goes_down_comes_up_before_the_end(performance: Performance) -> None:
    down: set[tuple[int, int]] = set()
    before = 0.0
    for message in timed_messages(performance):
        assert before <= message.seconds <= performance.seconds * (1 + 1e-12)
        before = message.seconds
        key = (message.data[0] & 0x0F, message.data[1])
        assert (key in down) == (message.data[0] & 0xF0 == 0x80)
        down ^= {key}
    assert not down


@given(performances())
def test_no_note_is_lost(performance: Performance) -> None:
    struck = sum(each.data[0] & 0xF0 == 0x90 for each in timed_messages(performance))
    assert struck == len(performance.notes)
