"""Mounted disks for tests: a full one, and a read-only one. Only root may mount them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


def _mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def full_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a folder on a disk of 64 kB that has no space left."""
    folder = tmp_path_factory.mktemp("full")
    _mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder))
    try:
        (folder / "filling").write_bytes(bytes(65_536))
        yield folder
    finally:
        _unmount(folder)


@pytest.fixture
def read_only_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a folder with one file, on a disk that even root cannot write to."""
    folder = tmp_path_factory.mktemp("read-only")
    _mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder))
    try:
        (folder / "there").write_text("before")
        _mount("-o", "remount,ro", str(folder))
        yield folder
    finally:
        _unmount(folder)
