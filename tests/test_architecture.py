"""docs/architecture.md, held against the code: every path in it is there, and every name is defined where it says."""

import re
import runpy
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_LINES = (_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines()
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
