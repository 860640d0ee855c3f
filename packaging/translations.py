"""Bring the translations up to date: `python packaging/translations.py [LANGUAGE ...]`.

Collects the window's texts (`tr`) and the texts for users in the packages below it: error messages, progress stages,
reasons, and the names of emotions, instruments and the like. Updates `composer_*.ts`, which translators edit in Qt
Linguist, and compiles the `.qm` files that are shipped. Lists the texts without a translation. Languages named on the
command line, such as "it", are added.
"""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from composer_app import errors
from composer_app.export import FORMATS
from composer_app.gui.widgets.recovery import RecoveryAction
from composer_app.music.generation_settings import TEMPERATURES, Form
from composer_app.music.harmonic_function import Function
from composer_app.music.instruments import INSTRUMENTS
from composer_app.music.key import Mode
from composer_app.music.pattern import pattern_names
from composer_app.music.voicing_styles import VOICING_STYLES
from composer_app.request.emotion.mood import emotions

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "translations"
_HOLE = re.compile(r"%(\d)")
_TOOLS = Path(sys.executable).parent
# Calls whose arguments are texts for users; and by module, the function or table whose texts are all for users.
_TELLING = {name for name in vars(errors) if name.endswith("Error")} | {"step", "ChordFunction"}
_TOLD = {
    "advice": "_explanation",
    "harmonic_function": "_MODAL_NAMES",
    "settings": "_TYPE_DESCRIPTIONS",
    "range": "_sentence",
    "chord_symbol": "note",
}


def languages() -> list[str]:
    """Return the languages of the window besides English: those with a `.ts` file."""
    return sorted(path.stem.removeprefix("composer_") for path in FOLDER.glob("composer_*.ts"))


def told() -> list[str]:
    """Return the templates of all sentences for users, with %1, %2 for their values."""
    templates = {"%1 major", "%1 minor"}  # names of keys
    for path in sorted((ROOT / "composer_app").rglob("*.py")):
        if "cli" not in path.parts:
            templates.update(
                _templates(ast.parse(path.read_text(encoding="utf-8")), _TOLD.get(path.stem, ""))
            )
    return sorted(text for text in templates if any(letter.isalpha() for letter in text.replace("%", "")))


def terms() -> list[str]:
    """Return the names in tables."""
    tables = (emotions(), INSTRUMENTS, pattern_names(), VOICING_STYLES, TEMPERATURES, Form, Mode, Function)
    return sorted({str(name) for table in tables for name in table} | {way.value for way in RecoveryAction})


def _templates(module: ast.Module, told_by: str) -> Iterator[str]:
    constants = {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _name(node.func) in _TELLING:
            for argument in node.args:
                yield from _texts(argument, constants)
        elif isinstance(node, ast.FunctionDef) and node.name == told_by:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value:
                    yield from _texts(inner.value, constants)
    table = constants.get(told_by)
    for value in table.values if isinstance(table, ast.Dict) else ():
        yield from _texts(value, constants)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _texts(node: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """Yield the templates that an expression can evaluate to."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.JoinedStr(values=parts):
            yield _joined(parts, constants)
        case ast.IfExp(body=first, orelse=second):
            yield from _texts(first, constants)
            yield from _texts(second, constants)
        case ast.Name(id=name) if name in constants:
            yield from _texts(constants[name], constants)


def _joined(parts: list[ast.expr], constants: dict[str, ast.expr]) -> str:
    """Return the template of an f-string: constants are inserted, other values become placeholders."""
    text, holes = "", 0
    for part in parts:
        if isinstance(part, ast.Constant):
            text += str(part.value)
            continue
        value = part.value if isinstance(part, ast.FormattedValue) else part
        known = list(_texts(value, constants)) if isinstance(value, ast.Name) else []
        if known:
            within = _HOLE.findall(known[0])
            text += _HOLE.sub(lambda hole, before=holes: f"%{int(hole[1]) + before}", known[0])
            holes += len(within)
        else:
            holes += 1
            text += f"%{holes}"
    return text


def spoken(folder: Path) -> Path:
    """Return a module with all these texts, for Qt's collector."""
    lines = ["from PySide6.QtCore import QCoreApplication", "translate = QCoreApplication.translate"]
    lines += [f'translate("Told", {_quoted(text)})' for text in told()]
    lines += [f'translate("Term", {_quoted(text)})' for text in terms()]
    lines += [f'translate("Formats", {_quoted(each.title)})' for each in FORMATS.values()]
    path = folder / "told.py"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def update(language: str, folder: Path = FOLDER) -> Path:
    """Update one language's `.ts` file; drop texts that are no longer used."""
    sources = [str(path) for path in sorted((ROOT / "composer_app" / "gui").rglob("*.py"))]
    target = folder / f"composer_{language}.ts"
    with TemporaryDirectory() as elsewhere:
        command = [str(_TOOLS / "pyside6-lupdate"), *sources, str(spoken(Path(elsewhere)))]
        options = (
            "-locations",
            "none",
            "-no-obsolete",
            "-source-language",
            "en",
            "-target-language",
            language,
        )
        subprocess.run(  # noqa: S603 - a tool of ours
            [*command, *options, "-ts", str(target)], check=True, capture_output=True
        )
    return target


def release(source: Path, target: Path) -> None:
    """Compile a `.ts` file for the window."""
    command = [str(_TOOLS / "pyside6-lrelease"), "-silent", str(source), "-qm", str(target)]
    subprocess.run(command, check=True)  # noqa: S603 - a tool of ours


def unfinished(path: Path) -> list[str]:
    """Return the texts of a `.ts` file without a translation."""
    messages = ET.parse(path).iter("message")  # noqa: S314 - a file of ours
    missing = [
        m for m in messages if (done := m.find("translation")) is None or done.get("type") == "unfinished"
    ]
    return [message.findtext("source", "") for message in missing]


def broken(path: Path) -> list[str]:
    """Return the texts whose translation differs in its placeholders or its mnemonic."""
    messages = ET.parse(path).iter("message")  # noqa: S314 - a file of ours
    pairs = ((each.findtext("source", ""), each.findtext("translation", "")) for each in messages)
    return [source for source, translation in pairs if _places(source) != _places(translation)]


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"%\d|%n|\{\w*(?::[^}]*)?\}|&(?=\w)", text))


def main(new_languages: list[str]) -> None:
    """Update and compile every language, and new ones."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "told.txt").write_text("".join(f"{line}\n" for line in told()), encoding="utf-8")
    for language in sorted({*languages(), *new_languages}):
        source = update(language)
        release(source, source.with_suffix(".qm"))
        for text in unfinished(source):
            print(f"{language}: not translated: {text!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
