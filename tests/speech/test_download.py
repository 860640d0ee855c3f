import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from composer_app.errors import SpeechError
from composer_app.job import Cancelled, Job, Progress
from composer_app.speech.download import Source, UnreachableError, fetch
from tests.speech.host import Host, serving

_CONTENT = bytes(range(256)) * 4_096  # four blocks of 256 kB


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def host() -> Iterator[Host]:
    with serving(Host(_CONTENT)) as host:
        yield host


def _source(host: Host, content: bytes = _CONTENT) -> Source:
    return Source(f"{host.address}/models/base.pt", hashlib.sha256(content).hexdigest())


def test_a_file_is_fetched_whole_with_progress_in_bytes(host: Host, tmp_path: Path) -> None:
    said: list[Progress] = []
    path = fetch(_source(host), tmp_path / "cache", Job(said.append))
    assert path == tmp_path / "cache" / "base.pt"
    assert path.read_bytes() == _CONTENT
    assert [path] == list(path.parent.iterdir())
    assert said[-1] == Progress("Downloading the speech model", len(_CONTENT), len(_CONTENT))
    assert [each.done for each in said] == sorted(each.done for each in said)


def test_a_download_that_was_cut_off_goes_on_from_there(host: Host, tmp_path: Path) -> None:
    host.cut_after = 300_000
    with pytest.raises(SpeechError, match=r"cut off\. Try again"):
        fetch(_source(host), tmp_path, Job())
    host.cut_after = None
    assert fetch(_source(host), tmp_path, Job()).read_bytes() == _CONTENT
    assert host.asked == [None, "bytes=300000-"]


def test_a_host_that_cannot_resume_begins_again(host: Host, tmp_path: Path) -> None:
    (tmp_path / "base.pt.part").write_bytes(b"x" * 1_000)
    host.resumes = False
    assert fetch(_source(host), tmp_path, Job()).read_bytes() == _CONTENT


def test_a_part_that_is_whole_already_is_not_fetched_again(host: Host, tmp_path: Path) -> None:
    (tmp_path / "base.pt.part").write_bytes(_CONTENT)
    assert fetch(_source(host), tmp_path, Job()).read_bytes() == _CONTENT


def test_a_cancelled_download_keeps_what_it_has(host: Host, tmp_path: Path) -> None:
    def report(progress: Progress) -> None:
        if progress.done:
            job.cancel()

    job = Job(report)
    with pytest.raises(Cancelled):
        fetch(_source(host), tmp_path, job)
    assert 0 < (tmp_path / "base.pt.part").stat().st_size < len(_CONTENT)
    assert fetch(_source(host), tmp_path, Job()).read_bytes() == _CONTENT


def test_what_arrives_wrong_is_thrown_away(host: Host, tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=r"arrived damaged .* Try again"):
        fetch(_source(host, b"something else"), tmp_path, Job())
    assert list(tmp_path.iterdir()) == []


def test_a_file_larger_than_the_disk_is_refused_before_it_arrives(host: Host, tmp_path: Path) -> None:
    host.claims = 1 << 60
    with pytest.raises(SpeechError, match=r"needs .* MB .* Free some space"):
        fetch(_source(host), tmp_path, Job())
    assert list(tmp_path.iterdir()) == []


def test_no_network_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        source = Source(f"http://127.0.0.1:{taken.getsockname()[1]}/base.pt", "0" * 64)
        with pytest.raises(UnreachableError, match="Connect to the internet"):
            fetch(source, tmp_path, Job())


def test_a_folder_that_cannot_be_written_is_a_sentence(host: Host, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(SpeechError, match="cannot be written"):
        fetch(_source(host), tmp_path / "taken" / "cache", Job())
