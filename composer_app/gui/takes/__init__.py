"""The takes: every one that was made, which is shown, and handing one over."""
