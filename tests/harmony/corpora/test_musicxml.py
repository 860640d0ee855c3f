"""Lead sheets in MusicXML: as other programs write them, as ours does, and as somebody who means harm would."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from composer_app.errors import CorpusError
from composer_app.harmony.corpora import read_charts
from composer_app.harmony.corpora.chart import Chart
from composer_app.job import Job
from composer_app.music.arrangement import arrange
from composer_app.music.cues import cues_at
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, WALTZ
from tests.harmony.corpora.midi.test_file import random_progression
from tests.harmony.corpora.test_chart_kinds import bars

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 '
    'Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">'
)


def rules(fifths: str = "0", mode: str = "major", time: str = "4/4") -> str:
    named = f"<mode>{mode}</mode>" if mode else ""
    count, unit = time.split("/")
    return (
        f"<attributes><divisions>2</divisions><key><fifths>{fifths}</fifths>{named}</key>"
        f"<time><beats>{count}</beats><beat-type>{unit}</beat-type></time></attributes>"
    )


def harmony(symbol: str, *degrees: tuple[int, int, str], offset: int = 0) -> str:
    """A chord symbol from "Bb:major-seventh/F"."""
    root, _, rest = symbol.partition(":")
    kind, _, bass = rest.partition("/")

    def note(name: str, of: str) -> str:
        alter = of.count("#") - of.count("b")
        return f"<{of}><{of}-step>{name[0]}</{of}-step><{of}-alter>{alter}</{of}-alter></{of}>"

    def placed(of: str, name: str) -> str:
        alter = name.count("#") - name.count("b")
        return f"<{of}><{of}-step>{name[0]}</{of}-step><{of}-alter>{alter}</{of}-alter></{of}>"

    changes = "".join(
        f"<degree><degree-value>{value}</degree-value><degree-alter>{alter}</degree-alter>"
        f"<degree-type>{what}</degree-type></degree>"
        for value, alter, what in degrees
    )
    return (
        f"<harmony>{placed('root', root)}<kind>{kind}</kind>{placed('bass', bass) if bass else ''}{changes}"
        f"{f'<offset>{offset}</offset>' if offset else ''}</harmony>"
    )


def note(beats: float = 4, extra: str = "") -> str:
    return f"<note>{extra}<rest/><duration>{beats * 2:g}</duration></note>"


def score(*measures: str, head: str = HEAD) -> str:
    written = "".join(
        f'<measure number="{number}">{each}</measure>' for number, each in enumerate(measures, 1)
    )
    return f'{head}<score-partwise version="4.0"><part-list/><part id="P1">{written}</part></score-partwise>'


def found_in(folder: Path, text: str | bytes, name: str = "song.musicxml") -> Chart:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    reading = read_charts(folder, Job())
    assert reading.skipped == ()
    (chart,) = reading.charts
    return chart


def test_chords_are_read_with_key_metre_and_times(tmp_path: Path) -> None:
    chart = found_in(
        tmp_path,
        score(
            rules() + harmony("C:major") + note(2) + harmony("A:minor-seventh") + note(2),
            harmony("F:major") + note(3) + harmony("G:dominant/B") + note(1),
            note(4),
            harmony("C:none") + note(4),
            harmony("C:major", offset=4) + note(4),
        ),
    )
    assert bars(chart) == "C:2 Am7:2 F:3 G7/B:5 C:2"
    assert [timed.start for timed in chart.chords] == [0, 2, 4, 7, 18]
    assert (chart.key, chart.metre, chart.group) == (Key(0, Mode.MAJOR), COMMON, "song")


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        (harmony("Bb:major-seventh/F"), "Bbmaj7/F"),
        (harmony("F#:half-diminished"), "F#m7b5"),
        (harmony("E:major-minor"), "EmMaj7"),
        (harmony("G:dominant-13th"), "G13"),
        (harmony("C:major-11th"), "Cmaj9"),
        (harmony("A:minor-13th"), "Am9"),
        (harmony("G:suspended-fourth", (7, 0, "add")), "G7sus4"),
        (harmony("G:major", (7, 0, "add")), "G7"),
        (harmony("B:minor-seventh", (5, -1, "alter")), "Bm7b5"),
        (harmony("G:dominant", (9, 1, "add")), "G7#9"),
        (harmony("A:major", (3, 0, "subtract")), "A5"),
        ("<harmony><root><root-step>D</root-step></root><kind text='m7'>other</kind></harmony>", "Dm7"),
    ],
)
def test_every_kind_of_chord_is_read(tmp_path: Path, written: str, symbol: str) -> None:
    chart = found_in(tmp_path, score(rules() + written + note(), harmony("C:major") + note()))
    assert chart.chords[0].chord.symbol(chart.key) == symbol


@pytest.mark.parametrize(
    ("fifths", "mode", "chords", "key"),
    [
        ("1", "major", "G:major D:major", Key(7, Mode.MAJOR)),
        ("1", "minor", "G:major D:major", Key(4, Mode.MINOR)),
        ("1", "", "E:minor A:minor B:dominant E:minor", Key(4, Mode.MINOR)),
        ("1", "", "G:major C:major D:dominant G:major", Key(7, Mode.MAJOR)),
        ("-3", "dorian", "C:minor F:minor G:dominant C:minor", Key(0, Mode.MINOR)),
        ("x", "", "D:major G:major A:dominant D:major", Key(2, Mode.MAJOR)),
    ],
)
def test_the_key_is_the_signatures_and_its_mode_is_found_where_it_is_not_named(
    tmp_path: Path, fifths: str, mode: str, chords: str, key: Key
) -> None:
    measures = [harmony(each) + note() for each in chords.split()]
    measures[0] = rules(fifths, mode) + measures[0]
    assert found_in(tmp_path, score(*measures)).key == key


def test_voices_grace_notes_and_an_upbeat_do_not_shift_chords(tmp_path: Path) -> None:
    voices = (
        harmony("C:major") + "<note><grace/></note>" + note(2) + note(2, "<chord/>") + harmony("F:major") + note(1)
        + "<backup><duration>6</duration></backup>" + "<forward><duration>4</duration></forward>" + note(1)
    )  # fmt: skip
    chart = found_in(tmp_path, score(rules(time="3/4") + note(1), voices, harmony("G:major") + note(3)))
    assert ([(timed.start, timed.beats) for timed in chart.chords], chart.metre) == (
        [(1, 2), (3, 1), (4, 3)],
        WALTZ,
    )


def test_of_several_parts_the_one_with_chords_is_read(tmp_path: Path) -> None:
    text = score(rules() + harmony("C:major") + note(), harmony("G:major") + note())
    silent = '<part id="P0"><measure number="1">' + rules() + note() + "</measure></part>"
    assert bars(found_in(tmp_path, text.replace('<part id="P1">', silent + '<part id="P1">'))) == "C G"


def packed(
    text: str | bytes,
    container: str = '<c xmlns="urn:x"><rootfiles><rootfile full-path="a/s.xml"/></rootfiles></c>',
) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content_of in (("META-INF/container.xml", container), ("a/s.xml", text)):
            # Always dated 1980: these bytes name tests, which must be called the same in every process.
            archive.writestr(zipfile.ZipInfo(name), content_of, zipfile.ZIP_DEFLATED)
    return content.getvalue()


GOOD = score(rules() + harmony("C:major") + note(), harmony("G:major") + note())


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (packed(GOOD), "song.mxl"),
        (GOOD, "song.xml"),
        (GOOD.replace("UTF-8", "UTF-16").encode("utf-16"), "song.musicxml"),
        (
            GOOD.replace("UTF-8", "windows-1252").replace("<part-list/>", "<work>É</work>").encode("cp1252"),
            "song.xml",
        ),
    ],
)
def test_it_is_read_compressed_and_in_other_encodings(
    tmp_path: Path, content: str | bytes, name: str
) -> None:
    assert bars(found_in(tmp_path, content, name)) == "C G"


def test_our_own_lead_sheets_read_back(tmp_path: Path) -> None:
    pytest.importorskip("music21")
    import random

    from composer_app.notation.score import lead_sheet

    rng = random.Random(3)
    for number in range(4):
        progression = random_progression(rng)
        performance = arrange(progression, cues_at(0, 0, COMMON), number)
        chart = found_in(tmp_path, lead_sheet("Song", progression, performance), "song.lead.musicxml")
        assert (chart.key, chart.metre, chart.chords) == (progression.key, COMMON, progression.chords)
        assert chart.group == "song"


BOMB = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (score(note(), head=BOMB).replace("<part-list/>", "<work>&j;</work>"), "declares entities"),
        (score(head='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares entities"),
        pytest.param("<a>" * 200_000, "nested deeper", id="nested"),
        ("<score-partwise><part>", "no whole XML"),
        ("", "no whole XML"),
        (b"\x00\x01" * 50, "no whole XML"),
        ("<?xml version='1.0' encoding='nonsense'?><a/>", "no whole XML"),
        ("<score-timewise/>", "part by part"),
        ("<score-partwise/>", "without chord symbols"),
        (score(rules() + note()), "without chord symbols"),
        (packed(GOOD)[:80], "damaged score"),
        (packed(GOOD, "<c/>"), "damaged score"),
        (packed(GOOD, '<c><rootfile full-path="../../etc/passwd"/></c>'), "damaged score"),
        (packed(b"<!--" + b" " * 60_000_000 + b"-->"), "larger than 50 MB"),
    ],
)
def test_what_is_no_score_or_means_harm_is_refused_within_little_memory(
    tmp_path: Path, content: str | bytes, why: str
) -> None:
    (tmp_path / "x.mxl").write_bytes(content.encode() if isinstance(content, str) else content)
    tracemalloc.start()
    try:
        with pytest.raises(CorpusError, match=why):
            read_charts(tmp_path, Job())
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "-5", "", "x", "9" * 5000])
@pytest.mark.parametrize("name", ["divisions", "fifths", "beats", "beat-type", "duration", "root-alter"])
def test_numbers_that_are_none_do_no_harm(tmp_path: Path, name: str, number: str) -> None:
    good = f"<{name}>"
    text = score(
        rules() + harmony("C:major") + note(), harmony("G:major") + note(), harmony("F:major") + note()
    )
    at = text.index(good) + len(good)
    text = text[:at] + number + text[text.index("<", at) :]
    assert {"G", "F"} <= {each.rstrip(":0123456789.") for each in bars(found_in(tmp_path, text)).split()}
