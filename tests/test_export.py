"""Every kind of file, on disks that take none: a sentence, nothing half written, and what was there still is."""

from pathlib import Path

import pytest

from composer_app.errors import FileError
from composer_app.export import FORMATS, ExportOptions, export, unused_file_path
from composer_app.library.take_store import TakeStore
from testing import factories

TAKE = factories.composition()
LONG = factories.composition(factories.request("a/b:c*d? Ελπίδα"))


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_written(tmp_path: Path, kind: str) -> None:
    pytest.importorskip(FORMATS[kind].required_library or "mido")
    path = tmp_path / f"Ελπίδα – 84 bpm{FORMATS[kind].suffix}"
    export(TAKE, factories.audio, path, kind, ExportOptions(chord_markers=True, bit_depth=16))
    assert path.stat().st_size > 50
    assert list(tmp_path.iterdir()) == [path]


def test_the_other_suffixes_of_a_format_are_written_in_it(tmp_path: Path) -> None:
    for kind, suffix in ((kind, suffix) for kind, row in FORMATS.items() for suffix in row.other_suffixes):
        names = (f"usual{FORMATS[kind].suffix}", f"other{suffix}")
        for name in names:
            export(TAKE, factories.audio, tmp_path / name, kind)
        usual, other = ((tmp_path / name).read_bytes() for name in names)
        assert usual == other


@pytest.mark.parametrize("kind", FORMATS)
def test_a_full_disk_is_a_sentence_and_nothing_half_written_stays(full_disk: Path, kind: str) -> None:
    pytest.importorskip(FORMATS[kind].required_library or "mido")
    with pytest.raises(FileError, match="free some space"):
        export(TAKE, factories.audio, full_disk / f"take{FORMATS[kind].suffix}", kind)
    assert [path.name for path in full_disk.iterdir()] == ["filling"]


def test_a_file_that_is_replaced_on_a_full_disk_stays_as_it_was(full_disk: Path) -> None:
    with pytest.raises(FileError):
        export(TAKE, factories.audio, full_disk / "filling", "mid")
    assert (full_disk / "filling").stat().st_size == 65_536


@pytest.mark.parametrize("kind", FORMATS)
def test_a_disk_that_can_only_be_read_is_a_sentence(read_only_disk: Path, kind: str) -> None:
    pytest.importorskip(FORMATS[kind].required_library or "mido")
    with pytest.raises(FileError, match="Choose another folder"):
        export(TAKE, factories.audio, read_only_disk / f"take{FORMATS[kind].suffix}", kind)
    assert (read_only_disk / "there").read_text() == "before"


def test_a_name_that_some_systems_forbid_is_made_safe(tmp_path: Path) -> None:
    path = unused_file_path(LONG, tmp_path, ".mid")
    export(LONG, factories.audio, path, "mid")
    assert not set(path.name) & set('/\\:*?"<>|')


def test_a_shelf_on_a_full_disk_says_so_and_leaves_nothing(full_disk: Path) -> None:
    take, trouble = TakeStore(full_disk).add(TAKE)
    assert "free some space" in str(trouble)
    assert take.composition == TAKE
    assert take.midi_path is None
    assert [path.name for path in full_disk.iterdir()] == ["filling"]


def test_a_format_that_needs_nothing_more_lacks_nothing() -> None:
    assert FORMATS["mid"].missing_library_error is None
