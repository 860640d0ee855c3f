"""From words to what is wanted."""
