"""Comparing two takes, without Qt: one is A, the other is whichever was shown beside it last."""


class Comparing:
    """Knows which version is A, and which is the other."""

    def __init__(self) -> None:
        self.a = self._other = ""

    def mark(self, version: str) -> None:
        """Let a version be A; if it is A already, nothing is any more."""
        self.a, self._other = ("" if version == self.a else version), ""

    def flip(self, shown: str) -> str:
        """The version to show now instead of the one that is; the same where there is no other yet."""
        if not self.a:
            self.mark(shown)
            return shown
        if shown != self.a:
            self._other = shown
            return self.a
        return self._other or shown
