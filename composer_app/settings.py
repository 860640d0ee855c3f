"""The user's choices: a frozen value, kept in a TOML file that is written whole or not at all."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from composer_app.errors import SettingsError
from composer_app.files import read_file
from composer_app.paths import ensure_private, write_whole


@dataclass(frozen=True, slots=True)
class Settings:
    """One field a choice; an empty string means "the usual".

    Attributes:
        microphone: Name of the microphone to record from.
        channel: Which of its input channels carries the voice, from 1.
        hands_free: Whether a recording ends by itself when nobody speaks any more.
        language: The language spoken, as Whisper names it ("en", "de"); empty to find it out.
        port: Name of the MIDI port to play into; empty for the built-in sound.
        speaker: Name of the loudspeaker for the built-in sound.
        weights: A file with Whisper's weights to use instead of looking for one.
        volume: How loud the built-in sound is, 0 to 100.
        loop: Whether a take starts again when it ends.
        count_in: Whether a bar of clicks comes before a take.
        clock: Whether MIDI clock goes to the port, with start, stop and song position.
        programs: Whether the port is told each part's General MIDI program.
        signals: Whether two short sounds tell that listening begins and ends.
        format: What a take was last exported as, a name in `export.FORMATS`.
        markers: Whether the chords' names go into MIDI files as markers.
        bits: Of exported audio, 16 or 24.
        interface: The window's language ("en", "zh_CN"); empty for the system's.
        toured: Whether the tour was seen or skipped.
    """

    microphone: str = ""
    channel: int = 1
    hands_free: bool = True
    language: str = ""
    port: str = ""
    speaker: str = ""
    weights: str = ""
    volume: int = 100
    loop: bool = True
    count_in: bool = False
    clock: bool = False
    programs: bool = False
    signals: bool = True
    format: str = "mid"
    markers: bool = False
    bits: int = 24
    interface: str = ""
    toured: bool = False

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if type(value) is not type(field.default):
                raise SettingsError(
                    f"The setting {field.name} must be {_KINDS[type(field.default)]}, not {value!r}."
                )
        if self.bits not in (16, 24):
            raise SettingsError(f"The setting bits must be 16 or 24, not {self.bits}.")
        if not 0 <= self.volume <= 100:
            raise SettingsError(f"The setting volume must be between 0 and 100, not {self.volume}.")
        if not 1 <= self.channel <= 64:
            raise SettingsError(f"The setting channel must be between 1 and 64, not {self.channel}.")


_MOST_BYTES = 1_000_000
_KINDS = {str: "a text in quotes", int: "a whole number", bool: "true or false"}


def load(path: Path) -> Settings:
    """Read the settings; those that the file does not name are the usual ones.

    Raises:
        SettingsError: The file cannot be read. It is left as it is.
    """
    try:
        text = read_file(path, _MOST_BYTES).decode()
    except FileNotFoundError:
        return Settings()  # as for most windows that open, so that the reader of TOML is read only here below
    except (OSError, ValueError) as error:
        raise _unreadable(path) from error
    import tomllib

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable(path) from error
    known = {field.name for field in dataclasses.fields(Settings)}
    return Settings(**{name: value for name, value in table.items() if name in known})


def _unreadable(path: Path) -> SettingsError:
    return SettingsError(
        f"The settings file {path} cannot be read. Mend or remove it; until then the usual settings hold."
    )


def save(settings: Settings, path: Path) -> None:
    """Write the settings, whole or not at all.

    Raises:
        FileError: They cannot be written.
    """
    import tomli_w

    ensure_private(path.parent)
    write_whole(path, tomli_w.dumps(dataclasses.asdict(settings)).encode(), private=True)
