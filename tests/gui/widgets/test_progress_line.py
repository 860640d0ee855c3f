import pytest
from pytestqt.qtbot import QtBot

from composer_app.gui.widgets.progress_line import ProgressLine, RateEstimator, format_progress
from composer_app.job import Progress


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


def _reach(speed: RateEstimator, watch: Watch, rate: float, seconds: int, begun: int = 0) -> int:
    done = begun
    for _ in range(10 * seconds):
        watch.time += 0.1
        done += int(rate / 10)
        speed.record(done)
    return done


def test_a_speed_is_known_after_the_second_word_of_it(watch: Watch) -> None:
    speed = RateEstimator(watch)
    assert speed.per_second == 0
    speed.record(0)
    assert speed.per_second == 0
    watch.time += 2
    speed.record(5_000_000)
    assert speed.per_second == pytest.approx(2_500_000)


def test_a_line_that_slows_down_is_slow_soon(watch: Watch) -> None:
    speed = RateEstimator(watch)
    done = _reach(speed, watch, 10_000_000, 20)
    assert speed.per_second == pytest.approx(10_000_000, rel=0.01)
    _reach(speed, watch, 1_000_000, 6, done)
    assert speed.per_second == pytest.approx(1_000_000, rel=0.01)


def test_another_download_is_measured_by_itself(watch: Watch) -> None:
    speed = RateEstimator(watch)
    _reach(speed, watch, 10_000_000, 5)
    speed.record(0)
    assert speed.per_second == 0
    _reach(speed, watch, 2_000_000, 1)
    assert speed.per_second == pytest.approx(2_000_000, rel=0.01)


def test_words_at_the_same_moment_are_no_speed(watch: Watch) -> None:
    speed = RateEstimator(watch)
    speed.record(1)
    speed.record(2)
    assert speed.per_second == 0


@pytest.mark.parametrize(
    ("progress", "speed", "text"),
    [
        (Progress("Listening"), 0.0, "Listening…"),
        (Progress("Listening", 1, 2), 5.0, "Listening…"),
        (Progress("Downloading", 0, 145_000_000), 0.0, "Downloading: 0 of 145 MB, 0 %"),
        (
            Progress("Downloading", 72_500_000, 145_000_000),
            3.44e6,
            "Downloading: 72 of 145 MB, 50 %, 3.4 MB/s",
        ),
        (Progress("Downloading", 144_999_999, 145_000_000), 0.0, "Downloading: 145 of 145 MB, 99 %"),
    ],
)
def test_a_download_says_how_much_which_share_and_how_fast(
    progress: Progress, speed: float, text: str
) -> None:
    assert format_progress(progress, speed) == text


def test_the_line_shows_a_download_and_lets_it_be_cancelled(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.show_progress(Progress("Downloading the speech model", 3 << 20, 3 << 30))
    assert "MB" in line.label.text()
    assert line.progress_bar.maximum() > 0
    with qtbot.waitSignal(line.cancel_requested):
        line.cancel_button.click()
    line.show_idle("Ready")
    assert line.progress_bar.isHidden()
    assert line.cancel_button.isHidden()
