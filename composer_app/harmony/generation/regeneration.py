"""Regeneration that repeats until at least one chord has changed."""

import random

from composer_app.harmony.generation.harmonist import Harmonist
from composer_app.harmony.generation.request import GenerationRequest
from composer_app.job import Job
from composer_app.music.progression import Progression

_MAX_RETRIES = 12  # if the models are sure of a progression, they often write the same chords again
_TEMPERATURE_STEP = 0.25  # added to the temperature factor at each retry


def regenerate_until_changed(
    harmonist: Harmonist,
    progression: Progression,
    locked: frozenset[int],
    generation_request: GenerationRequest,
    seed: int,
    job: Job,
) -> Progression:
    """Replace the chords that are not locked; if none changes, retry at rising temperatures.

    Args:
        harmonist: Generates the chords.
        progression: The chords to replace; their lengths stay.
        locked: The numbers, from 0, of the chords that stay.
        generation_request: What the new chords must fulfil.
        seed: The seed of the first attempt, and of the seeds of the others.
        job: Receives the progress.
    """
    rng = random.Random(seed)
    regenerated = harmonist.regenerate(progression, locked, generation_request, seed, job)
    for attempt in range(_MAX_RETRIES if len(locked) < len(progression.chords) else 0):
        if regenerated != progression:
            break
        factor = 1 + _TEMPERATURE_STEP * attempt
        regenerated = harmonist.regenerate(
            progression, locked, generation_request, rng.getrandbits(31), job, factor
        )
    return regenerated
