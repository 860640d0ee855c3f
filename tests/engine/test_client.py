"""The engine from outside, over real processes."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from composer_app.engine.client import Engine
from composer_app.engine.events import (
    Composed,
    EngineDied,
    Failed,
    PartialTranscript,
    Progressed,
    Ready,
    Succeeded,
    TaskCancelled,
)
from composer_app.engine.process import EngineProcess
from composer_app.engine.tasks import Compose, Interpret, Render, Transcribe, TranscribePartial
from composer_app.errors import EngineError, RequestError
from composer_app.job import Progress
from composer_app.music.constraints import Constraints
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording, Transcript
from testing.logs import ExpectedLog
from tests.engine.composers import (
    NEUTRAL,
    ColdComposer,
    Custodian,
    MuteComposer,
    SlowComposer,
    performance,
    stillborn,
    unimportable,
)
from tests.engine.conftest import Listener, StartEngine


def _said(text: str) -> Interpret:
    return Interpret(Transcript(text, "en", text))


def _pid(engine: Engine) -> int:
    child = engine._process
    assert child
    pid = child._process.pid
    assert pid
    return pid


def test_it_composes_with_the_machines_of_the_folder_that_it_is_told(
    listener: Listener, tmp_path: Path
) -> None:
    engine = Engine(listener, factory=Custodian, models_folder=tmp_path)
    outcome = listener.outcome(engine.submit(Transcribe(Recording(np.zeros(9, np.float32), 16_000))))
    engine.close()
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, Transcript)
    assert outcome.result.text == str(tmp_path)


def test_it_says_when_it_is_ready(start_engine: StartEngine, listener: Listener) -> None:
    start_engine()
    assert listener.next_event() == Ready()


def test_speech_becomes_words(start_engine: StartEngine, listener: Listener) -> None:
    recording = Recording(np.zeros(16_000 * 60, np.float32), 16_000)  # more than the pipe holds
    number = start_engine().submit(Transcribe(recording, "el"))
    outcome = listener.outcome(number)
    assert isinstance(outcome, Succeeded)
    assert outcome.result == Transcript("960000 samples", "el", "960000 samples")
    assert Progressed(number, Progress("Counting", 1, 2)) in listener.heard


def test_words_so_far_are_overheard_or_there_are_none(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine()
    for samples, heard in ((160, Transcript("160 samples", "el", "160 samples")), (0, None)):
        outcome = listener.outcome(
            engine.submit(TranscribePartial(Recording(np.zeros(samples, np.float32), 16), "el"))
        )
        assert isinstance(outcome, Succeeded)
        assert outcome.result == PartialTranscript(heard)


def test_words_become_a_request(start_engine: StartEngine, listener: Listener) -> None:
    number = start_engine().submit(_said("hope and wonder"))
    outcome = listener.outcome(number)
    assert isinstance(outcome, Succeeded)
    assert outcome.result == Request("hope and wonder", "en", "hope and wonder", NEUTRAL)


def test_a_request_becomes_a_take_and_its_sound(start_engine: StartEngine, listener: Listener) -> None:
    request = Request("x", "en", "x", NEUTRAL)
    number = start_engine().submit(Compose(request, Constraints(tempo=60), 7))
    outcome = listener.outcome(number)
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, Composed)
    assert outcome.result.composition.seed == 7
    assert outcome.result.audio
    assert outcome.result.audio.samples.shape == (4 * 44_100, 2)


def test_a_performance_becomes_sound(start_engine: StartEngine, listener: Listener) -> None:
    outcome = listener.outcome(start_engine().submit(Render(performance())))
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, Audio)
    assert outcome.result.samples.max() == 0.25


def test_tasks_are_done_in_the_order_they_came(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine()
    numbers = [engine.submit(_said(text)) for text in "abcde"]
    ends = [listener.until(Succeeded) for _ in numbers]
    assert [end.number for end in ends] == numbers
    assert [end.result.text for end in ends if isinstance(end.result, Request)] == list("abcde")


def test_a_failure_comes_back_as_its_sentence(start_engine: StartEngine, listener: Listener) -> None:
    outcome = listener.outcome(start_engine().submit(_said("refuse")))
    assert isinstance(outcome, Failed)
    assert type(outcome.error) is RequestError
    assert str(outcome.error) == "Nothing can be made of that. Say it another way."


def test_a_bug_is_logged_and_comes_back_as_a_sentence(
    start_engine: StartEngine, listener: Listener, expected_log: ExpectedLog
) -> None:
    expected_log(
        r"(?s)ERROR composer_app\.engine\.task_runner: Task 1 failed.*in _blunder.*ZeroDivisionError$"
    )
    engine = start_engine()
    outcome = listener.outcome(engine.submit(_said("blunder")))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, EngineError)
    assert isinstance(listener.outcome(engine.submit(_said("and on"))), Succeeded)


def test_what_is_logged_over_there_reaches_the_log_here(
    start_engine: StartEngine, listener: Listener, expected_log: ExpectedLog
) -> None:
    expected_log("WARNING composer_app.noisy: the bank is loud")
    listener.outcome(start_engine().submit(_said("warn")))


def test_a_running_task_can_be_cancelled(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine()
    number = engine.submit(_said("go on"))
    while listener.until(Progressed).progress != Progress("Going on"):
        pass
    engine.cancel(number)
    assert listener.outcome(number) == TaskCancelled(number)
    assert isinstance(listener.outcome(engine.submit(_said("and on"))), Succeeded)


def test_a_waiting_task_can_be_cancelled(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine()
    running, waiting = engine.submit(_said("go on")), engine.submit(_said("never read"))
    engine.cancel(waiting)
    engine.cancel(running)
    assert listener.outcome(running) == TaskCancelled(running)
    assert listener.outcome(waiting) == TaskCancelled(waiting)
    assert Progressed(waiting, Progress("Reading")) not in listener.heard


def test_cancelling_what_is_over_changes_nothing(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine()
    number = engine.submit(_said("hope"))
    assert isinstance(listener.outcome(number), Succeeded)
    engine.cancel(number)
    engine.cancel(999)
    assert isinstance(listener.outcome(engine.submit(_said("and on"))), Succeeded)
    assert listener.none_left()


def test_a_request_does_not_wait_for_parts_it_can_do_without(
    start_engine: StartEngine, listener: Listener, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    number = start_engine(SlowComposer, str(gate)).submit(_said("hope"))
    assert isinstance(listener.outcome(number), Succeeded)
    assert Ready() not in listener.heard
    gate.touch()
    assert listener.until(Ready)


def test_parts_that_cannot_be_loaded_ahead_do_not_stop_it(
    start_engine: StartEngine, listener: Listener
) -> None:
    engine = start_engine(ColdComposer)
    assert listener.next_event() == Ready()
    assert isinstance(listener.outcome(engine.submit(_said("hope"))), Succeeded)


def test_a_damaged_sound_bank_costs_no_take(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine(MuteComposer)
    asked = Request("hope", "en", "hope", NEUTRAL)
    outcome = listener.outcome(engine.submit(Compose(asked, Constraints(), 1)))
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, Composed)
    assert outcome.result.audio is None
    refused = listener.outcome(engine.submit(Render(outcome.result.composition.performance)))
    assert isinstance(refused, Failed)
    assert "damaged" in str(refused.error)


@pytest.mark.parametrize("fatal", ["killed", "dies"])
def test_a_process_that_dies_is_replaced_and_its_tasks_fail(
    start_engine: StartEngine, listener: Listener, expected_log: ExpectedLog, fatal: str
) -> None:
    expected_log(r"The engine's process ended with code -9")
    engine = start_engine()
    listener.until(Ready)
    running, waiting = (
        engine.submit(_said("hang" if fatal == "killed" else "die")),
        engine.submit(_said("hope")),
    )
    if fatal == "killed":
        while listener.until(Progressed).progress != Progress("Hanging"):
            pass
        os.kill(_pid(engine), signal.SIGKILL)
    for number in (running, waiting):
        outcome = listener.outcome(number)
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, EngineError)
    assert isinstance(listener.next_event(), EngineDied)
    assert listener.next_event() == Ready()
    assert isinstance(listener.outcome(engine.submit(_said("and on"))), Succeeded)


@pytest.mark.parametrize("make", [unimportable, stillborn])
def test_a_process_that_never_starts_is_given_up_and_tried_again_on_demand(
    start_engine: StartEngine, listener: Listener, expected_log: ExpectedLog, make: object
) -> None:
    expected_log("The engine's process ended with code [13]")
    if make is unimportable:
        expected_log("(?s)The engine cannot go on.*No module named 'torch'")
    engine = start_engine(make)
    deaths = [listener.until(EngineDied) for _ in range(3)]
    assert len({str(death.error) for death in deaths[:2]}) == 1
    assert "install Composer again" in str(deaths[2].error)
    if keeper := engine._supervisor:
        keeper.join(10)
    assert listener.none_left()
    outcome = listener.outcome(engine.submit(_said("hope")))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, EngineError)


def test_closing_ends_a_process_that_is_busy(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine()
    engine.submit(_said("go on"))
    while listener.until(Progressed).progress != Progress("Going on"):
        pass
    engine.close()


def test_closing_ends_a_process_that_hangs(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine()
    engine.submit(_said("hang"))
    while listener.until(Progressed).progress != Progress("Hanging"):
        pass
    engine.close()


def test_closing_ends_a_process_that_is_stopped(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine()
    listener.until(Ready)
    os.kill(_pid(engine), signal.SIGSTOP)  # not even a polite termination reaches it
    engine.close()


def test_closing_at_once_or_twice_or_unstarted_is_no_trouble(
    start_engine: StartEngine, listener: Listener
) -> None:
    engine = start_engine()
    engine.close()
    engine.close()
    Engine(listener).close()


def test_nothing_is_done_or_reported_after_closing(start_engine: StartEngine, listener: Listener) -> None:
    engine = start_engine()
    number = engine.submit(_said("go on"))
    listener.until(Progressed)
    engine.close()
    while not listener.none_left():
        listener.next_event()
    assert TaskCancelled(number) not in listener.heard
    engine.submit(_said("too late"))
    engine.start()
    assert not engine._supervisor
    assert listener.none_left()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_in_a_terminal_does_not_reach_it(
    start_engine: StartEngine, listener: Listener, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = start_engine()
    listener.until(Ready)
    os.kill(_pid(engine), signal.SIGINT)
    assert isinstance(listener.outcome(engine.submit(_said("hope"))), Succeeded)
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_process_told_to_end_several_times_is_replaced_and_its_task_has_one_outcome(
    start_engine: StartEngine, listener: Listener, expected_log: ExpectedLog
) -> None:
    expected_log(r"The engine's process ended with code -(1|15)")
    engine = start_engine()
    listener.until(Ready)
    number = engine.submit(_said("go on"))
    listener.until(Progressed)
    pid = _pid(engine)
    for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTERM):
        with suppress(ProcessLookupError):
            os.kill(pid, how)
    assert isinstance(listener.outcome(number), Failed)
    assert isinstance(listener.outcome(engine.submit(_said("and on"))), Succeeded)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_does_not_reach_it_while_it_starts(capfd: pytest.CaptureFixture[str]) -> None:
    child = EngineProcess("tests.engine.composers:Metronome", None)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # this thread is no keeper of children
    pid = child._process.pid
    assert pid
    os.kill(pid, signal.SIGINT)
    assert next(child.messages()) == Ready()
    child.reap()
    assert capfd.readouterr().err == ""
