"""The My music dialog: fine-tunes the model of an emotion on a folder of music, and undoes it."""
