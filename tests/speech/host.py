"""A web server on this computer that stands in for the one that offers the speech model."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Host:
    """What it offers and how well it does it.

    Attributes:
        content: The file.
        cut_after: Break the line after that many bytes of an answer; None to keep it.
        resumes: Whether it heeds a request for the rest of the file.
        claims: The length that it says the file has, where that is not so.
        asked: The `Range` of each request, in order.
        address: Where it is.
    """

    content: bytes
    cut_after: int | None = None
    resumes: bool = True
    claims: int | None = None
    asked: list[str | None] = field(default_factory=list)
    address: str = ""


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """Offer a file for a while, at `host.address`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            host.asked.append(asked)
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and host.resumes else 0
            if start and start >= len(host.content):
                self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(HTTPStatus.PARTIAL_CONTENT if start else HTTPStatus.OK)
            rest = host.content[start:]
            self.send_header("Content-Length", str(host.claims or len(rest)))
            self.end_headers()
            self.wfile.write(rest[: host.cut_after])
            self.close_connection = True

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
