"""The first run: a tour of four steps over the real panels, which can be used meanwhile."""
