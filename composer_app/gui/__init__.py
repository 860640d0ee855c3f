"""The window: the only package, beside the two device modules, that knows Qt."""
