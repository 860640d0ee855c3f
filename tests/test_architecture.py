"""docs/architecture.md, checked against the code, and the rules that it states about the window."""

import ast
import re
import runpy
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_LINES = (_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines()
_GUI = _ROOT / "composer_app" / "gui"
_MODULES = [path for path in sorted(_GUI.rglob("*.py")) if path.name != "wiring.py"]
_CODE = re.compile(r"`([^`\s]+)`")


def _place(text: str) -> Path | None:
    """Return the file or folder that a path such as `gui/takes/lineage` or `export.py` means."""
    for base in (_ROOT / "composer_app", _ROOT, _ROOT / "docs"):
        for name in (text, f"{text}.py"):
            if (base / name).exists():
                return base / name
    return None


def _paths(line: str) -> list[str]:
    """Return the paths of a line: what has a slash, or the suffix of a Python file."""
    return [
        text
        for text in _CODE.findall(line)
        if ("/" in text or text.endswith(".py"))
        and "*" not in text
        and not text.startswith(("import-", "tests.log"))
    ]


@pytest.mark.parametrize("text", sorted({text for line in _LINES for text in _paths(line)}))
def test_every_path_is_there(text: str) -> None:
    assert _place(text), text


@pytest.mark.parametrize(
    ("names", "paths"),
    [
        (re.findall(r"`(\w+)`", cells[1]), _paths(cells[2]))
        for line in _LINES
        if line.startswith("| `") and len(cells := line.split("|")) >= 4
    ],
)
def test_every_value_is_defined_where_the_table_says(names: list[str], paths: list[str]) -> None:
    files = [file for text in paths for place in [_place(text)] if place for file in _python_files(place)]
    defined = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert [
        name for name in names if not re.search(rf"^(class {name}\b|{name} = )", defined, re.MULTILINE)
    ] == []


def _python_files(place: Path) -> list[Path]:
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def test_the_index_of_decisions_is_up_to_date() -> None:
    module = runpy.run_path(str(_ROOT / "scripts" / "decisions_index.py"))
    assert module["INDEX"].read_text(encoding="utf-8") == module["index"](), (
        "run python scripts/decisions_index.py"
    )


def test_the_picture_of_the_signals_is_up_to_date() -> None:
    module = runpy.run_path(str(_ROOT / "scripts" / "signal_picture.py"))
    assert module["DOCUMENT"].read_text(encoding="utf-8") == module["document"](), (
        "run python scripts/signal_picture.py"
    )


def test_the_picture_has_every_connection_of_the_wiring() -> None:
    module = runpy.run_path(str(_ROOT / "scripts" / "signal_picture.py"))
    source = (_GUI / "shell" / "wiring.py").read_text(encoding="utf-8")
    assert len(module["connections"]()) == source.count(".connect(")


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: str(path.relative_to(_GUI)))
def test_no_object_of_the_window_writes_the_attributes_of_another(path: Path) -> None:
    written = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    ]
    hooks = {"sys.excepthook", "threading.excepthook"}
    assert [name for name in written if name.count(".") > 1 or not name.startswith("self.")] == [
        name for name in written if name in hooks
    ]


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: str(path.relative_to(_GUI)))
def test_only_the_wiring_connects_signals_of_another_room(path: Path) -> None:
    """An argument whose class comes from another room has no signal connected, in the constructor or later."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    room = path.relative_to(_GUI).parts[0]
    foreign = {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("composer_app.gui.")
        and str(node.module).split(".")[2] not in {room, "widgets"}
        for alias in node.names
    }
    arguments = {
        argument.arg
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
        for argument in (*node.args.args, *node.args.kwonlyargs)
        if argument.annotation
        and ast.unparse(argument.annotation) in foreign - {"RecorderLike", "AudioOutputLike"}
    }
    senders = [
        ast.unparse(node.func.value).removeprefix("self._").split(".")[0]
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect"
    ]
    assert sorted(arguments & set(senders)) == []
