"""What a frame of the playhead costs, compared with repainting the whole piano roll, in the same run.

    python -m benchmarks.playhead

Milliseconds of processor time to advance the cards, the piano roll and the keyboard by a thirtieth of a second and
paint them, in a score of 1,560 x 700 pixels (a window of 1,920 x 1,080). A frame is due every 33 ms.
"""

import os
import statistics
import time

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication

from composer_app.composer import Composer
from composer_app.composition import Composition
from composer_app.gui.score.view import ScoreView
from composer_app.gui.shell.app import create_application
from composer_app.job import Job
from composer_app.music.constraints import Constraints
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.speech.recording import Transcript

_SIZE, _FRAME, _FRAMES = (1560, 700), 1 / 30, 240


def costs(score: ScoreView, take: Composition, *, repaint: bool) -> list[float]:
    """Return the milliseconds of each frame, after a few warm-up frames."""
    score.show_take(take)
    durations = []
    for frame in range(-10, _FRAMES):
        start = time.process_time()
        score.show_beat(max(0, frame) * _FRAME * take.performance.tempo / 60 % take.performance.beats)
        if repaint:
            score.piano_roll.resizeEvent(QResizeEvent(score.piano_roll.size(), score.piano_roll.size()))
        QApplication.processEvents()
        if frame >= 0:
            durations.append(1000 * (time.process_time() - start))
    return durations


def main() -> None:
    """Print a row for each length."""
    app = create_application()
    composer = Composer()
    request = composer.read(Transcript("hope and wonder", "en", "hope and wonder"), Job())
    score = ScoreView()
    score.resize(*_SIZE)
    score.show()
    app.processEvents()
    print(f"{'bars':>4} {'notes':>6}   moved: median, p95, most   anew: median, p95, most   (ms)")
    for bars in (8, 32, 64):
        take = composer.compose(
            request, Constraints(bars=bars), 1, Job(), PerformanceSettings(bass_instrument="bass")
        )
        rows = [_row(costs(score, take, repaint=repaint)) for repaint in (False, True)]
        print(f"{bars:4} {len(take.performance.notes):6}   {'          '.join(rows)}")


def _row(durations: list[float]) -> str:
    cuts = statistics.quantiles(durations, n=20)
    return f"{statistics.median(durations):6.2f} {cuts[-1]:6.2f} {max(durations):6.2f}"


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
