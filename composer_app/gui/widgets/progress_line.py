"""What is being done, and a way to stop it."""

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from composer_app.gui.text.translation import translate_sentence
from composer_app.job import Progress

translate = QCoreApplication.translate

_MEGA = 1_000_000
_RECENT = 5.0  # seconds by which a speed is measured


class RateEstimator:
    """How fast something arrives: over the last seconds, so that it heeds a line that slows down."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: deque[tuple[float, int]] = deque()

    def reach(self, done: int) -> None:
        """So much has arrived by now; less than before means that another thing arrives."""
        now = self._now()
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[0][0] > _RECENT:
            self._seen.popleft()

    @property
    def a_second(self) -> float:
        """How much arrives in a second; 0 where nobody can tell yet."""
        if len(self._seen) < 2:
            return 0.0
        (began, first), (ended, last) = self._seen[0], self._seen[-1]
        return (last - first) / (ended - began) if ended > began else 0.0


def said(progress: Progress, speed: float = 0.0) -> str:
    """A step in words; sizes in the millions are bytes, shown as MB with their share and, if known, their speed."""
    if progress.total < _MEGA:
        return f"{translate_sentence(progress.stage)}…"
    done, total = progress.done / _MEGA, progress.total / _MEGA
    share = int(100 * progress.done / progress.total)  # 100 only when all is there
    size = translate("Progress", "{stage}: {done:.0f} of {total:.0f} MB, {share} %").format(
        stage=translate_sentence(progress.stage), done=done, total=total, share=share
    )
    rate = translate("Progress", "{speed:.1f} MB/s").format(speed=speed / _MEGA)
    return f"{size}, {rate}" if speed else size


class ProgressLine(QWidget):
    """The state in words, a bar, and Cancel.

    Signals:
        cancel: Stop what is under way.
    """

    cancel = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speed = RateEstimator()
        self.label = QLabel()
        self.label.setProperty("small", True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.button = QPushButton(self.tr("Cancel"))
        self.button.setToolTip(self.tr("Stop this (Esc)"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addWidget(self.bar)
        row.addWidget(self.button)
        row.addStretch(1)
        self.rest("")

    def rest(self, text: str) -> None:
        """Nothing is under way; what there is to say then."""
        self.label.setText(text)
        self.bar.hide()
        self.button.hide()

    def wait(self, text: str, *, cancellable: bool = True) -> None:
        """Something is under way, and nobody knows for how long."""
        self._run(text, 0, 0)
        self.button.setVisible(cancellable)

    def show_progress(self, progress: Progress) -> None:
        """Show the step that was reached."""
        scale = max(1, progress.total // 1000)  # Qt counts in 32 bits, files do not
        self._speed.reach(progress.done)
        self._run(said(progress, self._speed.a_second), progress.done // scale, progress.total // scale)
        self.button.show()

    def _run(self, text: str, done: int, total: int) -> None:
        self.label.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()
