"""Jobs: reporting and stopping are one call."""

import threading

import pytest

from composer_app.work import Cancelled, Job, Progress
from tests.patience import PATIENCE


def test_a_step_is_reported() -> None:
    heard: list[Progress] = []
    job = Job(heard.append)
    job.step("Listening")
    job.step("Downloading", 3, 10)
    assert heard == [Progress("Listening"), Progress("Downloading", 3, 10)]


def test_a_job_that_nobody_listens_to_goes_on() -> None:
    Job().step("Listening")


def test_a_cancelled_job_stops_at_its_next_step_and_reports_no_more() -> None:
    heard: list[Progress] = []
    job = Job(heard.append)
    job.cancel()
    with pytest.raises(Cancelled):
        job.step("Listening")
    assert heard == []


def test_a_step_too_small_to_tell_of_is_stopped_as_well() -> None:
    heard: list[Progress] = []
    job = Job(heard.append)
    job.heed()
    job.cancel()
    with pytest.raises(Cancelled):
        job.heed()
    assert heard == []


def _go_on(job: Job) -> None:
    while True:
        job.step("Going on")


def test_a_job_can_be_cancelled_from_another_thread() -> None:
    stepped = threading.Event()
    job = Job(lambda _: stepped.set())

    def cancel() -> None:
        stepped.wait(PATIENCE)
        job.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    with pytest.raises(Cancelled):
        _go_on(job)
    canceller.join()
