"""The status line: the current task, its progress, and a button to cancel it."""

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from composer_app.gui.text.translation import translate_sentence
from composer_app.job import Progress

translate = QCoreApplication.translate

_BYTES_PER_MB = 1_000_000
_RATE_WINDOW_S = 5.0  # the rate is the mean over this window


class RateEstimator:
    """Estimates a download rate over the last seconds, so that it follows a changing connection."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._samples: deque[tuple[float, int]] = deque()

    def record(self, done: int) -> None:
        """Record the amount received so far; if it is less than before, another download has begun."""
        now = self._now()
        if self._samples and done < self._samples[-1][1]:
            self._samples.clear()
        self._samples.append((now, done))
        while len(self._samples) > 2 and now - self._samples[0][0] > _RATE_WINDOW_S:
            self._samples.popleft()

    @property
    def per_second(self) -> float:
        """The amount received per second; 0 until two samples are recorded."""
        if len(self._samples) < 2:
            return 0.0
        (began, first), (ended, last) = self._samples[0], self._samples[-1]
        return (last - first) / (ended - began) if ended > began else 0.0


def format_progress(progress: Progress, bytes_per_second: float = 0.0) -> str:
    """Return a progress as text; a total above a million is in bytes, shown as MB with percentage and rate."""
    if progress.total < _BYTES_PER_MB:
        return f"{translate_sentence(progress.stage)}…"
    done, total = progress.done / _BYTES_PER_MB, progress.total / _BYTES_PER_MB
    share = int(100 * progress.done / progress.total)  # 100 only when complete
    size = translate("Progress", "{stage}: {done:.0f} of {total:.0f} MB, {share} %").format(
        stage=translate_sentence(progress.stage), done=done, total=total, share=share
    )
    rate = translate("Progress", "{speed:.1f} MB/s").format(speed=bytes_per_second / _BYTES_PER_MB)
    return f"{size}, {rate}" if bytes_per_second else size


class ProgressLine(QWidget):
    """A text, a progress bar and a Cancel button.

    Signals:
        cancel_requested: The user clicked Cancel.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate = RateEstimator()
        self.label = QLabel()
        self.label.setProperty("small", True)
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setFixedWidth(140)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Stop this (Esc)"))
        self.cancel_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel_button.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addWidget(self.progress_bar)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        self.show_idle("")

    def show_idle(self, text: str) -> None:
        """Show a text without a progress bar."""
        self.label.setText(text)
        self.progress_bar.hide()
        self.cancel_button.hide()

    def show_busy(self, text: str, *, cancellable: bool = True) -> None:
        """Show a text and a progress bar of unknown length."""
        self._show_bar(text, 0, 0)
        self.cancel_button.setVisible(cancellable)

    def show_progress(self, progress: Progress) -> None:
        """Show the progress of a task."""
        scale = max(1, progress.total // 1000)  # Qt counts in 32 bits, files do not
        self._rate.record(progress.done)
        self._show_bar(
            format_progress(progress, self._rate.per_second), progress.done // scale, progress.total // scale
        )
        self.cancel_button.show()

    def _show_bar(self, text: str, done: int, total: int) -> None:
        self.label.setText(text)
        self.progress_bar.setRange(0, total)
        self.progress_bar.setValue(done)
        self.progress_bar.show()
