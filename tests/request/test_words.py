from pathlib import Path

import numpy as np
import pytest

from composer_app.errors import ModelError
from composer_app.job import Job
from composer_app.paths import resource_path
from composer_app.request.emotion.classifier import fit_classifier, load_classifier, save_classifier
from composer_app.request.emotion.mood import Mood, WordContribution, emotions
from composer_app.request.emotion.training import train_words
from composer_app.request.emotion.word_vectors import load_vectors, rarity_weight
from composer_app.request.text.english_tables import english_tables
from composer_app.request.text.tokenize import (
    candidate_base_forms,
    normalize,
    split_clauses,
    split_words,
    strip_inflection,
)


def test_the_shipped_vectors_know_neighbours() -> None:
    vectors = load_vectors(resource_path("words/vectors.npz"))
    assert vectors.similarity("king", "queen") > 0.6 > vectors.similarity("king", "banana")
    assert np.linalg.norm(vectors["joy"]) == pytest.approx(1, abs=1e-5)


def test_rare_words_tell_more() -> None:
    vectors = load_vectors(resource_path("words/vectors.npz"))
    assert (
        rarity_weight(vectors, "the") < rarity_weight(vectors, "song") < rarity_weight(vectors, "melancholy")
    )


@pytest.mark.parametrize("damage", [b"", b"not an archive", b"PK\x03\x04broken"])
def test_damaged_vectors_are_a_sentence(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "vectors.npz"
    path.write_bytes(damage)
    with pytest.raises(ModelError, match="Install Composer again"):
        load_vectors(path)
    with pytest.raises(ModelError, match="Install Composer again"):
        load_classifier(path)


def test_the_shipped_classifier_is_the_one_that_the_command_fits(tmp_path: Path) -> None:
    fitted = load_classifier(train_words(resource_path("words"), tmp_path, Job()))
    shipped = load_classifier(resource_path("words/classifier.npz"))
    vectors = load_vectors(resource_path("words/vectors.npz"))
    for word in ("sorrow", "table", "blissful", "spooky", "library"):
        assert fitted.probabilities(vectors[word]) == pytest.approx(
            shipped.probabilities(vectors[word]), abs=0.01
        )


def test_the_classifier_learns_what_it_is_shown(tmp_path: Path) -> None:
    vectors = load_vectors(resource_path("words/vectors.npz"))
    two = {"joyful": 0, "sad": 1}
    listed = english_tables().emotion_words.items()
    shown = {
        word: (two[told.emotions[0]],)
        for word, told in listed
        if told.names_emotion and told.emotions[0] in two
    }
    for unseen in ("weeping", "cheery"):
        del shown[unseen]
    classifier = fit_classifier(vectors, shown, 3, frozenset())
    save_classifier(classifier, tmp_path / "c.npz")
    again = load_classifier(tmp_path / "c.npz")
    assert again.probabilities(vectors["weeping"]).argmax() == 1
    assert again.probabilities(vectors["cheery"]).argmax() == 0
    assert again.probabilities(vectors["computer"]).argmax() == 2


def test_sixteen_emotions_cover_the_plane() -> None:
    table = emotions()
    assert len(table) == 16
    quadrants = {(e.valence >= 0, e.arousal >= 0) for e in table.values()}
    assert len(quadrants) == 4


def test_text_becomes_clauses_and_words() -> None:
    assert split_clauses(normalize("Sad, but…  not TOO sad! — well")) == ["sad", "but", "not too sad", "well"]
    assert split_words("don't re-live rock’n’roll") == ["don't", "re", "live", "rock", "n", "roll"]
    assert {"hope", "joyful", "run", "cry"} <= {
        s for w in ("hopes", "joyfully", "running", "cries") for s in candidate_base_forms(w)
    }


@pytest.mark.parametrize(
    "forms",
    [
        "close closes closing closed",
        "run runs running",
        "story stories",
        "miss misses missing",
        "kiss kisses",
    ],
)
def test_forms_of_a_word_have_one_root(forms: str) -> None:
    assert len({strip_inflection(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("few", ["loss less", "his is", "bed red", "this thin", "sing sting"])
def test_short_words_keep_apart(few: str) -> None:
    assert len({strip_inflection(word) for word in few.split()}) == 2


def test_moods_refuse_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        Mood((("sad", 0.5),), 0, 0)
    with pytest.raises(ValueError, match="must be in"):
        Mood((), 2, 0)
    assert Mood((), 0, 0).strongest_emotion is None
    assert WordContribution("rain", "sad", 1.0, negated=False).word == "rain"
