"""Take the README's pictures of the real window: `python -m benchmarks.stills docs`.

Real screen (Xvfb, openbox), real engine, real PulseAudio with flite speaking into its microphone. Needs those programs
and Whisper's weights.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from benchmarks.desktop import speech_file
from benchmarks.window_journey import after, open_window, rest, until
from composer_app.gui.shell.app_controller import AppController
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.takes.export_dialog import ExportDialog
from testing.pulse import Pulse

_BEFORE = ("a rainy evening by the window", "something brave for a first day at school")
_SAID = "I want a song that expresses hope and wonder."


def main() -> None:
    """Take the pictures in order: speak, edit, export."""
    folder = Path(sys.argv[1])
    with open_window() as (window, conductor, pulse, home):
        window.move(0, 0)
        conductor.preferences.change(loop=True)
        for sentence in _BEFORE:
            _compose(window, conductor, sentence)
        _say(window, conductor, pulse, home).save(str(folder / "say.png"))
        _shape(window, conductor, folder)
        _keep(window, conductor, home).save(str(folder / "keep.png"))


def _compose(window: MainWindow, conductor: AppController, sentence: str) -> None:
    window.input_panel.show_text(sentence)
    after(window.input_panel.compose_button.click, conductor.session.composed)
    rest(300)


def _say(window: MainWindow, conductor: AppController, pulse: Pulse, home: Path) -> QPixmap:
    """Speak a request, and take pictures of the transcript and of the composed take."""
    conductor.output_player.stop()
    rest(700)  # until the loudspeaker is silent
    conductor.session.set_dialogue_state(None)
    window.input_panel.record_button.click()
    with pulse.speaking(speech_file(home, _SAID)) as speech:
        until(
            lambda: "wonder" in window.input_panel.request_field.text().lower() or speech.poll() is not None
        )
        rest(100)
        picture = _picture(
            window, QRect(QPoint(), QSize(window.width(), window.input_panel.geometry().bottom() + 12))
        )
    after(window.input_panel.record_button.click, conductor.session.composed)
    return picture


def _shape(window: MainWindow, conductor: AppController, folder: Path) -> None:
    """Lock two chords during playback, and open the alternatives of a third."""
    strip = window.score_view.chord_editor
    for number in (0, 2):
        strip.toggle_lock(number)
    until(lambda: (window.score_view.piano_roll.beat or 0) > 5)
    _picture(window, window.rect()).save(str(folder / "window.png"))
    menu = conductor.chord_controller.make_menu(1)
    corner = strip.mapToGlobal(QPoint(strip.width() // 16, strip.height()))
    menu.popup(corner)
    rest(400)
    score = _in_window(window, window.score_view)
    _picture(window, score | _in_window(window, menu)).save(str(folder / "shape.png"))
    menu.close()


def _keep(window: MainWindow, conductor: AppController, home: Path) -> QPixmap:
    """Open the export formats of a take."""
    QFileDialog.getSaveFileName = lambda *_: (str(home / "take"), "")  # type: ignore[method-assign]
    conductor.output_player.stop()
    window.takes_panel.export_bar.export_button.click()
    rest(400)
    dialog = next(each for each in window.findChildren(ExportDialog) if each.isVisible())
    dialog.format_combo.showPopup()
    rest(400)
    return _picture(window, _in_window(window, dialog) | _in_window(window, window.takes_panel))


def _in_window(window: MainWindow, widget: QWidget) -> QRect:
    """Return a popup's area of the screen, with a small margin."""
    corner = window.mapFromGlobal(widget.mapToGlobal(QPoint()))
    return QRect(corner, widget.size()).adjusted(-12, -12, 12, 12) & window.rect()


def _picture(window: MainWindow, part: QRect) -> QPixmap:
    """Save a part of the screen, with any popup above the window."""
    corner = window.mapToGlobal(part.topLeft())
    return window.screen().grabWindow(0, corner.x(), corner.y(), part.width(), part.height())


if __name__ == "__main__":
    main()
