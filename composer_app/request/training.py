"""Fitting what is shipped to tell emotions by: the classifiers of words and sentences, and the networks for gists."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from composer_app.errors import FileError
from composer_app.paths import ensure, resource, writable
from composer_app.request.classifier import background, fit, fit_classifier, save_classifier
from composer_app.request.emotion import emotions
from composer_app.request.gist import Gist, Rows, save_gist
from composer_app.request.language import Language, english
from composer_app.request.lexicon import Lexicon
from composer_app.request.semantics import SentenceEncoder, installed, levelled, meaning
from composer_app.request.vectors import load_vectors
from composer_app.request.wording import plain
from composer_app.request.wordrows import WordRows
from composer_app.work import Job

# What an example counts that is a whole sentence, that names a feeling, that only evokes one, and a frequent word.
_SENTENCE, _NAMED, _IMAGE, _FREQUENT = 1.0, 0.3, 0.2, 0.02
_NONE = "none"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, the classes that it speaks for, what it counts, and whether it stands in our lists."""

    text: str
    labels: tuple[int, ...]
    counts: float
    listed: bool

    def wanted(self, classes: int) -> NDArray[np.float64]:
        """How much of each class it is, shape (classes,)."""
        row = np.zeros(classes)
        row[list(self.labels)] = self.counts / len(self.labels)
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
    names, language = tuple(emotions()), english()
    listed = {word: tuple(map(names.index, told.emotions)) for word, told in language.listed.items()}
    classifier = fit_classifier(vectors, listed, len(names) + 1, language.idle | language.music)
    return _written(lambda path: save_classifier(classifier, path), out, "classifier.npz")


def train_sentences(folder: Path, out: Path, job: Job) -> list[Path]:
    """Fit what tells the emotions of whole sentences; returns the files written into `out`. Takes some minutes.

    Vectors and word classifier are those in `folder`. What builds on the sentence model is fitted only where the extra
    `semantics` is installed.

    Raises:
        ModelError: Something is missing in `folder`, or damaged.
        FileError: `out` cannot be written to.
    """
    language, lexicon = english(), Lexicon(folder)
    names = lexicon.names
    texts = list(_texts(names, language))
    rows = WordRows(language, lexicon)
    by_words = _gist(texts, rows.rows, rows.listed, job, "Fitting the gist of words")
    written = [_written(lambda path: save_gist(by_words, path), out, "gist.npz")]
    if installed():
        encoder = SentenceEncoder()
        states = lambda said: levelled(encoder.states(said))  # noqa: E731
        by_states = _gist(texts, states, (0, 0), job, "Fitting the gist of sentences")
        written.append(_written(lambda path: save_gist(by_states, path), out, "sentences_gist.npz"))
        job.step("Fitting the sentence classifier")
        known = frozenset(language.listed) | language.idle | language.music
        frequent = background(load_vectors(folder / "vectors.npz"), known)
        texts += [_Text(word, (len(names),), _FREQUENT, listed=True) for word in frequent]
        wanted = np.stack([text.wanted(len(names) + 1) for text in texts])
        classifier = fit(np.stack([meaning(encoder.states(plain(text.text))) for text in texts]), wanted)
        written.append(_written(lambda path: save_classifier(classifier, path), out, "sentences.npz"))
    return written


def _gist(
    texts: list[_Text], rows: Callable[[str], Rows], hideable: tuple[int, int], job: Job, step: str
) -> Gist:
    from composer_app.request.gist_training import Example, Shape, fit_gist

    job.step(step)
    classes = len(emotions()) + 1
    examples = [Example(rows(plain(t.text)), t.wanted(classes), t.listed) for t in texts]
    return fit_gist(
        examples, Shape(examples[0].rows.shape[1], hideable=hideable), told=lambda _: job.step(step)
    )


def _written(save: Callable[[Path], None], out: Path, name: str) -> Path:
    path = writable(ensure(out) / name)
    try:
        save(path)
    except OSError as error:
        raise FileError(f"{name} cannot be written to {out}. Choose another folder.") from error
    return path


def _texts(names: tuple[str, ...], language: Language) -> Iterator[_Text]:
    """Listed words, phrases, and example sentences."""
    for text, told in (language.listed | language.idioms).items():
        counts = _NAMED if told.named else _IMAGE
        yield _Text(text.replace("* ", ""), tuple(map(names.index, told.emotions)), counts, listed=True)
    table = tomllib.loads(resource("words/sentences.toml").read_text(encoding="utf-8"))
    for said, sentences in table.items():
        labels = tuple(len(names) if name == _NONE else names.index(name) for name in said.split("-"))
        yield from (_Text(sentence, labels, _SENTENCE, listed=False) for sentence in sentences)
