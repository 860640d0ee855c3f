"""Installs Composer for run.py. Needs nothing but Python, and the program beside it."""
