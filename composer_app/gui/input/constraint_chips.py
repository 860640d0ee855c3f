"""What the sentence asked for beside its feeling, each as a chip that can be changed or taken away."""

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
    """One thing that was asked for.

    Signals:
        changed: Something else is wanted, with the values of the fields.
        removed: It is not wanted any more, with the fields.
    """

    changed = Signal(object)  # Qt would make plain strings of a dict's enums
    removed = Signal(object)

    def __init__(
        self, thing: RequestedConstraint, number: float | None, parent: QWidget | None = None
    ) -> None:
        """`number` is what it is now, where that is a number."""
        super().__init__(parent)
        self.thing, self._number = thing, number
        self.setProperty("chip", True)
        self.setAccessibleName(thing.text)
        self.name = QPushButton(thing.text)
        said = self.tr("You said “{words}”. ").format(words=thing.words) if thing.words else ""
        self.name.setToolTip(said + self.tr("Click to choose something else; Delete takes it away"))
        self.name.setAccessibleDescription(self.name.toolTip())
        self.name.clicked.connect(self._offer)
        self.cross = QPushButton("×")
        self.cross.setProperty("cross", True)
        self.cross.setAccessibleName(self.tr("Remove {thing}").format(thing=thing.text))
        self.cross.setToolTip(self.tr("Take this away and compose again"))
        self.cross.clicked.connect(lambda: self.removed.emit(thing.fields))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self.name)
        row.addWidget(self.cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.thing.fields)
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        from composer_app.gui.input.constraint_choices import NumberRange, options
        from composer_app.gui.input.number_popup import NumberPopup

        offered, place = options(self.thing.fields), self.mapToGlobal(QPoint(0, self.height() + 4))
        if isinstance(offered, NumberRange):
            editor = NumberPopup(offered, round(self._number or offered.least), self.thing.text, self)
            editor.taken.connect(lambda number: self._choose((number,)))
            editor.open_at(place)
        else:
            menu = self._menu(offered)
            menu.popup(place)

    def _menu(self, offered: tuple[ConstraintOption, ...]) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in offered:
            action = menu.addAction(option.text, partial(self._choose, option.values))
            action.setCheckable(True)
            action.setChecked(option.text == self.thing.text)
        return menu

    def _choose(self, values: tuple[Any, ...]) -> None:
        """Take values; a tempo and a length in seconds are broken numbers."""
        broken = {"tempo", "seconds"}
        pairs = zip(self.thing.fields, values, strict=True)
        self.changed.emit({name: float(value) if name in broken else value for name, value in pairs})


class ConstraintChips(QWidget):
    """All of them, in lines.

    Signals:
        changed: Something else is wanted, with the values of the fields.
        removed: Something is not wanted any more, with its fields.
    """

    changed = Signal(object)  # Qt would make plain strings of a dict's enums
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[ConstraintChip] = []
        self._flow = FlowLayout(self)
        self.setAccessibleName(self.tr("What you asked for beside the feeling"))
        self.hide()

    def show_request(self, request: Request | None) -> None:
        """Show what a request asks for; nothing takes no room. The keyboard stays where it was among them."""
        from composer_app.gui.input.constraint_choices import asked

        things = asked(request)
        if things == tuple(chip.thing for chip in self._chips):
            return
        at = self._focused()
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(thing, request) for thing in things]
        self.setVisible(bool(self._chips))
        self.updateGeometry()
        if at is not None and self._chips:
            self._chips[min(at, len(self._chips) - 1)].name.setFocus()

    def chips(self) -> tuple[ConstraintChip, ...]:
        """Those that are shown."""
        return tuple(self._chips)

    def _focused(self) -> int | None:
        """The place of the chip that has the keyboard, if one has."""
        focus = self.window().focusWidget()
        chips = enumerate(self._chips) if focus else ()
        return next((number for number, chip in chips if chip.isAncestorOf(focus)), None)

    def _chip(self, thing: RequestedConstraint, request: Request | None) -> ConstraintChip:
        value = getattr(request.constraints, thing.fields[0]) if request else None
        chip = ConstraintChip(thing, value if isinstance(value, int | float) else None)
        chip.changed.connect(self.changed)
        chip.removed.connect(self.removed)
        self._flow.addWidget(chip)
        return chip
