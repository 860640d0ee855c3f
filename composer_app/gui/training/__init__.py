"""My music: teaching an emotion what lies in a folder, and taking it back."""
