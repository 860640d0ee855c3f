"""Whether damaged files crash the readers: `python benchmarks/mutated.py [FILES] [SECONDS] [FOLDER]`.

Random mutations of MIDI files written by Composer, and of those in FOLDER, if given: bytes replaced, inserted and
removed, stretches repeated, the end cut off. Each is read in another process, to detect crashes, with a limit on
processor time per file; after ten times that limit it counts as a hang. Charts as text, ChordPro, MusicXML and iReal
links likewise, a tenth as many.
"""

import io
import multiprocessing
import random
import sys
import time
import zipfile
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from composer_app.errors import CorpusError
from composer_app.harmony.corpora import read_charts
from composer_app.job import Job
from composer_app.midi.file import encode_midi_file
from composer_app.music.arrangement import arrange
from composer_app.music.chord import Chord
from composer_app.music.cues import cues_at
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ
from composer_app.music.progression import Progression, TimedChord
from composer_app.notation.chart import chart, chordpro

_SCORE = """<?xml version="1.0"?><score-partwise version="4.0"><part-list/>
<part id="P1"><measure number="1"><attributes>
<divisions>1</divisions><key><fifths>1</fifths></key><time><beats>4</beats><beat-type>4</beat-type></time></attributes>
<harmony><root><root-step>G</root-step></root><kind>major</kind></harmony><note><rest/><duration>2</duration></note>
<harmony><root><root-step>D</root-step></root><kind>dominant</kind></harmony><note><rest/><duration>2</duration></note>
</measure></part></score-partwise>"""
_LINK = (
    '<a href="irealbook://Song=Name=Waltz=G=n=T34{*AG^7   |C7   |N1D-7   |G7   }|N2x  |A-7 D7  Z">Song</a>'
)


def mutated(content: bytes, rng: random.Random) -> bytes:
    """Return a file with one to eight mutations."""
    changed = bytearray(content)
    for _ in range(rng.randrange(1, 9)):
        at = rng.randrange(len(changed) + 1)
        match rng.randrange(6):
            case 0 | 1 if at < len(changed):
                changed[at] = rng.choice((0, 0x7F, 0x80, 0xF0, 0xF7, 0xFF, rng.randrange(256)))
            case 2:
                changed[at:at] = rng.randbytes(rng.randrange(1, 9))
            case 3:
                del changed[at : at + rng.randrange(1, 9)]
            case 4:
                changed[at:at] = changed[at : at + rng.randrange(64)]
            case 5 if not rng.randrange(8):
                del changed[at:]
    return bytes(changed)


def _sources(folder: Path | None) -> tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]]:
    """Yield MIDI files and charts, each with its suffix."""
    rng, found, texts = random.Random(1), list[tuple[str, bytes]](), list[tuple[str, bytes]]()
    for seed in range(20):
        metre = rng.choice((COMMON, WALTZ, SIX_EIGHT))
        chords = [Chord(rng.randrange(12), rng.choice(("maj", "min", "7", "maj7", "dim"))) for _ in range(8)]
        timed = tuple(
            TimedChord(chord, bar * metre.beats, metre.beats)
            for bar, chord in enumerate(chords)
            if not bar or chord != chords[bar - 1]
        )
        if len(timed) < len(chords):
            continue
        progression = Progression(Key(rng.randrange(12), rng.choice(tuple(Mode))), metre, timed)
        performance = arrange(progression, cues_at(rng.uniform(-1, 1), rng.uniform(-1, 1), metre), seed)
        found.append((".mid", encode_midi_file(performance, "song", "")))
        texts.append((".txt", chart("Song", progression, performance).encode()))
        texts.append((".cho", chordpro("Song", progression, performance).encode("utf-16")))
    compressed = io.BytesIO()
    with zipfile.ZipFile(compressed, "w") as archive:
        archive.writestr(
            "META-INF/container.xml", '<c><rootfiles><rootfile full-path="s.xml"/></rootfiles></c>'
        )
        archive.writestr("s.xml", _SCORE)
    texts += [(".musicxml", _SCORE.encode()), (".mxl", compressed.getvalue()), (".html", _LINK.encode())] * 8
    if folder:
        found += [(".mid", path.read_bytes()) for path in sorted(folder.rglob("*.mid"))[:500]]
    return found, texts


def _reader(pipe: Connection, folder: str) -> None:
    """Read each file that is sent, and report the result."""
    while task := pipe.recv():
        suffix, content = task
        path = Path(folder, f"x{suffix}")
        path.write_bytes(content)
        started = time.process_time()
        try:
            outcome = "read in part" if read_charts(path.parent, Job()).skipped else "read"
        except CorpusError:
            outcome = "refused"
        path.unlink()
        pipe.send((outcome, time.process_time() - started))


def main() -> None:
    """Mutate, read and count."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    limit = float(sys.argv[2]) if len(sys.argv) > 2 else 2.0
    midis, texts = _sources(Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    for title, sources, files in (("MIDI files", midis, count), ("charts", texts, count // 10)):
        rng, outcomes, longest = random.Random(2), Counter[str](), 0.0
        with TemporaryDirectory() as folder:
            pipe, process = _started(folder)
            for number in range(files):
                suffix, content = rng.choice(sources)
                pipe.send((suffix, mutated(content, rng)))
                try:
                    outcome, seconds = pipe.recv() if pipe.poll(10 * limit) else ("hung", 10 * limit)
                except EOFError:
                    outcome, seconds = "killed", 0.0
                longest = max(longest, seconds)
                outcomes[outcome if seconds <= limit else f"over {limit:g} s"] += 1
                if outcome in {"hung", "killed"}:
                    print(f"{title} {number}: {outcome}")
                    process.kill()
                    pipe, process = _started(folder)
            pipe.send(None)
            process.join()
        summary = ", ".join(f"{times} {outcome}" for outcome, times in outcomes.most_common())
        print(f"{files} {title}: {summary}; longest {longest:.2f} s")


def _started(folder: str) -> tuple[Connection, multiprocessing.process.BaseProcess]:
    parent_pipe, child_pipe = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_reader, args=(child_pipe, folder), daemon=True
    )
    process.start()
    child_pipe.close()
    return parent_pipe, process


if __name__ == "__main__":
    main()
