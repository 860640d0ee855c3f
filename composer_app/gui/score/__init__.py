"""The score: chord cards, piano roll and keyboard, and their controllers."""
