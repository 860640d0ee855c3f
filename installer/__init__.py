"""Installs Composer for run.py. Uses only Python's standard library and Composer's own files."""
