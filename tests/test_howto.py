"""docs/howto/: what each page adds is added to a copy of the program, and is there wherever the page says.

The rows are those of the pages themselves, put into the one place that the page names.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.qt

_ROOT = Path(__file__).parents[1]
_PAGES = _ROOT / "docs" / "howto"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MOST_LINES = 40


def _blocks(page: str) -> list[str]:
    """Return the blocks of code of a page, in their order."""
    return [code for _, code in _BLOCK.findall((_PAGES / page).read_text(encoding="utf-8"))]


class Checkout:
    """A copy of the program that a test may change.

    Attributes:
        root: Its folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(_ROOT / "composer_app", root / "composer_app")
        shutil.copytree(_ROOT / "packaging", root / "packaging")
        shutil.copytree(
            _ROOT / "resources",
            root / "resources",
        )
        (root / "testing").symlink_to(_ROOT / "testing")

    def insert(self, path: str, code: str, before: str) -> None:
        """Insert code into a file, before a line that is there once."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{path}: {before}"
        file.write_text(text.replace(before, code + before), encoding="utf-8")

    def run(self, code: str) -> Any:
        """Run code in this copy, and return `result`, which it assigns."""
        code = f"{code}\nimport json\nprint(json.dumps(result))"
        return json.loads(self._python("-c", code).splitlines()[-1])

    def help(self) -> str:
        """Return the help of `composer-app compose`, without its frame and line breaks."""
        text = self._python("-m", "composer_app", "compose", "--help")
        return " ".join(text.replace("│", " ").split())

    def compose(self, *words: str) -> dict[str, Any]:
        """Run `composer-app compose`, and return the JSON that it prints."""
        printed: dict[str, Any] = json.loads(self._python("-m", "composer_app", "compose", *words, "--json"))
        return printed

    def translate(self, *languages: str) -> None:
        """Run `packaging/translations.py`."""
        self._python("packaging/translations.py", *languages)

    def source_texts(self, language: str) -> set[str]:
        """Return the texts that translators find."""
        text = (self.root / f"resources/translations/composer_{language}.ts").read_text(encoding="utf-8")
        return set(re.findall(r"<source>(.*?)</source>", text))

    def _python(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A copy of the program."""
    return Checkout(tmp_path / "checkout")


_CHOICES = """
from composer_app.gui.input.constraint_choices import constraint_options
from composer_app.gui.playback.options import build_options
from composer_app.request.constraints.parser import read_constraints
from composer_app.request.text.glossary import load_glossary

def choices(option):
    return [value for _, value in build_options()[option].choices]

def chips(field):
    return [option.values[0] for option in constraint_options((field,))]

def read(text, language="en"):
    return read_constraints(text if language == "en" else load_glossary(language).gloss(text).english)
"""


def test_a_pattern_is_one_table(checkout: Checkout) -> None:
    (table,) = _blocks("add-a-pattern.md")
    checkout.insert(
        "resources/patterns/patterns.toml", f"{table}\n", "# Which patterns an emotion is played with"
    )
    assert "ostinato, pad, bossa nova" in checkout.help()
    result = checkout.run(
        _CHOICES
        + """
result = [read(text, language).pattern for text, language in (
    ("calm, as a bossa nova", "en"), ("巴萨诺瓦", "zh"), ("ボサノバ", "ja"), ("sanfte Bossanova", "de"))]
result += [choices("pattern")[-1], chips("pattern")[-1]]
"""
    )
    assert result == ["bossa nova"] * 6
    composed = checkout.compose("calm", "--seed", "1", "--pattern", "bossa nova", "-o", "a.mid")
    assert (checkout.root / "a.mid").stat().st_size > 0
    assert composed["chords"]
    checkout.translate()
    assert "bossa nova" in checkout.source_texts("zh_CN")


def test_an_instrument_is_one_row(checkout: Checkout) -> None:
    (row,) = _blocks("add-an-instrument.md")
    checkout.insert("composer_app/music/instruments.py", row, '    "electric piano": Instrument(')
    assert "bass, synth bass, harp, strings" in checkout.help()
    result = checkout.run(
        _CHOICES
        + """
from composer_app.music.arrangement import arrange
from composer_app.music.cues import cues_at
from testing import factories
result = [read(text, language).instrument for text, language in (
    ("calm, on a celtic harp", "en"), ("竖琴", "zh"), ("sanft, Harfe", "de"), ("une harpe", "fr"))]
result += [name for option in ("instrument", "bass", "counter_line") for name in choices(option) if name == "harp"]
result += [name for name in chips("instrument") if name == "harp"]
chords = factories.progression()
result.append(arrange(chords, cues_at(0, 0, chords.metre), 1, (), read("harp")).parts[0].program)
"""
    )
    assert result == [*["harp"] * 8, 46]
    checkout.translate()
    assert "harp" in checkout.source_texts("zh_CN")


def test_a_file_format_is_a_row_to_export_and_a_row_to_import(checkout: Checkout) -> None:
    writer, export_row, import_row = _blocks("add-a-file-format.md")
    checkout.insert(
        "composer_app/export.py", f"{writer}\n\n", "@dataclass(frozen=True, slots=True)\nclass FileFormat"
    )
    checkout.insert("composer_app/export.py", export_row, '    "chart": FileFormat(')
    checkout.insert("composer_app/harmony/corpora/folder.py", import_row, '    "MIDI file": ImportFormat(')
    assert "lead-sheet, markdown, chart" in checkout.help()
    folder = checkout.root / "charts"
    folder.mkdir()
    for name, words in (("a.md", ()), ("b.markdown", ()), ("c.mid", ("-f", "markdown"))):
        checkout.compose("calm", "--seed", "1", *words, "-o", str(folder / name))
    assert {path.name for path in folder.iterdir()} == {"a.md", "b.markdown", "c.mid", "c.md"}
    result = checkout.run(
        """
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from composer_app.export import ExportOptions
from composer_app.gui.takes.export_dialog import ExportDialog
from composer_app.gui.takes.export_paths import with_format_suffix
from composer_app.harmony.corpora import read_charts
from composer_app.job import Job
dialog = ExportDialog("markdown", ExportOptions())
scan = read_charts(Path("charts"), Job())
saved, _ = with_format_suffix(Path("a"), "markdown")
result = [dialog.format_combo.currentText(), saved.name, scan.files, len(scan.skipped)]
"""
    )
    assert result == ["Markdown chart", "a.md", 3, 0]
    checkout.translate()
    assert "Markdown chart" in checkout.source_texts("zh_CN")


def test_a_language_is_a_row_and_its_files(checkout: Checkout) -> None:
    row, words = _blocks("add-a-language.md")
    checkout.insert("composer_app/request/text/glossary.py", row, '    "zh": Language(')
    (checkout.root / "resources/words/italian.toml").write_text(words, encoding="utf-8")
    checkout.translate("it")
    result = checkout.run(
        """
from composer_app.gui.text.languages import language_choices
from composer_app.gui.text.translation import available_languages
from composer_app.request.dialogue.foreign_commands import mentions_chords, translate_command
from composer_app.request.reader import RequestReader
request = RequestReader(use_sentence_model=False).read("voglio una canzone triste")
result = [request.language, request.mood.strongest_emotion, translate_command("un po' più lento")]
result += [mentions_chords("cambia un accordo"), "it" in available_languages(), ("Italian", "it") in language_choices()]
"""
    )
    assert result == ["it", "sad", "a bit slower", True, True, True]
    assert {"MIDI file", "joyful"} <= checkout.source_texts("it")


@pytest.mark.parametrize("page", sorted(_PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_is_short_and_listed(page: Path) -> None:
    listed = (_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert f"(howto/{page.name})" in listed
    assert len(page.read_text(encoding="utf-8").splitlines()) <= _MOST_LINES
