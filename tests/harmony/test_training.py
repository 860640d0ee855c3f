import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from composer_app.errors import CorpusError
from composer_app.harmony import affinity
from composer_app.harmony.corpus import read_corpus, read_harte
from composer_app.harmony.encoding import MODES, SIZES, SLOTS, chord_token
from composer_app.harmony.fitting import Plan, fit, frequencies, infill
from composer_app.harmony.rbm import GroupRBM
from composer_app.harmony.training import Recipe, train
from composer_app.music.key import Mode
from composer_app.work import Cancelled, Job, Progress

LOOPS = {"G": "C:maj G:maj A:min F:maj", "minor": "A:min F:maj C:maj G:maj"}
_FEW = Plan(steps=12, rate=0.02, batch=8)
QUICK = Recipe(hidden=8, base=_FEW, emotion=_FEW, judged=20)


def write_charts(folder: Path, songs: int = 60) -> Path:
    """Small charts of two loops, as the table has them."""
    folder.mkdir(exist_ok=True)
    rows = []
    for number in range(songs):
        mode = "minor" if number % 2 else "major"
        symbols = LOOPS["minor" if number % 2 else "G"].split() * 4
        rows.append(
            {
                "source": "test",
                "id": str(number),
                "group": f"song {number}",
                "key": {"tonic": "A" if number % 2 else "C", "mode": mode},
                "time_signature": "4/4",
                "chords": [[symbol, 4.0 * i, 4.0] for i, symbol in enumerate(symbols)],
            }
        )
    (folder / "chord_charts.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return folder


@pytest.mark.parametrize(
    ("symbol", "chord"), [("C", (0, "maj")), ("F#:min7", (6, "min7")), ("Bb:hdim7", (10, "hdim7"))]
)
def test_chord_symbols_of_charts_are_read(symbol: str, chord: tuple[int, str]) -> None:
    assert read_harte(symbol) == chord


@pytest.mark.parametrize("line", ["", "{}", "not json", '{"source": 1}', "[1]"])
def test_a_broken_chart_is_named(tmp_path: Path, line: str) -> None:
    write_charts(tmp_path)
    table = tmp_path / "chord_charts.jsonl"
    table.write_text(f"{table.read_text()}\n{line}\n")
    if not line:
        line = "x"
        table.write_text(f"{table.read_text()}\n{line}\n")
    with pytest.raises(
        CorpusError, match=r"Line 6\d of .*chord_charts.jsonl is not a chord chart. Mend or remove it"
    ):
        read_corpus(tmp_path)


def test_a_folder_without_music_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="There are no chords to learn from"):
        read_corpus(tmp_path)


@pytest.mark.parametrize("songs", [1, 2])
def test_too_few_songs_are_a_sentence(tmp_path: Path, songs: int) -> None:
    with pytest.raises(CorpusError, match="too few songs"):
        train(write_charts(tmp_path / "charts", songs), tmp_path / "out", {}, 5, Job(), QUICK)


def test_a_table_that_is_no_text_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "chord_charts.jsonl").write_bytes(b"\xff\xfe\x00broken")
    with pytest.raises(CorpusError, match="Line 1 of"):
        read_corpus(tmp_path)


def test_a_song_is_learned_from_or_held_out_and_never_both(tmp_path: Path) -> None:
    songs = read_corpus(write_charts(tmp_path, 200))
    held = {song.group for song in songs if song.held_out}
    assert 5 <= len(held) <= 40
    assert {song.group for song in read_corpus(tmp_path) if song.held_out} == held


def test_a_machine_gives_back_the_two_loops_it_was_taught(tmp_path: Path) -> None:
    songs = read_corpus(write_charts(tmp_path))
    windows = torch.tensor(sorted({w for song in songs for w in song.windows}))
    rng = torch.Generator().manual_seed(2)
    machine = GroupRBM(SIZES, 24)
    machine.initialize(rng, frequencies(windows))
    before, blind = infill(machine, windows)
    fit(machine, windows, torch.ones(len(windows)), Plan(steps=400, rate=0.03, batch=8), rng, lambda *_: None)
    after, nats = infill(machine, windows)
    assert before < 0.5
    assert after > 0.99
    assert nats < blind / 3


def test_training_writes_machines_that_the_same_seed_gives_again(tmp_path: Path) -> None:
    charts, points = write_charts(tmp_path / "charts"), {"joyful": (0.8, 0.5), "sad": (-0.7, -0.5)}
    for out in ("a", "b"):
        scores = train(charts, tmp_path / out, points, 5, Job(), QUICK)
        assert [score.name for score in scores] == ["base", "joyful", "sad"]
    for name in ("base", "joyful", "sad"):
        first, second = ((tmp_path / out / f"{name}.safetensors").read_bytes() for out in ("a", "b"))
        assert first == second
    assert (tmp_path / "a/joyful.safetensors").read_bytes() != (tmp_path / "a/sad.safetensors").read_bytes()


def test_training_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    job = Job(lambda progress: job.cancel() if progress.done else None)
    with pytest.raises(Cancelled):
        train(
            write_charts(tmp_path / "charts"),
            tmp_path / "out",
            {},
            5,
            job,
            replace(QUICK, base=Plan(90, 0.01, batch=8)),
        )


def test_training_says_how_far_it_is(tmp_path: Path) -> None:
    said: list[Progress] = []
    train(write_charts(tmp_path / "charts"), tmp_path / "out", {}, 5, Job(said.append), QUICK)
    assert said[0].stage == "Reading the charts"
    assert said[-1].total == QUICK.base.steps


def window(mode: Mode, *chords: tuple[int, str]) -> list[int]:
    row = [chord_token(*chord) for chord in (chords * SLOTS)[:SLOTS]]
    return [*row, *[3] * SLOTS, MODES.index(mode)]


def test_bright_loops_suit_joy_and_dark_ones_sorrow() -> None:
    bright = window(Mode.MAJOR, (0, "maj"), (5, "maj"), (7, "maj"), (0, "maj"))
    dark = window(Mode.MINOR, (0, "min"), (5, "min"), (8, "maj"), (0, "min"))
    found = affinity.features(torch.tensor([bright] * 20 + [dark] * 20))
    joy, sorrow = (
        affinity.shares(found, name, point) for name, point in (("joyful", (0.8, 0.5)), ("sad", (-0.7, -0.5)))
    )
    assert joy[:20].sum() > 0.9
    assert sorrow[20:].sum() > 0.9


def test_every_colour_is_a_feature_that_exists() -> None:
    found = affinity.features(torch.tensor([window(Mode.MAJOR, (0, "maj"), (7, "7"))] * 3))
    named = {feature for colours in affinity.COLOURS.values() for feature in colours} | set(affinity.VALENCE)
    assert named <= set(found)
