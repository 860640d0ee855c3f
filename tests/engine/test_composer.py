"""The engine with the real composer behind it."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from composer_app.composer import Composer
from composer_app.engine.client import Engine
from composer_app.engine.events import (
    Composed,
    EngineDied,
    Exported,
    Failed,
    Outcome,
    Progressed,
    Ready,
    Succeeded,
    TaskCancelled,
)
from composer_app.engine.tasks import Compose, Edit, Export, Interpret, Rearrange, Render, Task, Transcribe
from composer_app.errors import FileError, RecordingError
from composer_app.export import FORMATS, ExportOptions
from composer_app.job import Job
from composer_app.music.constraints import Constraints
from composer_app.music.editing import ShiftOctave
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.request.request import Request
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording, Transcript, read_recording
from testing.logs import ExpectedLog
from tests.engine.conftest import Listener

_SENTENCE = "I want a song that expresses hope and wonder"
_SPOKEN = Path(__file__).parents[1] / "speech" / "audio" / "hope.flac"


class _Talk:
    """An engine, and what it said."""

    def __init__(self) -> None:
        self.listener = Listener()
        self.engine = Engine(self.listener)

    def ask(self, task: Task) -> Outcome:
        return self.listener.outcome(self.engine.submit(task))

    def read(self, sentence: str) -> Request:
        outcome = self.ask(Interpret(Transcript(sentence, "en", sentence)))
        assert isinstance(outcome, Succeeded)
        assert isinstance(outcome.result, Request)
        return outcome.result

    def compose(self, request: Request, wishes: Constraints, seed: int) -> Composed:
        outcome = self.ask(Compose(request, wishes, seed))
        assert isinstance(outcome, Succeeded)
        assert isinstance(outcome.result, Composed)
        return outcome.result


@pytest.fixture(scope="module")
def talk() -> Iterator[_Talk]:
    """One engine for all of these, because it takes seconds to load."""
    talk = _Talk()
    talk.engine.start()
    talk.listener.until(Ready)
    yield talk
    talk.engine.close()


def test_a_sentence_becomes_a_take_that_can_be_heard(talk: _Talk) -> None:
    made = talk.compose(talk.read(_SENTENCE), Constraints(bars=4), 1)
    assert {name for name, _ in made.composition.request.mood.weights} >= {"hopeful", "wonder"}
    assert made.composition.performance.bars == 4
    assert made.audio
    assert np.sqrt(np.mean(made.audio.samples**2)) > 0.005
    assert made.audio.loop_frames == pytest.approx(
        made.composition.performance.seconds * made.audio.rate, abs=2
    )


def test_both_processes_make_the_same_notes_of_the_same_request_and_seed(talk: _Talk) -> None:
    request = talk.read(_SENTENCE)
    there = talk.compose(request, Constraints(bars=4), 11).composition
    assert Composer().compose(request, Constraints(bars=4), 11, Job()) == there


def test_an_older_take_gets_its_sound_back(talk: _Talk) -> None:
    made = talk.compose(talk.read("calm rain"), Constraints(bars=2), 2)
    outcome = talk.ask(Render(made.composition.performance))
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, Audio)
    assert made.audio
    assert outcome.result.samples.shape == made.audio.samples.shape


def test_a_take_is_played_in_another_way_and_is_still_the_same_take(talk: _Talk) -> None:
    made = talk.compose(talk.read(_SENTENCE), Constraints(bars=2), 4).composition
    asked = replace(made.request, constraints=replace(made.request.constraints, tempo=150.0))
    outcome = talk.ask(Rearrange(made, asked, PerformanceSettings(bass_instrument="bass")))
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, Composed)
    assert outcome.result.is_revision
    assert outcome.result.composition.progression == made.progression
    assert outcome.result.audio
    assert [name for name, _ in outcome.result.audio.parts] == ["Chords", "Bass"]


@pytest.mark.parametrize("kind", ["mid", "flac", "chordpro"])
def test_a_take_is_exported_by_the_engine(talk: _Talk, tmp_path: Path, kind: str) -> None:
    made = talk.compose(talk.read(_SENTENCE), Constraints(bars=2), 5).composition
    path = tmp_path / f"take{FORMATS[kind].suffix}"
    outcome = talk.ask(Export(made, path, kind, ExportOptions()))
    assert isinstance(outcome, Succeeded)
    assert outcome.result == Exported(path)
    assert path.stat().st_size > 50


def test_what_cannot_be_exported_is_a_sentence(talk: _Talk, tmp_path: Path) -> None:
    made = talk.compose(talk.read(_SENTENCE), Constraints(bars=2), 6).composition
    outcome = talk.ask(Export(made, tmp_path / "missing" / "take.mid", "mid", ExportOptions()))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, FileError)


def test_a_take_that_is_changed_in_one_place_revises_the_one_that_was_sent(talk: _Talk) -> None:
    made = talk.compose(talk.read(_SENTENCE), Constraints(bars=4), 1).composition
    outcome = talk.ask(Edit(made, (ShiftOctave(0, 1),)))
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, Composed)
    assert outcome.result.is_revision
    assert outcome.result.audio
    assert outcome.result.composition.voicings[0] == made.voicings[0].transpose(12)
    refused = talk.ask(Edit(made, (ShiftOctave(0, 9),)))
    assert isinstance(refused, Failed)
    assert str(refused.error) == "This chord lies as high as it can be played."


@pytest.mark.speech_model
def test_speech_becomes_words(talk: _Talk) -> None:
    outcome = talk.ask(Transcribe(read_recording(_SPOKEN)))
    assert isinstance(outcome, Succeeded)
    assert isinstance(outcome.result, Transcript)
    assert {"hope", "wonder"} <= set(outcome.result.english.lower().strip(".").split())


def test_silence_is_a_sentence(talk: _Talk) -> None:
    outcome = talk.ask(Transcribe(Recording(np.zeros(160_000, np.float32), 16_000)))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, RecordingError)
    assert "I heard nothing" in str(outcome.error)


@pytest.mark.speech_model
def test_a_long_recording_can_be_cancelled(talk: _Talk) -> None:
    speech = read_recording(_SPOKEN)
    pause = np.zeros(25 * speech.rate, np.float32)
    long = Recording(np.tile(np.concatenate([speech.samples, pause]), 8), speech.rate)
    number = talk.engine.submit(Transcribe(long))
    while not (progress := talk.listener.until(Progressed).progress).total:
        pass  # until it is on its way through the windows
    assert progress.done < progress.total
    talk.engine.cancel(number)
    assert talk.listener.outcome(number) == TaskCancelled(number)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_composer_that_is_killed_is_replaced_by_one_that_composes_the_same(
    expected_log: ExpectedLog,
) -> None:
    expected_log("The engine's process ended with code -9")
    talk = _Talk()
    try:
        before = talk.compose(talk.read(_SENTENCE), Constraints(bars=4), 3).composition
        talk.listener.until(Ready)
        assert talk.engine._process
        pid = talk.engine._process._process.pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        assert isinstance(talk.listener.until(EngineDied), EngineDied)
        assert talk.compose(talk.read(_SENTENCE), Constraints(bars=4), 3).composition == before
    finally:
        talk.engine.close()
