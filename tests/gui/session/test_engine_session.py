from collections.abc import Iterator
from itertools import count

import pytest
from pytestqt.qtbot import QtBot

from composer_app.engine.tasks import Compose, Interpret, Render, Transcribe
from composer_app.errors import EngineError, RequestError
from composer_app.gui.session.engine_session import EngineSession, random_seed, with_emotion
from composer_app.gui.session.overrides import Overrides
from composer_app.music.constraints import Constraints
from composer_app.request.emotion.mood import emotions
from composer_app.speech.recording import Transcript
from testing import factories
from testing.fakes_gui import FakeDevices

HOPE = Transcript("a song of hope", "en", "a song of hope")


@pytest.fixture
def workflow(devices: FakeDevices) -> Iterator[EngineSession]:
    seeds = count(1)
    workflow = EngineSession(devices.as_devices().make_engine, make_seed=lambda: next(seeds))
    yield workflow
    workflow.close()


def test_speech_leads_to_words_to_a_request_to_a_take(
    qtbot: QtBot, workflow: EngineSession, devices: FakeDevices
) -> None:
    signals = [workflow.transcribed, workflow.request_parsed, workflow.composed]
    with qtbot.waitSignals(signals, order="strict"):
        workflow.transcribe(factories.recording(), "en")
    assert [type(task) for task in devices.engine.done] == [Transcribe, Interpret, Compose]
    assert not workflow.is_busy


def test_wishes_and_a_fresh_seed_go_with_every_take(
    qtbot: QtBot, workflow: EngineSession, devices: FakeDevices
) -> None:
    workflow.set_overrides(Overrides(Constraints(bars=8)))
    for _ in range(2):
        with qtbot.waitSignal(workflow.composed):
            workflow.interpret(HOPE)
    takes = [task for task in devices.engine.done if isinstance(task, Compose)]
    assert [task.seed for task in takes] == [1, 2]
    assert takes[0].constraint_overrides == Constraints(bars=8)


def test_what_is_asked_next_stops_what_was_asked_before(
    qtbot: QtBot, workflow: EngineSession, devices: FakeDevices
) -> None:
    devices.engine.held = True
    workflow.compose(factories.request())
    devices.engine.held = False
    with qtbot.waitSignal(workflow.composed) as composed:
        workflow.compose(factories.request(), seed=77)
    assert devices.engine.cancelled == [1]
    assert composed.args[0].composition.seed == 77


def test_the_outcome_of_what_was_cancelled_is_never_shown(
    qtbot: QtBot, workflow: EngineSession, devices: FakeDevices
) -> None:
    devices.engine.held = True
    workflow.compose(factories.request())
    with qtbot.assertNotEmitted(workflow.composed, wait=50), qtbot.waitSignal(workflow.cancelled):
        workflow.cancel()
        devices.engine.answer(1)
    assert not workflow.is_busy


def test_a_failure_ends_the_work(qtbot: QtBot, workflow: EngineSession, devices: FakeDevices) -> None:
    devices.engine.error = RequestError("Say it another way.")
    with qtbot.waitSignal(workflow.failed) as failed:
        workflow.interpret(HOPE)
    assert str(failed.args[0]) == "Say it another way."
    assert not workflow.is_busy


def test_an_empty_request_is_a_sentence_and_asks_nothing(
    qtbot: QtBot, workflow: EngineSession, devices: FakeDevices
) -> None:
    with qtbot.waitSignal(workflow.failed) as failed:
        workflow.interpret(Transcript("", "en", ""))
    assert isinstance(failed.args[0], RequestError)
    assert not devices.engine.done


def test_what_an_engine_that_died_had_to_do_can_be_tried_again(
    qtbot: QtBot, workflow: EngineSession, devices: FakeDevices
) -> None:
    devices.engine.held = True
    workflow.interpret(HOPE)
    with qtbot.waitSignals([workflow.failed, workflow.engine_died]):
        devices.engine.die()
    devices.engine.held = False
    with qtbot.waitSignal(workflow.composed):
        workflow.retry()


def test_an_engine_that_died_at_rest_is_told_of(
    qtbot: QtBot, workflow: EngineSession, devices: FakeDevices
) -> None:
    with qtbot.waitSignal(workflow.engine_died) as died, qtbot.assertNotEmitted(workflow.failed):
        devices.engine.die()
    assert isinstance(died.args[0], EngineError)


def test_other_weights_need_another_engine(
    qtbot: QtBot, workflow: EngineSession, devices: FakeDevices
) -> None:
    with qtbot.waitSignal(workflow.ready):
        workflow.restart("/models/base.pt")
    assert [engine.weights for engine in devices.engines] == ["", "/models/base.pt"]
    assert devices.engines[0].closed


def test_a_sound_is_rendered_again(qtbot: QtBot, workflow: EngineSession, devices: FakeDevices) -> None:
    with qtbot.waitSignal(workflow.rendered):
        workflow.render(factories.performance())
    assert isinstance(devices.engine.done[-1], Render)


def test_a_chosen_emotion_takes_the_place_of_the_mood_and_keeps_the_rest() -> None:
    asked = factories.request()
    meant = with_emotion(asked, emotions()["tense"])
    assert meant.mood.weights == (("tense", 1.0),)
    assert (meant.mood.valence, meant.mood.arousal) == (-0.45, 0.6)
    assert (meant.text, meant.constraints) == (asked.text, asked.constraints)


def test_seeds_differ() -> None:
    assert len({random_seed() for _ in range(50)}) == 50
