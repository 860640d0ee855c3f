"""Which instruments a sound bank has, and which of them plays for one that it has not."""

import struct
from pathlib import Path

from composer_app.errors import ModelError

# For each family of eight General MIDI programs, what plays when the bank has none of the family: pianos,
# mallets, organs, guitars, basses, strings, ensembles, brass, reeds, pipes, leads, pads, effects, ethnic,
# percussive, noises.
_FALLBACK_PROGRAMS = (0, 11, 16, 24, 32, 48, 48, 56, 65, 52, 80, 89, 88, 24, 11, 0)
_HEADER = struct.Struct("<4sI4s")  # RIFF, length, sfbk
_PRESET = struct.Struct("<20sHHHIII")  # name, program, bank, and what only a synthesizer needs


def read_programs(bank: Path) -> frozenset[int]:
    """The melodic programs of a SoundFont 2 or 3 (SoundFont 2.04, 7.2).

    Raises:
        ModelError: It is no sound bank, or a damaged one.
    """
    try:
        content = bank.read_bytes()
        magic, length, kind = _HEADER.unpack_from(content)
        start = content.rindex(b"phdr") + 8
        (size,) = struct.unpack_from("<I", content, start - 4)
        presets = list(_PRESET.iter_unpack(content[start : start + size]))[:-1]  # the last marks the end
    except (OSError, ValueError, struct.error) as error:
        raise damaged_bank_error(bank) from error
    found = frozenset(program for _, program, number, *_ in presets if number == 0 and program < 128)
    if (magic, kind) != (b"RIFF", b"sfbk") or length + 8 > len(content) or not found:
        raise damaged_bank_error(bank)
    return found


def damaged_bank_error(bank: Path) -> ModelError:
    """What to tell the user of a bank that cannot be used."""
    return ModelError(f"The sound bank {bank.name} is missing or damaged. Install Composer again.")


def fallback_program(program: int, available: frozenset[int]) -> int:
    """The program that plays for another: itself, else the nearest of its family, else the family's stand-in."""
    family = {each for each in available if each // 8 == program // 8}
    wanted = program if family else _FALLBACK_PROGRAMS[program // 8]
    return min(family or available, key=lambda each: (abs(each - wanted), each))
