"""Draw the signals between the rooms of the window in the documentation: `python scripts/signal_picture.py`.

Reads the connections in `gui/shell/wiring.py`, and the classes of their objects in `controllers.py` and
`main_window.py`. Connections within a room are left out.
"""

import ast
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_SHELL = _ROOT / "composer_app" / "gui" / "shell"
_BEGIN, _END = "<!-- signals: begin -->", "<!-- signals: end -->"
DOCUMENT = _ROOT / "docs" / "architecture.md"


def document() -> str:
    """Return the document with the picture between its markers."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    return f"{before}{_BEGIN}\n{picture()}{_END}{rest.partition(_END)[2]}"


def picture() -> str:
    """Return a Mermaid flowchart with an arrow for each pair of rooms."""
    signals: dict[tuple[str, str], dict[str, None]] = {}
    for sender, signal, receiver in connections():
        if sender != receiver:
            signals.setdefault((sender, receiver), {})[signal] = None
    arrows = [
        f'    {sender} -- "{"<br>".join(names)}" --> {receiver}\n'
        for (sender, receiver), names in signals.items()
    ]
    return "```mermaid\nflowchart LR\n" + "".join(arrows) + "```\n"


def connections() -> list[tuple[str, str, str]]:
    """Return the connections in order, as (sender's room, "object.signal", receiver's room)."""
    rooms = _rooms()
    found = []
    for function in _tree("wiring.py").body:
        if not isinstance(function, ast.FunctionDef):
            continue
        names: dict[str, str] = {}
        for statement in function.body:
            match statement:
                case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                    for target, value in zip(targets, values, strict=True):
                        names[ast.unparse(target)] = _expand(value, names)
                case ast.Expr(
                    ast.Call(func=ast.Attribute(ast.Attribute() as signal, "connect"), args=[receiver])
                ):
                    path = _expand(signal, names)
                    name = ".".join(path.split(".")[-2:])
                    found.append((_room(path, rooms), name, _room(_expand(receiver, names), rooms)))
    return found


def _expand(node: ast.expr, names: dict[str, str]) -> str:
    """Return the dotted path of an expression, with a local name replaced by its value."""
    first, dot, rest = ast.unparse(node).partition(".")
    return names.get(first, first) + dot + rest


def _room(path: str, rooms: dict[str, str]) -> str:
    """Return the room of an object by its path, such as `controllers.session.failed`."""
    return rooms.get(".".join(path.split(".")[:2]), "shell")


def _rooms() -> dict[str, str]:
    """Return the room of each attribute of the window and of the controllers, by its path."""
    return {
        f"{owner}.{name}": room
        for owner, file in (("window", "main_window.py"), ("controllers", "controllers.py"))
        for name, room in _attribute_rooms(_tree(file)).items()
    }


def _attribute_rooms(module: ast.Module) -> dict[str, str]:
    """Return the room of each `self.name = …`, by the class or the object that its value begins with."""
    rooms = {
        alias.name: node.module.split(".")[2]
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("composer_app.gui.")
        for alias in node.names
    }
    found = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Assign):
            names = [ast.unparse(target) for target in node.targets]
            if room := rooms.get(ast.unparse(node.value).partition("(")[0].partition(".")[0]):
                rooms |= dict.fromkeys(names, room)
                found |= {name.removeprefix("self."): room for name in names if name.startswith("self.")}
    return found


def _tree(file: str) -> ast.Module:
    return ast.parse((_SHELL / file).read_text(encoding="utf-8"))


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
