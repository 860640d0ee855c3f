"""The learning curve of a training: the accuracy at guessing hidden chords after each step."""

from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from composer_app.gui.text.format import format_percent
from composer_app.gui.widgets.theme import SPACING_PX

_MIN_SCALE_TOP = 0.2  # the smallest upper end of the scale
_SCALE_HEADROOM = 1.2  # the upper end of the scale relative to the highest point


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """The accuracy in the course of a training.

    Attributes:
        points: Progress and accuracy, both 0 to 1, in order.
    """

    points: tuple[tuple[float, float], ...] = ()

    @property
    def initial_accuracy(self) -> float | None:
        """The accuracy before the first step; None if it is not known yet."""
        return self.points[0][1] if self.points else None

    @property
    def scale_top(self) -> float:
        """The accuracy at the upper edge: a fifth above the highest point, rounded up to a tenth."""
        highest = max((accuracy for _, accuracy in self.points), default=0.0)
        return min(1.0, max(_MIN_SCALE_TOP, ceil(highest * _SCALE_HEADROOM * 10 - 1e-9) / 10))

    def with_point(self, done: float, accuracy: float) -> "LearningCurve":
        """Return the curve with another point; it replaces the last one if the progress is not greater."""
        before = self.points[:-1] if self.points and done <= self.points[-1][0] else self.points
        return replace(self, points=(*before, (done, accuracy)))

    def points_in(self, area: QRectF) -> tuple[QPointF, ...]:
        """Return the positions of the points in a rectangle whose lower edge is 0."""
        return tuple(
            QPointF(area.left() + done * area.width(), self._y_of(accuracy, area))
            for done, accuracy in self.points
        )

    def level_line(self, accuracy: float, area: QRectF) -> tuple[QPointF, QPointF]:
        """Return the horizontal line across a rectangle at an accuracy."""
        y = self._y_of(accuracy, area)
        return QPointF(area.left(), y), QPointF(area.right(), y)

    def _y_of(self, accuracy: float, area: QRectF) -> float:
        return area.bottom() - min(1.0, accuracy / self.scale_top) * area.height()


class LearningCurveView(QWidget):
    """Paints a learning curve, with a dashed line at the initial accuracy."""

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
        """The shown curve."""
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
        for fraction in (0.0, 0.5, 1.0):
            accuracy = fraction * self._curve.scale_top
            first, last = self._curve.level_line(accuracy, area)
            painter.setPen(QPen(self.palette().color(role.Mid), 1))
            painter.drawLine(first, last)
            painter.setPen(self.palette().color(role.PlaceholderText))
            label_rect = QRectF(0, first.y() - 10, area.left() - SPACING_PX // 2, 20)
            painter.drawText(
                label_rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{accuracy:.0%}"
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
