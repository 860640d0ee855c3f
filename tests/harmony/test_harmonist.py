import random
from collections import Counter
from itertools import pairwise, product

import pytest
import torch
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from composer_app.errors import ModelError
from composer_app.harmony.encoding import LENGTHS, beats_of
from composer_app.harmony.harmonist import Harmonist
from composer_app.harmony.sampling import draw_lengths
from composer_app.music.constraints import Constraints
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.progression import Progression
from composer_app.paths import resource
from composer_app.work import Cancelled, Job

HARMONIST = Harmonist(resource("machines"))
metres = st.sampled_from([COMMON, WALTZ, SIX_EIGHT, Metre(5, 4), Metre(7, 8), Metre(2, 2)])


def harmonize(seed: int = 1, weights: dict[str, float] | None = None, **asked: object) -> Progression:
    constraints = Constraints(**asked)  # type: ignore[arg-type]
    return HARMONIST.harmonize(tuple((weights or {"hopeful": 1.0}).items()), constraints, seed, Job())


@given(st.integers(0, 10_000), metres, st.integers(1, 20), st.integers(0, 11), st.sampled_from(Mode))
@examples(max_examples=25)
def test_what_is_asked_for_holds(seed: int, metre: Metre, bars: int, tonic: int, mode: Mode) -> None:
    progression = harmonize(seed, metre=metre, bars=bars, tonic=tonic, mode=mode)
    assert (progression.metre, progression.bars, progression.key) == (metre, bars, Key(tonic, mode))
    for timed in progression.chords:
        within = timed.start % metre.beats
        assert within + timed.beats <= metre.beats or (within == 0 and timed.beats % metre.beats == 0)


@pytest.mark.parametrize("bars", [1, 64])
def test_the_shortest_and_the_longest_fill_their_bars(bars: int) -> None:
    assert harmonize(bars=bars).bars == bars


def test_no_chord_follows_itself_also_where_it_turns_round() -> None:
    for seed in range(20):
        chords = [timed.chord for timed in harmonize(seed).chords]
        assert all(a != b for a, b in pairwise(chords))


def test_the_same_seed_gives_the_same_chords_and_a_hundred_seeds_a_hundred_rows() -> None:
    assert harmonize(4) == harmonize(4)
    assert len({harmonize(seed, bars=4) for seed in range(30)}) >= 28


def test_progressions_have_a_key_and_touch_its_tonic() -> None:
    for name in ("fearful", "nostalgic", "angry"):
        for seed in range(10):
            progression = harmonize(seed, {name: 1.0})
            assert any(timed.chord.root == progression.key.tonic for timed in progression.chords)
            assert len({timed.chord for timed in progression.chords}) >= 3


def test_joy_is_major_and_sorrow_minor() -> None:
    modes = {
        name: Counter(harmonize(s, {name: 1.0}, bars=4).key.mode for s in range(20))
        for name in ("joyful", "sad")
    }
    assert modes["joyful"][Mode.MAJOR] >= 14
    assert modes["sad"][Mode.MINOR] >= 14


def test_a_blend_lies_between_its_emotions() -> None:
    def small(*names: str) -> float:
        """The share of chords with a minor third."""
        weights = dict.fromkeys(names, 1 / len(names))
        chords = [timed.chord for seed in range(20) for timed in harmonize(seed, weights).chords]
        return sum((chord.root + 3) % 12 in chord.pitch_classes for chord in chords) / len(chords)

    assert small("joyful") < small("joyful", "sad") < small("sad")


def test_without_emotions_the_base_machine_answers() -> None:
    assert HARMONIST.harmonize((), Constraints(), 1, Job()).bars == 8


def test_finding_chords_can_be_stopped() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        HARMONIST.harmonize((("sad", 1.0),), Constraints(), 1, job)


def test_an_emotion_without_a_machine_is_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"bored.safetensors is missing"):
        HARMONIST.harmonize((("bored", 1.0),), Constraints(), 1, Job())


def test_lengths_are_drawn_as_often_as_they_are_likely() -> None:
    odds = torch.tensor([0.1, 0.3, 0.1, 0.4, 0.0, 0.1], dtype=torch.float64)
    rows = [odds.log()] * 8
    drawn = Counter(tuple(draw_lengths(rows, COMMON, 2, random.Random(seed))) for seed in range(4_000))
    expected = {}
    for count in range(1, 9):
        for tokens in product(range(len(LENGTHS)), repeat=count):
            if fits(beats := tuple(beats_of(token, COMMON) for token in tokens)):
                expected[beats] = float(odds[list(tokens)].prod())
        if count == 3:
            break
    few = {beats: drawn[beats] for beats in expected}
    total, seen = sum(expected.values()), sum(few.values())
    for beats, weight in expected.items():
        assert few[beats] / seen == pytest.approx(weight / total, abs=0.04), beats


def fits(beats: tuple[float, ...]) -> bool:
    """Whether lengths fill two bars of 4/4, each within its bar or over whole bars."""
    start = 0.0
    for length in beats:
        if start % 4 + length > 4 and (start % 4 or length % 4):
            return False
        start += length
    return start == 8
