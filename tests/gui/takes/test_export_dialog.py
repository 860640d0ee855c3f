import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from composer_app import export
from composer_app.export import FORMATS, ExportOptions
from composer_app.gui.takes.export_dialog import ExportDialog
from composer_app.paths import install_line


def _dialog(qtbot: QtBot, kind: str, choices: ExportOptions | None = None) -> ExportDialog:
    dialog = ExportDialog(kind, choices or ExportOptions())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _choose(dialog: ExportDialog, kind: str) -> None:
    dialog.format_combo.setCurrentIndex(dialog.format_combo.findData(kind))


def test_every_format_is_offered_and_the_last_one_is_proposed(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, "chordpro")
    assert [dialog.format_combo.itemData(i) for i in range(dialog.format_combo.count())] == list(FORMATS)
    assert dialog.format_combo.currentData() == "chordpro"


@pytest.mark.parametrize(
    ("kind", "markers", "bits"), [("mid", True, False), ("flac", False, True), ("chart", False, False)]
)
def test_only_what_matters_to_the_format_can_be_chosen(
    qtbot: QtBot, kind: str, markers: bool, bits: bool
) -> None:
    dialog = _dialog(qtbot, kind)
    assert (dialog.markers_checkbox.isVisible(), dialog.bit_depth_combo.isVisible()) == (markers, bits)


def test_what_was_chosen_is_told(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, "mid", ExportOptions(bit_depth=16))
    dialog.markers_checkbox.setChecked(True)
    _choose(dialog, "wav")
    with qtbot.waitSignal(dialog.export_chosen) as chosen:
        dialog.save_button.click()
    assert chosen.args == ["wav", ExportOptions(chord_markers=True, bit_depth=16)]


def test_a_format_whose_library_is_missing_says_how_to_get_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "find_spec", lambda _: None)
    dialog = _dialog(qtbot, "musicxml")
    assert dialog.error_label.text().endswith(install_line("music21"))
    assert not dialog.save_button.isEnabled()
    _choose(dialog, "mid")
    assert dialog.error_label.text() == ""
    assert dialog.save_button.isEnabled()


def test_cancelled_it_tells_nothing(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, "mid")
    with qtbot.assertNotEmitted(dialog.export_chosen):
        dialog.button_box.button(QDialogButtonBox.StandardButton.Cancel).click()
    assert not dialog.isVisible()
