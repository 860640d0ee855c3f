import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from composer_app import export
from composer_app.export import FORMATS, Choices
from composer_app.gui.takes.export_dialog import ExportDialog
from composer_app.paths import install_line


def _dialog(qtbot: QtBot, kind: str, choices: Choices | None = None) -> ExportDialog:
    dialog = ExportDialog(kind, choices or Choices())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _choose(dialog: ExportDialog, kind: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(kind))


def test_every_format_is_offered_and_the_last_one_is_proposed(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, "chordpro")
    assert [dialog.format.itemData(i) for i in range(dialog.format.count())] == list(FORMATS)
    assert dialog.format.currentData() == "chordpro"


@pytest.mark.parametrize(
    ("kind", "markers", "bits"), [("mid", True, False), ("flac", False, True), ("chart", False, False)]
)
def test_only_what_matters_to_the_format_can_be_chosen(
    qtbot: QtBot, kind: str, markers: bool, bits: bool
) -> None:
    dialog = _dialog(qtbot, kind)
    assert (dialog.markers.isVisible(), dialog.bits.isVisible()) == (markers, bits)


def test_what_was_chosen_is_told(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, "mid", Choices(bits=16))
    dialog.markers.setChecked(True)
    _choose(dialog, "wav")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.save.click()
    assert chosen.args == ["wav", Choices(markers=True, bits=16)]


def test_a_format_whose_library_is_missing_says_how_to_get_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "find_spec", lambda _: None)
    dialog = _dialog(qtbot, "musicxml")
    assert dialog.trouble.text().endswith(install_line("music21"))
    assert not dialog.save.isEnabled()
    _choose(dialog, "mid")
    assert dialog.trouble.text() == ""
    assert dialog.save.isEnabled()


def test_cancelled_it_tells_nothing(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, "mid")
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()
    assert not dialog.isVisible()
