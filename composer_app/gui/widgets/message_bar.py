"""A bar in the window with a message and buttons for recovery; it blocks nothing."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from composer_app.gui.text.translation import translate_sentence, translate_term
from composer_app.gui.widgets.recovery import RecoveryAction
from composer_app.gui.widgets.theme import SPACING_PX


class MessageBar(QFrame):
    """One message with its recovery actions; a new message replaces the old one.

    Signals:
        action_chosen: The user clicked a recovery action, with the `RecoveryAction`.
    """

    action_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("notice", True)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons: dict[RecoveryAction, QPushButton] = {
            action: self._make_button(action) for action in RecoveryAction
        }
        close = QPushButton(self.tr("Dismiss"))
        close.setToolTip(self.tr("Dismiss this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING_PX, SPACING_PX // 2, SPACING_PX // 2, SPACING_PX // 2)
        row.addWidget(QLabel("⚠"))
        row.addWidget(self.label, 1)
        for button in (*self.buttons.values(), close):
            row.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """The message; empty if none is shown."""
        return self.label.text() if not self.isHidden() else ""

    def show_message(self, sentence: str, actions: Iterable[RecoveryAction] = ()) -> None:
        """Show a message with buttons for its recovery actions."""
        sentence = translate_sentence(sentence)
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        offered = set(actions)
        for action, button in self.buttons.items():
            button.setVisible(action in offered)
        self.show()

    def _make_button(self, action: RecoveryAction) -> QPushButton:
        button = QPushButton(translate_term(action.value))
        button.setToolTip(translate_term(action.value))
        button.clicked.connect(lambda: self._choose(action))
        return button

    def _choose(self, action: RecoveryAction) -> None:
        self.hide()
        self.action_chosen.emit(action)
