"""Which PyTorch is installed, with indexes that have the one build, the other, both or none; and a real pip."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import pytest

from installer import pytorch
from installer.environment import Environment
from installer.pip import Pip
from tests.installer.wheelhouse import CPU, CUDA, NEEDS, Index, folder_of, wheel

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has the build with CUDA"),
    pytest.mark.skipif(find_spec("pip") is None, reason="this environment has no pip"),
]
_NOBODY = "http://127.0.0.1:9/"


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An environment with nothing but the pip of the one that the tests run in."""
    made = Environment(tmp_path / "venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made.folder], check=True)
    (packages,) = made.folder.glob("lib/python*/site-packages")
    shutil.copytree(Path(str(distribution("pip").locate_file("pip"))), packages / "pip")
    made.scratch.mkdir()
    return made


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setattr(pytorch, "_PATIENCE", 0)


@pytest.fixture
def usual(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Index]]:
    """Opens the index that pip is set up for."""
    with ExitStack() as opened:

        def open_usual(*wheels: tuple[str, bytes, str]) -> Index:
            index = opened.enter_context(Index(*wheels).open())
            monkeypatch.setenv("PIP_INDEX_URL", index.url)
            return index

        yield open_usual


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Index, Path]]:
    """PyTorch's own index of builds without CUDA, and the list that names it."""
    with Index(CPU).open() as index:
        yield index, _list(tmp_path, index.url)


def _list(folder: Path, url: str) -> Path:
    path = folder / "pytorch-cpu.txt"
    path.write_text(f"--extra-index-url {url}\ntorch==2.13.0+cpu\n")
    return path


def _version(environment: Environment) -> str:
    found = environment.ask("import importlib.metadata as m, json; print(json.dumps([m.version('torch')]))")
    assert found
    return str(found[0])


def test_a_pytorch_that_is_there_stays(
    environment: Environment, usual: Callable[..., Index], own: tuple[Index, Path]
) -> None:
    index = usual(CPU)
    Pip(environment).install("--no-deps", "torch")
    asked = list(index.asked)
    pytorch.install_torch(Pip(environment), own[1], cuda=None)
    assert index.asked == asked
    assert own[0].asked == []


def test_a_build_without_cuda_that_pip_finds_is_taken(
    environment: Environment, usual: Callable[..., Index], own: tuple[Index, Path]
) -> None:
    usual(CPU, CUDA, *NEEDS)
    pytorch.install_torch(Pip(environment), own[1], cuda=None)
    assert _version(environment) == "2.13.0+cpu"
    assert own[0].asked == []


def test_a_build_on_this_computer_is_taken_where_pip_is_told_of_it(
    environment: Environment,
    usual: Callable[..., Index],
    own: tuple[Index, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = usual(CUDA, *NEEDS)
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder_of(tmp_path / "wheels", CPU)))
    pytorch.install_torch(Pip(environment), own[1], cuda=None)
    assert _version(environment) == "2.13.0+cpu"
    assert (index.fetched, own[0].asked) == ([], [])


def test_where_pip_finds_cuda_only_its_metadata_is_read_and_pytorch_s_own_index_asked(
    environment: Environment, usual: Callable[..., Index], own: tuple[Index, Path]
) -> None:
    index = usual(CUDA, *NEEDS)
    pytorch.install_torch(Pip(environment), own[1], cuda=None)
    assert _version(environment) == "2.13.0+cpu"
    assert index.fetched == []


def test_an_index_that_has_only_another_version_without_cuda_is_taken(
    environment: Environment, usual: Callable[..., Index], tmp_path: Path
) -> None:
    usual(wheel("torch", "2.9.1", "filelock"))
    pytorch.install_torch(Pip(environment), _list(tmp_path, _NOBODY), cuda=None)
    assert _version(environment) == "2.9.1"


def test_an_index_that_does_not_answer_in_time_is_not_waited_for(
    environment: Environment, own: tuple[Index, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pytorch, "_LOOK", 2)
    with Index(CUDA, silent=threading.Event()).open() as index:
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        pytorch.install_torch(Pip(environment), own[1], cuda=None)
    assert _version(environment) == "2.13.0+cpu"


def test_last_comes_the_usual_build_with_its_size_said(
    environment: Environment, usual: Callable[..., Index], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usual(CUDA, *NEEDS)
    pytorch.install_torch(Pip(environment), _list(tmp_path, _NOBODY), cuda=None)
    assert _version(environment) == "2.13.0"
    assert environment.has("nvidia-fake")
    told = capsys.readouterr().err
    assert "3 GB" in told
    assert "Ctrl+C" in told


def test_it_can_be_stopped_before_anything_is_fetched(
    environment: Environment,
    usual: Callable[..., Index],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    index = usual(CUDA, *NEEDS)
    monkeypatch.setattr(pytorch, "sleep", interrupted)
    with pytest.raises(SystemExit, match="Stopped"):
        pytorch.install_torch(Pip(environment), _list(tmp_path, _NOBODY), cuda=None)
    assert index.fetched == []


def test_no_cuda_is_never_cuda(environment: Environment, usual: Callable[..., Index], tmp_path: Path) -> None:
    index = usual(CUDA, *NEEDS)
    with pytest.raises(SystemExit, match="--cuda"):
        pytorch.install_torch(Pip(environment), _list(tmp_path, _NOBODY), cuda=False)
    assert index.fetched == []


def test_cuda_is_cuda_at_once(
    environment: Environment,
    usual: Callable[..., Index],
    own: tuple[Index, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    usual(CUDA, *NEEDS)
    pytorch.install_torch(Pip(environment), own[1], cuda=True)
    assert _version(environment) == "2.13.0"
    assert own[0].asked == []
    assert "Ctrl+C" not in capsys.readouterr().err


def test_without_a_connection_it_is_one_sentence(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", _NOBODY)
    with pytest.raises(SystemExit, match=r"^The package index cannot be reached\. Check the connection"):
        pytorch.install_torch(Pip(environment), _list(tmp_path, _NOBODY), cuda=None)
