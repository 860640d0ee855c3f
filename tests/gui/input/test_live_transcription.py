from composer_app.gui.input.live_transcription import EVERY, MARGIN, SETTLED, PartialTranscriptState
from composer_app.speech.recording import Transcript

HOPE = Transcript("hope", "en", "hope")


def test_nothing_is_asked_before_somebody_speaks() -> None:
    assert not PartialTranscriptState().due(10.0, voice_until=0.0)


def test_while_somebody_speaks_it_is_asked_now_and_then() -> None:
    so_far = PartialTranscriptState()
    assert so_far.due(EVERY, voice_until=EVERY)
    so_far.ask(EVERY)
    assert not so_far.due(EVERY + 0.5, voice_until=EVERY + 0.5)
    assert so_far.due(2 * EVERY, voice_until=2 * EVERY)


def test_a_pause_is_a_good_moment_and_one_question_is_enough_for_it() -> None:
    so_far = PartialTranscriptState()
    so_far.ask(1.0)
    assert not so_far.due(1.3, voice_until=1.2)
    assert so_far.due(1.2 + MARGIN, voice_until=1.2)
    so_far.ask(1.2 + MARGIN)
    assert not so_far.due(9.0, voice_until=1.2)
    assert so_far.due(9.0, voice_until=8.5)


def test_an_answer_that_comes_too_late_for_the_end_is_not_waited_for() -> None:
    so_far = PartialTranscriptState()
    assert not so_far.outrun(9.0, voice_until=0.0)
    so_far.ask(1.5)
    assert not so_far.outrun(1.5 + SETTLED - 0.1, voice_until=1.5)
    assert so_far.outrun(1.5 + SETTLED, voice_until=1.5)
    so_far.ask(1.5 + SETTLED)
    assert not so_far.outrun(9.0, voice_until=1.5)


def test_words_until_a_pause_are_all_as_long_as_nothing_else_is_said() -> None:
    so_far = PartialTranscriptState()
    so_far.ask(2.0)
    assert so_far.asked_for_all(voice_until=1.5)
    assert so_far.all(voice_until=1.5) is None
    so_far.hear(HOPE)
    assert so_far.all(voice_until=1.5) == HOPE
    assert so_far.all(voice_until=1.9) is None


def test_what_is_not_known_yet_is_not_what_was_known_before() -> None:
    so_far = PartialTranscriptState()
    so_far.ask(1.0)
    so_far.hear(HOPE)
    so_far.ask(3.0)
    assert so_far.all(voice_until=2.5) is None


def test_a_pause_in_which_nothing_was_understood_leaves_it_to_the_whole() -> None:
    so_far = PartialTranscriptState()
    so_far.ask(2.0)
    so_far.hear(None)
    assert so_far.all(voice_until=1.5) is None
