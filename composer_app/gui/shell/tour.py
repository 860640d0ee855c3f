"""The tour of the window, shown at the first start."""

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

from composer_app.gui.session.preferences import Preferences
from composer_app.gui.shell.main_window import MainWindow
from composer_app.gui.shell.tour_callout import Callout, DimOverlay, TourStep, place_callout
from composer_app.gui.widgets.theme import SPACING_PX


def make_steps(window: MainWindow) -> tuple[TourStep, ...]:
    """Return the steps of the tour."""
    translate = QCoreApplication.translate
    return (
        TourStep(
            window.input_panel,
            translate("Tour", "Say it"),
            translate(
                "Tour",
                "Press Speak and say what you feel, or hold F9 while you speak. Or write it and press Enter. "
                "The sentences below the field show how.",
            ),
        ),
        TourStep(
            window.mood_panel,
            translate("Tour", "See what was understood"),
            translate(
                "Tour",
                "The emotions that were detected, and their place between dark and bright, calm and lively. "
                "If you meant something else, choose it here.",
            ),
        ),
        TourStep(
            window.score_view,
            translate("Tour", "Shape the chords"),
            translate(
                "Tour",
                "Click a chord to preview it, lock the ones you like, and press R to regenerate the rest. "
                "N makes a new take, Space plays and stops.",
            ),
        ),
        TourStep(
            window.takes_panel,
            translate("Tour", "Export"),
            translate(
                "Tour",
                "Every take is saved here automatically. Drag it into your DAW, or export it as MIDI or audio.",
            ),
        ),
    )


_GEOMETRY_EVENTS = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest)


class Tour(QObject):
    """Shows the steps over the window, which can be used at the same time."""

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._steps: tuple[TourStep, ...] = ()
        self._step_number = 0
        self.overlay: DimOverlay | None = None
        self.callout: Callout | None = None

    @property
    def is_showing(self) -> bool:
        """Whether a step is shown."""
        return bool(self._steps)

    def show_on_first_run(self) -> None:
        """Start the tour unless it was shown before; the focus does not move."""
        if not self._preferences.settings.tour_done and not self.is_showing:
            self._start()

    def show(self) -> None:
        """Start the tour from the menu."""
        self.end()
        self._start()
        assert self.callout
        self.callout.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """End the tour; from now on it is shown only from the menu."""
        if not (self.is_showing and self.overlay and self.callout):
            return
        focus = self._window.focusWidget()
        had_focus = bool(focus and self.callout.isAncestorOf(focus))
        for watched in self._watched_widgets():
            watched.removeEventFilter(self)
        self._steps = ()
        for widget in (self.overlay, self.callout):
            widget.hide()
            widget.deleteLater()
        self.overlay = self.callout = None
        if had_focus:
            self._window.input_panel.request_field.setFocus()
        self._preferences.change(tour_done=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if event.type() in _GEOMETRY_EVENTS:
            self._reposition()
        return super().eventFilter(watched, event)

    def _start(self) -> None:
        self._steps, self._step_number = make_steps(self._window), 0
        self.overlay, self.callout = DimOverlay(self._window), Callout(self._window)
        self.callout.step_requested.connect(self._change_step)
        self.callout.dismissed.connect(self.end)
        order = (
            self._window.input_panel.request_field,
            self.callout.next_button,
            self.callout.back_button,
            self.callout.skip_button,
        )
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        for watched in self._watched_widgets():
            watched.installEventFilter(self)
        self._show_step()

    def _change_step(self, offset: int) -> None:
        self._step_number += offset
        if self._step_number >= len(self._steps):
            self.end()
        else:
            self._step_number = max(0, self._step_number)
            self._show_step()

    def _show_step(self) -> None:
        assert self.overlay
        assert self.callout
        self.callout.show_step(self._steps[self._step_number], self._step_number, len(self._steps))
        self._reposition()
        for widget in (self.overlay, self.callout):
            widget.show()
            widget.raise_()

    def _reposition(self) -> None:
        """Move the overlay and the callout to the current position of the panel."""
        assert self.overlay
        assert self.callout
        panel, bounds = self._steps[self._step_number].panel, self._window.rect()
        target = QRect(panel.mapTo(self._window, panel.rect().topLeft()), panel.size())
        placement = place_callout(
            target,
            self.callout.preferred_size,
            bounds.adjusted(SPACING_PX, SPACING_PX, -SPACING_PX, -SPACING_PX),
        )
        self.overlay.setGeometry(bounds)
        self.overlay.point_at(target, placement)
        self.callout.setGeometry(placement.rect)

    def _watched_widgets(self) -> tuple[QWidget, ...]:
        return (self._window, *(step.panel for step in self._steps))
