"""iReal Pro's songs, in its open links and in those that it shuffles."""

from pathlib import Path
from urllib.parse import quote

import pytest

from composer_app.errors import CorpusError
from composer_app.harmony.corpora import read_charts
from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.ireal import unscrambled
from composer_app.job import Job
from composer_app.music.key import Key, Mode
from composer_app.music.metre import COMMON, SIX_EIGHT, WALTZ, Metre
from tests.harmony.corpora.test_chart_kinds import bars

ORDERED = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"


def open_link(music: str, key: str = "C", title: str = "Song") -> str:
    return "irealbook://" + quote(f"{title}=Name=Bossa Nova={key}=n={music}")


def shuffled_link(music: str, key: str = "C", title: str = "Song") -> str:
    """Shuffled as it is put in order: what is swapped twice is as it was."""
    return "irealb://" + quote(f"{title}=Name==Waltz={key}==1r34LbKcu7{unscrambled(music)}==0=0")


def page(*links: str) -> str:
    return (
        "<html><body><p>" + "<br/>".join(f'<a href="{link}">A song</a>' for link in links) + "</body></html>"
    )


def songs(folder: Path, text: str, name: str = "songs.html") -> list[Chart]:
    (folder / name).write_text(text, encoding="utf-8")
    reading = read_charts(folder, Job())
    assert reading.skipped == ()
    return list(reading.charts)


def test_a_block_of_fifty_swaps_its_first_five_and_its_eleventh_to_twenty_fourth_signs() -> None:
    mixed = "NMLKJ56789DCBAzyxwvutsrqopnmlkjihgfedcbaEFGHI43210"
    assert unscrambled(mixed + "12") == ORDERED + "12"
    assert unscrambled(mixed + mixed + "12") == ORDERED * 2 + "12"


@pytest.mark.parametrize("rest", ["", "1"])
def test_a_block_that_hardly_anything_follows_is_left(rest: str) -> None:
    assert unscrambled(ORDERED + rest) == ORDERED + rest


@pytest.mark.parametrize("link", [open_link, shuffled_link])
@pytest.mark.parametrize(
    ("music", "chords"),
    [
        ("T44*A[C^7   |A-7   |D-9   |G7#5   ]", "Cmaj7 Am7 Dm9 Gaug7"),
        ("T44{C   |G   }*B[F   |G   Z", "C G C G F G"),
        ("T44{C   |N1G   }|N2F   |G   Z", "C G C F G"),
        ("[C A- |F  G Z", "C:2 Am:2 F:2 G:2"),
        ("[C  A-|F,G,|G   Z", "C:3 Am:1 F:2 G:6"),
        ("[CXyQ|F7XyQLZGh7XyQLZG   Z", "C F7 Gm7b5 G"),
        ("[C   |F   Kcl   |G   |x   Z", "C F:8 G:8"),
        ("[C   |G   |r|F   Z", "C G C G F"),
        ("[C   |W/E   |F   (F-)   |n   |G   Z", "C C/E F G"),
        ("[C p p F |<D.C. al Fine>G  Y Q S f U Z", "C:3 F:1 G"),
        ("[sC^7   |lA-^7   |F69   |Bb7sus   |G7alt   Z", "Cmaj7 AmMaj7 F6/9 Bb7sus4 G7b9"),
    ],
)
def test_the_music_is_read(tmp_path: Path, link: object, music: str, chords: str) -> None:
    assert callable(link)
    (chart,) = songs(tmp_path, page(link(music)))
    assert bars(chart) == chords
    assert (chart.source, chart.group) == ("iReal Pro", "Name - Song")


@pytest.mark.parametrize(
    ("name", "key"), [("C", Key(0, Mode.MAJOR)), ("E-", Key(4, Mode.MINOR)), ("Bb-", Key(10, Mode.MINOR))]
)
def test_the_key_is_the_songs(tmp_path: Path, name: str, key: Key) -> None:
    (chart,) = songs(tmp_path, page(shuffled_link("T44[C   |G   Z", name)))
    assert chart.key == key


@pytest.mark.parametrize(
    ("metre", "wanted"),
    [("44", COMMON), ("34", WALTZ), ("68", SIX_EIGHT), ("12", Metre(12, 8)), ("54", Metre(5, 4))],
)
def test_the_metre_is_the_songs(tmp_path: Path, metre: str, wanted: Metre) -> None:
    (chart,) = songs(tmp_path, page(open_link(f"T{metre}[C|G Z")))
    assert (chart.metre, bars(chart)) == (wanted, "C G")


def test_all_songs_of_a_list_and_of_a_text_are_read(tmp_path: Path) -> None:
    one, two = "T44[C   |G   Z", "T34[D-  |A7  Z" + "x  |" * 20
    listed = (
        "irealb://"
        + "===".join(
            quote(f"{title}=Name==Waltz={key}==1r34LbKcu7{unscrambled(music)}==0=3", safe="")
            for title, key, music in (("It's one", "C", one), ("Two", "D-", two))
        )
        + "===My%20songs"
    )
    assert [chart.group for chart in songs(tmp_path, page(listed))] == ["Name - It's one", "Name - Two"]
    found = songs(tmp_path, f"From a friend:\n{open_link(one)}\n{shuffled_link(two)}\n", "mail.txt")
    assert sorted(str(chart.metre) for chart in found) == ["3/4", "3/4", "4/4", "4/4"]


def test_pages_without_songs_are_no_music(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>| C | G |</html>")
    with pytest.raises(CorpusError) as told:
        read_charts(tmp_path, Job())
    assert "page.html" not in str(told.value)


def test_a_chord_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "songs.html").write_text(page(open_link("T44[C   |B#b#b+b+   |G   Z")))
    reading = read_charts(tmp_path, Job())
    assert [bars(chart) for chart in reading.charts] == ["C G"]
    assert "is not a chord" in reading.skipped[0][1]
