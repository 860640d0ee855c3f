"""The window's languages: what is said below it is found again, and Chinese lacks nothing."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QTranslator

from composer_app.gui.text import translation
from composer_app.gui.text.translation import available_languages, translate_sentence

_ROOT = Path(__file__).parents[3]
_FOLDER = _ROOT / "resources" / "translations"


@pytest.fixture(scope="module")
def collector() -> ModuleType:
    """The script that brings the translations up to date."""
    spec = importlib.util.spec_from_file_location("translations", _ROOT / "packaging" / "translations.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def chinese(qapp: QCoreApplication) -> Iterator[None]:
    """The window's texts in Chinese for one test."""
    translator = QTranslator()
    assert translator.load(str(_FOLDER / "composer_zh_CN.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_the_window_speaks_english_and_chinese() -> None:
    assert available_languages() == ("en", "zh_CN")


@given(values=st.lists(st.text(st.characters(exclude_characters="%"), max_size=12), min_size=3, max_size=3))
def test_without_a_translation_each_sentence_stays_as_it_is(values: list[str]) -> None:
    for template in (_FOLDER / "told.txt").read_text(encoding="utf-8").splitlines():
        sentence = template
        for number, value in enumerate(values, 1):
            sentence = sentence.replace(f"%{number}", value)
        assert translate_sentence(sentence) == sentence


@pytest.mark.usefixtures("chinese")
def test_a_sentence_with_values_is_told_in_chinese() -> None:
    said = translate_sentence("The MIDI port FLUID Synth (7) cannot be opened. Choose another one.")
    assert "FLUID Synth (7)" in said
    assert "MIDI 端口" in said


@pytest.mark.usefixtures("chinese")
def test_a_sentence_that_nobody_knows_stays_english() -> None:
    assert translate_sentence("Nobody ever said this.") == "Nobody ever said this."


def test_the_list_of_sentences_is_up_to_date(collector: ModuleType) -> None:
    listed = (_FOLDER / "told.txt").read_text(encoding="utf-8").splitlines()
    assert listed == collector.told(), "run python packaging/translations.py"


def test_nothing_is_left_untranslated(collector: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / "composer_zh_CN.ts"
    copy.write_bytes((_FOLDER / copy.name).read_bytes())
    collector.update("zh_CN", tmp_path)
    assert collector.unfinished(copy) == []
    collector.release(copy, tmp_path / "new.qm")
    assert (tmp_path / "new.qm").read_bytes() == (_FOLDER / "composer_zh_CN.qm").read_bytes()


def test_translations_keep_the_places_for_values(collector: ModuleType) -> None:
    assert collector.broken(_FOLDER / "composer_zh_CN.ts") == []


def test_qts_own_buttons_are_translated_too(qapp: QCoreApplication) -> None:
    before = qapp.findChildren(QTranslator)
    translation.install_translators(qapp, "zh_CN")
    installed = [each for each in qapp.findChildren(QTranslator) if each not in before]
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
        assert QCoreApplication.translate("Term", "hopeful") == "充满希望"
    finally:
        for each in installed:
            qapp.removeTranslator(each)
            each.setParent(None)
