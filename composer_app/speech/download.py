"""A large file from the network: with progress, resumed where it was cut off, checked, and moved into place whole."""

import hashlib
import http.client
import logging
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from composer_app.errors import SpeechError
from composer_app.files import place_of
from composer_app.paths import touch_private
from composer_app.work import Job

logger = logging.getLogger(__name__)

_STAGE = "Downloading the speech model"
_BLOCK = 1 << 18
_PATIENCE = 30.0  # seconds without a byte
_SPARE = 1 << 24  # bytes that stay free on the disk


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file is offered, and how to know it.

    Attributes:
        url: Its address.
        sha256: Its digest, in hexadecimal.
    """

    url: str
    sha256: str

    @property
    def name(self) -> str:
        """The file's name."""
        return self.url.rsplit("/", 1)[-1]


_SHA256 = "ed3a0b6b1c0edf879ad9b11b1af5a0e6ab5db9205f891f668f8b0e6c6326e34e"
OPENAI = Source(f"https://openaipublic.azureedge.net/main/whisper/models/{_SHA256}/base.pt", _SHA256)
"""Whisper's `base`, as openai-whisper itself would download it."""


class UnreachableError(SpeechError):
    """The server cannot be reached, or has no such file."""


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(source: Source, folder: Path, job: Job) -> Path:
    """Download a file into a folder and return its path; progress is in bytes.

    What has arrived when the line breaks, or when the work is cancelled, stays beside it as `NAME.part`; the next
    call goes on from there.

    Raises:
        UnreachableError: The server did not answer.
        SpeechError: What arrived is cut off or wrong, or does not fit on the disk.
        Cancelled: A stop was asked for.
    """
    with _on_disk(folder):
        folder.mkdir(0o700, parents=True, exist_ok=True)
        place_of(folder / f"{source.name}.part")  # a pipe there would be waited for
    part = folder / f"{source.name}.part"
    _receive(source, part, job)
    with _on_disk(folder):
        if file_digest(part) == source.sha256:
            return part.replace(folder / source.name)
        part.unlink()
    raise SpeechError("The speech model arrived damaged and was thrown away. Try again.")


def _receive(source: Source, part: Path, job: Job) -> None:
    """Bring the part up to the whole file's length."""
    there = part.stat().st_size if part.exists() else 0
    job.step(_STAGE, there)
    with _opened(source.url, there) as response:
        if response is None:  # there is nothing after what we have
            return
        there = there if response.status == http.client.PARTIAL_CONTENT else 0
        total = there + int(response.headers.get("Content-Length") or 0)
        _check_space(part.parent, total - there)
        with _on_disk(part.parent):
            done = _append(response, part, there, total, job)
    if done < total:
        raise SpeechError(
            "The download of the speech model was cut off. Try again: it goes on from where it stopped."
        )


def _append(response: http.client.HTTPResponse, part: Path, there: int, total: int, job: Job) -> int:
    """Write what arrives behind the first `there` bytes; returns how many there are then."""
    done = there
    touch_private(part)
    with part.open("ab") as file:
        file.truncate(there)
        while block := _next_block(response):
            file.write(block)
            done += len(block)
            job.step(_STAGE, done, total)
    return done


def _next_block(response: http.client.HTTPResponse) -> bytes:
    """What arrives next; nothing when all has, or when the line broke."""
    try:
        return response.read(_BLOCK)
    except (OSError, http.client.HTTPException) as error:
        logger.info("The download broke off: %s", error)
        return b""


@contextmanager
def _opened(url: str, there: int) -> Iterator[http.client.HTTPResponse | None]:
    """The server's answer to a request for what follows the first bytes; None where nothing does."""
    response = _answer(url, there)
    if response is None:
        yield None
        return
    with response:
        yield response


def _answer(url: str, there: int) -> http.client.HTTPResponse | None:
    request = urllib.request.Request(url, headers={"Range": f"bytes={there}-"} if there else {})  # noqa: S310
    try:
        response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=_PATIENCE)  # noqa: S310
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
            if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                return None
        raise UnreachableError(
            "The server that offers the speech model cannot be reached. Connect to the internet, then try again."
        ) from error
    return response


@contextmanager
def _on_disk(folder: Path) -> Iterator[None]:
    """Turn the disk's failures into ours."""
    try:
        yield
    except OSError as error:
        raise SpeechError(
            f"The speech model cannot be written to {folder}. Free some space, then try again."
        ) from error


def _check_space(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size + _SPARE:
        raise SpeechError(
            f"The speech model needs {size / 1e6:.0f} MB in {folder}, and there is less. "
            "Free some space, then try again."
        )
