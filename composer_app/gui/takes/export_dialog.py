"""As what a take is saved: the format, and what may be chosen of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from composer_app.export import FORMATS, Choices
from composer_app.gui.takes.keeping import title_of
from composer_app.gui.translation import told
from composer_app.sound.file import BITS


class ExportDialog(QDialog):
    """Asks for a format; where that needs what is not installed, it says how to get it.

    Signals:
        chosen: With a name in `FORMATS`, and the `Choices`.
    """

    chosen = Signal(str, object)

    def __init__(self, kind: str, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.format = QComboBox()
        for name in FORMATS:
            self.format.addItem(title_of(name), name)
        self.format.setToolTip(self.tr("What kind of file; this one is proposed again next time"))
        self.markers = QCheckBox(self.tr("Chord &names as markers"))
        self.markers.setToolTip(
            self.tr("Music programs show them above the tracks; some make a track of them")
        )
        self.markers.setChecked(choices.markers)
        self.bits = QComboBox()
        for bits in BITS:
            self.bits.addItem(self.tr("{bits} bits").format(bits=bits), bits)
        self.bits.setCurrentIndex(self.bits.findData(choices.bits))
        self.bits.setToolTip(self.tr("16 bits as on a CD; 24 bits to work on"))
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = self.buttons.addButton(self.tr("&Save as…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setProperty("main", True)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.format.currentIndexChanged.connect(self._show_format)
        self.format.setCurrentIndex(max(0, self.format.findData(kind)))
        self._show_format()

    def _show_format(self) -> None:
        """Offer what may be chosen of the format, and say what is missing for it."""
        chosen = FORMATS[self.format.currentData()]
        for name, row in (("markers", self.markers), ("bits", self.bits)):
            self._form.setRowVisible(row, name in chosen.choices)
        self.trouble.setText(told(str(chosen.missing or "")))
        self.save.setEnabled(not chosen.missing)

    def _accept(self) -> None:
        self.accept()
        choices = Choices(self.markers.isChecked(), self.bits.currentData())
        self.chosen.emit(self.format.currentData(), choices)

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.addRow(self.tr("&Format"), self.format)
        self._form.addRow("", self.markers)
        self._form.addRow(self.tr("&Resolution"), self.bits)
        column = QVBoxLayout(self)
        column.addLayout(self._form)
        column.addWidget(self.trouble)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumSize(380, 190)
