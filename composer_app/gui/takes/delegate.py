"""Paints the rows of the take list: thumbnail, title, facts, date and star."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from composer_app.gui.takes.model import ROW_ROLE, TakesModel
from composer_app.gui.takes.take_index import TakeRow
from composer_app.gui.takes.thumbnail import THUMBNAIL_SIZE_PX, make_thumbnail

_PADDING_PX = 8
_STAR_SIZE_PX = 20  # also the clickable area
Index = QModelIndex | QPersistentModelIndex


class TakeDelegate(QStyledItemDelegate):
    """A delegate that paints three lines of text next to a thumbnail."""

    def __init__(self, view: QAbstractItemView, model: TakesModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._compared_take = ""

    def set_compared_take(self, take: str) -> None:
        """Mark a take as A of the comparison; "" for none."""
        self._compared_take = take

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102, N802
        lines = 3 * QFontMetrics(option.font).height()
        return QSize(120, max(THUMBNAIL_SIZE_PX, lines) + 2 * _PADDING_PX - 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        row: TakeRow = index.data(ROW_ROLE)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_background(painter, option, box)
        thumbnail = make_thumbnail(row.summary, QGuiApplication.palette(), self._view.devicePixelRatioF())
        thumbnail_position = QPoint(
            box.left() + _PADDING_PX, box.top() + (box.height() - THUMBNAIL_SIZE_PX) // 2
        )
        painter.drawPixmap(thumbnail_position, thumbnail)
        if row.take_id == self._compared_take:
            self._draw_badge(painter, QRect(thumbnail_position, QSize(16, 16)))
        self._draw_texts(painter, self._text_rect(box), row)
        self._draw_star(painter, option, row, self._star_rect(box))
        painter.restore()

    def is_on_star(self, row_rect: QRect, position: QPoint) -> bool:
        """Return whether a position in the view is on the star of a row."""
        return self._star_rect(row_rect).contains(position)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: D102, N802
        text = self._text_rect(option.rect)
        editor.setGeometry(
            text.left() - _PADDING_PX,
            text.top() - 5,
            text.width() + 2 * _PADDING_PX,
            editor.sizeHint().height(),
        )

    def _draw_background(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect) -> None:
        state = option.state
        colours = QGuiApplication.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setBrush(colours.alternateBase())
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(colours.highlight())
            painter.drawRoundedRect(QRect(box.left() + 1, box.top() + 8, 3, box.height() - 16), 1.5, 1.5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.highlight().color())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)

    def _draw_badge(self, painter: QPainter, box: QRect) -> None:
        """Draw the badge of the take that is A of the comparison."""
        colours = QGuiApplication.palette()
        painter.setBrush(colours.highlight())
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colours.highlightedText().color())
        painter.setFont(_bold_font(self._view.font()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "A")

    def _draw_texts(self, painter: QPainter, box: QRect, row: TakeRow) -> None:
        colours = QGuiApplication.palette()
        muted = colours.color(QPalette.ColorRole.PlaceholderText)
        height = box.height() // 3
        lines = (
            (row.title, _bold_font(self._view.font()), colours.text().color(), _STAR_SIZE_PX),
            (self._model.format_facts(row), self._view.font(), muted, 0),
            (self._model.format_when(row), self._view.font(), muted, 0),
        )
        for number, (text, font, colour, reserved) in enumerate(lines):
            line = QRect(box.left(), box.top() + number * height, box.width() - reserved, height)
            painter.setFont(font)
            painter.setPen(colour)
            shown = elide_line(row, text, QFontMetrics(font), line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_star(self, painter: QPainter, option: QStyleOptionViewItem, row: TakeRow, box: QRect) -> None:
        """Draw the star of a starred take; for a hovered or selected row, an empty star."""
        state = option.state
        is_active = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        if not (row.marks.starred or is_active):
            return
        colours = QGuiApplication.palette()
        painter.setFont(self._view.font())
        painter.setPen(
            colours.highlight().color() if row.marks.starred else colours.placeholderText().color()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "★" if row.marks.starred else "☆")

    def _text_rect(self, box: QRect) -> QRect:
        left = box.left() + THUMBNAIL_SIZE_PX + 2 * _PADDING_PX
        return QRect(
            left,
            box.top() + _PADDING_PX - 1,
            box.right() - _PADDING_PX - left,
            box.height() - 2 * _PADDING_PX + 2,
        )

    def _star_rect(self, box: QRect) -> QRect:
        return QRect(box.right() - _STAR_SIZE_PX - 4, box.top() + 4, _STAR_SIZE_PX, _STAR_SIZE_PX)


def elide_line(row: TakeRow, text: str, font: QFontMetrics, width: int) -> str:
    """Elide a line; in a title, the root sentence is elided before the change."""
    right = Qt.TextElideMode.ElideRight
    if text != row.sentence or not row.change_suffix:
        return font.elidedText(text, right, width)
    change = font.elidedText(row.change_suffix, right, width * 3 // 4)
    return font.elidedText(row.root_sentence, right, width - font.horizontalAdvance(change)) + change


def _bold_font(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
