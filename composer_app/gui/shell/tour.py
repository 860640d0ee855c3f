"""The tour: goes from step to step, follows its panel, and remembers that it was seen."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

from composer_app.gui.session.preferences import Preferences
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.tour_callout import Callout, DimOverlay, place
from composer_app.gui.widgets.theme import SPACE


@dataclass(frozen=True, slots=True, eq=False)
class TourStep:
    """One step: what it points at, and its words."""

    panel: QWidget
    title: str
    text: str


def steps(window: MainWindow) -> tuple[TourStep, ...]:
    """The path through the window: say it, see what was understood, shape it, take it away."""
    translate = QCoreApplication.translate
    return (
        TourStep(
            window.speak,
            translate("Tour", "Say it"),
            translate(
                "Tour",
                "Press Speak and say what you feel, or hold F9 while you speak. Or write it and press Enter. "
                "The sentences below the field show how.",
            ),
        ),
        TourStep(
            window.mood,
            translate("Tour", "See what was understood"),
            translate(
                "Tour",
                "The feelings that were heard, and where they lie between dark and bright, calm and lively. "
                "If something else was meant, choose it here.",
            ),
        ),
        TourStep(
            window.score,
            translate("Tour", "Shape the chords"),
            translate(
                "Tour",
                "Click a chord to hear it, keep those that you like, and press R to find others for the rest. "
                "N makes another take, Space plays and stops.",
            ),
        ),
        TourStep(
            window.takes,
            translate("Tour", "Take it away"),
            translate(
                "Tour",
                "Every take is kept here by itself. Drag it into your music program, or save it as MIDI or sound.",
            ),
        ),
    )


_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest)


class Tour(QObject):
    """Lies over the window without being in the way: what is below can be clicked, and typing goes on."""

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._steps: tuple[TourStep, ...] = ()
        self._number = 0
        self.veil: DimOverlay | None = None
        self.callout: Callout | None = None

    @property
    def showing(self) -> bool:
        """Whether it is under way."""
        return bool(self._steps)

    def show_once(self) -> None:
        """Begin, unless it was seen or skipped before; whoever types goes on typing."""
        if not self._preferences.now.toured and not self.showing:
            self._begin()

    def show(self) -> None:
        """Begin, because somebody asked for it."""
        self.end()
        self._begin()
        assert self.callout
        self.callout.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """End, for good: it comes again only when it is asked for."""
        if not (self.showing and self.veil and self.callout):
            return
        focus = self._window.focusWidget()
        had_focus = bool(focus and self.callout.isAncestorOf(focus))
        for watched in self._watched():
            watched.removeEventFilter(self)
        self._steps = ()
        for widget in (self.veil, self.callout):
            widget.hide()
            widget.deleteLater()
        self.veil = self.callout = None
        if had_focus:
            self._window.speak.field.setFocus()
        self._preferences.change(toured=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._steps, self._number = steps(self._window), 0
        self.veil, self.callout = DimOverlay(self._window), Callout(self._window)
        self.callout.went.connect(self._go)
        self.callout.left.connect(self.end)
        order = (self._window.speak.field, self.callout.next, self.callout.back, self.callout.skip)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        for watched in self._watched():
            watched.installEventFilter(self)
        self._show()

    def _go(self, by: int) -> None:
        self._number += by
        if self._number >= len(self._steps):
            self.end()
        else:
            self._number = max(0, self._number)
            self._show()

    def _show(self) -> None:
        assert self.veil
        assert self.callout
        self.callout.show_step(self._steps[self._number], self._number, len(self._steps))
        self._follow()
        for widget in (self.veil, self.callout):
            widget.show()
            widget.raise_()

    def _follow(self) -> None:
        """Put veil and callout where the panel is now."""
        assert self.veil
        assert self.callout
        panel, room = self._steps[self._number].panel, self._window.rect()
        target = QRect(panel.mapTo(self._window, panel.rect().topLeft()), panel.size())
        found = place(target, self.callout.wanted, room.adjusted(SPACE, SPACE, -SPACE, -SPACE))
        self.veil.setGeometry(room)
        self.veil.point(target, found)
        self.callout.setGeometry(found.box)

    def _watched(self) -> tuple[QWidget, ...]:
        return (self._window, *(step.panel for step in self._steps))
