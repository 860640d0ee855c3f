"""Decodes one window of audio: Whisper's encoder once, its decoder for the transcript and for the translation."""

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
from composer_app.speech.quantized_output import quantize_output_layer
from composer_app.speech.recording import Recording
from composer_app.speech.weights import BASE_DIMENSIONS

WHISPER_SAMPLE_RATE = SAMPLE_RATE
MAX_WINDOW_S = 30.0  # the length that Whisper was trained on

# A third of the work. Shorter windows, and truncating other models, break the decoding.
_SHORT_WINDOW_S = 10.0
# The encoder's second convolution halves the number of spectrogram frames.
_SAMPLES_PER_POSITION = 2 * HOP_LENGTH

_BASE_TOKENS, _TOKENS_PER_SECOND, _MAX_TOKENS = 20, 8, 224

# Greedy decoding below this mean log probability is repeated with a beam search. Over 72 requests in synthetic
# voices this lowered the word error rate from 0.231 to 0.165, for a third of them; always searching, to 0.159.
_CONFIDENT_LOG_PROBABILITY = -0.3
_BEAM_SIZE = 5
# Thresholds by openai-whisper's own measures: hiss, clicks and tones that were decoded as speech had a mean log
# probability below -1.1 or repeated themselves; of those 72 requests none was below -0.85.
_MIN_LOG_PROBABILITY = -1.0
_MAX_COMPRESSION_RATIO = 2.4
_NO_SPEECH_PROBABILITY = 0.6
_NO_SPEECH_LOG_PROBABILITY = -0.7
# A short request in an unusual voice is often taken for Welsh: another language must be this much more probable.
_MIN_RATIO_TO_ENGLISH = 2.0
# Phrases that Whisper, trained on subtitles, produces if nobody speaks.
_HALLUCINATED_PHRASES = frozenset(
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
    """The transcript of one window.

    Attributes:
        text: The words in the spoken language.
        language: Whisper's code for it.
        english: The same in English; `text` itself if that is English, or could not be translated.
    """

    text: str
    language: str
    english: str


class WhisperDecoder:
    """A Whisper model, and the same model with a window of ten seconds."""

    def __init__(self, model: Whisper) -> None:
        _load_tokenizer(model.num_languages)
        self._model = model = quantize_output_layer(model)
        self._short_model = _with_window(model, _SHORT_WINDOW_S) if model.dims == BASE_DIMENSIONS else model

    def language_code(self, name: str) -> str:
        """Return Whisper's code for a language given by code or English name; empty if the name is empty.

        Raises:
            SpeechError: If Whisper does not know the language.
        """
        code: str = TO_LANGUAGE_CODE.get(name.lower(), name.lower())
        if code and code not in list(LANGUAGES)[: self._model.num_languages]:
            raise SpeechError(
                f"The speech model knows no language {name!r}. "
                "Give its English name or its code, such as German or de, or leave it empty."
            )
        return code

    @torch.inference_mode()
    def decode_window(
        self, recording: Recording, language: str, check_cancelled: Callable[[], None]
    ) -> WindowTranscript | None:
        """Transcribe at most 30 s at `RATE`; return None if no words could be understood.

        Args:
            recording: The audio.
            language: Whisper's code for its language; empty to detect it.
            check_cancelled: Called every few milliseconds; it may raise to stop the decoding.
        """
        model = self._short_model if recording.seconds <= _SHORT_WINDOW_S else self._model
        with _cancellable(model, check_cancelled):
            return self._decode_with(model, recording, language)

    def _decode_with(self, model: Whisper, recording: Recording, language: str) -> WindowTranscript | None:
        features = _encode(model, recording)
        language = language or _detect_spoken_language(model, features)
        options = DecodingOptions(
            language=language,
            sample_len=_max_tokens_for(recording.seconds),
            without_timestamps=True,
            fp16=False,
        )
        said = _decode_with_fallback(model, features, options)
        if not _is_plausible_speech(said):
            return None
        if language == "en":
            return WindowTranscript(said.text, language, said.text)
        english = _decode_with_fallback(model, features, dataclasses.replace(options, task="translate"))
        return WindowTranscript(
            said.text, language, english.text if _is_plausible_speech(english) else said.text
        )


def _load_tokenizer(num_languages: int) -> None:
    """Load Whisper's tokenizer, which Whisper caches.

    WORKAROUND openai-whisper 20250625: `get_encoding` leaves the file open and Python warns of it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        get_tokenizer(multilingual=True, num_languages=num_languages)


def _with_window(model: Whisper, seconds: float) -> Whisper:
    """Return the same model for a shorter window: it shares every tensor, and truncates the encoder's positions."""
    positions = int(seconds * SAMPLE_RATE) // _SAMPLES_PER_POSITION
    shared = {id(tensor): tensor for tensor in (*model.parameters(), *model.buffers())}
    view = copy.deepcopy(model, shared)
    view.dims = dataclasses.replace(model.dims, n_audio_ctx=positions)
    view.encoder.register_buffer("positional_embedding", model.encoder.positional_embedding[:positions])
    return view


@contextmanager
def _cancellable(model: Whisper, check_cancelled: Callable[[], None]) -> Iterator[None]:
    """Call `check_cancelled` before each block of the model, its shortest unit of work."""
    blocks = (*model.encoder.blocks, *model.decoder.blocks)
    hooks = [block.register_forward_pre_hook(lambda *_: check_cancelled()) for block in blocks]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _encode(model: Whisper, recording: Recording) -> Tensor:
    """Return the encoder's output, shape (1, positions, state)."""
    window = pad_or_trim(recording.samples, model.dims.n_audio_ctx * _SAMPLES_PER_POSITION)
    features: Tensor = model.embed_audio(log_mel_spectrogram(window, model.dims.n_mels)[None])
    return features


def _detect_spoken_language(model: Whisper, features: Tensor) -> str:
    """Return the most probable language; English unless another is clearly more probable."""
    _, (chances,) = detect_language(model, features)
    best, chance = max(chances.items(), key=itemgetter(1))
    return str(best) if chance > _MIN_RATIO_TO_ENGLISH * chances["en"] else "en"


def _max_tokens_for(seconds: float) -> int:
    """Return as many tokens as a fast speaker needs, which stops a decoder that repeats itself."""
    return min(_MAX_TOKENS, int(_BASE_TOKENS + _TOKENS_PER_SECOND * seconds))


def _decode_with_fallback(model: Whisper, features: Tensor, options: DecodingOptions) -> DecodingResult:
    """Decode greedily and, if the result is doubtful, again with a beam search."""
    (quick,) = decode(model, features, options)
    if quick.avg_logprob >= _CONFIDENT_LOG_PROBABILITY and quick.compression_ratio <= _MAX_COMPRESSION_RATIO:
        return quick
    (wide,) = decode(model, features, dataclasses.replace(options, beam_size=_BEAM_SIZE))
    return wide


def _is_plausible_speech(result: DecodingResult) -> bool:
    """Return whether the result is speech: Whisper produces words from any sound."""
    doubtful = (
        result.avg_logprob < _MIN_LOG_PROBABILITY
        or result.compression_ratio > _MAX_COMPRESSION_RATIO
        or (
            result.no_speech_prob > _NO_SPEECH_PROBABILITY and result.avg_logprob < _NO_SPEECH_LOG_PROBABILITY
        )
    )
    words = result.text.lower().strip(" .!?…。！？")
    return bool(words) and not doubtful and words not in _HALLUCINATED_PHRASES
