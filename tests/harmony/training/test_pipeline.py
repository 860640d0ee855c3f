from dataclasses import replace
from pathlib import Path

import pytest
import torch

from composer_app.errors import CorpusError
from composer_app.harmony.corpora import Chart
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.generation.registry import CORPUS_FILTER_FILE
from composer_app.harmony.model.chord_rbm import CONTEXT_SLOTS, ChordRBM
from composer_app.harmony.model.encoding import BLANK_UNIT, WINDOW_SLOTS, SlotColumn
from composer_app.harmony.model.evidence import evidence
from composer_app.harmony.model.phrase_rbm import PhraseRBM
from composer_app.harmony.model.weights_file import load_model
from composer_app.harmony.training.dataset import (
    build_dataset,
    is_held_out,
    padded_sequences,
    unit_frequencies,
)
from composer_app.harmony.training.phrase_trainer import (
    PhraseConfig,
    PhraseTrainer,
    phrase_frequencies,
    phrases_of,
)
from composer_app.harmony.training.pipeline import SHIPPED_RECIPE, TrainingRecipe, train
from composer_app.harmony.training.trainer import Trainer, TrainingConfig, infill_accuracy
from composer_app.job import Cancelled, Job, Progress
from composer_app.music.key import Mode
from tests.harmony.charts import BRIGHT, DARK, chart, two_loops

QUICK = TrainingRecipe(
    filter_count=8,
    hidden_count=6,
    base=TrainingConfig(steps=40, learning_rate=0.02, batch_size=8),
    phrases=PhraseConfig(steps=30, learning_rate=0.01, batch_size=16),
    emotions=replace(SHIPPED_RECIPE.emotions, steps=20, sequences=8, slots=4),
    emotion_phrases=PhraseConfig(steps=20, learning_rate=0.01, pull=0.02, batch_size=16),
    evaluation_windows=20,
)
EMOTIONS = ("joyful", "sad")


def felt(songs: int = 60) -> list[Chart]:
    """The songs of `two_loops`, and as many progressions that say joy or sorrow."""
    own = [
        chart(DARK, Mode.MINOR, f"sad {n}", turns=2, moods=("sad",))
        if n % 2
        else chart(BRIGHT, Mode.MAJOR, f"joyful {n}", turns=2, moods=("joyful",))
        for n in range(40)
    ]
    return [*two_loops(songs), *own]


@pytest.mark.parametrize("songs", [0, 1, 2])
def test_too_few_songs_are_a_sentence(tmp_path: Path, songs: int) -> None:
    with pytest.raises(CorpusError, match="too few songs"):
        train(two_loops(songs), tmp_path, (), 5, Job(), QUICK)


def test_a_song_is_learned_from_or_held_out_and_never_both() -> None:
    charts = two_loops(200)
    assert 5 <= sum(map(is_held_out, charts)) <= 40
    assert [is_held_out(each) for each in charts] == [is_held_out(each) for each in two_loops(200)]


def test_what_a_song_repeats_is_learned_once_and_heard_as_often_as_it_sounds() -> None:
    song = chart(BRIGHT, Mode.MAJOR, "a", turns=5)
    assert len(build_dataset([song], keep_repeats=False)) == 4
    assert len(build_dataset([song], keep_repeats=True)) == 4 * 5 - WINDOW_SLOTS + 1


def test_a_short_piece_is_one_window_and_one_chord_teaches_nothing() -> None:
    loop = build_dataset([chart(BRIGHT, Mode.MAJOR, "a", turns=1)], keep_repeats=True)
    assert (len(loop), loop.lengths.tolist()) == (1, [4])
    assert (loop.window_slots()[0, 4:, : SlotColumn.PLACE] == BLANK_UNIT).all()
    assert len(build_dataset([chart(BRIGHT[:1], Mode.MAJOR, "a", turns=9)], keep_repeats=True)) == 0


def test_a_neighbourhood_ends_with_its_song_or_with_its_window() -> None:
    lessons = build_dataset(two_loops(2), keep_repeats=True)
    first = torch.tensor([0, 0])
    near = lessons.neighbourhoods(
        first, torch.tensor([0, WINDOW_SLOTS - 1]), window_only=torch.tensor([False, True])
    )
    units = near[..., : SlotColumn.PLACE]
    assert (units[0, :CONTEXT_SLOTS] == BLANK_UNIT).all()
    assert (units[0, CONTEXT_SLOTS:] != BLANK_UNIT).all()
    assert (near[1, :CONTEXT_SLOTS] == lessons.window_slots()[0, :CONTEXT_SLOTS]).all()
    assert (units[1, CONTEXT_SLOTS + 1 :] == BLANK_UNIT).all()


def test_a_model_gives_back_the_two_loops_it_was_taught() -> None:
    lessons = build_dataset(two_loops(), keep_repeats=False)
    rng = torch.Generator().manual_seed(2)
    model = ChordRBM(16)
    model.initialize(rng, unit_frequencies(lessons))
    _, blind = infill_accuracy(model, lessons)
    trainer = Trainer(model, lessons, torch.ones(len(lessons)), TrainingConfig(300, 0.03, batch_size=16), rng)
    while not trainer.is_finished:
        trainer.step()
    after, nats = infill_accuracy(model, lessons)
    assert after > 0.99
    assert nats < blind / 3


def test_a_phrase_model_gives_back_the_phrase_it_was_taught() -> None:
    phrases, shares = phrases_of([chart(BRIGHT, Mode.MAJOR, "a", turns=4)])
    assert shares.sum() == pytest.approx(1)  # what a song repeats counts once
    rng = torch.Generator().manual_seed(2)
    model = PhraseRBM(8)
    model.initialize(rng, phrase_frequencies(phrases, shares))
    trainer = PhraseTrainer(model, phrases, shares, PhraseConfig(200, 0.05, batch_size=32), rng)
    while not trainer.is_finished:
        trainer.step()
    assert (trainer.final_chains(32) == phrases[0]).double().mean() > 0.97


def test_training_writes_machines_that_the_same_seed_gives_again(tmp_path: Path) -> None:
    for out in ("a", "b"):
        scores = train(felt(), tmp_path / out, EMOTIONS, 5, Job(), QUICK)
        assert [score.name for score in scores] == ["base", "joyful", "sad"]
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == ["base.safetensors", CORPUS_FILTER_FILE, "joyful.safetensors", "sad.safetensors"]
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert (tmp_path / "a/joyful.safetensors").read_bytes() != (tmp_path / "a/sad.safetensors").read_bytes()
    card = load_model(tmp_path / "a/sad.safetensors").card
    assert (card["name"], card["seed"], card["filters"]) == ("sad", 5, 8)


class _Impatient:
    """Cancels its job at the so-manyth report of the base machine."""

    def __init__(self) -> None:
        self.job = Job(self.hear)

    def hear(self, progress: Progress) -> None:
        if progress.done == 20:
            self.job.cancel()


def test_what_was_cancelled_goes_on_where_it_stood(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        train(felt(), tmp_path / "a", EMOTIONS, 5, _Impatient().job, QUICK)
    said: list[Progress] = []
    train(felt(), tmp_path / "a", EMOTIONS, 5, Job(said.append), QUICK)
    assert not any("base" in each.stage and each.done <= 20 for each in said)
    train(felt(), tmp_path / "b", EMOTIONS, 5, Job(), QUICK)
    for name in ("base", "joyful", "sad"):
        first, second = ((tmp_path / out / f"{name}.safetensors").read_bytes() for out in ("a", "b"))
        assert first == second


@pytest.mark.parametrize("content", [b"", b"nonsense"])
def test_a_damaged_checkpoint_costs_no_more_than_time(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "training.checkpoint").write_bytes(content)
    assert len(train(felt(), tmp_path, EMOTIONS, 5, Job(), QUICK)) == 3


def test_training_says_how_far_it_is(tmp_path: Path) -> None:
    said: list[Progress] = []
    train(felt(), tmp_path, EMOTIONS, 5, Job(said.append), QUICK)
    base = [each for each in said if "the base model" in each.stage]
    assert base[-1].total == base[-1].done == QUICK.base.steps
    assert said[-1].total == said[-1].done == len(EMOTIONS)


def test_an_emotion_without_a_progression_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no progression to learn angry from"):
        train(felt(), tmp_path, ("joyful", "angry"), 5, Job(), QUICK)


def test_the_models_of_emotions_know_whose_a_progression_is(tmp_path: Path) -> None:
    recipe = replace(QUICK, emotions=replace(QUICK.emotions, steps=60))
    train(felt(), tmp_path, EMOTIONS, 5, Job(), recipe)
    base, joyful, sad = (load_model(tmp_path / f"{name}.safetensors").chords for name in ("base", *EMOTIONS))
    own = [chart(loop, Mode.MINOR, "x", turns=2) for loop in (BRIGHT, DARK)]
    slots, wholes, lengths = padded_sequences(own)
    energies = torch.stack([model.free_energy(slots, wholes) for model in (joyful, sad)], 1)
    found = evidence(energies, base.free_energy(slots, wholes), lengths)
    assert found[0, 0] - found[0, 1] > found[1, 0] - found[1, 1] + 0.5


def test_the_heard_rows_know_what_stood_in_a_chart_and_little_else() -> None:
    rows = [[(7 * a + b) % 90 for b in range(WINDOW_SLOTS)] for a in range(900)]
    heard = NoveltyFilter.from_sequences(rows)
    assert all(row in heard for row in rows)
    others = [[(11 * a + 3 * b + 1) % 150 for b in range(WINDOW_SLOTS)] for a in range(900)]
    assert sum(row in heard for row in others if row not in rows) < 20
    assert heard.first_match([1, 2, *rows[5]]) == 2
    assert heard.first_match(rows[5][:-1]) is None
    assert heard.first_match(rows[5], len(set(rows[5])) + 1) is None
