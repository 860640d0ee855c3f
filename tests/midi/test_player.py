import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given

from composer_app.errors import ComposerError, MidiError
from composer_app.midi.message import messages
from composer_app.midi.player import Player
from composer_app.midi.playing import Extras
from composer_app.music.performance import Note, Performance
from tests.fakes_midi import FakeClock, Tape
from tests.hearing import is_panic, sounding, struck
from tests.patience import PATIENCE
from tests.performances import chords, part, perform, performances, repeated

_TWO = (("Chords", 60), ("Bass", 40))


@dataclass
class Stage:
    """A player with a clock that nobody waits for."""

    clock: FakeClock = field(default_factory=FakeClock)
    ends: list[ComposerError | None] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.player = Player(self._end, self.clock)
        self.tape = Tape(self.clock)
        self.start = self.clock.now()

    def _end(self, error: ComposerError | None) -> None:
        self.ends.append(error)
        self.over.set()

    def play(self, performance: Performance, *, loop: bool = False, start_at: float = 0.0) -> None:
        self.player.play(performance, self.tape, loop, start_at)
        assert self.over.wait(PATIENCE)

    def play_until(self, seconds: float, performance: Performance, *, start_at: float = 0.0) -> None:
        """Play round and round, and stop after some seconds."""
        stopped = threading.Event()

        def stop() -> None:
            self.player.stop()
            stopped.set()

        self.clock.at(seconds, stop)
        self.player.play(performance, self.tape, True, start_at)
        assert stopped.wait(PATIENCE)
        self.player.close()

    @property
    def times(self) -> list[float]:
        """When each message was sent, in seconds from the start."""
        return [round(time - self.start, 6) for time, _ in self.tape.recorded]


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.player.close()


def test_every_message_is_sent_at_its_time(stage: Stage) -> None:
    performance = chords(bars=2, tempo=90)
    stage.play(performance)
    assert stage.tape.heard == [each.data for each in messages(performance)]
    assert stage.times == pytest.approx([each.seconds for each in messages(performance)])
    assert stage.ends == [None]


def test_playing_ends_at_the_last_bar_line_not_with_the_last_note(stage: Stage) -> None:
    stage.play(perform(part(), bars=2, tempo=60))
    assert stage.clock.now() - stage.start == pytest.approx(8.0)


def test_stopping_leaves_nothing_sounding(stage: Stage) -> None:
    stage.play_until(0.5, chords(tempo=60))
    assert len(struck(stage.tape.heard)) == 4
    assert sounding(stage.tape.heard) == set()
    assert stage.ends == []


def test_a_loop_has_no_seam(stage: Stage) -> None:
    stage.play_until(7.0, repeated(beats=4, tempo=60))
    strokes = [t for t, m in zip(stage.times, stage.tape.heard, strict=True) if m[0] == 0x90]
    assert strokes == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0][: len(strokes)]
    assert len(strokes) >= 7
    assert sounding(stage.tape.heard) == set()


def test_a_loop_releases_the_last_chord_before_it_strikes_the_first(stage: Stage) -> None:
    stage.play_until(6.0, chords(bars=1, tempo=60))
    at_bar_line = [m[0] for t, m in zip(stage.times, stage.tape.heard, strict=True) if t == 4.0]
    assert at_bar_line == [0x80] * 4 + [0x90] * 4


def test_errors_of_the_clock_do_not_add_up(stage: Stage) -> None:
    stage.play_until(1000.0, repeated(beats=4, tempo=70.3))
    strokes = [t for t, m in zip(stage.times, stage.tape.heard, strict=True) if m[0] == 0x90]
    assert strokes == pytest.approx([60 / 70.3 * n for n in range(len(strokes))])


def test_playing_from_a_beat_strikes_what_comes_after_it(stage: Stage) -> None:
    stage.play(chords(bars=2, tempo=60), start_at=4.0)
    assert struck(stage.tape.heard) == [55, 62, 67, 71]
    assert stage.times[0] == 0.0
    assert stage.clock.now() - stage.start == pytest.approx(4.0)


def test_a_loop_from_a_beat_goes_on_with_the_beginning(stage: Stage) -> None:
    stage.play_until(5.0, chords(bars=2, tempo=60), start_at=4.0)
    assert struck(stage.tape.heard)[:8] == [55, 62, 67, 71, 50, 62, 66, 69]


def test_the_position_is_the_beat_that_sounds(stage: Stage) -> None:
    seen: list[float | None] = []
    for seconds in (0.5, 3.0, 4.5):
        stage.clock.at(seconds, lambda: seen.append(stage.player.position))
    stage.play_until(5.0, chords(bars=1, tempo=120), start_at=1.0)
    assert seen == pytest.approx([2.0, 3.0, 2.0])
    assert stage.player.position is None


def test_the_position_does_not_pass_the_end(stage: Stage) -> None:
    stage.play(repeated(), start_at=2.0)
    assert stage.player.position is None


def test_a_port_that_vanishes_while_playing_is_a_sentence_within_a_second(stage: Stage) -> None:
    stage.clock.at(1.0, stage.tape.cut)
    stage.play(chords(bars=8, tempo=60))
    assert isinstance(stage.ends[0], MidiError)
    assert "has gone" in str(stage.ends[0])
    assert stage.clock.now() - stage.start < 2.0


def test_a_port_that_is_closed_while_playing_is_a_sentence_and_falls_silent(stage: Stage) -> None:
    stage.clock.at(1.0, stage.tape.close)
    stage.play(chords(bars=8, tempo=60))
    assert isinstance(stage.ends[0], MidiError)
    assert sounding(stage.tape.heard) == set()


def test_playing_something_else_silences_the_first_before_the_second_begins(stage: Stage) -> None:
    other = Tape(stage.clock)
    over = threading.Event()

    def change() -> None:
        stage.player.play(repeated(beats=1), other)
        over.set()

    stage.clock.at(1.0, change)
    stage.player.play(chords(bars=8, tempo=60), stage.tape)
    assert over.wait(PATIENCE)
    assert stage.over.wait(PATIENCE)
    assert sounding(stage.tape.heard) == set()
    assert stage.tape.recorded[-1][0] <= other.recorded[0][0]
    assert stage.ends == [None]


def strokes(stage: Stage) -> list[tuple[float, int]]:
    return [(t, m[1]) for t, m in zip(stage.times, stage.tape.heard, strict=True) if m[0] & 0xF0 == 0x90]


def test_another_tempo_is_heard_from_the_next_bar_line_on(stage: Stage) -> None:
    slow = perform(part(*(Note(float(beat), 60, 1.0, 80) for beat in range(8))), tempo=60, bars=2)
    stage.clock.at(1.5, lambda: stage.player.change(slow.at_tempo(120)))
    stage.play(slow)
    assert [t for t, _ in strokes(stage)] == pytest.approx([0, 1, 2, 3, 4, 4.5, 5, 5.5])
    assert sounding(stage.tape.heard) == set()


def test_a_part_is_muted_and_comes_back_at_bar_lines(stage: Stage) -> None:
    both = perform(
        *(part(*(Note(float(b), pitch, 0.5, 80) for b in range(12)), name=name) for name, pitch in _TWO),
        tempo=60,
        bars=3,
    )
    stage.clock.at(1.5, lambda: stage.player.change(both.without({"Bass"})))
    stage.clock.at(5.5, lambda: stage.player.change(both))
    stage.play(both)
    assert [t for t, pitch in strokes(stage) if pitch == 40] == pytest.approx([0, 1, 2, 3, 8, 9, 10, 11])
    assert [t for t, pitch in strokes(stage) if pitch == 60] == pytest.approx(range(12))


def test_the_next_take_begins_at_the_bar_line(stage: Stage) -> None:
    stage.clock.at(1.5, lambda: stage.player.follow(repeated(pitch=72, beats=4, tempo=120)))
    stage.play(chords(bars=8, tempo=60))
    assert [t for t, pitch in strokes(stage) if pitch == 72] == pytest.approx([4, 4.5, 5, 5.5])
    assert max(t for t, pitch in strokes(stage) if pitch != 72) < 4
    assert sounding(stage.tape.heard) == set()


def test_a_loop_that_is_switched_off_ends_at_its_end(stage: Stage) -> None:
    stage.clock.at(5.0, lambda: stage.player.set_loop(False))
    stage.play(repeated(beats=4, tempo=60), loop=True)
    assert len(strokes(stage)) == 8


def test_a_count_in_clicks_before_the_first_note(stage: Stage) -> None:
    stage.player.play(repeated(beats=4, tempo=60), stage.tape, extras=Extras(count_in=1))
    assert stage.over.wait(PATIENCE)
    clicks = [m for m in stage.tape.heard if m[0] == 0x99]
    assert [m[1] for m in clicks] == [76, 77, 77, 77]
    assert [t for t, pitch in strokes(stage) if pitch == 60] == pytest.approx([4, 5, 6, 7])
    assert sounding(stage.tape.heard) == set()


def test_a_clock_starts_ticks_and_stops(stage: Stage) -> None:
    stage.player.play(repeated(beats=4, tempo=60), stage.tape, extras=Extras(clock=True))
    assert stage.over.wait(PATIENCE)
    system = [m for m in stage.tape.heard if m[0] >= 0xF0]
    assert system[:2] == [bytes((0xF2, 0, 0)), bytes((0xFA,))]
    assert system[2:-1] == [bytes((0xF8,))] * 96
    assert system[-1] == bytes((0xFC,))


def test_a_clock_that_starts_within_says_where_and_stops_when_it_is_stopped(stage: Stage) -> None:
    over = threading.Event()
    stage.clock.at(1.0, stage.player.stop)
    stage.clock.at(1.0, over.set)
    stage.player.play(repeated(beats=4, tempo=60), stage.tape, True, 2.0, Extras(clock=True))
    assert over.wait(PATIENCE)
    stage.player.close()
    system = [m for m in stage.tape.heard if m[0] >= 0xF0]
    assert system[:2] == [bytes((0xF2, 8, 0)), bytes((0xFB,))]
    assert system[-1] == bytes((0xFC,))


def test_programs_are_sent_only_where_they_are_asked_for(stage: Stage) -> None:
    music = perform(part(Note(0.0, 60, 1.0, 80), program=48))
    stage.player.play(music, stage.tape, extras=Extras(programs=True))
    assert stage.over.wait(PATIENCE)
    assert stage.tape.heard[0] == bytes((0xC0, 48))
    assert not any(m[0] & 0xF0 == 0xC0 for m in (each.data for each in messages(music)))


def test_panic_stops_and_silences_every_channel(stage: Stage) -> None:
    stopped = threading.Event()
    stage.clock.at(1.0, stage.player.panic)
    stage.clock.at(1.0, stopped.set)
    stage.player.play(chords(bars=8, tempo=60), stage.tape)
    assert stopped.wait(PATIENCE)
    stage.player.close()
    assert is_panic(stage.tape.heard)
    assert sounding(stage.tape.heard) == set()


def test_panic_works_when_nothing_plays_any_more(stage: Stage) -> None:
    stage.play(repeated())
    stage.tape.send(bytes((0x93, 60, 90)))
    stage.player.panic()
    stage.player.close()
    assert is_panic(stage.tape.heard)
    assert sounding(stage.tape.heard) == set()


def test_panic_before_anything_was_played_does_nothing(stage: Stage) -> None:
    stage.player.panic()
    assert stage.tape.heard == []


def test_panic_into_a_port_that_has_gone_is_no_failure(stage: Stage) -> None:
    stage.play(repeated())
    stage.tape.close()
    stage.player.panic()
    stage.player.close()
    assert stage.ends == [None]


def test_a_port_that_never_returns_holds_up_neither_the_caller_nor_the_next_playing() -> None:
    over = threading.Event()
    player = Player(lambda _: over.set())
    jammed = Tape()
    free = jammed.jam()
    player.play(chords(), jammed)
    player.stop()
    player.play(repeated(beats=1, tempo=300), Tape())
    assert over.wait(PATIENCE)
    free.set()
    player.close()


def test_the_real_clock_keeps_time_and_stops_at_once() -> None:
    tape = Tape()
    player = Player(lambda _: None)
    player.play(chords(bars=60, tempo=20), tape)
    before = threading.active_count()
    player.close()
    assert threading.active_count() < before
    assert sounding(tape.heard) == set()


@given(performances())
def test_whatever_is_played_all_of_it_is_heard_and_nothing_stays(performance: Performance) -> None:
    stage = Stage()
    stage.play(performance)
    assert stage.tape.heard == [each.data for each in messages(performance)]
    assert sounding(stage.tape.heard) == set()
    stage.player.close()
