"""The window: the only package that imports Qt, apart from the two modules for audio devices."""
