import math
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from composer_app.errors import ModelError
from composer_app.harmony.generation.advice import explain, suggest
from composer_app.harmony.generation.form import Section, sections
from composer_app.harmony.generation.harmonist import Harmonist
from composer_app.harmony.generation.registry import ModelRegistry
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.harmony.model.encoding import chord_unit
from composer_app.job import Cancelled, Job
from composer_app.music.chord import QUALITIES, Chord
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.generation_settings import TEMPERATURES, Form, GenerationSettings
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.progression import Progression
from composer_app.paths import resource_path

MACHINES = ModelRegistry(resource_path("machines"))
HARMONIST = Harmonist(MACHINES)
HOPEFUL = (("hopeful", 1.0),)
metres = st.sampled_from([COMMON, WALTZ, SIX_EIGHT, Metre(5, 4), Metre(7, 8), Metre(2, 2)])


def harmonize(seed: int = 1, weights: dict[str, float] | None = None, **asked: object) -> Progression:
    constraints = Constraints(**asked)  # type: ignore[arg-type]
    wish = GenerationRequest(tuple((weights or {"hopeful": 1.0}).items()), constraints)
    return HARMONIST.harmonize(wish, seed, Job())


@given(
    st.integers(0, 10_000), metres, st.integers(1, 20), st.integers(0, 11), st.sampled_from(Mode),
    st.sampled_from([None, *Ending]),
)  # fmt: skip
@examples(max_examples=25)
def test_what_is_asked_for_holds(
    seed: int, metre: Metre, bars: int, tonic: int, mode: Mode, ending: Ending | None
) -> None:
    progression = harmonize(seed, metre=metre, bars=bars, tonic=tonic, mode=mode, ending=ending)
    assert (progression.metre, progression.bars, progression.key) == (metre, bars, Key(tonic, mode))
    pulses = [timed.start / metre.pulse for timed in progression.chords]
    assert pulses == pytest.approx([round(pulse) for pulse in pulses]), "a chord begins between two pulses"


@pytest.mark.parametrize("bars", [1, 2, 3, 64])
@pytest.mark.parametrize("form", [None, *Form])
def test_the_shortest_and_the_longest_fill_their_bars_in_every_form(bars: int, form: Form | None) -> None:
    wish = GenerationRequest(HOPEFUL, Constraints(bars=bars), GenerationSettings(form=form))
    assert HARMONIST.harmonize(wish, 1, Job()).bars == bars


def test_no_chord_follows_itself_and_no_tonic_denies_its_mode() -> None:
    for name in ("fearful", "wonder", "joyful"):
        for seed in range(8):
            progression = harmonize(seed, {name: 1.0})
            assert all(a.chord != b.chord for a, b in pairwise(progression.chords))
            tonics = [t.chord for t in progression.chords if t.chord.root == progression.key.tonic]
            other = 3 if progression.key.mode is Mode.MAJOR else 4
            assert not any(
                QUALITIES[chord.quality].intervals[1] == other and "7" not in chord.quality
                for chord in tonics
            )


def test_chords_begin_on_bar_lines_and_half_bars_or_lead_into_a_bar() -> None:
    for name in ("fearful", "wonder", "joyful", "playful"):
        for seed in range(8):
            for timed in harmonize(seed, {name: 1.0}).chords:
                assert timed.start % 4 in {0, 2, 3}


def test_the_same_seed_gives_the_same_chords_and_other_seeds_others() -> None:
    assert harmonize(4) == harmonize(4)
    assert len({harmonize(seed).chords for seed in range(30)}) >= 29


def test_progressions_touch_their_tonic_and_have_three_chords_or_more() -> None:
    takes = [harmonize(seed, {name: 1.0}) for name in ("fearful", "nostalgic", "angry") for seed in range(8)]
    for take in takes:
        assert any(timed.chord.root == take.key.tonic for timed in take.chords)
        assert len({timed.chord for timed in take.chords}) >= 3


def test_bars_return_as_phrases_have_it() -> None:
    """Bar five begins like bar one in half of all phrases; four bars that come back are the same."""
    takes = [harmonize(seed, {name: 1.0}) for name in ("joyful", "sad", "hopeful") for seed in range(12)]
    alike = [
        [take.chords[take.index_at(16 + beat)].chord for beat in (0, 2)]
        == [take.chords[take.index_at(beat)].chord for beat in (0, 2)]
        for take in takes
    ]
    assert sum(alike) >= len(takes) / 4


def test_no_eight_chords_stand_as_they_are_in_a_song_but_common_loops() -> None:
    heard = MACHINES.corpus_filter()
    for seed in range(12):
        progression = harmonize(seed, {"joyful": 1.0})
        row = [chord_unit(t.chord.root - progression.key.tonic, t.chord.quality) for t in progression.chords]
        assert heard.first_match(row, 5) is None


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("bars", [4, 8, 16])
def test_a_cadence_comes_home(mode: Mode, bars: int) -> None:
    for seed in range(6):
        progression = harmonize(seed, mode=mode, bars=bars, ending=Ending.CADENCE)
        before, last = progression.chords[-2:]
        assert last.chord.root == progression.key.tonic
        assert (3 in QUALITIES[last.chord.quality].intervals) is (mode is Mode.MINOR)
        assert (before.chord.root - progression.key.tonic) % 12 in (5, 7, 10, 11)
        assert last.beats == 4


def test_joy_is_major_and_sorrow_minor() -> None:
    modes = {
        name: Counter(harmonize(s, {name: 1.0}, bars=4).key.mode for s in range(20))
        for name in ("joyful", "sad")
    }
    assert modes["joyful"][Mode.MAJOR] >= 14
    assert modes["sad"][Mode.MINOR] >= 14


def _minor_thirds(weights: dict[str, float], taste: GenerationSettings) -> float:
    """The share of chords with a minor third."""
    wishes = GenerationRequest(tuple(weights.items()), Constraints(bars=4), taste)
    chords = [t.chord for seed in range(24) for t in HARMONIST.harmonize(wishes, seed, Job()).chords]
    return sum((chord.root + 3) % 12 in chord.pitch_classes for chord in chords) / len(chords)


def test_a_blend_lies_between_its_emotions() -> None:
    usual = GenerationSettings()
    joy, sorrow = (_minor_thirds({name: 1.0}, usual) for name in ("joyful", "sad"))
    assert joy < _minor_thirds({"joyful": 0.5, "sad": 0.5}, usual) < sorrow


def test_safe_is_commoner_than_adventurous() -> None:
    def entropy(temperature: float) -> float:
        """How various the chords of thirty takes are, in nats."""
        wish = GenerationRequest((("joyful", 1.0),), generation_settings=GenerationSettings(temperature))
        takes = [HARMONIST.harmonize(wish, seed, Job()) for seed in range(30)]
        counts = Counter(t.chord.transpose(-take.key.tonic) for take in takes for t in take.chords)
        shares = [count / counts.total() for count in counts.values()]
        return -sum(share * math.log(share) for share in shares)

    assert entropy(TEMPERATURES["safe"]) + 0.2 < entropy(TEMPERATURES["adventurous"])


@pytest.mark.parametrize(
    ("form", "bars", "plan"),
    [
        (None, 8, "A8"),
        (None, 16, "A4 A4' B4 A4'"),
        (None, 18, "A9 A9'"),
        (None, 17, "A17"),
        (Form.VARIED, 8, "A4 A4'"),
        (Form.SONG_FORM, 6, "A3 A3'"),
        (Form.VERSE_CHORUS, 32, "A8 A8' B8 B8'"),
        (Form.SINGLE, 64, "A64"),
        (Form.TWO_BAR_LOOP, 16, "A8 A8"),
        (Form.SENTENCE, 16, "A8 A8'"),
        (Form.FOUR_BAR_LOOP, 12, "A12"),
    ],
)
def test_a_form_that_does_not_go_into_the_bars_gives_way(form: Form | None, bars: int, plan: str) -> None:
    def write(section: Section) -> str:
        return f"{section.letter}{section.bars}{chr(39) * section.has_varied_end}"

    assert " ".join(map(write, sections(form, bars))) == plan


def test_a_song_form_comes_back_to_what_it_began_with_and_varies_its_end() -> None:
    for seed in range(6):
        wish = GenerationRequest(HOPEFUL, Constraints(bars=16), GenerationSettings(form=Form.SONG_FORM))
        chords = HARMONIST.harmonize(wish, seed, Job()).chords
        parts = [[t.chord for t in chords if 16 * n <= t.start < 16 * (n + 1)] for n in range(4)]
        kept = len(parts[0]) - 2
        assert parts[0][:kept] == parts[1][:kept] == parts[3][:kept]
        assert parts[2] != parts[0]


def test_the_bridge_of_a_song_form_is_never_its_verse() -> None:
    """Models that are sure of a loop would write it twice: one bridge in sixteen was the verse before."""
    for name in ("mysterious", "tense", "energetic", "hopeful"):
        for seed in range(12):
            wish = GenerationRequest(
                ((name, 1.0),), Constraints(bars=16), GenerationSettings(form=Form.SONG_FORM)
            )
            chords = HARMONIST.harmonize(wish, seed, Job()).chords
            verse, bridge = (
                [(t.start - start, t.chord) for t in chords if start <= t.start < start + 16]
                for start in (0, 32)
            )
            assert verse != bridge


def test_a_tonic_is_heard_after_regenerating_most_of_a_take() -> None:
    for name in ("mysterious", "tense", "energetic", "dreamy"):
        for seed in range(10):
            take = harmonize(seed, {name: 1.0})
            wish = GenerationRequest(((name, 1.0),))
            other = HARMONIST.regenerate(take, frozenset(), wish, seed, Job())
            assert other.chords != take.chords
            different = {timed.chord for timed in take.chords}
            if len(different) > 3:
                assert any(timed.chord.root == take.key.tonic for timed in other.chords)


def _bars(take: Progression) -> list[list[Chord]]:
    """The chords that sound on the first and third beat of each bar."""
    return [[take.chords[take.index_at(4 * bar + beat)].chord for beat in (0, 2)] for bar in range(8)]


def test_phrases_have_the_form_that_is_asked_for() -> None:
    for seed in range(6):

        def bars_of(form: Form, seed: int = seed) -> list[list[Chord]]:
            wish = GenerationRequest(HOPEFUL, Constraints(), GenerationSettings(form=form))
            return _bars(HARMONIST.harmonize(wish, seed, Job()))

        loop = bars_of(Form.TWO_BAR_LOOP)
        assert loop[0::2] == [loop[0]] * 4
        assert loop[1::2] == [loop[1]] * 4
        four = bars_of(Form.FOUR_BAR_LOOP)
        assert four[:4] == four[4:]
        period = bars_of(Form.STATEMENT_ANSWER)
        assert period[:2] == period[4:6]
        sentence = bars_of(Form.SENTENCE)
        assert sentence[0] == sentence[2]


def test_a_statement_ends_on_a_dominant_and_its_answer_on_the_tonic() -> None:
    for seed in range(6):
        wish = GenerationRequest(HOPEFUL, Constraints(), GenerationSettings(form=Form.STATEMENT_ANSWER))
        take = HARMONIST.harmonize(wish, seed, Job())
        roots = [(take.chords[take.index_at(beat)].chord.root - take.key.tonic) % 12 for beat in (12, 28)]
        assert roots[0] in {7, 11}
        assert roots[1] == 0


def test_chords_that_are_kept_stand_where_they_were_put() -> None:
    kept = {0: Chord(9, "min7"), 3: Chord(4, "7"), 5: Chord(5, "maj", 9)}
    for seed in range(6):
        wish = GenerationRequest(HOPEFUL, Constraints(tonic=0, mode=Mode.MAJOR), locked=kept)
        chords = HARMONIST.harmonize(wish, seed, Job()).chords
        assert {number: chords[number].chord for number in kept} == kept


def test_redoing_keeps_the_rhythm_and_the_locked_chords() -> None:
    first = harmonize(3)
    kept = frozenset({0, 2, len(first.chords) - 1})
    others = [HARMONIST.regenerate(first, kept, GenerationRequest(HOPEFUL), seed, Job()) for seed in range(8)]
    for other in others:
        assert [(t.start, t.beats) for t in other.chords] == [(t.start, t.beats) for t in first.chords]
        assert all(other.chords[number] == first.chords[number] for number in kept)
    assert len({other.chords for other in others} - {first.chords}) >= 4
    home = first.key.tonic
    assert all(any(t.chord.root == home for t in other.chords) for other in others)
    assert (
        HARMONIST.regenerate(first, frozenset(range(len(first.chords))), GenerationRequest(HOPEFUL), 1, Job())
        == first
    )


def test_a_gap_is_filled_with_what_fits_its_neighbours() -> None:
    first = harmonize(5)
    kept = frozenset(range(len(first.chords))) - {2}
    for seed in range(8):
        filled = HARMONIST.regenerate(first, kept, GenerationRequest(HOPEFUL), seed, Job()).chords
        assert filled[2].chord not in (filled[1].chord, filled[3].chord)
        assert filled[:2] == first.chords[:2]
        assert filled[3:] == first.chords[3:]


def test_suggestions_are_the_ten_likeliest_others_and_come_as_often_as_they_say() -> None:
    first = harmonize(5)
    offered = suggest(HARMONIST, first, 2, GenerationRequest(HOPEFUL))
    odds = [each.probability for each in offered]
    assert len({each.chord for each in offered} - {first.chords[2].chord}) == 10
    assert odds == sorted(odds, reverse=True)
    assert sum(odds) <= 1
    kept = frozenset(range(len(first.chords))) - {2}
    wish = GenerationRequest(HOPEFUL, generation_settings=GenerationSettings(temperature=1.0))
    drawn = Counter(
        HARMONIST.regenerate(first, kept, wish, seed, Job()).chords[2].chord for seed in range(200)
    )
    assert drawn[offered[0].chord] / 200 == pytest.approx(odds[0], abs=0.12)


def test_a_reason_is_the_pull_of_the_feeling_against_all_music() -> None:
    progression = harmonize(2, {"sad": 1.0}, mode=Mode.MINOR)
    wish = GenerationRequest((("sad", 1.0),))
    reasons = explain(HARMONIST, progression, wish)
    assert [reason.numeral for reason in reasons] == [
        timed.chord.roman(progression.key) for timed in progression.chords
    ]
    assert all(reason.explanation for reason in reasons)
    for reason in reasons:
        assert ("rarer" in reason.explanation) is (reason.log_likelihood_ratio < -0.41)
    plain = explain(HARMONIST, progression, replace(wish, emotion_weights=()))
    assert all(
        reason.log_likelihood_ratio == 0 and reason.explanation == "at home in any mood" for reason in plain
    )


def test_without_emotions_the_base_machine_answers() -> None:
    assert HARMONIST.harmonize(GenerationRequest(), 1, Job()).bars == 8


def test_finding_chords_can_be_stopped() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        HARMONIST.harmonize(GenerationRequest((("sad", 1.0),)), 1, job)


def test_an_emotion_without_a_machine_is_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"bored.safetensors is missing"):
        HARMONIST.harmonize(GenerationRequest((("bored", 1.0),)), 1, Job())


def test_a_folder_without_machines_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="There are no machines"):
        list(ModelRegistry(tmp_path).cards())


@pytest.mark.parametrize(("temperature", "intensity"), [(0.0, 1.0), (9.0, 1.0), (0.85, -1.0), (0.85, 3.0)])
def test_a_taste_out_of_range_is_refused(temperature: float, intensity: float) -> None:
    with pytest.raises(ValueError, match="must be in"):
        GenerationSettings(temperature, intensity)
