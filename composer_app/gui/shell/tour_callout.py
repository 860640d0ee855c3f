"""What the tour shows: a veil with a window in it over the panel, and a callout with its words."""

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

from composer_app.gui.shell.tour import TourStep
from composer_app.gui.widgets.theme import SPACE

_GAP = 2 * SPACE


@dataclass(frozen=True, slots=True)
class CalloutPlacement:
    """Where a callout stands.

    Attributes:
        box: The callout.
        tip, foot: The ends of the line that points: on the edge of what it points at, and on the callout's. The same
            point where the callout stands inside.
    """

    box: QRect
    tip: QPoint
    foot: QPoint


def place(target: QRect, size: QSize, room: QRect) -> CalloutPlacement:
    """A callout of a size below, right or left of a target, wherever it has room; else inside, at its foot.

    Never above, where the field is that somebody may be writing in.
    """
    free = (box for box in _beside(target, size, room) if room.contains(box))
    if box := next(free, None):
        return CalloutPlacement(box, _nearest(target, box.center()), _nearest(box, target.center()))
    inside = _at(QPoint(target.center().x(), target.bottom() - size.height() // 2 - _GAP), size, room)
    edge = QPoint(inside.center().x(), inside.top())
    return CalloutPlacement(inside, edge, edge)


def _beside(target: QRect, size: QSize, room: QRect) -> Iterator[QRect]:
    """The places around a target; along its edge, they are moved so that they stay in the room."""
    centre, across = target.center(), _GAP + size.width() // 2
    for x, y in (
        (centre.x(), target.bottom() + _GAP + size.height() // 2),
        (target.right() + across, centre.y()),
        (target.left() - across, centre.y()),
    ):
        box = _at(QPoint(x, y), size, room)
        if not box.intersects(target):
            yield box


def _at(centre: QPoint, size: QSize, room: QRect) -> QRect:
    """A rectangle around a point, moved into the room."""
    box = QRect(QPoint(), size)
    box.moveCenter(centre)
    box.moveLeft(max(room.left(), min(box.left(), room.right() - box.width())))
    box.moveTop(max(room.top(), min(box.top(), room.bottom() - box.height())))
    return box


def _nearest(box: QRect, point: QPoint) -> QPoint:
    """The point of a rectangle that lies nearest to another."""
    return QPoint(max(box.left(), min(point.x(), box.right())), max(box.top(), min(point.y(), box.bottom())))


_DIM = 120  # of 255
_WIDTH = 360
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TURNS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class DimOverlay(QWidget):
    """Dims all but a panel, and points at it. The mouse goes through to what lies below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._target = QRect()
        self._place: CalloutPlacement | None = None
        self.hide()

    def point(self, target: QRect, place: CalloutPlacement) -> None:
        """Point at a rectangle, from where the callout stands."""
        self._target, self._place = target, place
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._place:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hole = QRectF(self._target).adjusted(-3, -3, 3, 3)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        path.addRoundedRect(hole, 10, 10)
        dim = QColor(self.palette().color(QPalette.ColorRole.Window))
        dim.setAlpha(_DIM)
        painter.fillPath(path, dim)  # odd-even: what is in both stays clear
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent, 2))
        painter.drawRoundedRect(hole, 10, 10)
        if self._place.tip != self._place.foot:
            painter.drawLine(self._place.tip, self._place.foot)
        painter.end()


class Callout(QFrame):
    """The words of a step, and the ways on.

    Signals:
        went: On to the next step (1) or back to the one before (-1).
        left: The tour is to end.
    """

    went = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("callout", True)
        self.setFixedWidth(_WIDTH)
        self.count, self.title, self.text = QLabel(), QLabel(), QLabel()
        self.count.setProperty("small", True)
        self.title.setProperty("title", True)
        for label in (self.title, self.text):
            label.setWordWrap(True)
        self.next = self._button(self.tr("Ne&xt"), self.tr("Go on (right arrow)"), lambda: self.went.emit(1))
        self.next.setProperty("main", True)
        self.back = self._button(self.tr("Back"), self.tr("Go back (left arrow)"), lambda: self.went.emit(-1))
        self.skip = self._button(
            self.tr("Skip"), self.tr("End the tour (Esc). The menu brings it back"), self.left.emit
        )
        row = QHBoxLayout()
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        for label in (self.count, self.title, self.text):
            column.addWidget(label)
        column.addLayout(row)
        self.hide()

    @property
    def wanted(self) -> QSize:
        """How large it has to be for its words."""
        return QSize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))

    def show_step(self, step: TourStep, number: int, total: int) -> None:
        """Show a step by its number from 0."""
        self.count.setText(self.tr("{number} of {total}").format(number=number + 1, total=total))
        self.title.setText(step.title)
        self.text.setText(step.text)
        self.back.setEnabled(number > 0)
        last = number == total - 1
        self.next.setText(self.tr("Done") if last else self.tr("Ne&xt"))
        self.skip.setVisible(not last)
        self.setAccessibleName(
            self.tr("Tour, {count}: {title}").format(count=self.count.text(), title=step.title)
        )
        self.setAccessibleDescription(step.text)
        said = f"{self.accessibleName()}. {step.text}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _button(self, text: str, tip: str, action: object) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(action)
        button.installEventFilter(self)  # it would spend the arrows on moving the focus
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _TURNS:
                self.went.emit(_TURNS[event.key()])
                return True
            if event.key() in _PRESSES and isinstance(watched, QPushButton):
                watched.click()  # outside dialogs, Qt leaves that to the space bar
                return True
        return super().eventFilter(watched, event)
