"""The lists of packages, held against what the packages themselves ask for."""

import re
import tomllib
from functools import cache
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from installer import packages

_ROOT = Path(__file__).parents[2]
_LEFT_OUT = frozenset({"triton", "numba", "networkx", "matplotlib"})
_TORCH = re.compile(r"nvidia-|cuda-")
_MEASURED = 0.08  # by how much a figure that is told may be off


def _project() -> dict[str, Any]:
    return tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _listed(path: Path) -> dict[NormalizedName, Requirement]:
    """What a list names for this computer."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    wanted = [Requirement(line) for line in lines if line and not line.startswith("-")]
    return {
        canonicalize_name(each.name): each for each in wanted if not each.marker or each.marker.evaluate()
    }


@cache
def _needs(name: str) -> frozenset[NormalizedName]:
    """What an installed package asks for here."""
    wanted = map(Requirement, distribution(name).requires or ())
    return frozenset(
        canonicalize_name(each.name)
        for each in wanted
        if not each.marker or each.marker.evaluate({"extra": ""})
    )


def _asked_for() -> list[str]:
    project = _project()["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *extras["speech"], *extras["semantics"], *extras["notation"]]


def test_the_list_has_all_that_the_program_and_its_packages_ask_for_and_nothing_else() -> None:
    wanted = {canonicalize_name(Requirement(each).name) for each in _asked_for()}
    found: set[NormalizedName] = set()
    while new := wanted - found - _LEFT_OUT:
        found |= new
        wanted |= {need for name in new for need in _needs(name) if not _TORCH.match(need)}
    assert set(_listed(packages.REQUIREMENTS)) | {"torch"} == found


def test_what_is_listed_is_within_what_the_project_allows() -> None:
    listed = {**_listed(packages.REQUIREMENTS), **_listed(packages.TORCH)}
    for need in map(Requirement, _asked_for()):
        (pin,) = listed[canonicalize_name(need.name)].specifier
        assert need.specifier.contains(pin.version.partition("+")[0]), need


def test_every_developer_s_tool_has_a_tested_version() -> None:
    listed = {**_listed(packages.REQUIREMENTS), **_listed(packages.TOOLS)}
    tools = map(Requirement, _project()["project"]["optional-dependencies"]["dev"])
    assert [tool.name for tool in tools if canonicalize_name(tool.name) not in listed] == []


def test_what_uv_leaves_out_is_what_the_list_leaves_out() -> None:
    assert set(_project()["tool"]["uv"]["exclude-dependencies"]) == _LEFT_OUT


def test_uv_and_pip_get_pytorch_from_the_same_index() -> None:
    uv = _project()["tool"]["uv"]
    assert uv["sources"]["torch"] == {"index": "pytorch-cpu", "marker": "sys_platform == 'linux'"}
    (index,) = uv["index"]
    assert index["explicit"]
    assert f"--extra-index-url {index['url']}\n" in packages.TORCH.read_text(encoding="utf-8")


def test_the_room_that_is_told_is_what_the_packages_take() -> None:
    torch = distribution("torch")
    if any(_TORCH.match(need) for need in _needs("torch")):
        pytest.skip("this PyTorch has CUDA")
    listed = [name for name in _listed(packages.REQUIREMENTS) if name != "setuptools"]
    taken = sum(_blocks(distribution(name)) for name in [*listed, torch.name])
    assert taken == pytest.approx(packages.INSTALLED, rel=_MEASURED)


def _blocks(package: Any) -> int:
    """The bytes that a package takes on the disk, in whole blocks."""
    files = (package.locate_file(file) for file in package.files or ())
    return sum(-(-file.stat().st_size // 4096) * 4096 for file in map(Path, files) if file.exists())


def test_what_is_left_out_is_not_missed_by_whisper(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from composer_app.speech.numba_stub import install_numba_stub

    monkeypatch.delitem(sys.modules, "numba", raising=False)
    monkeypatch.setattr("composer_app.speech.numba_stub.find_spec", lambda _: None)
    install_numba_stub()
    numba: Any = import_module("numba")

    double = numba.jit(nopython=True)(lambda number: 2 * number)

    assert double(4) == 8
    assert list(numba.prange(2)) == [0, 1]
    monkeypatch.delitem(sys.modules, "numba")


def test_numba_is_used_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from composer_app.speech.numba_stub import install_numba_stub

    monkeypatch.delitem(sys.modules, "numba", raising=False)
    monkeypatch.setattr("composer_app.speech.numba_stub.find_spec", lambda _: object())
    install_numba_stub()
    assert "numba" not in sys.modules
