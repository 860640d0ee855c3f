"""From air to words."""
