"""Understanding: what was understood of a sentence, and ways to mend it."""
