from dataclasses import replace
from pathlib import Path

import pytest
import torch

from composer_app.errors import CorpusError
from composer_app.harmony.generation.novelty_filter import NoveltyFilter
from composer_app.harmony.generation.registry import CORPUS_FILTER_FILE
from composer_app.harmony.model.encoding import (
    BLANK_UNIT,
    WINDOW_SLOTS,
    SlotGroup,
    chord_unit,
    sequence_units,
    slot_units,
)
from composer_app.harmony.model.rbm import CONTEXT_SLOTS, RBM, load_model
from composer_app.harmony.training import emotion_weights as affinity
from composer_app.harmony.training.dataset import build_dataset, is_held_out, unit_frequencies
from composer_app.harmony.training.pipeline import TrainingRecipe, train, with_tagged
from composer_app.harmony.training.trainer import Trainer, TrainingConfig, infill_accuracy
from composer_app.job import Cancelled, Job, Progress
from composer_app.music.chord import Chord
from composer_app.music.key import Mode
from composer_app.music.metre import COMMON
from tests.harmony.charts import BRIGHT, DARK, Loop, chart, two_loops

_FEW = TrainingConfig(steps=40, learning_rate=0.02, batch_size=8, chain_count=4)
QUICK = TrainingRecipe(
    filter_count=8, base_config=_FEW, emotion_config=replace(_FEW, steps=12), evaluation_windows=20
)
POINTS = {"joyful": (0.8, 0.5), "sad": (-0.7, -0.5)}


@pytest.mark.parametrize("songs", [0, 1, 2])
def test_too_few_songs_are_a_sentence(tmp_path: Path, songs: int) -> None:
    with pytest.raises(CorpusError, match="too few songs"):
        train(two_loops(songs), tmp_path, {}, 5, Job(), QUICK)


def test_a_song_is_learned_from_or_held_out_and_never_both() -> None:
    charts = two_loops(200)
    assert 5 <= sum(map(is_held_out, charts)) <= 40
    assert [is_held_out(each) for each in charts] == [is_held_out(each) for each in two_loops(200)]


def test_what_a_song_repeats_is_learned_once_and_heard_as_often_as_it_sounds() -> None:
    song = chart(BRIGHT, Mode.MAJOR, "a", turns=5)
    assert len(build_dataset([song], keep_repeats=False)) == 4
    assert len(build_dataset([song], keep_repeats=True)) == 4 * 5 - WINDOW_SLOTS + 1


def test_a_loop_of_four_goes_round_and_one_chord_teaches_nothing() -> None:
    loop = build_dataset([chart(BRIGHT, Mode.MAJOR, "a", turns=1)], keep_repeats=True)
    assert len(loop) == 1
    assert (loop.window_slots()[0, :4] == loop.window_slots()[0, 4:]).all()
    assert len(build_dataset([chart(BRIGHT[:1], Mode.MAJOR, "a", turns=9)], keep_repeats=True)) == 0


def test_a_neighbourhood_ends_with_its_song_or_with_its_window() -> None:
    lessons = build_dataset(two_loops(2), keep_repeats=True)
    first = torch.tensor([0, 0])
    near = lessons.neighbourhoods(
        first, torch.tensor([0, WINDOW_SLOTS - 1]), window_only=torch.tensor([False, True])
    )
    assert (near[0, :CONTEXT_SLOTS] == BLANK_UNIT).all()
    assert (near[0, CONTEXT_SLOTS:] != BLANK_UNIT).all()
    assert (near[1, :CONTEXT_SLOTS] == lessons.window_slots()[0, :CONTEXT_SLOTS]).all()
    assert (near[1, CONTEXT_SLOTS + 1 :] == BLANK_UNIT).all()


def test_a_machine_gives_back_the_two_loops_it_was_taught() -> None:
    lessons = build_dataset(two_loops(), keep_repeats=False)
    rng = torch.Generator().manual_seed(2)
    machine = RBM(16)
    machine.initialize(rng, unit_frequencies(lessons))
    _, blind = infill_accuracy(machine, lessons)
    fitting = Trainer(
        machine,
        lessons,
        torch.ones(len(lessons)),
        TrainingConfig(300, 0.03, batch_size=16, chain_count=64),
        rng,
    )
    while not fitting.is_finished:
        fitting.step()
    after, nats = infill_accuracy(machine, lessons)
    assert after > 0.99
    assert nats < blind / 3
    rows, _ = fitting.final_chains()
    chords = rows[:, CONTEXT_SLOTS:-CONTEXT_SLOTS, SlotGroup.CHORD]
    loops = {chord_unit(*chord) for chord in (*BRIGHT, *DARK)}
    assert (
        torch.isin(chords, torch.tensor(sorted(loops))).double().mean() > 0.9
    )  # long chains stay where it learned


def test_training_writes_machines_that_the_same_seed_gives_again(tmp_path: Path) -> None:
    for out in ("a", "b"):
        scores = train(two_loops(), tmp_path / out, POINTS, 5, Job(), QUICK)
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
        train(two_loops(), tmp_path / "a", POINTS, 5, _Impatient().job, QUICK)
    said: list[Progress] = []
    train(two_loops(), tmp_path / "a", POINTS, 5, Job(said.append), QUICK)
    assert not any("base" in each.stage and each.done <= 20 for each in said)
    train(two_loops(), tmp_path / "b", POINTS, 5, Job(), QUICK)
    for name in ("base", "joyful", "sad"):
        first, second = ((tmp_path / out / f"{name}.safetensors").read_bytes() for out in ("a", "b"))
        assert first == second


@pytest.mark.parametrize("content", [b"", b"nonsense"])
def test_a_damaged_checkpoint_costs_no_more_than_time(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "training.checkpoint").write_bytes(content)
    assert len(train(two_loops(), tmp_path, {}, 5, Job(), QUICK)) == 1


def test_training_says_how_far_it_is(tmp_path: Path) -> None:
    said: list[Progress] = []
    train(two_loops(), tmp_path, {}, 5, Job(said.append), QUICK)
    assert said[-1].total == said[-1].done == QUICK.base_config.steps


def _window(loop: Loop, mode: Mode) -> tuple[list[tuple[int, ...]], tuple[int, int]]:
    slots = [
        slot_units(Chord(root, quality), 1.0, 0) for root, quality in (loop * WINDOW_SLOTS)[:WINDOW_SLOTS]
    ]
    return [tuple(slot) for slot in slots], sequence_units(mode, COMMON)


def test_bright_loops_suit_joy_and_dark_ones_sorrow() -> None:
    bright = _window(((0, "maj"), (5, "maj"), (7, "maj"), (0, "maj")), Mode.MAJOR)
    dark = _window(((0, "min"), (5, "min"), (8, "maj"), (0, "min")), Mode.MINOR)
    slots, wholes = zip(*[bright] * 20, *[dark] * 20, strict=True)
    found = affinity.standardized_features(torch.tensor(slots), torch.tensor(wholes))
    joy, sorrow = (affinity.example_weights(found, name, POINTS[name]) for name in POINTS)
    assert joy[:20].sum() > 0.9
    assert sorrow[20:].sum() > 0.9


def test_every_colour_is_a_feature_that_exists() -> None:
    slots, whole = _window(((0, "maj"), (7, "7")), Mode.MAJOR)
    found = affinity.standardized_features(torch.tensor([slots] * 3), torch.tensor([whole] * 3))
    named = {feature for colours in affinity.COLOUR_WEIGHTS.values() for feature in colours} | set(
        affinity.VALENCE_WEIGHTS
    )
    assert named <= set(found)


def test_what_is_tagged_with_an_emotion_has_a_part_of_its_own() -> None:
    tagged = chart(DARK, Mode.MINOR, "b", moods=("Lonely",))  # which is sad
    lessons = build_dataset([*two_loops(20), tagged], keep_repeats=False)
    even = torch.ones(len(lessons)) / len(lessons)
    shares = with_tagged(even, lessons, "sad")
    assert shares.sum() == pytest.approx(1)
    assert shares[lessons.song_indices == 20].sum() > 3 * even[lessons.song_indices == 20].sum()
    assert (with_tagged(even, lessons, "angry") == even).all()


def test_the_heard_rows_know_what_stood_in_a_chart_and_little_else() -> None:
    rows = [[(7 * a + b) % 90 for b in range(WINDOW_SLOTS)] for a in range(900)]
    heard = NoveltyFilter.from_sequences(rows)
    assert all(row in heard for row in rows)
    others = [[(11 * a + 3 * b + 1) % 150 for b in range(WINDOW_SLOTS)] for a in range(900)]
    assert sum(row in heard for row in others if row not in rows) < 20
    assert heard.first_match([1, 2, *rows[5]]) == 2
    assert heard.first_match(rows[5][:-1]) is None
