"""The user's settings, stored in a TOML file that is written atomically."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from composer_app.codec import Codec
from composer_app.errors import SettingsError
from composer_app.files import read_file
from composer_app.paths import ensure_private, write_atomically


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; an empty string means the system's default.

    Attributes:
        microphone: Name of the microphone to record from.
        input_channel: The input channel of the voice, from 1.
        hands_free: Whether a recording ends automatically after silence.
        language: Whisper's code of the spoken language ("en", "de"); empty to detect it.
        midi_port: Name of the MIDI port to play into; empty for the built-in sound.
        audio_output: Name of the audio output for the built-in sound.
        whisper_weights: A file with Whisper's weights; empty to look for one in the default locations.
        volume: The volume of the built-in sound, 0 to 100.
        loop: Whether playback is looped.
        count_in: Whether a bar of clicks precedes playback.
        send_clock: Whether MIDI clock is sent to the port, with start, stop and song position.
        send_programs: Whether each part's General MIDI program is sent to the port.
        audio_cues: Whether a short sound plays when recording begins and ends.
        export_format: The format of the last export, a name in `export.FORMATS`.
        chord_markers: Whether MIDI files contain the chord symbols as markers.
        bit_depth: The bit depth of exported audio, 16 or 24.
        interface_language: The window's language ("en", "zh_CN"); empty for the system's.
        tour_done: Whether the tour was finished or skipped.
    """

    microphone: str = ""
    input_channel: int = 1
    hands_free: bool = True
    language: str = ""
    midi_port: str = ""
    audio_output: str = ""
    whisper_weights: str = ""
    volume: int = 100
    loop: bool = True
    count_in: bool = False
    send_clock: bool = False
    send_programs: bool = False
    audio_cues: bool = True
    export_format: str = "mid"
    chord_markers: bool = False
    bit_depth: int = 24
    interface_language: str = ""
    tour_done: bool = False

    def __post_init__(self) -> None:
        defaults = {field.name: field.default for field in dataclasses.fields(self)}
        for key, field in _CODEC.fields(Settings).items():
            value, kind = getattr(self, field), type(defaults[field])
            if type(value) is not kind:
                raise SettingsError(f"The setting {key} must be {_TYPE_DESCRIPTIONS[kind]}, not {value!r}.")
        if self.bit_depth not in (16, 24):
            raise SettingsError(f"The setting bits must be 16 or 24, not {self.bit_depth}.")
        if not 0 <= self.volume <= 100:
            raise SettingsError(f"The setting volume must be between 0 and 100, not {self.volume}.")
        if not 1 <= self.input_channel <= 64:
            raise SettingsError(f"The setting channel must be between 1 and 64, not {self.input_channel}.")


# The keys in the file. They never change, because earlier versions have written them.
_CODEC = Codec(
    {
        Settings: "microphone channel=input_channel hands_free language port=midi_port speaker=audio_output"
        " weights=whisper_weights volume loop count_in clock=send_clock programs=send_programs signals=audio_cues"
        " format=export_format markers=chord_markers bits=bit_depth interface=interface_language toured=tour_done"
    }
)
_MAX_BYTES = 1_000_000
_TYPE_DESCRIPTIONS = {str: "a text in quotes", int: "a whole number", bool: "true or false"}


def load(path: Path) -> Settings:
    """Read the settings; those that are not in the file have their defaults.

    Raises:
        SettingsError: If the file cannot be read. It is left unchanged.
    """
    try:
        text = read_file(path, _MAX_BYTES).decode()
    except FileNotFoundError:
        return Settings()  # usual at startup, which is faster without importing tomllib
    except (OSError, ValueError) as error:
        raise _unreadable_error(path) from error
    import tomllib

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable_error(path) from error
    fields = _CODEC.fields(Settings)
    return Settings(**{fields[key]: value for key, value in table.items() if key in fields})


def _unreadable_error(path: Path) -> SettingsError:
    return SettingsError(
        f"The settings file {path} cannot be read. Mend or remove it; until then the usual settings hold."
    )


def save(settings: Settings, path: Path) -> None:
    """Write the settings atomically.

    Raises:
        FileError: If they cannot be written.
    """
    import tomli_w

    ensure_private(path.parent)
    write_atomically(path, tomli_w.dumps(_CODEC.encode(settings)).encode(), private=True)
