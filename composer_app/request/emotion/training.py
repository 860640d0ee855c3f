"""Fitting what is shipped to tell emotions by: the classifiers of words and sentences, and the networks for gists."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import FileError
from composer_app.job import Job
from composer_app.paths import ensure_folder, resource_path, writable
from composer_app.request.emotion.classifier import (
    background_words,
    fit_classifier,
    fit_logistic_regression,
    save_classifier,
)
from composer_app.request.emotion.lexicon import Lexicon
from composer_app.request.emotion.mood import emotions
from composer_app.request.emotion.sentence_encoder import (
    SentenceEncoder,
    is_installed,
    mean_embedding,
    normalize_rows,
)
from composer_app.request.emotion.word_attention import FeatureRows, WordAttentionNet, save_word_attention
from composer_app.request.emotion.word_features import WordFeatures
from composer_app.request.emotion.word_vectors import load_vectors
from composer_app.request.text.english_tables import LanguageTables, english_tables
from composer_app.request.text.tokenize import normalize

# What an example counts that is a whole sentence, that names a feeling, that only evokes one, and a frequent word.
_SENTENCE_WEIGHT, _EMOTION_NAME_WEIGHT, _IMAGE_WEIGHT, _FREQUENT_WORD_WEIGHT = 1.0, 0.3, 0.2, 0.02
_NONE_LABEL = "none"


@dataclass(frozen=True, slots=True)
class _TrainingText:
    """A text, the classes that it speaks for, what it counts, and whether it stands in our lists."""

    text: str
    labels: tuple[int, ...]
    weight: float
    from_lexicon: bool

    def targets(self, class_count: int) -> NDArray[np.float64]:
        """How much of each class it is, shape (classes,)."""
        row = np.zeros(class_count)
        row[list(self.labels)] = self.weight / len(self.labels)
        return row


def train_words(folder: Path, out: Path, job: Job) -> Path:
    """Fit the word classifier on the vectors in `folder` and the shipped tables; returns the file written into `out`.

    Raises:
        ModelError: There are no vectors in `folder`.
        FileError: `out` cannot be written to.
    """
    job.step("Reading the word vectors")
    vectors = load_vectors(folder / "vectors.npz")
    job.step("Fitting the word classifier")
    names, language = tuple(emotions()), english_tables()
    listed = {word: tuple(map(names.index, told.emotions)) for word, told in language.emotion_words.items()}
    classifier = fit_classifier(vectors, listed, len(names) + 1, language.stop_words | language.music_words)
    return _write(lambda path: save_classifier(classifier, path), out, "classifier.npz")


def train_sentences(folder: Path, out: Path, job: Job) -> list[Path]:
    """Fit what tells the emotions of whole sentences; returns the files written into `out`. Takes some minutes.

    Vectors and word classifier are those in `folder`. What builds on the sentence model is fitted only where the extra
    `semantics` is installed.

    Raises:
        ModelError: Something is missing in `folder`, or damaged.
        FileError: `out` cannot be written to.
    """
    language, lexicon = english_tables(), Lexicon(folder)
    names = lexicon.emotion_names
    texts = list(_training_texts(names, language))
    rows = WordFeatures(language, lexicon)
    by_words = _fit_attention(texts, rows.encode, rows.emotion_columns, job, "Fitting the gist of words")
    written = [_write(lambda path: save_word_attention(by_words, path), out, "gist.npz")]
    if is_installed():
        encoder = SentenceEncoder()
        states = lambda said: normalize_rows(encoder.encode(said))  # noqa: E731
        by_states = _fit_attention(texts, states, (0, 0), job, "Fitting the gist of sentences")
        written.append(_write(lambda path: save_word_attention(by_states, path), out, "sentences_gist.npz"))
        job.step("Fitting the sentence classifier")
        known = frozenset(language.emotion_words) | language.stop_words | language.music_words
        frequent = background_words(load_vectors(folder / "vectors.npz"), known)
        texts += [
            _TrainingText(word, (len(names),), _FREQUENT_WORD_WEIGHT, from_lexicon=True) for word in frequent
        ]
        wanted = np.stack([text.targets(len(names) + 1) for text in texts])
        classifier = fit_logistic_regression(
            np.stack([mean_embedding(encoder.encode(normalize(text.text))) for text in texts]), wanted
        )
        written.append(_write(lambda path: save_classifier(classifier, path), out, "sentences.npz"))
    return written


def _fit_attention(
    texts: list[_TrainingText],
    encode: Callable[[str], FeatureRows],
    maskable_columns: tuple[int, int],
    job: Job,
    stage: str,
) -> WordAttentionNet:
    from composer_app.request.emotion.word_attention_training import (
        NetworkConfig,
        TrainingExample,
        fit_word_attention,
    )

    job.step(stage)
    classes = len(emotions()) + 1
    examples = [TrainingExample(encode(normalize(t.text)), t.targets(classes), t.from_lexicon) for t in texts]
    return fit_word_attention(
        examples,
        NetworkConfig(examples[0].rows.shape[1], maskable_columns=maskable_columns),
        on_member_fitted=lambda _: job.step(stage),
    )


def _write(save: Callable[[Path], None], out: Path, name: str) -> Path:
    path = writable(ensure_folder(out) / name)
    try:
        save(path)
    except OSError as error:
        raise FileError(f"{name} cannot be written to {out}. Choose another folder.") from error
    return path


def _training_texts(names: tuple[str, ...], language: LanguageTables) -> Iterator[_TrainingText]:
    """Listed words, phrases, and example sentences."""
    for text, told in (language.emotion_words | language.emotion_phrases).items():
        counts = _EMOTION_NAME_WEIGHT if told.names_emotion else _IMAGE_WEIGHT
        yield _TrainingText(
            text.replace("* ", ""), tuple(map(names.index, told.emotions)), counts, from_lexicon=True
        )
    table = tomllib.loads(resource_path("words/sentences.toml").read_text(encoding="utf-8"))
    for said, sentences in table.items():
        labels = tuple(len(names) if name == _NONE_LABEL else names.index(name) for name in said.split("-"))
        yield from (
            _TrainingText(sentence, labels, _SENTENCE_WEIGHT, from_lexicon=False) for sentence in sentences
        )
