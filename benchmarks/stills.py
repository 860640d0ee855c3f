"""The README's pictures: `python -m benchmarks.stills docs` takes them anew, of the real window.

Real screen (Xvfb, openbox), real engine, real PulseAudio with flite speaking into its microphone. Needs those programs
and Whisper's weights.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from benchmarks.desktop import spoken
from benchmarks.window_journey import after, opened, rest, until
from composer_app.gui.conductor import Conductor
from composer_app.gui.takes.export_dialog import ExportDialog
from composer_app.gui.window import MainWindow
from tests.pulse import Pulse

_BEFORE = ("a rainy evening by the window", "something brave for a first day at school")
_SAID = "I want a song that expresses hope and wonder."


def main() -> None:
    """Take the pictures, in the order of the path: say it, shape it, keep it."""
    folder = Path(sys.argv[1])
    with opened() as (window, conductor, pulse, home):
        window.move(0, 0)
        conductor.preferences.change(loop=True)
        for sentence in _BEFORE:
            _compose(window, conductor, sentence)
        _say(window, conductor, pulse, home).save(str(folder / "say.png"))
        _shape(window, conductor, folder)
        _keep(window, conductor, home).save(str(folder / "keep.png"))


def _compose(window: MainWindow, conductor: Conductor, sentence: str) -> None:
    window.speak.show_text(sentence)
    after(window.speak.compose.click, conductor.workflow.composed)
    rest(300)


def _say(window: MainWindow, conductor: Conductor, pulse: Pulse, home: Path) -> QPixmap:
    """Somebody speaks, and the words appear; then the take that comes of it."""
    conductor.jukebox.stop()
    rest(700)  # until the loudspeaker is silent
    conductor.workflow.state = None
    window.speak.button.click()
    with pulse.speaking(spoken(home, _SAID)) as speech:
        until(lambda: "wonder" in window.speak.field.text().lower() or speech.poll() is not None)
        rest(100)
        picture = _picture(
            window, QRect(QPoint(), QSize(window.width(), window.speak.geometry().bottom() + 12))
        )
    after(window.speak.button.click, conductor.workflow.composed)
    return picture


def _shape(window: MainWindow, conductor: Conductor, folder: Path) -> None:
    """Two chords are locked while it plays, and what else could stand in a third place is looked at."""
    strip = window.score.chords
    for number in (0, 2):
        strip.toggle(number)
    until(lambda: (window.score.roll.beat or 0) > 5)
    _picture(window, window.rect()).save(str(folder / "window.png"))
    menu = conductor.shaping.menu(1)
    corner = strip.mapToGlobal(QPoint(strip.width() // 16, strip.height()))
    menu.popup(corner)
    rest(400)
    score = _in_window(window, window.score)
    _picture(window, score | _in_window(window, menu)).save(str(folder / "shape.png"))
    menu.close()


def _keep(window: MainWindow, conductor: Conductor, home: Path) -> QPixmap:
    """The kinds of files that a take can be."""
    QFileDialog.getSaveFileName = lambda *_: (str(home / "take"), "")  # type: ignore[method-assign]
    conductor.jukebox.stop()
    window.takes.away.save.click()
    rest(400)
    dialog = next(each for each in window.findChildren(ExportDialog) if each.isVisible())
    dialog.format.showPopup()
    rest(400)
    return _picture(window, _in_window(window, dialog) | _in_window(window, window.takes))


def _in_window(window: MainWindow, widget: QWidget) -> QRect:
    """Where a widget lies above the window, with a little around it."""
    corner = window.mapFromGlobal(widget.mapToGlobal(QPoint()))
    return QRect(corner, widget.size()).adjusted(-12, -12, 12, 12) & window.rect()


def _picture(window: MainWindow, part: QRect) -> QPixmap:
    """A part of the screen, with whatever lies above the window."""
    corner = window.mapToGlobal(part.topLeft())
    return window.screen().grabWindow(0, corner.x(), corner.y(), part.width(), part.height())


if __name__ == "__main__":
    main()
