from composer_app.gui.input.live_transcription import (
    REQUEST_INTERVAL_S,
    SETTLED_SILENCE_S,
    TRAILING_SILENCE_S,
    PartialTranscriptState,
)
from composer_app.speech.recording import Transcript

HOPE = Transcript("hope", "en", "hope")


def test_nothing_is_asked_before_somebody_speaks() -> None:
    assert not PartialTranscriptState().should_request(10.0, voice_until=0.0)


def test_while_somebody_speaks_it_is_asked_now_and_then() -> None:
    so_far = PartialTranscriptState()
    assert so_far.should_request(REQUEST_INTERVAL_S, voice_until=REQUEST_INTERVAL_S)
    so_far.mark_requested(REQUEST_INTERVAL_S)
    assert not so_far.should_request(REQUEST_INTERVAL_S + 0.5, voice_until=REQUEST_INTERVAL_S + 0.5)
    assert so_far.should_request(2 * REQUEST_INTERVAL_S, voice_until=2 * REQUEST_INTERVAL_S)


def test_a_pause_is_a_good_moment_and_one_question_is_enough_for_it() -> None:
    so_far = PartialTranscriptState()
    so_far.mark_requested(1.0)
    assert not so_far.should_request(1.3, voice_until=1.2)
    assert so_far.should_request(1.2 + TRAILING_SILENCE_S, voice_until=1.2)
    so_far.mark_requested(1.2 + TRAILING_SILENCE_S)
    assert not so_far.should_request(9.0, voice_until=1.2)
    assert so_far.should_request(9.0, voice_until=8.5)


def test_an_answer_that_comes_too_late_for_the_end_is_not_waited_for() -> None:
    so_far = PartialTranscriptState()
    assert not so_far.should_restart(9.0, voice_until=0.0)
    so_far.mark_requested(1.5)
    assert not so_far.should_restart(1.5 + SETTLED_SILENCE_S - 0.1, voice_until=1.5)
    assert so_far.should_restart(1.5 + SETTLED_SILENCE_S, voice_until=1.5)
    so_far.mark_requested(1.5 + SETTLED_SILENCE_S)
    assert not so_far.should_restart(9.0, voice_until=1.5)


def test_words_until_a_pause_are_all_as_long_as_nothing_else_is_said() -> None:
    so_far = PartialTranscriptState()
    so_far.mark_requested(2.0)
    assert so_far.covers_all_speech(voice_until=1.5)
    assert so_far.complete_transcript(voice_until=1.5) is None
    so_far.receive(HOPE)
    assert so_far.complete_transcript(voice_until=1.5) == HOPE
    assert so_far.complete_transcript(voice_until=1.9) is None


def test_what_is_not_known_yet_is_not_what_was_known_before() -> None:
    so_far = PartialTranscriptState()
    so_far.mark_requested(1.0)
    so_far.receive(HOPE)
    so_far.mark_requested(3.0)
    assert so_far.complete_transcript(voice_until=2.5) is None


def test_a_pause_in_which_nothing_was_understood_leaves_it_to_the_whole() -> None:
    so_far = PartialTranscriptState()
    so_far.mark_requested(2.0)
    so_far.receive(None)
    assert so_far.complete_transcript(voice_until=1.5) is None
