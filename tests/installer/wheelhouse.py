"""A package index on the loopback address, with small wheels that ask for what large ones ask for."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

_VERSION = "2.13.0"


def wheel(name: str, version: str, *needs: str) -> tuple[str, bytes, str]:
    """A wheel that holds nothing: its file's name, its content, and its metadata."""
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Requires-Dist: {need}\n" for need in needs)
    about = f"{name}-{version}.dist-info"
    files = {
        f"{about}/METADATA": metadata,
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{about}/RECORD"] = "".join(f"{file},,\n" for file in (*files, f"{about}/RECORD"))
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    return f"{name}-{version}-py3-none-any.whl", content.getvalue(), metadata


CPU = wheel("torch", f"{_VERSION}+cpu", "filelock", 'optree; extra == "optree"')
CUDA = wheel("torch", _VERSION, "filelock", 'nvidia-fake; platform_system == "Linux"')
NEEDS = (wheel("filelock", "1.0"), wheel("nvidia_fake", "1.0"))


class Index:
    """A simple index. `asked` has the paths that were asked for."""

    def __init__(self, *wheels: tuple[str, bytes, str], silent: threading.Event | None = None) -> None:
        self.asked: list[str] = []
        self.silent = silent
        self._files: dict[str, bytes] = {}
        pages: dict[str, str] = {}
        for file, content, metadata in wheels:
            digest = hashlib.sha256(metadata.encode()).hexdigest()
            name = file.partition("-")[0].replace("_", "-")
            link = f'<a href="/{file}" data-core-metadata="sha256={digest}">{file}</a>'
            pages[f"/{name}/"] = pages.get(f"/{name}/", "<!DOCTYPE html>") + link
            self._files |= {f"/{file}": content, f"/{file}.metadata": metadata.encode()}
        self._files |= {path: page.encode() for path, page in pages.items()}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"

    @property
    def fetched(self) -> list[str]:
        """The wheels that were fetched whole."""
        return [path for path in self.asked if path.endswith(".whl")]

    @contextmanager
    def open(self) -> Iterator["Index"]:
        """Answer, for a while."""
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield self
        finally:
            if self.silent:
                self.silent.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        index = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = unquote(self.path)
                index.asked.append(path)
                if index.silent:
                    index.silent.wait(30)
                content = index._files.get(path)
                self.send_response(200 if content is not None else 404)
                self.send_header(
                    "Content-Type", "text/html" if self.path.endswith("/") else "application/zip"
                )
                self.send_header("Content-Length", str(len(content or b"")))
                with suppress(OSError):  # whoever asked has lost patience
                    self.end_headers()
                    self.wfile.write(content or b"")

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def folder_of(folder: Path, *wheels: tuple[str, bytes, str]) -> Path:
    """A folder with wheels in it, as pip's `find-links` names one."""
    folder.mkdir()
    for file, content, _ in wheels:
        (folder / file).write_bytes(content)
    return folder
