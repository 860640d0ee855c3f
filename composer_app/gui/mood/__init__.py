"""The mood panel: the detected emotions, and the controls to correct them."""
