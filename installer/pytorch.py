"""Chooses a build of PyTorch: Composer needs no CUDA, but on Linux the usual index has only builds with it."""

import json
import sys
from pathlib import Path
from time import sleep

from installer.pip import Pip, is_cut_off
from installer.talk import say

_RANGE = "torch>=2.2,<3"
_LOOK = 30  # to read a package's metadata
_PATIENCE = 10  # in which the user can stop a large download
_LARGE = ("nvidia-", "cuda-", "triton")


def install_torch(pip: Pip, cpu: Path, *, cuda: bool | None) -> None:
    """Install PyTorch before all else; use the build with 3 GB of CUDA only on request, or if there is no other.

    Args:
        pip: The environment's pip.
        cpu: The requirements with the version, and PyTorch's own index of builds without CUDA.
        cuda: Whether to install CUDA; None to do so only if there is no other build.

    Raises:
        SystemExit: If no build can be installed; the message says what to do.
    """
    if pip.environment.has("torch"):
        return
    named = [line for line in cpu.read_text(encoding="utf-8").splitlines() if line.startswith("torch")]
    pinned = [line.replace("+cpu", "") for line in named]  # any build of that version
    if cuda:
        say("Installing PyTorch with CUDA (3 GB) …")
        pip.install(*pinned)
    elif not sys.platform.startswith("linux"):
        say("Installing PyTorch (200 MB) …")
        pip.install("--no-deps", *pinned)
    elif not (_from_usual_index(pip, pinned) or _from_own_index(pip, cpu)):
        _with_cuda(pip, pinned, never=cuda is False)


def _from_usual_index(pip: Pip, pinned: list[str]) -> bool:
    """Install the build from pip's configured index, if it is small."""
    for requirement in (pinned, [_RANGE]):
        dependencies = _needs(pip, requirement)
        if dependencies is not None and not any(name.startswith(_LARGE) for name in dependencies):
            say("Installing PyTorch (200 MB) …")
            pip.install("--no-deps", *requirement)
            return True
        if dependencies is not None:
            return False
    return False


def _needs(pip: Pip, requirement: list[str]) -> list[str] | None:
    """Return the dependencies of the build that pip would choose, from its metadata; None if that is missing.

    Raises:
        SystemExit: If there is no connection.
    """
    options = ("--dry-run", "--no-deps", "--use-feature=fast-deps", "--retries=1", "--report=-")
    result = pip.quietly(*options, *requirement, seconds=_LOOK)
    if result.returncode and is_cut_off(result.stderr):
        raise pip.failure(result)
    if result.returncode:
        return None
    (chosen,) = json.loads(result.stdout)["install"]
    code = (
        "import json; from pip._vendor.packaging.requirements import Requirement; "
        f"needs = map(Requirement, {chosen['metadata'].get('requires_dist', [])!r}); "
        "print(json.dumps([each.name for each in needs if not each.marker or each.marker.evaluate({'extra': ''})]))"
    )
    return pip.environment.ask(code)


def _from_own_index(pip: Pip, cpu: Path) -> bool:
    """Install the build without CUDA from PyTorch's own index."""
    say("Installing PyTorch without CUDA (200 MB), from PyTorch's own index …")
    quick = ("--no-deps", "--retries=1", "--timeout=20")
    return pip.quietly(*quick, "--requirement", str(cpu)).returncode == 0


def _with_cuda(pip: Pip, pinned: list[str], *, never: bool) -> None:
    """Install the usual build, unless the user refused CUDA.

    Raises:
        SystemExit: If the user refused it.
    """
    if never:
        raise SystemExit(
            "There is no PyTorch without CUDA to be had here. Connect to pytorch.org, or install with CUDA (3 GB to "
            "fetch, 6 GB on the disk): python3 run.py --cuda"
        )
    say(
        "PyTorch's own index cannot be reached or has none for this computer, and the usual one has only the build for "
        f"CUDA graphics cards: 3 GB to fetch, 6 GB on the disk. It is fetched in {_PATIENCE} s; to stop, press Ctrl+C."
    )
    try:
        sleep(_PATIENCE)
    except KeyboardInterrupt:
        raise SystemExit("Stopped. Nothing of it was fetched; python3 run.py tries again.") from None
    pip.install(*pinned)
