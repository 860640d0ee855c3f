"""Fitting the shipped classifiers of words and of sentences."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import FileError
from composer_app.paths import ensure, resource
from composer_app.request.classifier import (
    Classifier,
    background,
    fit,
    fit_classifier,
    save_classifier,
)
from composer_app.request.emotion import emotions
from composer_app.request.language import Language, english
from composer_app.request.semantics import SentenceEncoder, installed
from composer_app.request.vectors import load_vectors
from composer_app.work import Job

# What an example counts that only evokes a feeling, one that is a whole sentence, and a frequent word.
_IMAGE, _SENTENCE, _FREQUENT = 0.7, 4.0, 0.075


def train_words(folder: Path, out: Path, job: Job, *, sentences: bool = True) -> Path:
    """Fit the word classifier on the vectors in `folder` and the shipped tables; returns the file written into `out`.

    With the extra `semantics`, the sentence classifier is fitted too unless `sentences` says no, and written beside it.

    Raises:
        ModelError: There are no vectors in `folder`.
        FileError: `out` cannot be written to.
    """
    job.step("Reading the word vectors")
    vectors = load_vectors(folder / "vectors.npz")
    job.step("Fitting the word classifier")
    names, language = tuple(emotions()), english()
    listed = {word: tuple(map(names.index, told.emotions)) for word, told in language.listed.items()}
    classifier = fit_classifier(vectors, listed, len(names) + 1, language.idle | language.music)
    path = _save(classifier, ensure(out) / "classifier.npz")
    if sentences and installed():
        job.step("Fitting the sentence classifier")
        frequent = background(vectors, frozenset(listed) | language.idle | language.music)
        _save(_fit_sentences(names, language, frequent), path.with_name("sentences.npz"))
    return path


def _save(classifier: Classifier, path: Path) -> Path:
    try:
        save_classifier(classifier, path)
    except OSError as error:
        raise FileError(
            f"The classifier cannot be written to {path.parent}. Choose another folder."
        ) from error
    return path


def _fit_sentences(names: tuple[str, ...], language: Language, frequent: list[str]) -> Classifier:
    """Fit on what whole texts mean: listed words, phrases, example sentences, and frequent words as "none"."""
    examples = [*_examples(names, language), *((word, (len(names),), _FREQUENT) for word in frequent)]
    encoder = SentenceEncoder()
    wanted = np.zeros((len(examples), len(names) + 1))
    for row, (_, labels, weight) in zip(wanted, examples, strict=True):
        row[list(labels)] = weight / len(labels)
    rows: NDArray[np.float64] = np.stack([encoder.encode(text) for text, _, _ in examples])
    return fit(rows, wanted)


def _examples(names: tuple[str, ...], language: Language) -> Iterator[tuple[str, tuple[int, ...], float]]:
    """Texts, the emotions that each speaks for, and what it counts."""
    for text, told in (language.listed | language.idioms).items():
        yield text.replace("* ", ""), tuple(map(names.index, told.emotions)), 1.0 if told.named else _IMAGE
    table = tomllib.loads(resource("words/sentences.toml").read_text(encoding="utf-8"))
    fewest = min(map(len, table.values()))
    for name, sentences in table.items():
        label = names.index(name) if name in names else len(names)
        counts = (
            _SENTENCE * (fewest / len(sentences)) ** 0.5
        )  # "none" has many more, and is not that likelier
        yield from ((sentence, (label,), counts) for sentence in sentences)
