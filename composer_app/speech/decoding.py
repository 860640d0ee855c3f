"""One window of sound to words: Whisper's encoder once, its decoder for what was said and for that in English."""

import copy
import dataclasses
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter

import torch
from torch import Tensor
from whisper.audio import HOP_LENGTH, SAMPLE_RATE, log_mel_spectrogram, pad_or_trim
from whisper.decoding import DecodingOptions, DecodingResult, decode, detect_language
from whisper.model import Whisper
from whisper.tokenizer import LANGUAGES, TO_LANGUAGE_CODE, get_tokenizer

from composer_app.errors import SpeechError
from composer_app.speech.quantized_output import with_quick_last_step
from composer_app.speech.recording import Recording
from composer_app.speech.weights import BASE

RATE = SAMPLE_RATE
LONGEST_WINDOW = 30.0  # seconds: what Whisper was trained on

_SHORT_WINDOW = 10.0  # seconds: a third of the work; shorter ones, and cuts of other models, break it
_FRAME = (
    2 * HOP_LENGTH
)  # samples to one position of the encoder, whose second convolution halves the spectrogram

_TOKENS, _TOKENS_A_SECOND, _TOKENS_AT_MOST = 20, 8, 224

# Greedy decoding below this mean log probability is worth a second, wider search. Over 72 requests in synthetic
# voices that took the word errors from 0.231 to 0.165, in a third of them; searching widely always, to 0.159.
_SURE_LOG_PROBABILITY = -0.3
_BEAMS = 5
# Doubts, by openai-whisper's own measures: hiss, clicks and tones that were passed off as speech had a mean log
# probability below -1.1 or repeated themselves; of those 72 requests none was below -0.85.
_LEAST_LOG_PROBABILITY = -1.0
_MOST_REPETITION = 2.4
_NO_SPEECH = 0.6
_NO_SPEECH_LOG_PROBABILITY = -0.7
# A short request in an unusual voice is soon taken for Welsh: another language must be this much more probable.
_THAN_ENGLISH = 2.0
# What Whisper has learned from subtitles to say when nobody speaks.
_PHANTOMS = frozenset(
    {
        "you",
        "bye",
        "thank you",
        "thank you very much",
        "thank you for watching",
        "thanks for watching",
        "please subscribe",
        "subtitles by the amara.org community",
        "untertitel der amara.org-community",
        "sous-titres réalisés par la communauté d'amara.org",
        "subtítulos realizados por la comunidad de amara.org",
        "ご視聴ありがとうございました",
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
    }
)


@dataclass(frozen=True, slots=True)
class WindowTranscript:
    """The words in one window.

    Attributes:
        text: In the language spoken.
        language: Whisper's code for it.
        english: The same in English; `text` itself where that is English, or could not be translated.
    """

    text: str
    language: str
    english: str


class WhisperDecoder:
    """A Whisper model, and the same model with a window of ten seconds."""

    def __init__(self, model: Whisper) -> None:
        _read_tokens(model.num_languages)
        self._model = model = with_quick_last_step(model)
        self._short = _with_window(model, _SHORT_WINDOW) if model.dims == BASE else model

    def language_code(self, name: str) -> str:
        """Whisper's code for a language given by code or English name; an empty name stays empty.

        Raises:
            SpeechError: It knows no such language.
        """
        code: str = TO_LANGUAGE_CODE.get(name.lower(), name.lower())
        if code and code not in list(LANGUAGES)[: self._model.num_languages]:
            raise SpeechError(
                f"The speech model knows no language {name!r}. "
                "Give its English name or its code, such as German or de, or leave it empty."
            )
        return code

    @torch.inference_mode()
    def hear(self, recording: Recording, language: str, heed: Callable[[], None]) -> WindowTranscript | None:
        """The words in at most 30 s at `RATE`; None where there are none that could be understood.

        Args:
            recording: What was said.
            language: Whisper's code for its language; empty to find it out.
            heed: Called every few milliseconds; what it raises ends the hearing.
        """
        model = self._short if recording.seconds <= _SHORT_WINDOW else self._model
        with _heeding(model, heed):
            return self._heard(model, recording, language)

    def _heard(self, model: Whisper, recording: Recording, language: str) -> WindowTranscript | None:
        features = _encoded(model, recording)
        language = language or _spoken_language(model, features)
        options = DecodingOptions(
            language=language, sample_len=_most_tokens(recording.seconds), without_timestamps=True, fp16=False
        )
        said = _decoded(model, features, options)
        if not _is_understood(said):
            return None
        if language == "en":
            return WindowTranscript(said.text, language, said.text)
        english = _decoded(model, features, dataclasses.replace(options, task="translate"))
        return WindowTranscript(said.text, language, english.text if _is_understood(english) else said.text)


def _read_tokens(num_languages: int) -> None:
    """Have Whisper read its tokens, which it keeps.

    WORKAROUND openai-whisper 20250625: `get_encoding` leaves the file open and Python warns of it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        get_tokenizer(multilingual=True, num_languages=num_languages)


def _with_window(model: Whisper, seconds: float) -> Whisper:
    """The same model for a shorter window: it shares every tensor, and cuts the encoder's positions."""
    positions = int(seconds * SAMPLE_RATE) // _FRAME
    shared = {id(tensor): tensor for tensor in (*model.parameters(), *model.buffers())}
    view = copy.deepcopy(model, shared)
    view.dims = dataclasses.replace(model.dims, n_audio_ctx=positions)
    view.encoder.register_buffer("positional_embedding", model.encoder.positional_embedding[:positions])
    return view


@contextmanager
def _heeding(model: Whisper, heed: Callable[[], None]) -> Iterator[None]:
    """Have `heed` called before each block of the model: the shortest piece of its work."""
    blocks = (*model.encoder.blocks, *model.decoder.blocks)
    hooks = [block.register_forward_pre_hook(lambda *_: heed()) for block in blocks]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _encoded(model: Whisper, recording: Recording) -> Tensor:
    """What the encoder makes of a recording, shape (1, positions, state)."""
    window = pad_or_trim(recording.samples, model.dims.n_audio_ctx * _FRAME)
    features: Tensor = model.embed_audio(log_mel_spectrogram(window, model.dims.n_mels)[None])
    return features


def _spoken_language(model: Whisper, features: Tensor) -> str:
    """The most probable language; English unless that is clearly less so."""
    _, (chances,) = detect_language(model, features)
    best, chance = max(chances.items(), key=itemgetter(1))
    return str(best) if chance > _THAN_ENGLISH * chances["en"] else "en"


def _most_tokens(seconds: float) -> int:
    """As many as a fast speaker needs: a decoder that repeats itself is not to go on for long."""
    return min(_TOKENS_AT_MOST, int(_TOKENS + _TOKENS_A_SECOND * seconds))


def _decoded(model: Whisper, features: Tensor, options: DecodingOptions) -> DecodingResult:
    """The most probable words: those found at once or, where they are doubtful, by a wider search."""
    (quick,) = decode(model, features, options)
    if quick.avg_logprob >= _SURE_LOG_PROBABILITY and quick.compression_ratio <= _MOST_REPETITION:
        return quick
    (wide,) = decode(model, features, dataclasses.replace(options, beam_size=_BEAMS))
    return wide


def _is_understood(said: DecodingResult) -> bool:
    """Whether this is speech: Whisper makes words of anything."""
    doubtful = (
        said.avg_logprob < _LEAST_LOG_PROBABILITY
        or said.compression_ratio > _MOST_REPETITION
        or (said.no_speech_prob > _NO_SPEECH and said.avg_logprob < _NO_SPEECH_LOG_PROBABILITY)
    )
    words = said.text.lower().strip(" .!?…。！？")
    return bool(words) and not doubtful and words not in _PHANTOMS
