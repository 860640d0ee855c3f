"""The program in one screen: from what was said to a composition, and from that to sound."""

from __future__ import annotations  # what only the engine needs is not read where compositions are but shown

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from composer_app import __version__
from composer_app.music.advice import Advice
from composer_app.music.chord import Chord
from composer_app.music.constraints import Constraints
from composer_app.music.editing import Change, Draft, Placed, changed
from composer_app.music.feel import Feel, bars_in, feel
from composer_app.music.key import Key
from composer_app.music.manner import Manner
from composer_app.music.performance import Performance
from composer_app.music.progression import Progression
from composer_app.music.taste import Taste
from composer_app.music.voicing import Voicing
from composer_app.paths import Folders, resource
from composer_app.request.request import Request
from composer_app.request.turn import State, Turn
from composer_app.work import Job

if TYPE_CHECKING:
    from composer_app.harmony.harmonist import Harmonist
    from composer_app.harmony.machines import Machines
    from composer_app.harmony.wish import Wish
    from composer_app.request.reader import Reader
    from composer_app.sound.synth import Audio, Synth
    from composer_app.speech.recording import Recording, Transcript
    from composer_app.speech.transcriber import Transcriber

_TRIES = 12  # how often others are looked for where what was found is what was there
_WARMER = 0.25  # how much less each of these minds what is unlikely
_USUAL_MANNER, _USUAL_TASTE = Manner(), Taste()


@dataclass(frozen=True, slots=True)
class Composition:
    """One take: all that was made for a request. The same of all the others gives the same notes everywhere.

    Attributes:
        request: What was understood, with what the person fixed.
        progression: The chords.
        performance: The notes.
        seed: What all draws began with.
        manner: How they are played.
        taste: How the chords were looked for.
        kept: The chords that the person fixed, with their numbers from 0.
        voicings: How each chord lies.
        playing_seed: What the playing began with, where it is not `seed`: a redone take is played like the one before.
        home: The tonic that the chords were found with, where they were moved to another.
    """

    request: Request
    progression: Progression
    performance: Performance
    seed: int
    manner: Manner = _USUAL_MANNER
    taste: Taste = _USUAL_TASTE
    kept: tuple[tuple[int, Chord], ...] = ()
    voicings: tuple[Voicing, ...] = ()
    playing_seed: int | None = None
    home: int | None = None

    @property
    def played_from(self) -> int:
        """The seed that the playing began with."""
        return self.seed if self.playing_seed is None else self.playing_seed

    @property
    def title(self) -> str:
        """What it is, in a line: "Hopeful – D major – 84 bpm – 8 bars"."""
        mood = (self.request.mood.strongest or "neutral").capitalize()
        tempo, bars = self.performance.tempo, self.performance.bars
        return f"{mood} – {self.progression.key} – {tempo:g} bpm – {bars} bar{'s' * (bars != 1)}"

    @property
    def provenance(self) -> str:
        """Where it came from, in a line: what a file needs to be made again."""
        return f"Composer {__version__}, seed {self.seed}: {self.request.text}"

    @property
    def draft(self) -> Draft:
        """Its chords, to be changed."""
        numbers = {number for number, _ in self.kept}
        lie = self.voicings or (None,) * len(self.progression.chords)
        chords = tuple(
            Placed(timed.chord, timed.beats, voicing, number in numbers)
            for number, (timed, voicing) in enumerate(zip(self.progression.chords, lie, strict=True))
        )
        style = self.manner.voicing_for(self.request.constraints.instrument)
        return Draft(self.progression.key, self.progression.metre, chords, style)

    def with_draft(self, draft: Draft) -> Composition:
        """The same with its chords changed; its notes are still those from before."""
        lie = tuple(voicing for voicing in draft.voicings if voicing)
        voicings = lie if len(lie) == len(draft.chords) else ()
        return replace(self, progression=draft.progression, kept=draft.kept, voicings=voicings)

    def keeping(self, numbers: Collection[int]) -> Composition:
        """The same with these chords fixed, by their number from 0, and no others."""
        chords = self.progression.chords
        return replace(self, kept=tuple((number, chords[number].chord) for number in sorted(numbers)))


class Composer:
    """Turns what was said into music. Each part, and the library below it, is loaded when first needed."""

    def __init__(self, weights: Path | None = None, machines: Path | None = None) -> None:
        """Prepare.

        Args:
            weights: A file with Whisper's weights, if one is named.
            machines: Where the user's own machines are, which go before those that ship; None for the usual place.
        """
        self._weights = weights
        self._own = machines or Folders.of_user().machines

    @cached_property
    def _transcriber(self) -> Transcriber:
        from composer_app.speech.transcriber import Transcriber

        return Transcriber(self._weights)

    @cached_property
    def _reader(self) -> Reader:
        from composer_app.request.reader import Reader

        return Reader()

    @cached_property
    def _machines(self) -> Machines:
        from composer_app.harmony.machines import Machines

        return Machines(resource("machines"), self._own)

    @cached_property
    def _harmonist(self) -> Harmonist:
        from composer_app.harmony.harmonist import Harmonist

        return Harmonist(self._machines)

    @cached_property
    def _synth(self) -> Synth:
        from composer_app.sound.synth import Synth

        return Synth(resource("sound/bank.sf3"))

    def warm_up(self) -> Iterator[None]:
        """Load the parts ahead of the first request, one before each value; nothing is downloaded."""
        self._reader.warm_up()
        yield
        for part in ("_harmonist", "_synth"):
            getattr(self, part)
            yield
        self._transcriber.load(Job())
        yield

    def warnings(self, request: Request) -> tuple[str, ...]:
        """What is to be said of what stands in for something of the person's own in a take of this request."""
        if "_machines" not in vars(self):  # none was asked for
            return ()
        from composer_app.harmony.machines import BASE, damage

        names = (*(name for name, _ in request.mood.weights), BASE)
        damaged = self._machines.damaged
        return tuple(str(damage(name, damaged[name])) for name in names if name in damaged)

    def transcribe(self, recording: Recording, language: str, job: Job) -> Transcript:
        """Turn speech into words; `language` is Whisper's name for it, or empty to find it out."""
        job.step("Listening to what you said")
        return self._transcriber.transcribe(recording, language, job)

    def overhear(self, recording: Recording, language: str, job: Job) -> Transcript | None:
        """The words of somebody who still speaks; None where there are none yet, or the model is not loaded."""
        return self._transcriber.overhear(recording, language, job)

    def read(self, transcript: Transcript, job: Job) -> Request:
        """Understand what a sentence asks for."""
        job.step("Feeling the mood")
        return self._reader.read(transcript.text, transcript.language, transcript.english)

    def answer(self, transcript: Transcript, state: State, job: Job) -> Turn:
        """Understand what a sentence does to what is there: ask for something else, change it, or give an order."""
        from composer_app.request.talk import answer

        job.step("Feeling the mood")
        return answer(self._reader, transcript.text, state, transcript.language, transcript.english)

    def compose(
        self,
        request: Request,
        wishes: Constraints,
        seed: int,
        job: Job,
        manner: Manner = _USUAL_MANNER,
        taste: Taste = _USUAL_TASTE,
        kept: tuple[tuple[int, Chord], ...] = (),
    ) -> Composition:
        """Find chords for a request and arrange them; `wishes` go before what the sentence asked for.

        Chords that are kept stand as they are, in whatever key.

        Raises:
            EditError: One of them is to stand where the piece has no more chords.
        """
        from composer_app.music.arrangement import arrange, voiced

        said = request.constraints.tonic
        request = replace(request, constraints=request.constraints.overridden_by(wishes))
        # The same chords are found whatever key is wished for, and then moved to it; chords that are kept cannot be.
        tonic = request.constraints.tonic if kept else said
        job.step("Finding the harmony")
        felt, fitted = self._felt(request, manner, seed)
        wish = _wish(request, replace(fitted, tonic=tonic), taste, kept)
        found = self._harmonist.harmonize(wish, seed, job)
        progression, home = _in_key(found, request.constraints, found.key.tonic)
        job.step("Arranging")
        voicings = voiced(progression, felt, request.constraints, manner)
        performance = arrange(progression, felt, seed, request.mood.weights, request.constraints, manner)
        return Composition(request, progression, performance, seed, manner, taste, kept, voicings, home=home)

    def perform(self, composition: Composition, request: Request, manner: Manner, job: Job) -> Composition:
        """The same chords, played as another request and manner have it: faster, on strings, in another key.

        Of the request's constraints, those of mode, metre and length are not heeded. A chord that the person fixed
        keeps its voicing, and moves with the key.
        """
        old, found = composition, composition.progression.key.tonic
        progression, home = _in_key(
            old.progression, request.constraints, found if old.home is None else old.home
        )
        steps = (progression.key.tonic - found + 6) % 12 - 6
        felt, _ = self._felt(request, manner, old.played_from)
        changed = replace(
            old,
            request=request,
            progression=progression,
            performance=old.performance.at_tempo(felt.tempo),
            manner=manner,
            kept=tuple((number, chord.transposed(steps)) for number, chord in old.kept),
            voicings=tuple(voicing.transposed(steps) for voicing in old.voicings),
            home=home,
        )
        alike = not steps and _style(old) == _style(changed) and old.manner.intensity == manner.intensity
        lie = range(len(old.voicings)) if alike else (number for number, _ in old.kept)
        return self._perform(changed, frozenset(lie), job)

    def redo(self, composition: Composition, kept: frozenset[int], seed: int, job: Job) -> Composition:
        """The same take with other chords in the same rhythm, but for those that are kept, by their number from 0.

        Where the request asks for another key, the others are found in it, and those that are kept stay what they are.
        """
        request = composition.request
        progression = _called(composition.progression, request.constraints)
        home = composition.home if progression.key == composition.progression.key else None
        chords = tuple((number, progression.chords[number].chord) for number in sorted(kept))
        job.step("Finding the harmony")
        wish = _wish(request, request.constraints, composition.taste, chords)
        draws = random.Random(seed)
        found = self._harmonist.redo(progression, kept, wish, seed, job)
        for attempt in range(_TRIES if len(kept) < len(progression.chords) else 0):
            if found != progression:
                break
            heat = 1 + _WARMER * attempt
            found = self._harmonist.redo(progression, kept, wish, draws.getrandbits(31), job, heat)
        playing = composition.played_from
        redone = replace(
            composition, progression=found, seed=seed, kept=chords, playing_seed=playing, home=home
        )
        return self._perform(redone, kept, job)

    def edit(self, composition: Composition, changes: Sequence[Change], job: Job) -> Composition:
        """The same take changed in a place or more, one after the other; all other chords lie as before.

        Raises:
            EditError: It cannot be done.
        """
        # A take from before voicings were written down is voiced again first.
        lying = composition if composition.voicings else self._perform(composition, frozenset(), job)
        edited = lying.with_draft(changed(lying.draft, *changes))
        return self._perform(edited, frozenset(range(len(edited.voicings))), job)

    def _perform(self, composition: Composition, kept: frozenset[int], job: Job) -> Composition:
        """The notes for a composition whose chords changed, but for those that are kept: they lie as before."""
        from composer_app.music.arrangement import arrange, voiced

        job.step("Arranging")
        request, manner, seed = composition.request, composition.manner, composition.played_from
        felt, _ = self._felt(request, manner, seed)
        felt = replace(felt, tempo=request.constraints.tempo or composition.performance.tempo)
        lie = [each if number in kept else None for number, each in enumerate(composition.voicings)]
        progression, asked = composition.progression, request.constraints
        voicings = voiced(progression, felt, asked, manner, lie)
        notes = arrange(progression, felt, seed, request.mood.weights, asked, manner, voicings)
        return replace(composition, performance=notes, voicings=voicings)

    def advise(self, composition: Composition) -> Advice:
        """Why each chord fits the feeling, and what else could stand in its place."""
        from composer_app.harmony.advice import explain, suggest

        request = composition.request
        wish = _wish(request, request.constraints, composition.taste, composition.kept)
        progression = composition.progression
        offered = (
            suggest(self._harmonist, progression, number, wish) for number in range(len(progression.chords))
        )
        return Advice(explain(self._harmonist, progression, wish), tuple(offered))

    def _felt(self, request: Request, manner: Manner, seed: int) -> tuple[Feel, Constraints]:
        """How a request is played, and what it asks for with metre and bars decided."""
        from composer_app.music.pattern import usual_metre

        mood, asked = request.mood, request.constraints
        metre = asked.metre or usual_metre(asked.pattern)
        felt = feel(mood.valence, mood.arousal, metre, asked.tempo, intensity=manner.intensity, seed=seed)
        bars = asked.bars or bars_in(asked.seconds, felt.tempo, metre)
        return felt, replace(asked, metre=metre, bars=bars)

    def render(self, performance: Performance, job: Job) -> Audio:
        """Play a performance on the built-in instruments, into memory."""
        job.step("Rendering the sound")
        return self._synth.render(performance)


def _wish(request: Request, asked: Constraints, taste: Taste, kept: tuple[tuple[int, Chord], ...]) -> Wish:
    """What the harmonist is asked for."""
    from composer_app.harmony.wish import Wish

    return Wish(request.mood.weights, asked, taste, dict(kept))


def _in_key(progression: Progression, asked: Constraints, home: int) -> tuple[Progression, int | None]:
    """Chords around the tonic that is asked for, else where they are at home; and their home, if they are away.

    The tonic is spelled as it was asked for.
    """
    moved = progression.in_key_of(home if asked.tonic is None else asked.tonic)
    moved = replace(moved, key=replace(moved.key, spelling=asked.spelling or ""))
    return moved, None if moved.key.tonic == home else home


def _called(progression: Progression, asked: Constraints) -> Progression:
    """The same chords in the key that is asked for: none of them moves."""
    key = progression.key
    tonic = key.tonic if asked.tonic is None else asked.tonic
    return replace(progression, key=Key(tonic, asked.mode or key.mode))


def _style(composition: Composition) -> str:
    """How the chords of a take are voiced."""
    return composition.manner.voicing_for(composition.request.constraints.instrument)
