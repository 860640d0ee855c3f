"""The live curve of a training: how many hidden chords are guessed, step by step."""

from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.text.format import format_percent
from composer_app.gui.widgets.theme import SPACING_PX

_MIN_SCALE_TOP = 0.2  # the scale never ends below this share
_SCALE_HEADROOM = 1.2  # how far the scale goes beyond the highest point


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """What was guessed along the way.

    Attributes:
        points: How much of the work was done, and the share of chords guessed then; both 0 to 1, in order.
    """

    points: tuple[tuple[float, float], ...] = ()

    @property
    def initial_accuracy(self) -> float | None:
        """What was guessed before the first step; None while nobody knows."""
        return self.points[0][1] if self.points else None

    @property
    def scale_top(self) -> float:
        """The share at the upper edge: a fifth above the highest point, in steps of a tenth."""
        highest = max((share for _, share in self.points), default=0.0)
        return min(1.0, max(_MIN_SCALE_TOP, ceil(highest * _SCALE_HEADROOM * 10 - 1e-9) / 10))

    def with_point(self, done: float, accuracy: float) -> "LearningCurve":
        """The curve, one point longer; a point where one is already takes its place."""
        before = self.points[:-1] if self.points and done <= self.points[-1][0] else self.points
        return replace(self, points=(*before, (done, accuracy)))

    def points_in(self, area: QRectF) -> tuple[QPointF, ...]:
        """Where the points lie in a rectangle, its lower edge being 0."""
        return tuple(
            QPointF(area.left() + done * area.width(), self._y_of(share, area)) for done, share in self.points
        )

    def level_line(self, accuracy: float, area: QRectF) -> tuple[QPointF, QPointF]:
        """The line across a rectangle at the height of a share."""
        y = self._y_of(accuracy, area)
        return QPointF(area.left(), y), QPointF(area.right(), y)

    def _y_of(self, accuracy: float, area: QRectF) -> float:
        return area.bottom() - min(1.0, accuracy / self.scale_top) * area.height()


class LearningCurveView(QWidget):
    """Paints a curve, with a dashed line at where it began."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = LearningCurve()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setToolTip(
            self.tr(
                "Accuracy at guessing hidden chords in held-out pieces. "
                "The dashed line is the accuracy before training."
            )
        )
        self.show_curve(LearningCurve())

    @property
    def curve(self) -> LearningCurve:
        """What is shown."""
        return self._curve

    def show_curve(self, curve: LearningCurve) -> None:
        """Show a curve."""
        self._curve = curve
        self.setAccessibleName(self._describe())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(420, 150)

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(240, 110)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = self.fontMetrics().horizontalAdvance("100%") + SPACING_PX // 2
        area = QRectF(self.rect()).adjusted(margin, SPACING_PX // 2, -SPACING_PX // 2, -SPACING_PX // 2)
        self._paint_scale(painter, area)
        if points := self._curve.points_in(area):
            self._paint_start(painter, area)
            self._paint_line(painter, points)
        painter.end()

    def _describe(self) -> str:
        if self._curve.initial_accuracy is None:
            return self.tr("Training accuracy: not started")
        return self.tr("Training accuracy: {now} ({start} at the start)").format(
            now=format_percent(self._curve.points[-1][1]), start=format_percent(self._curve.initial_accuracy)
        )

    def _paint_scale(self, painter: QPainter, area: QRectF) -> None:
        role = QPalette.ColorRole
        for part in (0.0, 0.5, 1.0):
            share = part * self._curve.scale_top
            first, last = self._curve.level_line(share, area)
            painter.setPen(QPen(self.palette().color(role.Mid), 1))
            painter.drawLine(first, last)
            painter.setPen(self.palette().color(role.PlaceholderText))
            room = QRectF(0, first.y() - 10, area.left() - SPACING_PX // 2, 20)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{share:.0%}"
            )

    def _paint_start(self, painter: QPainter, area: QRectF) -> None:
        assert self._curve.initial_accuracy is not None
        painter.setPen(
            QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1, Qt.PenStyle.DashLine)
        )
        painter.drawLine(*self._curve.level_line(self._curve.initial_accuracy, area))

    def _paint_line(self, painter: QPainter, points: tuple[QPointF, ...]) -> None:
        colour = QColor(self.palette().color(QPalette.ColorRole.Highlight))
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter.setPen(QPen(colour, 2))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(points[-1], 4, 4)
