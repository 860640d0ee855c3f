"""Whether other programs read exported files alike: `python benchmarks/files.py [FILES] [MUSESCORE EVERY]`.

Random compositions: any emotion, pattern, voicing, metre, instruments, length and seed. Each MIDI file is read by
symusic, midicsv and music21, some also by MuseScore's converter, and checked by pairing note ons and note offs here.
These must agree: the notes (start, pitch, length), the tempo, and that the last event of every track is on the last
bar line.
"""

import csv
import io
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from composer_app.composer import Composer
from composer_app.composition import Composition
from composer_app.job import Job
from composer_app.midi.file import TICKS_PER_BEAT, save_midi
from composer_app.music.constraints import Constraints, Ending
from composer_app.music.instruments import INSTRUMENTS
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from composer_app.music.pattern import pattern_names
from composer_app.music.performance_settings import PerformanceSettings
from composer_app.music.voicing_styles import VOICING_STYLES
from composer_app.request.emotion.mood import Mood, emotions
from composer_app.request.request import Request

Note = tuple[int, int, int]  # start, pitch, length, in ticks
_NAMES = ("hope", "ελπίδα", "希望", "what? a: night/day * \\ |", "надежда")


def compose_random(composer: Composer, seed: int) -> Composition:
    """Return a random composition by seed."""
    rng = random.Random(seed)
    emotion = rng.choice(list(emotions().values()))
    mood = Mood(((emotion.name, 1.0),), emotion.valence, emotion.arousal)
    constraints = Constraints(
        metre=rng.choice((None, COMMON, WALTZ, SIX_EIGHT, Metre(5, 4), Metre(7, 8))),
        bars=rng.choice((1, 2, 4, 5)),
        pattern=rng.choice((None, *pattern_names())),
        ending=rng.choice((None, *Ending)),
    )
    others = (None, None, *INSTRUMENTS)
    performance_settings = PerformanceSettings(
        rng.choice((None, *VOICING_STYLES)),
        rng.random(),
        bass_instrument=rng.choice(others),
        countermelody_instrument=rng.choice(others),
    )
    request = Request(rng.choice(_NAMES), "en", "", mood, Constraints())
    return composer.compose(request, constraints, seed, Job(), performance_settings)


def read_by_pairing(path: Path) -> tuple[Counter[Note], set[int]]:
    """Return the notes, and each track's last tick, from midicsv's events; pair note ons and offs."""
    text = subprocess.run(["midicsv", str(path)], check=True, capture_output=True).stdout  # noqa: S603, S607
    notes: Counter[Note] = Counter()
    ends: set[int] = set()
    open_notes: dict[tuple[str, str, str], int] = {}
    for row in csv.reader(io.StringIO(text.decode("utf-8", "replace")), skipinitialspace=True):
        track, tick, kind = row[0], int(row[1]), row[2]
        if kind == "Note_on_c":
            key = (track, row[3], row[4])
            if key in open_notes:
                raise ValueError(f"{path}: {key} goes down twice")
            open_notes[key] = tick
        elif kind == "Note_off_c":
            start = open_notes.pop((track, row[3], row[4]))
            notes[start, int(row[4]), tick - start] += 1
        elif kind == "End_track":
            ends.add(tick)
    if open_notes:
        raise ValueError(f"{path}: {open_notes} hang")
    return notes, ends


def read_by_symusic(path: Path) -> tuple[Counter[Note], float]:
    from symusic.core import ScoreTick

    score = ScoreTick.from_midi(path.read_bytes())
    notes = Counter((n.time, n.pitch, n.duration) for track in score.tracks for n in track.notes)
    return notes, score.tempos[0].qpm


def read_by_music21(path: Path) -> tuple[Counter[Note], float]:
    """Return the notes as music21's reader has them, before it quantizes them for notation."""
    from music21.midi import MidiFile
    from music21.midi.translate import getNotesFromEvents

    file = MidiFile()
    file.open(str(path))
    file.read()
    file.close()
    notes: Counter[Note] = Counter()
    tempo = 0.0
    for track in file.tracks:
        position, timed = 0, []
        for event in track.events:
            if event.isDeltaTime():
                position += event.time
            else:
                timed.append((position, event))
                if getattr(event.type, "name", "") == "SET_TEMPO" and isinstance(event.data, bytes):
                    tempo = 6e7 / int.from_bytes(event.data, "big")
        for note in getNotesFromEvents(timed):
            notes[note.onTime, int(note.event.pitch or 0), note.offTime - note.onTime] += 1
    return notes, tempo


def read_by_musescore(path: Path, folder: Path) -> Counter[int]:
    """Return the pitches that MuseScore writes as MusicXML; it quantizes time, as notation must."""
    import xml.etree.ElementTree as ET

    out = folder / "score.musicxml"
    environment = {**os.environ, "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    command = ["musescore3", "-o", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=60)  # noqa: S603
    steps = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
    pitches: Counter[int] = Counter()
    for note in ET.parse(out).iter("note"):  # noqa: S314 - a file of ours
        pitch = note.find("pitch")
        if pitch is not None and not any(tie.get("type") == "stop" for tie in note.findall("tie")):
            alter = int(float(pitch.findtext("alter") or 0))
            octave = int(pitch.findtext("octave") or 0)
            pitches[12 * (octave + 1) + steps[pitch.findtext("step") or "C"] + alter] += 1
    return pitches


def main() -> None:
    """Write, read, compare and count."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    composer, failures, checked = Composer(), defaultdict[str, list[int]](list), Counter[str]()
    with TemporaryDirectory() as name:
        folder = Path(name)
        for seed in range(count):
            composition = compose_random(composer, seed)
            performance = composition.performance
            path = folder / "song.mid"
            save_midi(performance, path, composition.title, composition.provenance)
            notes, ends = read_by_pairing(path)
            agreeing = {
                "bar line": ends == {round(performance.beats * TICKS_PER_BEAT)},
                "as many notes": notes.total() == len(performance.notes),
            }
            readers = {"symusic": read_by_symusic(path), "music21": read_by_music21(path)}
            for reader, (read, tempo) in readers.items():
                agreeing[reader] = read == notes and abs(tempo - performance.tempo) < 0.01
            if every and seed % every == 0:
                read_pitches = read_by_musescore(path, folder)
                expected = Counter(pitch for _, pitch, _ in notes.elements())
                agreeing["MuseScore"] = set(read_pitches) == set(expected)
            for what, agrees in agreeing.items():
                checked[what] += 1
                if not agrees:
                    failures[what].append(seed)
    for what, times in checked.items():
        differing = failures[what]
        print(
            f"{what:<14} {times - len(differing)} of {times} agree"
            + (f"; not seeds {differing[:9]}" if differing else "")
        )


if __name__ == "__main__":
    main()
