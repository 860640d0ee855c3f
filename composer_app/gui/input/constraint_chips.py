"""The constraints of a request as chips that can be changed or removed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from composer_app.gui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from composer_app.gui.input.constraint_choices import ConstraintOption, RequestedConstraint
    from composer_app.request.request import Request


class ConstraintChip(QFrame):
    """One requested constraint.

    Signals:
        changed: The user chose other values, with a dict from field names to values.
        removed: The user removed the constraint, with its field names.
    """

    changed = Signal(object)  # Qt would make plain strings of a dict's enums
    removed = Signal(object)

    def __init__(
        self, constraint: RequestedConstraint, current_number: float | None, parent: QWidget | None = None
    ) -> None:
        """Create a chip; `current_number` is the current value if that is a number."""
        super().__init__(parent)
        self.constraint, self._current_number = constraint, current_number
        self.setProperty("chip", True)
        self.setAccessibleName(constraint.text)
        self.name_button = QPushButton(constraint.text)
        quoted = self.tr("You said “{words}”. ").format(words=constraint.words) if constraint.words else ""
        self.name_button.setToolTip(quoted + self.tr("Click to change; Delete removes it"))
        self.name_button.setAccessibleDescription(self.name_button.toolTip())
        self.name_button.clicked.connect(self._show_choices)
        self.remove_button = QPushButton("×")
        self.remove_button.setProperty("cross", True)
        self.remove_button.setAccessibleName(self.tr("Remove {thing}").format(thing=constraint.text))
        self.remove_button.setToolTip(self.tr("Remove this and compose again"))
        self.remove_button.clicked.connect(lambda: self.removed.emit(constraint.fields))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self.name_button)
        row.addWidget(self.remove_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.constraint.fields)
        else:
            super().keyPressEvent(event)

    def _show_choices(self) -> None:
        from composer_app.gui.input.constraint_choices import NumberRange, constraint_options
        from composer_app.gui.input.number_popup import NumberPopup

        options, position = (
            constraint_options(self.constraint.fields),
            self.mapToGlobal(QPoint(0, self.height() + 4)),
        )
        if isinstance(options, NumberRange):
            editor = NumberPopup(
                options, round(self._current_number or options.minimum), self.constraint.text, self
            )
            editor.number_chosen.connect(lambda number: self._choose((number,)))
            editor.open_at(position)
        else:
            menu = self._make_menu(options)
            menu.popup(position)

    def _make_menu(self, options: tuple[ConstraintOption, ...]) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in options:
            action = menu.addAction(option.text, partial(self._choose, option.values))
            action.setCheckable(True)
            action.setChecked(option.text == self.constraint.text)
        return menu

    def _choose(self, values: tuple[Any, ...]) -> None:
        """Emit the chosen values; tempo and length in seconds are floats."""
        float_fields = {"tempo", "seconds"}
        pairs = zip(self.constraint.fields, values, strict=True)
        self.changed.emit({name: float(value) if name in float_fields else value for name, value in pairs})


class ConstraintChips(QWidget):
    """The chips of all requested constraints, in lines.

    Signals:
        changed: The user chose other values, with a dict from field names to values.
        removed: The user removed a constraint, with its field names.
    """

    changed = Signal(object)  # Qt would make plain strings of a dict's enums
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[ConstraintChip] = []
        self._flow_layout = FlowLayout(self)
        self.setAccessibleName(self.tr("Your other constraints"))
        self.hide()

    def show_request(self, request: Request | None) -> None:
        """Show the constraints of a request, or hide if it has none; the focus stays at the same position."""
        from composer_app.gui.input.constraint_choices import requested_constraints

        constraints = requested_constraints(request)
        if constraints == tuple(chip.constraint for chip in self._chips):
            return
        focused = self._focused_position()
        for chip in self._chips:
            self._flow_layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._make_chip(constraint, request) for constraint in constraints]
        self.setVisible(bool(self._chips))
        self.updateGeometry()
        if focused is not None and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].name_button.setFocus()

    def chips(self) -> tuple[ConstraintChip, ...]:
        """Return the shown chips."""
        return tuple(self._chips)

    def _focused_position(self) -> int | None:
        """Return the position of the chip that has the focus, if one has."""
        focus = self.window().focusWidget()
        chips = enumerate(self._chips) if focus else ()
        return next((position for position, chip in chips if chip.isAncestorOf(focus)), None)

    def _make_chip(self, constraint: RequestedConstraint, request: Request | None) -> ConstraintChip:
        value = getattr(request.constraints, constraint.fields[0]) if request else None
        chip = ConstraintChip(constraint, value if isinstance(value, int | float) else None)
        chip.changed.connect(self.changed)
        chip.removed.connect(self.removed)
        self._flow_layout.addWidget(chip)
        return chip
