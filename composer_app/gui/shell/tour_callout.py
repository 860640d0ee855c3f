"""The widgets of the tour: an overlay that dims all but one panel, and a callout with a text."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from composer_app.gui.widgets.theme import SPACING_PX


@dataclass(frozen=True, slots=True, eq=False)
class TourStep:
    """One step of the tour: a panel and a text about it."""

    panel: QWidget
    title: str
    text: str


_CALLOUT_GAP_PX = 2 * SPACING_PX


@dataclass(frozen=True, slots=True)
class CalloutPlacement:
    """The position of the callout and of the line from it to its target.

    Attributes:
        rect: The rectangle of the callout.
        line_start: The end of the line at the edge of the target.
        line_end: The end of the line at the edge of the callout; equal to `line_start` if the callout is inside.
    """

    rect: QRect
    line_start: QPoint
    line_end: QPoint


def place_callout(target: QRect, size: QSize, bounds: QRect) -> CalloutPlacement:
    """Place a callout below, right or left of its target if it fits, else inside at the bottom.

    It is never above, because it would cover the text field.
    """
    free = (box for box in _candidate_rects(target, size, bounds) if bounds.contains(box))
    if box := next(free, None):
        return CalloutPlacement(
            box, _nearest_point(target, box.center()), _nearest_point(box, target.center())
        )
    inside = _rect_around(
        QPoint(target.center().x(), target.bottom() - size.height() // 2 - _CALLOUT_GAP_PX), size, bounds
    )
    edge = QPoint(inside.center().x(), inside.top())
    return CalloutPlacement(inside, edge, edge)


def _candidate_rects(target: QRect, size: QSize, bounds: QRect) -> Iterator[QRect]:
    """Yield the rectangles next to a target, moved along its edges to stay within bounds."""
    centre, across = target.center(), _CALLOUT_GAP_PX + size.width() // 2
    for x, y in (
        (centre.x(), target.bottom() + _CALLOUT_GAP_PX + size.height() // 2),
        (target.right() + across, centre.y()),
        (target.left() - across, centre.y()),
    ):
        box = _rect_around(QPoint(x, y), size, bounds)
        if not box.intersects(target):
            yield box


def _rect_around(centre: QPoint, size: QSize, bounds: QRect) -> QRect:
    """Return a rectangle centred on a point, moved to stay within bounds."""
    box = QRect(QPoint(), size)
    box.moveCenter(centre)
    box.moveLeft(max(bounds.left(), min(box.left(), bounds.right() - box.width())))
    box.moveTop(max(bounds.top(), min(box.top(), bounds.bottom() - box.height())))
    return box


def _nearest_point(rect: QRect, point: QPoint) -> QPoint:
    """Return the point of a rectangle that is nearest to a given point."""
    return QPoint(
        max(rect.left(), min(point.x(), rect.right())), max(rect.top(), min(point.y(), rect.bottom()))
    )


_DIM_ALPHA = 120  # of 255
_CALLOUT_WIDTH_PX = 360
_ACTIVATION_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEP_BY_KEY: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class DimOverlay(QWidget):
    """An overlay that dims all but one panel; mouse events pass through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._target = QRect()
        self._placement: CalloutPlacement | None = None
        self.hide()

    def point_at(self, target: QRect, placement: CalloutPlacement) -> None:
        """Highlight a rectangle, with a line to the callout."""
        self._target, self._placement = target, placement
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._placement:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hole = QRectF(self._target).adjusted(-3, -3, 3, 3)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        path.addRoundedRect(hole, 10, 10)
        dim = QColor(self.palette().color(QPalette.ColorRole.Window))
        dim.setAlpha(_DIM_ALPHA)
        painter.fillPath(path, dim)  # by the odd-even rule, the panel stays clear
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent, 2))
        painter.drawRoundedRect(hole, 10, 10)
        if self._placement.line_start != self._placement.line_end:
            painter.drawLine(self._placement.line_start, self._placement.line_end)
        painter.end()


class Callout(QFrame):
    """The text of a step, with buttons to go on, back or skip.

    Signals:
        step_requested: Go to the next step (1) or the previous one (-1).
        dismissed: End the tour.
    """

    step_requested = Signal(int)
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("callout", True)
        self.setFixedWidth(_CALLOUT_WIDTH_PX)
        self.count_label, self.title_label, self.text_label = QLabel(), QLabel(), QLabel()
        self.count_label.setProperty("small", True)
        self.title_label.setProperty("title", True)
        for label in (self.title_label, self.text_label):
            label.setWordWrap(True)
        self.next_button = self._make_button(
            self.tr("Ne&xt"), self.tr("Go on (right arrow)"), lambda: self.step_requested.emit(1)
        )
        self.next_button.setProperty("main", True)
        self.back_button = self._make_button(
            self.tr("Back"), self.tr("Go back (left arrow)"), lambda: self.step_requested.emit(-1)
        )
        self.skip_button = self._make_button(
            self.tr("Skip"), self.tr("End the tour (Esc). The menu brings it back"), self.dismissed.emit
        )
        row = QHBoxLayout()
        row.addWidget(self.skip_button)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(SPACING_PX, SPACING_PX, SPACING_PX, SPACING_PX)
        for label in (self.count_label, self.title_label, self.text_label):
            column.addWidget(label)
        column.addLayout(row)
        self.hide()

    @property
    def preferred_size(self) -> QSize:
        """The size that fits the text."""
        return QSize(_CALLOUT_WIDTH_PX, self._column.totalHeightForWidth(_CALLOUT_WIDTH_PX))

    def show_step(self, step: TourStep, number: int, total: int) -> None:
        """Show a step by its number from 0."""
        self.count_label.setText(self.tr("{number} of {total}").format(number=number + 1, total=total))
        self.title_label.setText(step.title)
        self.text_label.setText(step.text)
        self.back_button.setEnabled(number > 0)
        last = number == total - 1
        self.next_button.setText(self.tr("Done") if last else self.tr("Ne&xt"))
        self.skip_button.setVisible(not last)
        self.setAccessibleName(
            self.tr("Tour, {count}: {title}").format(count=self.count_label.text(), title=step.title)
        )
        self.setAccessibleDescription(step.text)
        announcement = f"{self.accessibleName()}. {step.text}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, announcement))

    def _make_button(self, text: str, tip: str, action: object) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(action)
        button.installEventFilter(self)  # a QPushButton would use the arrow keys to move the focus
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _STEP_BY_KEY:
                self.step_requested.emit(_STEP_BY_KEY[event.key()])
                return True
            if event.key() in _ACTIVATION_KEYS and isinstance(watched, QPushButton):
                watched.click()  # outside dialogs, Qt clicks a button only with the space bar
                return True
        return super().eventFilter(watched, event)
