"""Bring the translations up to date: `python packaging/translations.py`.

Collects what the window says (`tr`), and what the program below it tells a person: the sentences of errors, stages of
work, reasons, and the names of feelings, instruments and the like. Updates `composer_*.ts`, in which translators
write (Qt Linguist opens them), and makes the `.qm` that are shipped. What is not translated yet is named at the end.
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
from composer_app.gui.session.recovery import RecoveryAction
from composer_app.music.constraints import PATTERN_NAMES
from composer_app.music.generation_settings import TEMPERATURES, Form
from composer_app.music.harmonic_function import Function
from composer_app.music.instruments import INSTRUMENTS
from composer_app.music.key import Mode
from composer_app.music.voicing_styles import VOICING_STYLES
from composer_app.request.emotion.mood import emotions

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
_HOLE = re.compile(r"%(\d)")
_TOOLS = Path(sys.executable).parent
# Calls whose texts a person is told; and by module, the function or table in which every text is.
_TELLING = {name for name in vars(errors) if name.endswith("Error")} | {"step", "ChordFunction"}
_TOLD = {
    "advice": "_explanation",
    "harmonic_function": "_MODAL_NAMES",
    "settings": "_TYPE_DESCRIPTIONS",
    "range": "_sentence",
    "chord_symbol": "note",
}


def told() -> list[str]:
    """Every template of a sentence that the program tells, with %1, %2 for its values."""
    found = {"%1 major", "%1 minor"}  # what keys are called
    for path in sorted((ROOT / "composer_app").rglob("*.py")):
        if "cli" not in path.parts:
            found.update(_templates(ast.parse(path.read_text(encoding="utf-8")), _TOLD.get(path.stem, "")))
    return sorted(text for text in found if any(letter.isalpha() for letter in text.replace("%", "")))


def terms() -> list[str]:
    """The names that stand in tables."""
    tables = (emotions(), INSTRUMENTS, PATTERN_NAMES, VOICING_STYLES, TEMPERATURES, Form, Mode, Function)
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
    """The templates that an expression can be."""
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
    """An f-string; constants of texts are part of it, every other value is a hole."""
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
    """A module that says all of it to Qt's collector."""
    lines = ["from PySide6.QtCore import QCoreApplication", "translate = QCoreApplication.translate"]
    lines += [f'translate("Told", {_quoted(text)})' for text in told()]
    lines += [f'translate("Term", {_quoted(text)})' for text in terms()]
    path = folder / "told.py"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def update(language: str, folder: Path = FOLDER) -> Path:
    """Bring one language's `.ts` up to date; texts that nobody says any more are dropped."""
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
        subprocess.run(  # noqa: S603 - our own tool
            [*command, *options, "-ts", str(target)], check=True, capture_output=True
        )
    return target


def release(source: Path, target: Path) -> None:
    """Make the file that the window reads."""
    command = [str(_TOOLS / "pyside6-lrelease"), "-silent", str(source), "-qm", str(target)]
    subprocess.run(command, check=True)  # noqa: S603 - our own tool


def unfinished(path: Path) -> list[str]:
    """The texts of a `.ts` that have no translation yet."""
    messages = ET.parse(path).iter("message")  # noqa: S314 - our own file
    missing = [
        m for m in messages if (done := m.find("translation")) is None or done.get("type") == "unfinished"
    ]
    return [message.findtext("source", "") for message in missing]


def broken(path: Path) -> list[str]:
    """The texts whose translation has lost a place for a value, a letter to press, or gained one."""
    messages = ET.parse(path).iter("message")  # noqa: S314 - our own file
    pairs = ((each.findtext("source", ""), each.findtext("translation", "")) for each in messages)
    return [source for source, said in pairs if _places(source) != _places(said)]


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"%\d|%n|\{\w*(?::[^}]*)?\}|&(?=\w)", text))


def main() -> None:
    """Update and release every language."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "told.txt").write_text("".join(f"{line}\n" for line in told()), encoding="utf-8")
    for language in LANGUAGES:
        source = update(language)
        release(source, source.with_suffix(".qm"))
        for text in unfinished(source):
            print(f"{language}: not translated: {text!r}")


if __name__ == "__main__":
    main()
