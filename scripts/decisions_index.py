"""Write the index of the decisions: `python scripts/decisions_index.py`."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "decisions"
INDEX = FOLDER / "README.md"
_HEAD = """# Decisions

What could have gone otherwise, half a page each. The list is written by `scripts/decisions_index.py`.

"""


def index() -> str:
    """Return the page with a line per decision, by number."""
    return _HEAD + "".join(f"- [{_title(path)}]({path.name})\n" for path in sorted(FOLDER.glob("[0-9]*.md")))


def _title(path: Path) -> str:
    """Return "0070 The title", from the number of the file and its first heading."""
    heading = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
    title = heading.removeprefix(path.name[:4]).lstrip(" .:–-")
    return f"{path.name[:4]} {title}"


if __name__ == "__main__":
    INDEX.write_text(index(), encoding="utf-8")
