"""Reads the programs of a SoundFont, and chooses substitutes for missing ones."""

import struct
from pathlib import Path

from composer_app.errors import ModelError

# For each family of eight General MIDI programs, the substitute if the SoundFont has none of the family: pianos,
# chromatic percussion, organs, guitars, basses, strings, ensembles, brass, reeds, pipes, leads, pads, effects,
# ethnic, percussive, sound effects.
_FALLBACK_PROGRAMS = (0, 11, 16, 24, 32, 48, 48, 56, 65, 52, 80, 89, 88, 24, 11, 0)
_HEADER = struct.Struct("<4sI4s")  # RIFF, length, sfbk
_PRESET = struct.Struct("<20sHHHIII")  # name, program, bank, and fields for synthesizers only


def read_programs(bank: Path) -> frozenset[int]:
    """Return the melodic programs of a SoundFont 2 or 3 (SoundFont 2.04, 7.2).

    Raises:
        ModelError: If the file is damaged or not a SoundFont.
    """
    try:
        content = bank.read_bytes()
        magic, length, kind = _HEADER.unpack_from(content)
        start = content.rindex(b"phdr") + 8
        (size,) = struct.unpack_from("<I", content, start - 4)
        # The last record is a terminator.
        presets = list(_PRESET.iter_unpack(content[start : start + size]))[:-1]
    except (OSError, ValueError, struct.error) as error:
        raise damaged_bank_error(bank) from error
    found = frozenset(program for _, program, number, *_ in presets if number == 0 and program < 128)
    if (magic, kind) != (b"RIFF", b"sfbk") or length + 8 > len(content) or not found:
        raise damaged_bank_error(bank)
    return found


def damaged_bank_error(bank: Path) -> ModelError:
    """Return the error for a SoundFont that cannot be used."""
    return ModelError(f"The sound bank {bank.name} is missing or damaged. Install Composer again.")


def fallback_program(program: int, available: frozenset[int]) -> int:
    """Return the program itself, or the nearest of its family, or the family's substitute."""
    family = {each for each in available if each // 8 == program // 8}
    target = program if family else _FALLBACK_PROGRAMS[program // 8]
    return min(family or available, key=lambda each: (abs(each - target), each))
