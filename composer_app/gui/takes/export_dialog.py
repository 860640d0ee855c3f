"""The export dialog: the format and its options."""

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

from composer_app.export import FORMATS, ExportOptions
from composer_app.gui.takes.export_paths import format_title
from composer_app.gui.text.translation import translate_sentence
from composer_app.sound.file import BIT_DEPTHS


class ExportDialog(QDialog):
    """A dialog for the export format; if a format needs a missing library, it shows how to install it.

    Signals:
        export_chosen: The user chose a format, with its name in `FORMATS` and the `ExportOptions`.
    """

    export_chosen = Signal(str, object)

    def __init__(self, format_name: str, options: ExportOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.format_combo = QComboBox()
        for name in FORMATS:
            self.format_combo.addItem(format_title(name), name)
        self.format_combo.setToolTip(self.tr("File format; remembered for the next export"))
        self.markers_checkbox = QCheckBox(self.tr("Chord &names as markers"))
        self.markers_checkbox.setToolTip(
            self.tr("Music programs show them above the tracks; some make a track of them")
        )
        self.markers_checkbox.setChecked(options.chord_markers)
        self.bit_depth_combo = QComboBox()
        for bits in BIT_DEPTHS:
            self.bit_depth_combo.addItem(self.tr("{bits}-bit").format(bits=bits), bits)
        self.bit_depth_combo.setCurrentIndex(self.bit_depth_combo.findData(options.bit_depth))
        self.bit_depth_combo.setToolTip(self.tr("16-bit for CD, 24-bit for production"))
        self.error_label = QLabel()
        self.error_label.setWordWrap(True)
        self.button_box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = self.button_box.addButton(
            self.tr("&Save as…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.save_button.setProperty("main", True)
        self.button_box.accepted.connect(self._accept)
        self.button_box.rejected.connect(self.reject)
        self._lay_out()
        self.format_combo.currentIndexChanged.connect(self._show_format)
        self.format_combo.setCurrentIndex(max(0, self.format_combo.findData(format_name)))
        self._show_format()

    def _show_format(self) -> None:
        """Show the options of the chosen format, and whether a library is missing for it."""
        chosen = FORMATS[self.format_combo.currentData()]
        for name, row in (("chord_markers", self.markers_checkbox), ("bit_depth", self.bit_depth_combo)):
            self._form.setRowVisible(row, name in chosen.option_fields)
        self.error_label.setText(translate_sentence(str(chosen.missing_library_error or "")))
        self.save_button.setEnabled(not chosen.missing_library_error)

    def _accept(self) -> None:
        self.accept()
        options = ExportOptions(self.markers_checkbox.isChecked(), self.bit_depth_combo.currentData())
        self.export_chosen.emit(self.format_combo.currentData(), options)

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.addRow(self.tr("&Format"), self.format_combo)
        self._form.addRow("", self.markers_checkbox)
        self._form.addRow(self.tr("&Bit depth"), self.bit_depth_combo)
        column = QVBoxLayout(self)
        column.addLayout(self._form)
        column.addWidget(self.error_label)
        column.addStretch(1)
        column.addWidget(self.button_box)
        self.setMinimumSize(380, 190)
