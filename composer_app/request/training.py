"""Fitting the shipped word classifier."""

from pathlib import Path

from composer_app.errors import FileError
from composer_app.paths import ensure
from composer_app.request.classifier import fit_classifier, save_classifier
from composer_app.request.emotion import emotions
from composer_app.request.language import english
from composer_app.request.vectors import load_vectors
from composer_app.work import Job


def train_words(folder: Path, out: Path, job: Job) -> Path:
    """Fit the classifier on the vectors in `folder` and the shipped tables; returns the file written into `out`.

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
    path = ensure(out) / "classifier.npz"
    try:
        save_classifier(classifier, path)
    except OSError as error:
        raise FileError(f"The classifier cannot be written to {out}. Choose another folder.") from error
    return path
