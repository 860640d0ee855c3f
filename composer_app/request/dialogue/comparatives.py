"""Recognizes comparatives such as "sadder" and "gentler", and not other words in -er such as "river"."""

_GRADABLE_ADJECTIVES = (
    "sad happy merry glad jolly angry mad tense calm quiet still gentle soft warm cold dark bright sunny "
    "gloomy dreamy sleepy lonely scary spooky creepy eerie dreary weary moody grim bleak lively funny silly "
    "goofy bouncy perky cheery fierce wild proud brave bold strong grand noble sweet lovely sorry blue low "
    "high heavy light fresh free peppy zippy edgy jumpy uneasy shaky stormy dull strange weird odd sour harsh "
    "rough smooth mellow tender hopeful nice pretty joyful deep loud hard tough busy big small great airy "
    "hazy misty cloudy cosy cozy humble solemn serene mild lush crazy sexy sleek sharp tame safe rich poor "
    "sick fine wise sly shy icy chilly creaky murky foggy rosy"
).split()
_VOWELS = frozenset("aeiou")


def _comparative_forms(word: str) -> tuple[str, ...]:
    """Return the possible spellings of an adjective's comparative."""
    if word.endswith("e"):
        return (f"{word}r",)
    if word.endswith("y"):
        return (f"{word[:-1]}ier", f"{word}er")
    if (
        len(word) > 2
        and word[-1] not in _VOWELS | {"w", "x"}
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    ):
        return (f"{word}{word[-1]}er", f"{word}er")
    return (f"{word}er",)


_COMPARATIVES = frozenset(form for word in _GRADABLE_ADJECTIVES for form in _comparative_forms(word)) | {
    "better",
    "worse",
}


def is_comparative(word: str) -> bool:
    """Return whether a normalized word is a comparative."""
    return word in _COMPARATIVES
