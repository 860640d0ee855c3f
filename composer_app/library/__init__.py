"""The user's takes on disk."""
