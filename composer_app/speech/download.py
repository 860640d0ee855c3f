"""Downloads a large file: with progress, resumable, verified, and moved into place only when complete."""

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
from composer_app.job import Job
from composer_app.paths import touch_private

logger = logging.getLogger(__name__)

_DOWNLOAD_STAGE = "Downloading the speech model"
_BLOCK_BYTES = 1 << 18
_TIMEOUT_S = 30.0  # without data
_MIN_FREE_BYTES = 1 << 24  # that stay free on the disk


@dataclass(frozen=True, slots=True)
class Source:
    """A file on a server, and its digest.

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
OPENAI_BASE_WEIGHTS = Source(
    f"https://openaipublic.azureedge.net/main/whisper/models/{_SHA256}/base.pt", _SHA256
)
"""Whisper's `base`, from the address that openai-whisper downloads it from."""


class UnreachableError(SpeechError):
    """The server cannot be reached, or has no such file."""


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(source: Source, folder: Path, job: Job) -> Path:
    """Download a file into a folder and return its path; progress is in bytes.

    If the connection breaks or the job is cancelled, the data received so far stays as `NAME.part`, and the next call
    resumes from there.

    Raises:
        UnreachableError: If the server did not answer.
        SpeechError: If the file is truncated or wrong, or does not fit on the disk.
        Cancelled: If the job is cancelled.
    """
    with _translate_disk_errors(folder):
        folder.mkdir(0o700, parents=True, exist_ok=True)
        place_of(folder / f"{source.name}.part")  # opening a pipe of that name would block
    part = folder / f"{source.name}.part"
    _download(source, part, job)
    with _translate_disk_errors(folder):
        if file_digest(part) == source.sha256:
            return part.replace(folder / source.name)
        part.unlink()
    raise SpeechError("The speech model arrived damaged and was thrown away. Try again.")


def _download(source: Source, part: Path, job: Job) -> None:
    """Complete the partial file."""
    there = part.stat().st_size if part.exists() else 0
    job.step(_DOWNLOAD_STAGE, there)
    with _open_response(source.url, there) as response:
        if response is None:  # the server has no more data than the partial file
            return
        there = there if response.status == http.client.PARTIAL_CONTENT else 0
        total = there + int(response.headers.get("Content-Length") or 0)
        _check_space(part.parent, total - there)
        with _translate_disk_errors(part.parent):
            done = _append(response, part, there, total, job)
    if done < total:
        raise SpeechError(
            "The download of the speech model was cut off. Try again: it goes on from where it stopped."
        )


def _append(response: http.client.HTTPResponse, part: Path, received: int, total: int, job: Job) -> int:
    """Append the response after the first `received` bytes; return the new size."""
    done = received
    touch_private(part)
    with part.open("ab") as file:
        file.truncate(received)
        while block := _next_block(response):
            file.write(block)
            done += len(block)
            job.step(_DOWNLOAD_STAGE, done, total)
    return done


def _next_block(response: http.client.HTTPResponse) -> bytes:
    """Return the next block; empty at the end, or if the connection broke."""
    try:
        return response.read(_BLOCK_BYTES)
    except (OSError, http.client.HTTPException) as error:
        logger.info("The download broke off: %s", error)
        return b""


@contextmanager
def _open_response(url: str, received: int) -> Iterator[http.client.HTTPResponse | None]:
    """Request the rest of the file; return None if nothing is left."""
    response = _request(url, received)
    if response is None:
        yield None
        return
    with response:
        yield response


def _request(url: str, received: int) -> http.client.HTTPResponse | None:
    request = urllib.request.Request(url, headers={"Range": f"bytes={received}-"} if received else {})  # noqa: S310
    try:
        response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=_TIMEOUT_S)  # noqa: S310
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
def _translate_disk_errors(folder: Path) -> Iterator[None]:
    """Translate disk errors into `SpeechError`."""
    try:
        yield
    except OSError as error:
        raise SpeechError(
            f"The speech model cannot be written to {folder}. Free some space, then try again."
        ) from error


def _check_space(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size + _MIN_FREE_BYTES:
        raise SpeechError(
            f"The speech model needs {size / 1e6:.0f} MB in {folder}, and there is less. "
            "Free some space, then try again."
        )
